"""What is said to a person about what they wrote: findings, codes, and the forms they are written in."""

"""What an attribute is made of."""

"""What the analysis found, told to a person."""

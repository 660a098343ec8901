"""What every room stands on: errors, cleaned text, models documented by their docstrings."""

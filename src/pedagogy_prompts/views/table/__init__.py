"""The decision table."""

"""What statements claim, in which dialogue states, and which of them cannot be followed together."""

"""From a checked composition to an instruction within a budget."""

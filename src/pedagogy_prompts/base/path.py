"""Where something stands in a preset."""

Path = tuple[str | int, ...]
"""The keys and numbers that lead to it: `("attributes", "hint_ladder", "then")`."""

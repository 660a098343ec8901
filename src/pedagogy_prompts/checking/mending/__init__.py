"""Ways to mend what clashes, found by search: what could be changed, what that would lose, whether it then holds."""

"""Any character that a text may hold."""

from hypothesis import strategies as st

CHARACTERS = st.characters(exclude_categories=["Cs"])
"""What Hypothesis takes if it is not told: it asks UTF-8 about every one then, which takes each process a second."""

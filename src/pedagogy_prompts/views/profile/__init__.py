"""Profiles: what somebody requires of every tutor, clause by clause, and whether an instruction keeps it."""

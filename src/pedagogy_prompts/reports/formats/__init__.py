"""How reports are written for people and for machines."""

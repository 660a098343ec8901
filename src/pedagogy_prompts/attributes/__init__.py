"""The shelf of attributes: one folder each, found by name, imported when used."""

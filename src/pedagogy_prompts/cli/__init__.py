"""The command line: what is named is read, what is found is printed, and nothing is decided here."""

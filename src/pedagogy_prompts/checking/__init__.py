"""What is wrong or worth knowing about a composition."""

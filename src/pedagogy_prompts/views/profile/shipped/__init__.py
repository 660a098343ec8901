"""The profiles that come with the library, each a YAML file."""

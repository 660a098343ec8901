"""How conditions, norms and values are said in a locale."""

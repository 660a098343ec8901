"""One preset being read; everything that is wrong is said at once, with its place."""

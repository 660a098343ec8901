"""The result: a value that carries everything needed to serve it."""

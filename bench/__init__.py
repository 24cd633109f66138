"""Measurements of the register, made on demand on its own content: `make bench`."""

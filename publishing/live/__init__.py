"""The copy that readers see: how it is written, read, derived from, and told of."""

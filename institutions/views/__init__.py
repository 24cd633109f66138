"""Pages of the institutions, one module per aggregate as in the models."""

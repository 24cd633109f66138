"""Pages of the summits app, one module per aggregate as in the models."""

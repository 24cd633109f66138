"""The institutions on the desk, one module per aggregate as in the models."""

from institutions.admin import document, office, organ, vocabulary

__all__ = ["document", "office", "organ", "vocabulary"]

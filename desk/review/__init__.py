"""Submitting, previewing, deciding and withdrawing, as pages of the desk."""

"""Translations that leave the desk as catalogues (PO) and come back."""

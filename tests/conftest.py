"""Fixtures and rules that hold for every test."""

"""Editors at the desk."""

from tests.desk.conftest import desk, signed_in  # noqa: F401

"""Content as files knows no page: its tests have the addresses that publishing is tested with."""

from tests.publishing.conftest import addresses  # noqa: F401

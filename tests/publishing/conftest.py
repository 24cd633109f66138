"""Publishing knows no page: its tests have addresses of their own."""

import pytest


@pytest.fixture(autouse=True)
def addresses(settings):
    settings.ROOT_URLCONF = "tests.publishing.urls"

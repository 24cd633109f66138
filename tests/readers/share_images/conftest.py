"""A summit with an image, and the folder in which images are kept."""

import pytest

from tests import factories as make


@pytest.fixture(autouse=True)
def shelf(settings, tmp_path):
    settings.VAR = tmp_path
    return tmp_path / "share_images"


@pytest.fixture
def summit(db):
    make.status("held", family="done", name_fr="tenu")
    summit = make.summit(name_fr="Deuxième sommet", held="2025-12-22/2025-12-23")
    make.meeting_step(summit, "held")
    return make.published(summit)

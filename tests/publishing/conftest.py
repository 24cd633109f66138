"""Publishing knows no page: its tests have addresses of their own."""

import pytest

from publishing.history.revisions import keep_revision
from publishing.review.submissions import submit
from tests import factories as make


@pytest.fixture(autouse=True)
def addresses(settings):
    settings.ROOT_URLCONF = "tests.publishing.urls"


# A record that one account wrote and submitted, and another may decide about; modules make their own `writer`


@pytest.fixture
def reviewer(django_user_model):
    return django_user_model.objects.create(username="reviewer", is_superuser=True)


@pytest.fixture
def organ(writer):
    organ = make.organ(name_fr="Collège")
    keep_revision(organ, writer)
    return organ


@pytest.fixture
def submission(organ, writer):
    return submit([organ], by=writer, note="Nouvel organe")

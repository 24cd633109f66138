"""What the register is called holds at once, for who reads a page that was kept."""

import pytest

from editions.identity import Identity, current_identity
from editions.models import ContentVersion
from publishing.identity import identify
from publishing.models import Publication

pytestmark = pytest.mark.django_db

SHORES = Identity({"name": {"fr": "Le Registre des Rives"}, "prefix": "CR"})


def test_another_name_is_in_force_with_a_publication_of_its_own():
    identify(SHORES)

    assert current_identity().entered == SHORES.entered
    assert Publication.objects.count() == 1


def test_what_it_is_called_already_changes_nothing():
    version = identify(SHORES)

    assert identify(SHORES) == version == ContentVersion.objects.current().number
    assert Publication.objects.count() == 1

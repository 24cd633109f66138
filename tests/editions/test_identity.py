"""What the register calls itself, as entered and where nothing was."""

import pytest
from django.db import OperationalError
from django.utils.translation import override

from editions.identity import Identity, current_identity, last_known, remembered, speaking_as
from editions.models import ContentVersion

SHORES = Identity(
    {
        "name": {"fr": "Le Registre des Rives", "en": "The Register of the Shores"},
        "short_name": {"fr": "Rives"},
        "disclaimer": {"fr": "Tenu par des lecteurs."},
        "is_not": {"fr": "Ce n’est pas un site officiel."},
        "prefix": "CR",
    }
)


def test_texts_are_in_the_active_language_and_else_in_french():
    with override("en"):
        assert (SHORES.name, SHORES.bare_name) == ("The Register of the Shores", "Register of the Shores")
        assert SHORES.of_name == "the Register of the Shores"
        assert SHORES.short_name == "Rives"
    assert SHORES.of_name == "du Registre des Rives"
    assert SHORES.disclaimer == "Tenu par des lecteurs. Ce n’est pas un site officiel."


def test_files_are_called_the_same_in_every_language():
    with override("en"):
        assert (SHORES.file_name, SHORES.french_bare_name) == ("registre-des-rives", "Registre des Rives")


def test_what_was_not_entered_is_neutral():
    nothing = Identity()

    assert (nothing.name, nothing.short_name, nothing.prefix) == ("Le registre public", "", "REG")
    assert nothing.file_name == "registre-public"
    assert nothing.disclaimer == "Registre établi à partir de sources citées."
    with override("en"):
        assert nothing.of_name == "the public register"
    assert SHORES.lede == nothing.lede


@pytest.mark.django_db
def test_it_is_read_where_it_was_entered(django_assert_num_queries):
    ContentVersion.objects.update(identity=SHORES.entered)

    with django_assert_num_queries(1):
        assert current_identity() == SHORES
    with speaking_as(Identity()), django_assert_num_queries(0):
        assert current_identity() == Identity()


def test_a_database_that_is_away_leaves_what_was_last_read(monkeypatch):
    def away(*_arguments):
        raise OperationalError

    remembered(SHORES.entered)
    monkeypatch.setattr(ContentVersion.objects, "current", away)
    with speaking_as(None):
        assert current_identity() == SHORES == last_known()

"""Why something is refused, in words: names of records, and what constraints object to."""

import pytest
from django.db import IntegrityError, transaction

from institutions.models import Organ
from publishing.errors import Refused, explain, name_of, quoted_inside
from publishing.models import KeptForm
from sources.models import Source
from tests import factories as make

NBSP = "\N{NO-BREAK SPACE}"
pytestmark = pytest.mark.django_db


def refused(act):
    with pytest.raises(IntegrityError) as error, transaction.atomic():
        act()
    return explain(error.value)


def test_refusal_says_all_reasons_and_what_would_settle_them():
    refusal = Refused((reason for reason in ("Un.", "Deux.")), required_records=(n for n in (1, 2)))

    assert (refusal.errors, refusal.required_records, str(refusal)) == (["Un.", "Deux."], [1, 2], "Un. Deux.")
    assert Refused(["Un."]).required_records == []


def test_record_is_named_by_its_type_and_title_and_a_part_with_its_record():
    organ = make.organ(name_fr=f"Le «{NBSP}Collège{NBSP}»")
    step = make.organ_step(organ, text_fr="Créé")

    assert name_of(organ) == f"Organe «{NBSP}Le “Collège”{NBSP}»"
    assert name_of(step) == f"Étape de l’organe «{NBSP}Créé{NBSP}» ({name_of(organ)})"


def test_long_names_are_cut():
    assert len(name_of(make.organ(name_fr="a" * 150))) < 150


def test_quotation_marks_within_others_are_of_the_second_level():
    assert quoted_inside(f"«{NBSP}a{NBSP}» b") == "“a” b"


def test_value_that_another_has_is_told_by_its_field():
    first, second = make.organ(), make.organ()

    words = refused(lambda: Organ.objects.filter(pk=second.pk).update(slug=first.slug))

    assert words == f"Organe{NBSP}: une autre fiche en ligne a déjà la même valeur pour «{NBSP}adresse{NBSP}»."


def test_missing_value_is_told_by_its_field():
    organ = make.organ()

    words = refused(lambda: Organ.objects.filter(pk=organ.pk).update(level=None))

    assert words == f"Organe{NBSP}: il manque «{NBSP}niveau{NBSP}»."


def test_rule_without_words_of_its_own_is_named():
    source = make.source()

    words = refused(lambda: Source.objects.filter(pk=source.pk).update(archive_sha256="no"))

    assert words == f"Source{NBSP}: la règle «{NBSP}source_archive_sha256{NBSP}» n’est pas respectée."


def test_rule_with_words_of_its_own_is_told_in_them():
    meeting = make.meeting()

    words = refused(
        lambda: (
            type(meeting)
            .objects.filter(pk=meeting.pk)
            .update(opens_at="2025-12-23T10:00Z", closes_at="2025-12-23T09:00Z")
        )
    )

    assert words == f"Réunion{NBSP}: La réunion se termine avant d’avoir commencé."


def test_table_that_is_not_published_is_told_by_the_name_of_its_rule():
    words = refused(lambda: KeptForm.objects.create(user_id=None))

    assert words.startswith("La base de données refuse cette publication (")

"""What may be amiss with records of any type."""

import pytest

from aes_site.health import Lags, broken_references, lag_in_words, records_of, without_description
from editions.models import TranslationLag
from institutions.models import Organ, Person
from publishing.rich.links import href_of
from tests import factories as make

pytestmark = pytest.mark.django_db


def test_a_translation_that_is_behind_is_told_to_those_who_see_its_type():
    organ = make.organ()
    TranslationLag.objects.create(record_type="institutions.organ", record_id=organ.pk, language="en", changes=1)
    lags = Lags(TranslationLag.objects.all(), lag_in_words, records_of)

    assert [finding.record for finding in lags.of([Organ]).first(5)] == [organ]
    assert lags.of([Person]).count() == 0


def test_a_record_without_summary_is_found_among_those_of_its_type():
    organ = make.organ(summary_fr="")
    make.organ(summary_fr="Présentation")

    assert [finding.record for rows in without_description() for finding in rows.first(5)] == [organ]


def test_a_link_to_what_is_not_live_is_found_with_its_target():
    target = make.organ(summary_fr="Cour")
    linking = make.organ(summary_fr=f'<p><a href="{href_of(target)}">la cour</a></p>')

    (found,) = broken_references()

    assert [(finding.record, finding.target) for finding in found.first(5)] == [(linking, target)]

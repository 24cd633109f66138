"""What a citation says: legislation or a report only where the record says that it was adopted or published."""

import pytest

from editions.models import Edition
from publishing.live.publish import publish
from readers.citation.works import Kind, earlier_work, work
from tests import factories as make

pytestmark = pytest.mark.django_db


def cited(record):
    make.published(record)
    return work(record, Edition.objects.get(record_id=record.pk))


def decision(family, **fields):
    record = make.decision(**fields)
    make.decision_step(record, {"done": "adopted"}.get(family, family))
    return record


def test_a_decision_taken_is_legislation_of_its_organ_and_date():
    work_ = cited(decision("done", decided="2025-12-23", organ=make.organ(name_fr="Collège")))
    assert (work_.kind, work_.author, work_.when.text) == (Kind.LEGISLATION, "Collège", "2025-12-23")


def test_a_decision_without_an_organ_is_of_the_body_that_its_source_names():
    assert cited(decision("done", decided="2025-12-23", body_as_stated="Les ministres")).author == "Les ministres"


@pytest.mark.parametrize("family", ["expected", "stopped", "absent"])
def test_a_dated_decision_whose_status_is_not_done_is_a_page(family):
    work_ = cited(decision(family, decided="2025-12-23", organ=make.organ()))
    assert (work_.kind, work_.author, work_.dated) == (Kind.PAGE, "", None)


def test_a_decision_done_on_no_known_date_is_a_page():
    assert cited(decision("done")).kind is Kind.PAGE


@pytest.mark.parametrize(
    ("kind", "text_state", "expected"),
    [
        ("protocol", "signed", Kind.LEGISLATION),
        ("protocol", "in_preparation", Kind.PAGE),
        ("communique", "published", Kind.REPORT),
        ("drafts", "adopted_as_draft", Kind.PAGE),
    ],
)
def test_a_document_is_cited_by_what_it_is_and_how_far_it_came(kind, text_state, expected):
    assert cited(make.document(kind=kind, text_state=text_state)).kind is expected


def test_an_edition_replaced_since_is_a_page_under_the_title_it_had():
    record = make.published(make.document(name_fr="Premier titre", kind="protocol", text_state="signed"))
    record.name_fr = "Second titre"
    record.save()
    publish([record])

    work_ = earlier_work(record, Edition.objects.get(record_id=record.pk, number=1))

    assert (work_.kind, work_.title) == (Kind.PAGE, "Premier titre")

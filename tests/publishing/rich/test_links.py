"""Links in rich texts: where they may lead, and the records that they name."""

from uuid import UUID

import pytest

from publishing.rich.links import addresses, href_of, is_address, reference_of, references_in
from tests import factories as make

KEY = "2e9a9fd9-a2ce-5adf-8d7b-ad96ac97c637"
DECISION = f"register:summits.decision:{KEY}"


@pytest.mark.parametrize(
    "href", ["https://example.org/a?b", "mailto:a@example.org", "tel:+223-20", "/fr/decisions/", "#notes", DECISION]
)
def test_links_lead_to_the_web_to_the_site_and_to_records(href):
    assert is_address(href)


@pytest.mark.parametrize(
    "href",
    ["javascript:a()", "//example.org", "/\\example.org", "https://a@example.org", f"register:summits.no:{KEY}", "mot"],
)
def test_links_lead_nowhere_else(href):
    assert not is_address(href)


def test_reference_names_a_record_by_type_and_key():
    assert reference_of(DECISION) == ("summits.decision", UUID(KEY))


@pytest.mark.parametrize(
    "href", [f"register:institutions.pillar:{KEY}", f"register:no.no:{KEY}", "/fr/", DECISION[:-1]]
)
def test_what_has_no_page_is_no_reference(href):
    assert reference_of(href) is None


def test_references_of_texts_are_found_once():
    texts = [f'<a href="{DECISION}">a</a> <a href="{DECISION}">b</a>', f"register:no.no:{KEY}", "mots"]

    assert references_in(texts) == {("summits.decision", UUID(KEY))}


@pytest.mark.django_db
def test_page_of_a_live_record_is_that_in_the_language_asked_for_if_there_is_one():
    both, french, draft = make.organ(name_en="Both"), make.organ(), make.organ()
    make.published(both, french)
    references = [reference_of(href_of(record)) for record in (both, french, draft)]

    found = addresses(references, "en")

    assert [(path.split("/")[1], code) for path, code in found.values()] == [("en", "en"), ("fr", "fr")]
    assert found.keys() == set(references[:2])


def test_no_reference_costs_no_statement(django_assert_num_queries, db):
    with django_assert_num_queries(0):
        assert addresses([], "fr") == {}

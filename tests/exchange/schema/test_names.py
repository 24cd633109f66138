"""One grammar of names: every way of naming a row leads to it, and to no other."""

import pytest

from exchange.schema.names import DeskNames, Names, read_name, written
from institutions.models import Mandate, Office, Status
from sources.models import Passage, Source
from tests import factories as make

pytestmark = pytest.mark.django_db

MANDATE = "aaaaaaaa-0000-4000-8000-000000000032"


@pytest.fixture
def desk():
    """A source with two passages, an office with two mandates, a status."""
    source = make.source(slug="le-sahel", reference="AES-S-1999-001")
    office = make.office(slug="presidence", reference="AES-F-1999-001")
    make.mandate(make.office(slug="autre"), id="bbbbbbbb-0000-4000-8000-000000000033")
    return {
        "source": source,
        "place": make.passage(source, locator="L3, L11"),
        "whole": make.passage(source, locator=""),
        "mandate": make.mandate(office, id=MANDATE),
        "office": office,
        "status": make.status("adopted"),
    }


@pytest.mark.parametrize(
    ("model", "text", "row"),
    [
        (Source, "le-sahel", "source"),
        (Source, "AES-S-1999-001", "source"),
        (Office, "presidence", "office"),
        (Status, "adopted", "status"),
        (Passage, "le-sahel#L3, L11", "place"),
        (Passage, "le-sahel, L3, L11", "place"),
        (Passage, "AES-S-1999-001#L3, L11", "place"),
        (Passage, "le-sahel", "whole"),
        (Passage, "AES-S-1999-001", "whole"),
        (Mandate, "presidence/aaaaaaaa", "mandate"),
        (Mandate, f"presidence/{MANDATE}", "mandate"),
        (Mandate, f"presidence/{MANDATE.replace('-', '')}", "mandate"),
        (Mandate, "AES-F-1999-001/aaaaaaaa", "mandate"),
    ],
)
def test_every_form_of_a_name_leads_to_its_row(desk, model, text, row):
    assert DeskNames().id(model, read_name(model, text)) == str(desk[row].pk)


@pytest.mark.parametrize(
    ("model", "text"),
    [
        (Source, "le-sahe"),
        (Source, ""),
        (Passage, "le-sahel#L3"),
        (Passage, "autre#L3, L11"),
        (Mandate, "presidence/aaaaaaa"),
        (Mandate, "presidence/bbbbbbbb"),
        (Mandate, "nulle-part/aaaaaaaa"),
        (Mandate, "presidence"),
    ],
)
def test_other_names_lead_nowhere(desk, model, text):
    assert DeskNames().id(model, read_name(model, text)) is None


def test_beginning_that_two_parts_share_is_no_name(desk):
    make.mandate(desk["office"], id="aaaaaaaa-1111-4000-8000-000000000034", started_on="2030-01-01")
    names = DeskNames()

    assert names.id(Mandate, "presidence/aaaaaaaa") is None
    assert names.id(Mandate, "presidence/aaaaaaaa-1") == "aaaaaaaa-1111-4000-8000-000000000034"
    assert names.id(Mandate, "presidence/aaaaaaaa-0") == MANDATE


@pytest.mark.parametrize("name", [{"source": "le-sahel", "at": "L3, L11"}, {"source": "le-sahel"}])
def test_citation_in_one_line_reads_back_as_it_was(name):
    assert read_name(Passage, written(name)) == name


def test_name_of_any_form_is_known_by_its_canonical_one(desk):
    names = DeskNames()

    assert names.canonical(Mandate, f"AES-F-1999-001/{MANDATE}") == "presidence/aaaaaaaa"
    assert names.canonical(Passage, read_name(Passage, "AES-S-1999-001")) == {"source": "le-sahel"}
    assert names.canonical(Source, "inconnue") == "inconnue"


def test_unknown_name_is_told_with_those_that_may_have_been_meant(desk):
    words = DeskNames().unknown(Passage, {"source": "le-sahel", "at": "L3"}).replace("\N{NO-BREAK SPACE}", " ")

    assert words.startswith("aucun « passage » ne s’appelle « le-sahel#L3 »")
    assert "le-sahel#L3, L11" in words


def test_what_was_written_meanwhile_is_read_again(desk):
    names = DeskNames()
    assert names.id(Source, "nouvelle") is None
    source = make.source(slug="nouvelle")

    names.forget(Source)

    assert names.id(Source, "nouvelle") == str(source.pk)


def test_names_that_nobody_added_are_not_known():
    names = Names()
    names.add(Source, "1", "le-sahel", "AES-S-1999-001")

    assert names.id(Source, "AES-S-1999-001") == "1"
    assert names.id(Office, "le-sahel") is None

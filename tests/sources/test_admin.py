"""Sources on the desk, and what every list there shows of dates and evidence."""

import pytest
from django.utils import timezone

from archive.models import AddressCheck
from sources.admin import dated, is_cited
from sources.models import Source
from summits.models import Meeting
from tests import factories as make
from tests.desk import pages
from tests.desk.conftest import desk, signed_in  # noqa: F401 (fixtures)

pytestmark = pytest.mark.django_db


def found(client, model, **query):
    return list(client.get(pages.list_of(model), query).context["cl"].result_list)


def test_year_filter_reads_the_end_of_the_date(desk):  # noqa: F811
    make.meeting(held="2024-07")
    late = make.meeting(held="2025-12-22/2026-01-02")
    undated = make.meeting(held=None)

    assert found(desk, Meeting, held_year="2026") == [late]
    assert found(desk, Meeting, held_year="unknown") == [undated]
    assert {len(found(desk, Meeting, held_year=year)) for year in ("x", "²", "0000", "9" * 30)} == {3}


def test_column_says_the_date_in_short_words():
    column = dated("held", "date")

    assert column(make.meeting(held="2025-12-22")) == "22\N{NO-BREAK SPACE}déc.\N{NO-BREAK SPACE}2025"
    assert column(make.meeting(held=None)) is None
    assert column.admin_order_field == "held_last"


def test_confidence_filter_reads_the_degree(desk):  # noqa: F811
    sure, _other = make.meeting(confidence="high"), make.meeting(confidence="low")

    assert found(desk, Meeting, confiance="high") == [sure]


def test_address_filter_tells_those_never_asked_from_dead_ones(desk):  # noqa: F811
    dead, never = make.source(url="https://example.org/a"), make.source(url="https://example.org/b")
    make.source(url="")
    AddressCheck.objects.create(url=dead.url, result=AddressCheck.Result.DEAD, checked_at=timezone.now())

    assert found(desk, Source, adresse="dead") == [dead]
    assert found(desk, Source, adresse="never") == [never]


def test_cited_passage_is_not_removed_and_the_form_says_which(desk):  # noqa: F811
    source = make.source()
    cited, free = (make.passage(source, locator=locator) for locator in ("L3", "L7"))
    make.organ(links={"evidence": [cited]})
    assert (is_cited(cited), is_cited(free)) == (True, False)

    page = desk.get(pages.form(source))
    rows = {form.instance.pk: form.prefix for form in page.context["inline_admin_formsets"][0].formset.initial_forms}
    refused = pages.save(desk, pages.form(source), page=page, **{f"{rows[cited.pk]}-DELETE": "on"})

    assert "Un passage cité par une fiche ne se supprime pas\N{NO-BREAK SPACE}: L3." in refused.text
    assert source.passages.count() == 2
    pages.save(desk, pages.form(source), **{f"{rows[free.pk]}-DELETE": "on"})
    assert list(source.passages.all()) == [cited]

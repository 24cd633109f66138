"""What the desk does with a language whose tag has a hyphen: run where there is one by `test_add_language.py`."""

import pytest
from django.urls import reverse

from publishing.live.connection import live_reading
from summits.models import Decision
from tests import factories as make
from tests.desk import exchange, pages

pytestmark = pytest.mark.django_db
CODE, TEXT = "ff-adlm", "𞤆𞤵𞤤𞤢𞤪"


def test_form_saves_it_and_the_record_exists_in_it(desk):
    decision = make.decision(name_fr="Banque")

    page = desk.get(pages.form(decision), {"langue": CODE})
    assert f'lang="{CODE}" dir="rtl"' in page.text
    pages.save(desk, pages.form(decision), page=page, name_ff_adlm=TEXT)

    decision.refresh_from_db()
    assert decision.text_in("name", CODE) == TEXT
    make.published(decision)
    with live_reading():
        assert Decision.objects.existing_in(CODE).get() == decision
        assert not Decision.objects.existing_in("en").exists()


def test_translation_report_and_lists_count_it(desk):
    make.decision(name_fr="Banque", name_ff_adlm=TEXT)

    assert CODE in desk.get(reverse("admin:translations")).text
    assert desk.get(pages.list_of(Decision), {"traduction": f"{CODE}-complete"}).context["cl"].result_count == 1
    assert desk.get(pages.list_of(Decision), {"traduction": f"{CODE}-incomplete"}).context["cl"].result_count == 0


def test_catalogue_goes_out_and_comes_back(desk):
    decision = make.decision(name_fr="Banque")
    file = exchange.catalogue(exchange.export(desk, Decision, format="po", language=CODE))
    assert file.metadata["Language"] == CODE
    file[0].msgstr = TEXT

    address = reverse("admin:import_translations")
    exchange.confirm(desk, exchange.send(desk, address, str(file).encode(), "decisions.po"))

    decision.refresh_from_db()
    assert decision.name_ff_adlm == TEXT


def test_spreadsheet_has_its_column(desk):
    make.decision(name_fr="Banque", name_ff_adlm=TEXT)

    rows = exchange.sheets(exchange.export(desk, Decision))

    assert [row["name_ff_adlm"] for row in rows["decisions"]] == [TEXT]

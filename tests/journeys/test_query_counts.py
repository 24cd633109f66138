"""Every page of records costs the same statements with 1, 3 and 100 of whatever it shows, and fetches one language."""

import re
from datetime import date, timedelta

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection
from django.db.models import F
from django.test.utils import CaptureQueriesContext

from publishing.live.publish import publish
from publishing.models import Record
from publishing.registry import translated_fields
from tests import factories as make
from tests.journeys import table_of_pages as pages
from tests.multiples import copies_shown, multiplied

pytestmark = pytest.mark.django_db

SIZES = (1, 3, 100)
COPIES = {3: {2, 3}, 100: set(range(2, 101))}
IN_EVERY_LANGUAGE = {"data-json", "data-dossier", "data-table", "readers:edition"}
PAGE = 8  # the least that a list of 100 shows of them: the home page, of its latest changes


def visit(client, path) -> tuple[int, str]:
    """How many statements a page costs, and what it says; it must be answered."""
    with CaptureQueriesContext(connection) as captured:
        response = client.get(path)
    assert response.status_code == 200, path
    return len(captured), response.content.decode(errors="replace")


def visits(client, paths, *kept) -> tuple[dict, dict]:
    """What each of these costs in registers of each size, and which copies it names, by name of the page."""
    for path in paths.values():
        visit(client, path)  # fills what this process remembers
    costs, shown = {name: [] for name in paths}, {name: {} for name in paths}
    for size in SIZES:
        with multiplied(size, *kept):
            for name, path in paths.items():
                cost, text = visit(client, path)
                costs[name].append(cost)
                shown[name][size] = copies_shown(text)
    return costs, shown


def flat(costs) -> dict:
    """The pages whose costs differ; none should."""
    return {name: found for name, found in costs.items() if len(set(found)) > 1}


def test_every_public_address_is_in_the_table_once():
    tables = (pages.LISTS, pages.DETAILS, pages.AIDS, pages.WITHOUT_RECORDS)
    listed = [name for table in tables for name in table]
    assert len(listed) == len(set(listed))
    assert pages.names_of_addresses() - set(listed) == set()
    assert set(listed) - pages.names_of_addresses() <= {"components"}


@pytest.mark.parametrize("name", pages.DETAILS)
def test_a_record_costs_the_same_with_1_3_and_100_of_whatever_hangs_on_it(client, name):
    scene = pages.DETAILS[name]
    record = scene(1)
    pages.scenes.publish_everything()
    costs, shown = visits(client, pages.paths_of(record, scene), record)

    assert flat(costs) == {}
    page = shown["page"]
    assert page[1] == {}
    for size, copies in COPIES.items():
        assert page[size] == dict.fromkeys(page[3], copies)
    assert bool(page[3]) == (name != "page")


def test_a_list_costs_the_same_with_1_3_and_100_of_everything(client):
    pages.everything()
    costs, shown = visits(client, pages.paths_of_lists())

    assert flat(costs) == {}
    for name in pages.LISTS.keys() - pages.NAMING_NO_RECORD - {"summits:report-list"}:
        assert shown[name][1] == {}, name
        assert set().union(*shown[name][3].values()) == COPIES[3], name
        assert max(map(len, shown[name][100].values())) >= PAGE, name
    assert not any(shown[name][100] for name in pages.NAMING_NO_RECORD)


def test_reports_are_listed_at_the_same_cost_for_1_3_and_100_periods(client):
    costs, number = [], 1
    for size in SIZES:
        days = [date(2020, 1, 1) + timedelta(20 * n) for n in range(number, size + 2)]
        publish([make.summit(number=None, held=day.isoformat()) for day in days])
        number = size + 2
        cost, text = visit(client, pages.paths_of_lists()["summits:report-list"])
        assert len(set(re.findall(r"/fr/bilan/[^/]+/[^/]+/", text))) >= size
        costs.append(cost)

    assert flat({"summits:report-list": costs}) == {}


# Languages


@pytest.mark.parametrize(("language", "other"), [("fr", "en"), ("en", "ar")])
def test_no_page_fetches_a_text_in_a_language_it_is_not_in(client, language, other):
    """But those that say in which languages a record exists, and what gives every language: files of data, editions."""
    shown = pages.everything(prepare=translate)
    paths = {name: path for name, path in pages.paths_of_lists(language).items() if name not in IN_EVERY_LANGUAGE}
    for name, record in shown.items():
        found = pages.paths_of(type(record).objects.get(pk=record.pk), pages.DETAILS[name], language)
        paths |= {f"{name} {aid}": path for aid, path in found.items() if aid not in IN_EVERY_LANGUAGE}
    fetched = set()
    for name, path in paths.items():
        with CaptureQueriesContext(connection) as captured:
            assert client.get(path).status_code == 200, path
        for query in captured.captured_queries:
            selected = query["sql"].partition(" FROM ")[0]
            fetched |= {(name, *column) for column in re.findall(rf'"(\w+)"\."(\w+)_{other}"', selected)}
    telling = {(model._meta.db_table, name) for model in translated_models() for name in language_marker_fields(model)}
    assert {found for found in fetched if found[1:] not in telling} == set()


def translate():
    """Whatever the desk says in French, it says in English."""
    for model in translated_models():
        names = [name for name, found in translated_fields(model).items() if "en" in {c.language for c in found}]
        model.objects.update(**{f"{name}_en": F(f"{name}_fr") for name in names})


def translated_models() -> list:
    models = [model for app in settings.LIVE_APPS for model in apps.get_app_config(app).get_models()]
    return [model for model in models if translated_fields(model) and not model._meta.proxy]


def language_marker_fields(model) -> tuple[str, ...]:
    return model.language_marker_fields() if issubclass(model, Record) else ()

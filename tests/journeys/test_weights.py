"""What readers on slow and costly connections download: within the budgets, on the register's own content."""

import statistics
from collections import defaultdict

import pytest
from django.conf import settings
from django.db import transaction
from django.urls import resolve
from django.utils import translation

from bench.pages import BUDGET_OF_THE_STYLE_SHEET, addresses, budget_of, style_weight, weight
from exchange.dossier.loading import Load

SAMPLE = 4  # every so many pages of each kind


@pytest.fixture(scope="module")
def register(django_db_setup, django_db_blocker):
    """The register's own content, live: loaded once, then rolled back."""
    with django_db_blocker.unblock(), transaction.atomic():
        load = Load(settings.BASE_DIR / "data" / "dossier")
        load.prepare()
        load.write()
        load.publish()
        yield
        transaction.set_rollback(True)


def test_the_style_sheet_is_within_its_budget():
    assert style_weight() <= BUDGET_OF_THE_STYLE_SHEET


@pytest.mark.parametrize("language", settings.PUBLIC_LANGUAGES)
def test_the_median_page_of_each_kind_is_within_its_budget(client, register, db, language):
    paths, listed = defaultdict(list), addresses(client)
    with translation.override(language):
        for path in listed:
            if path.startswith(f"/{language}/"):
                paths[resolve(path).view_name].append(path)
    budgets = {kind: budget_of(kind) for kind in paths if budget_of(kind)}
    assert len(budgets) > 8
    medians = {
        kind: statistics.median(style_weight() + weight(client.get(path).content) for path in paths[kind][::SAMPLE])
        for kind in budgets
    }
    assert {kind: median for kind, median in medians.items() if median > budgets[kind]} == {}


@pytest.mark.parametrize("language", settings.PUBLIC_LANGUAGES)
def test_the_summit_page_that_tells_most_is_within_its_budget(client, register, db, language):
    page = client.get(f"/{language}/sommets/sommet-de-bamako-2025/")
    assert style_weight() + weight(page.content) <= budget_of("summits:summit-detail")

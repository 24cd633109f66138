"""Nothing that is not published shows anywhere: every public address, with a marker in every unpublished field."""

import re

import pytest
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models

from publishing.models import Record, path_in
from publishing.registry import RECORD_TYPES
from readers.open_data.tables import tables
from tests import factories as make
from tests import scenes
from tests.journeys import table_of_pages

pytestmark = pytest.mark.django_db

MARKER = "neparaitpas"


def models_with_drafts():
    """Every model that has unpublished rows: records, parts and vocabulary."""
    for kind in RECORD_TYPES.values():
        yield kind.model
        yield from kind.parts


def mark_unpublished_changes():
    """Every text of every row on the desk now holds the marker, without being published."""
    for model in models_with_drafts():
        fields = [field for field in model._meta.concrete_fields if is_free_text(field)]
        texts = {field.name: marker_for(field) for field in fields}
        if texts:
            model.objects.update(**texts)


def is_free_text(field) -> bool:
    return (
        isinstance(field, models.CharField | models.TextField | ArrayField)
        and not (field.choices or field.unique or field.generated)
        and field.name
        not in {"zone", "archive_sha256", "archive_name", "sha256", "language", "number", "initial_capital_currency"}
        and not isinstance(field, models.SlugField)
    )


def marker_for(field):
    if isinstance(field, ArrayField):
        return models.F(field.name)
    if isinstance(field, models.URLField):
        return f"https://example.org/{MARKER}"
    return MARKER


def make_drafts():
    """One record of each type that was never published, all marked."""
    for scene in (*scenes.DETAILS, *(lambda n, concern=c: concern() for c in scenes.KNOWLEDGE)):
        if scene is not scenes.summit:
            scene(1)


def addresses_from(client, start):
    """Every page that can be reached by links; of those that only narrow it otherwise, one for each set of filters."""
    found, waiting, seen = {}, list(start), set()
    while waiting:
        path = waiting.pop()
        shape = re.sub("=[^&]*", "", path)
        if shape in seen or path.startswith(settings.STATIC_URL):
            continue
        seen.add(shape)
        response = client.get(path)
        found[path] = response
        if response.status_code == 200:
            waiting += re.findall(
                r'(?:href|src|url)="(?:http://[^/"]+)?(/[^"#]*)"', response.text.replace("&amp;", "&")
            )
    return found


@pytest.fixture
def published():
    """The live records, one of each type, whose rows on the desk hold the marker, among others that hold it too."""
    live = [scene(1) for scene in scenes.DETAILS]
    for concern in scenes.KNOWLEDGE:
        concern()
    scenes.publish_everything()
    make_drafts()
    mark_unpublished_changes()
    return live


def asked_outright() -> set[str]:
    """The addresses that the records of the desk have or would have."""
    records = [row for kind in RECORD_TYPES.values() for row in kind.model.objects.all() if isinstance(row, Record)]
    return {path_in(record, "fr").split("#")[0] for record in records} | {f"/r/{row.reference}" for row in records}


def test_no_kind_of_page_shows_what_is_not_published(client, published):
    paths = asked_outright() | {"/sitemap.xml"}
    for language in settings.PUBLIC_LANGUAGES:
        paths |= set(table_of_pages.paths_of_lists(language).values())
        for record, scene in zip(published, scenes.DETAILS, strict=True):
            live = type(record).objects.get(pk=record.pk)
            paths |= set(table_of_pages.paths_of(live, scene, language).values())

    assert {path for path in paths if MARKER.encode() in client.get(path).content} == set()


@pytest.mark.long
def test_no_address_that_links_lead_to_shows_what_is_not_published(client, published):
    pages = addresses_from(client, [f"/{language}/" for language in settings.PUBLIC_LANGUAGES])
    for path in {*asked_outright(), "/sitemap.xml"} - set(pages):
        pages[path] = client.get(path)

    assert {path for path, response in pages.items() if MARKER in response.text} == set()
    assert {path_in(record, "fr") for record in published} <= set(pages)
    assert {f"/fr/donnees/{name}.csv" for name in tables()} | {"/fr/donnees/registre.json"} <= set(pages)


def test_the_marker_would_show_if_it_were_published(client):
    topic = make.topic()
    make.published(topic)
    mark_unpublished_changes()
    assert MARKER not in client.get("/fr/themes/").text

    topic.refresh_from_db()
    make.published(topic)
    assert MARKER in client.get("/fr/themes/").text

"""Nothing that is not published shows anywhere: every public address, with a marker in every unpublished field."""

import re

import pytest
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models

from aes_site.open_data.tables import tables
from publishing.models import Record, path_in
from publishing.registry import RECORD_TYPES
from tests import factories as make
from tests import scenes

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


def test_no_public_address_shows_what_is_not_published(client):
    published = [scene(1) for scene in scenes.DETAILS]
    for concern in scenes.KNOWLEDGE:
        concern()
    scenes.publish_everything()
    make_drafts()
    mark_unpublished_changes()
    drafts = [
        record for kind in RECORD_TYPES.values() for record in kind.model.objects.all() if isinstance(record, Record)
    ]

    pages = addresses_from(client, [f"/{language}/" for language in settings.PUBLIC_LANGUAGES])
    asked = [path_in(record, "fr").split("#")[0] for record in drafts] + [f"/r/{record.reference}" for record in drafts]
    for path in {*asked, "/sitemap.xml"} - set(pages):
        pages[path] = client.get(path)

    seen = {path for path, response in pages.items() if MARKER in response.text}
    assert seen == set()
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

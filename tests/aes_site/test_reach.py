"""Readers reach everything that a source is cited for from the home page, within three clicks."""

import re

import pytest
from django.conf import settings

from publishing.dossier.loading import Load
from publishing.models import Record, path_in
from publishing.registry import RECORD_TYPES
from sources.models import Evidenced, Source

pytestmark = [pytest.mark.django_db, pytest.mark.long]

CLICKS = 3
ARTICLE = "Deuxième sommet de l’AES à Bamako : un tournant pour la Confédération du Sahel"


@pytest.fixture
def dossier(db):
    load = Load(settings.BASE_DIR / "data" / "dossier")
    load.prepare()
    load.write()
    load.publish()


def records_resting_on(source):
    """Records that cite the source, themselves or in a part."""
    for kind in RECORD_TYPES.values():
        for model in (kind.model, *kind.parts):
            if issubclass(model, Evidenced):
                for entry in model.objects.filter(evidence__source=source):
                    record = entry if model is kind.model else getattr(entry, model.owner_field)
                    if isinstance(record, Record):
                        yield record


def links_within(client, clicks, start="/fr/"):
    """Addresses, anchors included, that so many clicks lead to."""
    reached, seen, frontier = {start}, set(), {start}
    for _click in range(clicks):
        links = set()
        for path in frontier - seen:
            seen.add(path)
            links |= set(re.findall(r'<a [^>]*?href="(/fr/[^"?]*|\?[^"]*)"', client.get(path).text))
        links = {link.replace("&amp;", "&") for link in links if link.startswith("/")}
        reached |= links
        frontier = {link.split("#")[0] for link in links if not re.search(r"\.(rss|atom|json|xml|opml)$", link)}
    return reached


def test_everything_the_article_is_cited_for_is_within_three_clicks(client, dossier):
    resting = {path_in(record, "fr") for record in records_resting_on(Source.objects.get(title=ARTICLE))}

    reached = links_within(client, CLICKS)

    assert len(resting) > 50
    assert {path for path in resting if not shown(path, reached)} == set()


def shown(path, reached) -> bool:
    """Whether a click leads to the page, or to the list on which what has no page stands."""
    page, _hash, anchor = path.partition("#")
    return path in reached or (bool(anchor) and page in reached)

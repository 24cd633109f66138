"""Whatever the undated article speaks of is at most three clicks from the home page, in both languages."""

import re
from html import unescape
from pathlib import Path

import pytest
import yaml
from django.conf import settings
from django.utils import translation

from exchange.dossier.loading import Load
from publishing.registry import RECORD_TYPES

DATA = Path(settings.BASE_DIR) / "data"
CLICKS = 3
LINK = re.compile(r'<a\b[^>]*\bhref="([^"]+)"')


@pytest.fixture
def register(db):
    """The register's own content, live."""
    load = Load(DATA / "dossier")
    load.prepare()
    load.write()
    load.publish()


def targets_of_the_article() -> dict[str, str]:
    """Where each entry that rests on the article is: `collection/slug` or `collection/slug/part`, by its name there."""
    manifest = yaml.safe_load((DATA / "manifest.yaml").read_text())
    return {
        name: entry["target"]
        for section in manifest["sections"].values()
        for name, entry in section.get("entries", {}).items()
        if entry.get("undated_article")
    }


def record_at(target: str):
    """The record that a target is, or is part of; vocabulary has no address of its own."""
    collection, key, *_part = target.split("/")
    for kind in RECORD_TYPES.values():
        names = {kind.model._meta.verbose_name_plural, f"{kind.model._meta.model_name}s", kind.model._meta.model_name}
        if collection.replace("_", "").rstrip("s") in {str(name).rstrip("s") for name in names}:
            return kind.model.objects.get(**({"slug": key} if kind.has_address else {"key": key}))
    raise LookupError(target)


class Walk:
    """A reader who follows every link of the site in one language, nearest pages first."""

    def __init__(self, client, language):
        self.client, self.language = client, language
        self.pages: dict[str, str] = {}

    def page(self, path: str) -> str:
        if path not in self.pages:
            response = self.client.get(path)
            self.pages[path] = unescape(response.content.decode()) if response.status_code == 200 else ""
        return self.pages[path]

    def shows(self, path: str, anchor: str) -> bool:
        """Whether the page answers, with the anchor if one is asked for."""
        return f'id="{anchor}"' in self.page(path) if anchor else bool(self.page(path))

    def names(self, term) -> bool:
        """Whether a page that was read names the row of vocabulary."""
        return any(term.text_in("name", self.language) in text for text in self.pages.values())

    def linked_from(self, paths: set[str]) -> set[str]:
        """The addresses of this language that those pages link to, with their anchors."""
        links = {link for path in paths for link in LINK.findall(self.page(path))}
        return {link for link in links if link.startswith(f"/{self.language}/")}

    def reach(self, wanted: set[str], clicks: int) -> set[str]:
        """The wanted addresses among those at most that many clicks from the home page."""
        reached = {f"/{self.language}/"}
        for _click in range(clicks):
            if not wanted <= reached:
                links = self.linked_from({link for link in reached if "?" not in link})
                reached |= {link.split("#")[0] for link in links}
        return wanted & reached


@pytest.mark.parametrize("language", settings.PUBLIC_LANGUAGES)
def test_every_entity_of_the_article_is_within_three_clicks(client, register, language):
    records = {name: record_at(target) for name, target in targets_of_the_article().items()}
    assert len(records) > 90
    walk = Walk(client, language)
    with translation.override(language):
        addresses = {name: address(record) for name, record in records.items() if hasattr(record, "slug")}
        reached = walk.reach({path for path, _anchor in addresses.values()}, CLICKS)
    lost = {name for name, (path, anchor) in addresses.items() if path not in reached or not walk.shows(path, anchor)}
    unnamed = {name for name in records.keys() - addresses.keys() if not walk.names(records[name])}
    assert lost | unnamed == set()


def address(record) -> tuple[str, str]:
    """The page of a record, and its anchor if it has no page of its own."""
    page, _hash, anchor = record.get_absolute_url().partition("#")
    return page.partition("?fiche=")[0], anchor

"""Dumping: what is written, and that loading it again changes nothing."""

import pytest

from exchange.dossier.dumping import dump_dossier
from exchange.schema.content import Content
from exchange.schema.record_types import collections
from sources.models import Passage
from tests import factories as make

pytestmark = pytest.mark.django_db


def entries():
    return Content(collections()).entries


def test_load_dump_load_is_the_identity(folder, tmp_path_factory):
    folder.load()
    before, target = entries(), tmp_path_factory.mktemp("dump")

    dump_dossier(target)
    folder.path = target
    report = folder.load()

    assert len(report.unchanged) == 5
    assert entries() == before


def test_dump_into_an_empty_register_gives_it_back(folder, tmp_path_factory):
    folder.load()
    before, target = entries(), tmp_path_factory.mktemp("dump")
    dump_dossier(target)
    empty()

    folder.path = target
    folder.load(force=True)

    assert entries() == before


def empty():
    for shape in [shape for collection in collections().values() for shape in collection.shapes]:
        for links in shape.many:
            links.through._base_manager.all()._raw_delete("default")
        shape.model._base_manager.all()._raw_delete("default")


def test_dump_is_written_in_one_form(folder, tmp_path_factory):
    folder.load()
    target = tmp_path_factory.mktemp("dump")

    dump_dossier(target)

    assert (
        (target / "decisions.yaml").read_text()
        == """\
# Dossier du registre / dossier of the register. Format: docs/dossier.md
decisions:
- id: 00000000-0000-4000-8000-000000000041
  reference: AES-D-2025-001
  slug: adopter-quatre-protocoles
  name:
    fr: Adopter quatre protocoles
    en: Adopt four protocols
  decided: 2025-12-23
  mandates:
  - presidence/aaaaaaaa
  evidence:
  - {source: le-sahel, at: L3}
  steps:
  - id: 00000000-0000-4000-8000-000000000042
    status: adopted
    occurred: 2025-12-23
    recorded_at: 2026-01-05T08:00:00Z
    text:
      fr: Quatre protocoles adoptés
    evidence:
    - {source: le-sahel}
"""
    )


def test_passage_with_a_key_of_its_own_keeps_it(folder, tmp_path_factory):
    folder.load()
    passage = make.passage(Passage.objects.first().source, locator="L9")
    target = tmp_path_factory.mktemp("dump")

    dump_dossier(target)

    assert f"  - id: {passage.pk}\n    locator: L9\n" in (target / "sources.yaml").read_text()
    folder.path = target
    assert "sources[le-sahel]" in folder.load().unchanged


@pytest.mark.parametrize(
    "text", ["oui : non", "# rien", "'", "a\n\n## b\n\n- c", "null", "2025", "- a", " x ", "« ? »"]
)
def test_any_text_survives(folder, tmp_path_factory, text):
    make.gap(text_fr=text, text_en=text)
    before, target = entries(), tmp_path_factory.mktemp("dump")

    dump_dossier(target)
    folder.path = target

    assert len(folder.load().unchanged) == 1
    assert entries() == before

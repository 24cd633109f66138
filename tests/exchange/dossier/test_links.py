"""Links that say more than what they link: written in full, the others by name, as in dossiers from before."""

import pytest
import yaml

from exchange.dossier.dumping import dump_dossier
from summits.models import DecisionLink
from tests import factories as make

pytestmark = pytest.mark.django_db

PILLARS = """\
pillars:
- id: 00000000-0000-4000-8000-000000000012
  key: defense
  name: {fr: Défense}
"""
ITEM = """\
roadmap_items:
- id: 00000000-0000-4000-8000-000000000051
  reference: AES-I-2026-001
  slug: protocoles
  name: {fr: Protocoles}
  pillar: defense
  decisions: [adopter-quatre-protocoles]
"""
IN_FULL = """\
  decision_links:
  - id: 00000000-0000-4000-8000-000000000052
    decision: adopter-quatre-protocoles
    extent: part
    scope: {fr: Principe}
"""


@pytest.fixture
def items(folder):
    folder.texts |= {"pillars": PILLARS, "roadmap_items": ITEM}
    for name in ("pillars", "roadmap_items"):
        folder.save(name)
    return folder


def test_a_name_alone_links_to_the_same_subject(items):
    items.load()

    link = DecisionLink.objects.get()
    assert (link.item.slug, link.decision.slug, link.extent) == ("protocoles", "adopter-quatre-protocoles", "related")


def test_a_second_load_changes_nothing(items):
    items.load()
    before = DecisionLink.objects.get().pk

    assert items.load().updated == []
    assert DecisionLink.objects.get().pk == before


def test_a_link_in_full_takes_the_place_of_the_name(items):
    items.load()
    items.edit("roadmap_items", "  decisions: [adopter-quatre-protocoles]\n", IN_FULL)

    report = items.load()

    assert report.updated == ["roadmap_items[protocoles]"]
    link = DecisionLink.objects.get()
    assert (link.extent, link.scope_fr) == ("part", "Principe")


def test_an_extent_said_at_the_desk_is_an_editors_change(items):
    items.load()
    DecisionLink.objects.update(extent="whole")
    items.edit("roadmap_items", "{fr: Protocoles}", "{fr: Les protocoles}")

    report = items.load()

    assert report.skipped == ["roadmap_items[protocoles]"]
    assert DecisionLink.objects.get().extent == "whole"


def test_an_unknown_decision_is_told_with_its_line(items):
    items.edit("roadmap_items", "[adopter-quatre-protocoles]", "[adopter-quatre-protocole]")

    (error,) = items.errors()

    assert error == (
        "roadmap_items.yaml:7: roadmap_items[protocoles].decisions[1] — aucun « décision » ne s’appelle"
        " « adopter-quatre-protocole » ; vouliez-vous : adopter-quatre-protocoles ?"
    )


def test_a_dump_names_what_says_no_more(tmp_path):
    plain = make.decision_link()
    full = make.decision_link(plain.item, extent="part", scope_fr="Principe")

    dump_dossier(tmp_path)

    (entry,) = yaml.safe_load((tmp_path / "roadmap_items.yaml").read_text())["roadmap_items"]
    assert entry["decisions"] == sorted([plain.decision.slug, full.decision.slug])
    assert [link["decision"] for link in entry["decision_links"]] == [full.decision.slug]

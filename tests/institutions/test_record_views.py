"""What pages of institutions, meetings, decisions and roadmap items have in common."""

import re

import pytest

from institutions.record_views import LedgerDetailView
from publishing.models import path_in
from summits.models import RoadmapItem
from tests import factories as make
from tests.reading import page, section

pytestmark = pytest.mark.django_db


def test_announcements_and_searches_without_result_stand_apart_from_what_happened(client):
    item = make.roadmap_item()
    make.status("announced", family="expected")
    make.status("not_found", family="absent")
    make.roadmap_step(item, "announced", text_fr="Annonce", occurred="2025-01")
    make.roadmap_step(item, "adopted", text_fr="Adoption", occurred="2025-02")
    make.roadmap_step(item, "not_found", text_fr="Rien trouvé", occurred=None, stated_on="2026-03-04", evidence=[])
    make.published(item)
    text = page(client, path_in(item, "fr"))

    found = {
        title: re.findall(r"Annonce|Adoption|Rien trouvé", section(text, title))
        for title in ("Ce qui était annoncé", "Ce qui s’est passé", "Ce que l’on ne sait pas")
    }

    assert found == {
        "Ce qui était annoncé": ["Annonce"],
        "Ce qui s’est passé": ["Adoption"],
        "Ce que l’on ne sait pas": ["Rien trouvé"],
    }


def context_of(item, rf):
    view = LedgerDetailView(model=RoadmapItem, object=item)
    view.setup(rf.get(item.get_absolute_url()), address=item.reference)
    return view.get_context_data(object=item)


def test_steps_are_grouped_by_what_they_say_with_the_words_they_use(rf):
    make.status("announced", family="expected", position=1)
    make.status("adopted", family="done", position=2)
    make.status("not_found", family="absent", position=3)
    item = make.roadmap_item()
    absent = make.roadmap_step(item, "not_found", occurred="2025-03", evidence=[])
    adopted = make.roadmap_step(item, "adopted", occurred="2025-02")
    expected = make.roadmap_step(item, "announced", occurred="2025-01")

    context = context_of(item, rf)

    assert [context[name] for name in ("expected_steps", "steps", "absent_steps")] == [[expected], [adopted], [absent]]
    assert [status.key for status in context["status_words"]] == ["announced", "adopted", "not_found"]
    assert context["current"] == adopted


def test_record_without_steps_has_no_word(rf):
    context = context_of(make.roadmap_item(), rf)

    assert (context["steps"], context["status_words"], context["current"]) == ([], [], None)

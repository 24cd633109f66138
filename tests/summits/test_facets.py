"""By what decisions and items of the roadmap are narrowed."""

import pytest

from summits.facets import current_organ, entries_of, facets_of, facets_of_standings, is_year, narrowed_standings
from summits.models import RoadmapItem
from summits.progress import standings_on
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("text", "known"), [("2025", True), ("0", False), ("²", False), ("99999", False), ("l’an passé", False)]
)
def test_a_year_is_one_that_dates_can_have(text, known):
    assert is_year(text) is known


def test_facets_count_what_the_other_choices_leave():
    first = make.decision(pillar=make.pillar("defense"), decided="2024-07-06")
    make.published(first, make.decision(pillar=make.pillar("justice"), decided="2025-12-23"))

    found = {facet.parameter: facet for facet in facets_of("decisions", "fr", {"annee": "2024"})}

    assert {parameter: [(c.key, c.count) for c in facet.values] for parameter, facet in found.items()} == {
        "annee": [("2024", 1), ("2025", 1)]
    }
    assert [row["record_id"] for row in entries_of("decisions", "fr", {"annee": "2024"})] == [first.pk]


def test_an_organ_without_a_former_address_keeps_its_word():
    assert current_organ("inconnu") == "inconnu"


def test_items_are_found_by_pillar_stage_and_count():
    adopted, silent = make.roadmap_item(pillar=make.pillar("defense")), make.roadmap_item(pillar=make.pillar("justice"))
    make.roadmap_step(adopted, "adopted")
    standings = standings_on(RoadmapItem.objects.with_statuses())

    def items(**given):
        return [standing.item for standing in narrowed_standings(standings, given)]

    assert (items(texte="decided"), items(compte="none"), items(pilier="justice")) == ([adopted], [silent], [silent])
    assert items(texte="decided", pilier="justice") == items(oeuvre="unknown") == []
    assert [facet.parameter for facet in facets_of_standings(standings, {})] == ["pilier", "compte"]

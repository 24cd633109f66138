"""The roadmap drawn on a line of time, narrowed, state by state, and as of a day."""

import datetime
import re

import pytest
from django.utils import timezone

from publishing.models import path_in
from summits.models import RoadmapItem
from summits.progress import standings_on
from summits.views.roadmap import by_state, statuses_of
from tests import factories as make

pytestmark = pytest.mark.django_db
ROADMAP = "/fr/feuille-de-route/"


def page(client, path) -> str:
    response = client.get(path)
    assert response.status_code == 200
    return response.text


def names(text) -> list[str]:
    return re.findall(r'<p class="name"><a href="[^"]+/item/[^"]+">([^<]+)</a>', text)


@pytest.fixture
def bank(db):
    """An item with a step known by its month, one of a state, and a deadline put off."""
    make.status("done", family="done")
    item = make.roadmap_item(name_fr="La banque", organ=make.organ(slug="conseil", name_fr="Conseil"))
    make.roadmap_step(item, "announced", occurred="2024-07")
    make.roadmap_step(item, "done", occurred="2025-05-02", state=make.state("NE", name_fr="Niger"))
    first = make.deadline(item, due="2025-09-30", stated_on="2025-05-23")
    make.deadline(item, due="2026", stated_on="2025-12-23", revises=first)
    return item


def test_a_month_is_a_bar_a_day_is_the_shape_of_its_status_and_drawings_are_hidden_from_screen_readers(client, bank):
    make.published(bank)

    drawing = page(client, ROADMAP).partition('<svg class="track tall"')[2].partition("</svg>")[0]

    assert re.search(r'<rect class="progress" x="[\d.]+%" width="[\d.]+%"', drawing)
    assert 'href="#done"' in drawing
    assert 'class="slip"' in drawing
    assert 'aria-hidden="true"' in drawing
    assert "style=" not in drawing


def test_the_table_below_a_drawing_carries_the_same_dates(client, bank):
    make.published(bank)

    table = page(client, ROADMAP).partition("Les mêmes dates en tableau")[2].partition("</table>")[0]

    assert re.findall(r'datetime="([^"]+)"', table) == ["2024-07", "2025-05-02", "2025-09-30", "2026"]
    assert "(Niger)" in table
    assert "repoussée de 93 à 457 jours" in table


def test_an_item_tells_its_deadlines_and_what_became_of_them(client, bank):
    make.published(bank)

    text = page(client, path_in(bank, "fr"))

    section = text.partition("<h2>Échéances annoncées</h2>")[2].partition("</section>")[0]
    assert re.findall(r'datetime="([^"]+)"', section)[::2] == ["2025-09-30", "2026"]
    assert "Remplace la précédente." in section
    assert "Repoussée de 93 à 457 jours" in section


def test_an_item_without_dates_has_no_drawing(client):
    item = make.published(make.roadmap_item())
    assert "<h2>Dans le temps</h2>" not in page(client, path_in(item, "fr"))
    assert 'class="track' not in page(client, ROADMAP)


def test_an_item_as_of_a_day_shows_only_what_had_occurred(client, bank):
    make.published(bank)

    text = page(client, f"{path_in(bank, 'fr')}?au=2025-05-30")

    assert 'role="status"' in text
    assert "2025-05-02" in text
    assert 'datetime="2026"' not in text
    assert "2025-12-23" not in text
    assert f'href="{path_in(bank, "fr")}"' in text


def test_a_roadmap_as_of_a_day_says_so(client, bank):
    roadmap = make.roadmap()
    bank.roadmap = roadmap
    bank.save()
    make.published(roadmap, bank)

    text = page(client, f"{path_in(roadmap, 'fr')}?au=2024-07-01")

    assert 'role="status"' in text
    assert names(text) == []


def test_a_day_to_come_is_refused_in_words(client, bank):
    make.published(bank)
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)

    text = page(client, f"{ROADMAP}?au={tomorrow}")

    assert 'role="alert"' in text
    assert f"Le {tomorrow} n’est pas encore venu" in text


def test_silence_is_told_in_the_list_too(client):
    item = make.roadmap_item()
    today = timezone.localdate()
    make.roadmap_step(item, "begun", occurred=today - datetime.timedelta(days=12))
    make.published(item, make.check(looked_on=today, covers_until=today))
    assert "aucun fait nouveau depuis 12 jours au" in page(client, ROADMAP)


# Narrowed


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["La banque", "La radio"]),
        ("?organe=conseil", ["La banque"]),
        ("?statut=begun", ["La radio"]),
        ("?statut=announced&organe=conseil", ["La banque"]),
        ("?statut=inconnu", []),
        ("?pilier=autre", []),
        ("?au=2024-12-31", ["La banque"]),
    ],
)
def test_items_are_narrowed_by_links(client, bank, query, found):
    radio = make.roadmap_item(name_fr="La radio")
    make.roadmap_step(radio, "begun", occurred="2025-03-01")
    make.published(bank, radio)
    assert sorted(names(page(client, ROADMAP + query))) == found


def test_a_day_and_a_filter_go_together(client, bank):
    make.published(bank, make.roadmap_item(name_fr="Autre", organ=make.organ(slug="autre")))
    text = page(client, f"{ROADMAP}?organe=conseil")
    assert '<input type="hidden" name="organe" value="conseil">' in text


def test_items_with_steps_of_a_state_stand_in_a_table_state_by_state(client, bank):
    make.published(bank, make.roadmap_item(name_fr="La radio"))

    table = page(client, ROADMAP).partition("<h2>État par État</h2>")[2].partition("</table>")[0]

    assert "La banque</a>" in table
    assert "statut done" in table
    assert "La radio" not in table


def test_the_definition_of_each_status_shown_is_in_place(client, bank):
    make.status("announced", definition_fr="Dit, rien de plus.")
    make.roadmap_step(bank, "announced", occurred="2025-08-01")
    status = bank.steps.last().status
    status.definition_fr = "Dit, rien de plus."
    status.save()
    make.published(bank)
    assert "<dd>Dit, rien de plus.</dd>" in page(client, ROADMAP)


def test_items_stand_state_by_state_and_statuses_in_their_order(bank):
    standings = standings_on(RoadmapItem.objects.with_statuses())

    table = by_state(standings)

    assert [(item, [str(step.occurred) for step in steps]) for item, steps in table["rows"]] == [(bank, ["2025-05-02"])]
    assert [state.code for state in table["states"]] == ["NE"]
    assert [status.key for status in statuses_of(standings)] == ["announced"]

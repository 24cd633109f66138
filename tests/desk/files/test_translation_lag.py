"""The lag of translations at the desk: said in forms and lists, filtered by, and lifted by an editor's word."""

import pytest

from desk.files.translation_lag import badge
from publishing.history.revisions import versions
from publishing.history.translation_status import Extent, behind_by
from summits.models import Decision
from tests import factories as make
from tests.desk import pages

pytestmark = pytest.mark.django_db


@pytest.fixture
def decision(desk):
    """A decision whose French title has changed at the desk since it was translated."""
    record = make.decision(name_fr="Créer une banque", name_en="Create a bank")
    pages.save(desk, pages.form(record), name_fr="Créer une banque commune")
    return record


def test_form_says_what_the_french_has_become(desk, decision):
    html = desk.get(pages.form(decision)).content.decode()

    assert "English : en retard de 1 modification sur le français" in html
    assert "banque<ins> commune</ins>" in html


def test_form_of_a_translation_in_time_says_nothing(desk):
    html = desk.get(pages.form(make.decision(name_en="One"))).content.decode()

    assert "en retard de" not in html


def test_form_says_nothing_of_a_language_that_is_not_translated(desk, decision):
    assert desk.get(f"{pages.form(decision)}?langue=ar").context["behind_lines"] == []


def test_editor_says_that_the_translation_is_still_right(desk, decision):
    pages.save(desk, pages.form(decision), _traduction_juste="on")

    assert behind_by(Decision) == {}
    assert (versions(decision)[0].action, versions(decision)[0].note, versions(decision)[0].by) == (
        "confirmed",
        "en",
        "editrice",
    )


def test_who_may_only_look_says_nothing_of_the_translation(signed_in, decision):
    client = signed_in("view_decision", name="lecteur")

    assert client.post(pages.form(decision), {"_traduction_juste": "on"}).status_code == 403
    assert behind_by(Decision) != {}


def test_history_names_the_judgement(desk, decision):
    pages.save(desk, pages.form(decision), _traduction_juste="on")

    html = desk.get(f"/admin/summits/decision/{decision.pk}/history/").content.decode()

    assert "traduction toujours juste (en)" in html


def test_list_says_how_far_it_is_behind(desk, decision):
    html = desk.get(pages.list_of(Decision)).content.decode()

    assert '<span class="desk-language behind">EN, retard 1</span>' in html


@pytest.mark.parametrize(
    ("choice", "titles"),
    [
        ("en-retard", {"Créer une banque commune"}),
        ("en-incomplete", {"Sans anglais"}),
        ("en-complete", {"À jour"}),
        ("ar-retard", set()),
        ("de-retard", {"Créer une banque commune", "Sans anglais", "À jour"}),
    ],
)
def test_list_is_filtered_by_translation(desk, decision, choice, titles):
    make.decision(name_fr="Sans anglais")
    make.decision(name_fr="À jour", name_en="Up to date")

    listed = desk.get(pages.list_of(Decision), {"traduction": choice}).context["cl"].result_list

    assert {record.name_fr for record in listed} == titles


@pytest.mark.parametrize(
    ("code", "extent", "behind", "shown"),
    [
        ("fr", Extent(0, 3), 0, ("full", "FR", "")),
        ("en", Extent(3, 3), 0, ("full", "EN", "")),
        ("en", Extent(3, 3), 2, ("behind", "EN", ", retard 2")),
        ("en", Extent(1, 3), 0, ("partial", "EN", " 1/3")),
        ("en", Extent(0, 3), 1, ("empty behind", "EN", " 0/3, retard 1")),
        ("en", Extent(0, 0), 0, ("empty", "EN", "")),
    ],
)
def test_badge_says_what_a_translation_lacks(code, extent, behind, shown):
    assert badge(code, extent, behind) == shown

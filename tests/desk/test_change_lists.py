"""Lists: found without accents, in both languages, by reference; filtered by state with counts."""

import pytest
from django.contrib.auth.models import User
from django.urls import reverse

from desk.change_lists import accentless
from institutions.models import Organ, Person
from publishing.history.revisions import delete
from publishing.review.workflow_state import PublicationStatus
from summits.models import Decision, Meeting
from tests import factories as make
from tests.desk import pages

pytestmark = pytest.mark.django_db


def found(client, model, **query):
    return list(client.get(pages.list_of(model), query).context["cl"].result_list)


@pytest.mark.parametrize("word", ["goita", "Goïta", "GOITA", "assimi goïta"])
def test_search_takes_no_account_of_accents_and_case(desk, word):
    person = make.person(name="Assimi Goïta")
    make.person(name="Ibrahim Traoré")

    assert found(desk, Person, q=word) == [person]


@pytest.mark.parametrize("words", ["chefs d'etat", "heads of state", "AES-O-20"])
def test_search_reads_french_english_and_the_reference(desk, words):
    organ = make.organ(name_fr="Collège des chefs d’État", name_en="College of heads of state")

    assert found(desk, Organ, q=words) == [organ]


def test_search_without_result(desk):
    make.organ()

    assert found(desk, Organ, q="introuvable") == []


def test_state_filter_counts_and_filters(desk):
    draft, live, changed = (make.decision() for _n in range(3))
    make.published(live)
    make.published(changed)
    Decision.objects.filter(pk=changed.pk).update(name_fr="Autre")

    page = desk.get(pages.list_of(Decision))

    choices = page.context["cl"].filter_specs[0].lookup_choices
    counted = {value: int(label.rpartition("(")[2][:-1]) for value, label in choices}
    assert counted == dict.fromkeys(PublicationStatus.values, 0) | {"draft": 1, "live": 1, "changed": 1}
    assert found(desk, Decision, etat=PublicationStatus.DRAFT) == [draft]
    assert found(desk, Decision, etat=PublicationStatus.LIVE) == [live]
    assert found(desk, Decision, etat=PublicationStatus.CHANGED) == [changed]


def test_filter_leads_to_what_is_in_the_bin(desk):
    delete([make.decision(name_fr="Au rebut")], by=User.objects.get())
    delete([make.organ(name_fr="Ailleurs")], by=User.objects.get())

    html = desk.get(pages.list_of(Decision)).content.decode()
    page = desk.get(reverse("admin:bin"), {"type": "summits.decision"})

    assert f'href="{reverse("admin:bin")}?type=summits.decision"' in html
    assert [entry["title"] for entry in page.context["deleted"]] == ["Au rebut"]


def test_form_says_what_differs_from_what_readers_see_word_by_word_with_its_parts(desk):
    decision = make.decision(name_fr="Créer la banque", name_en="Create the bank")
    step = make.decision_step(decision, text_fr="Adoptée hier")
    make.published(decision)
    assert "desk-pending" not in desk.get(pages.form(decision)).content.decode()
    Decision.objects.filter(pk=decision.pk).update(name_en="Create the investment bank")
    type(step).objects.filter(pk=step.pk).update(text_fr="Adoptée demain")

    html = desk.get(pages.form(decision)).content.decode()

    assert "2 différences avec ce que voient les lecteurs" in html
    assert "Create the <ins>investment </ins>bank" in html
    assert "Adoptée <del>hier</del>" in html
    assert "Adoptée <ins>demain</ins>" in html


def test_list_says_the_state_as_a_word_and_a_shape(desk):
    make.published(make.decision())

    assert '<span class="desk-state live">en ligne</span>' in desk.get(pages.list_of(Decision)).content.decode()


def test_list_says_how_far_the_translation_is(desk):
    make.meeting(name_fr="Conseil", name_en="Council", summary_fr="Résumé")

    html = desk.get(pages.list_of(Meeting)).content.decode()

    assert '<span class="desk-language full">FR</span>' in html
    assert '<span class="desk-language partial">EN 1/2</span>' in html


def test_search_asks_public_languages_without_accents_and_the_reference():
    assert accentless(Decision, ["name"]) == ["name_fr__unaccent", "name_en__unaccent", "reference"]

import datetime
import re

import pytest
from django.utils import timezone

from publishing.live.publish import withdraw
from publishing.models import path_in
from tests import factories as make
from tests import scenes
from tests.summits.reading import page, section

pytestmark = pytest.mark.django_db


# One record at one address


def test_a_summit_asked_for_among_other_meetings_is_sent_to_its_own_address(client):
    summit = make.published(make.summit())

    response = client.get(f"/fr/reunions/{summit.slug}/")

    assert (response.status_code, response["Location"]) == (301, f"/fr/sommets/{summit.slug}/")


def test_a_former_address_leads_to_the_current_one(client):
    topic = make.published(make.topic(slug="ancien"))
    topic.slug = "nouveau"
    topic.save()
    make.published(topic)

    response = client.get("/fr/themes/ancien/")

    assert (response.status_code, response["Location"]) == (301, "/fr/themes/nouveau/")


def test_an_address_changed_on_the_desk_only_stays_as_it_is(client):
    topic = make.published(make.topic(slug="ancien"))
    topic.slug = "nouveau"
    topic.save()

    assert client.get("/fr/themes/ancien/").status_code == 200
    assert client.get("/fr/themes/nouveau/").status_code == 404


def test_a_withdrawn_record_says_so_and_why_but_no_longer_what(client):
    topic = make.published(make.topic(name_fr="Titre retiré"))
    withdraw([topic], reason="Publiée par erreur.")

    text = page(client, f"/fr/themes/{topic.slug}/", status=410)

    assert "Publiée par erreur." in text
    assert topic.reference in text
    assert "Titre retiré" not in text
    assert client.get(f"/r/{topic.reference}").status_code == 410


def test_a_record_without_english_has_no_english_page_but_a_link_to_the_french_one(client):
    topic = make.published(make.topic(name_fr="Souveraineté"))

    text = page(client, f"/en/themes/{topic.slug}/", status=404)

    assert f'<a href="/fr/themes/{topic.slug}/" hreflang="fr" lang="fr">' in text
    assert "Souveraineté" not in page(client, "/en/themes/")


def test_a_passage_in_another_language_is_marked_and_the_page_says_so(client):
    decision = make.decision(name_fr="Décider", name_en="Decide", text_fr="Texte")
    make.published(decision)

    english, french = (page(client, path_in(decision, language)) for language in ("en", "fr"))

    assert '<div lang="fr" dir="ltr"><p>Texte</p></div>' in english
    assert 'role="note"' in english
    assert 'lang="fr" dir="ltr">Texte' not in french
    assert 'role="note"' not in french


def test_a_page_told_in_its_own_language_throughout_has_no_note(client):
    topic = make.published(make.topic(name_en="A topic", definition_fr="Définition", definition_en="Definition"))
    assert 'role="note"' not in page(client, path_in(topic, "en"))


# A summit


def test_the_chain_of_preparation_goes_from_the_first_meeting_to_the_summit(client):
    summit = make.summit(name_fr="Le sommet")
    council = make.meeting(name_fr="Le conseil", held="2025-12-20", prepares=summit)
    experts = make.meeting(name_fr="Les experts", held="2025-11-24", prepares=council)
    make.published(summit, council, experts)

    chain = section(page(client, path_in(summit, "fr")), "Comment la session a été préparée")

    assert re.findall(r"Les experts|Le conseil|Le sommet", chain) == ["Les experts", "Le conseil", "Le sommet"]


def test_what_was_expected_is_told_apart_from_what_was_decided(client):
    summit = make.summit()
    make.status("expected", family="expected")
    expected = make.decision(name_fr="Attendue", modality_fr="devrait", meeting=summit)
    make.decision_step(expected, "expected", occurred="2025-12-01")
    taken = make.decision(name_fr="Prise", meeting=summit, decided="2025-12-23")
    make.decision_step(taken, "adopted")
    make.published(summit, expected, taken)

    table = section(page(client, path_in(summit, "fr")), "Ce qui était attendu, ce qui a été constaté")
    before, _heading, after = table.partition("Prises par la réunion")

    assert "Attendue</a>" in before
    assert "devrait" in before
    assert "aucune étape enregistrée" in before
    assert "Prise</a>" in after
    assert "statut adopted" in after


def test_the_outcome_of_an_expected_decision_is_never_its_announcement(client):
    summit = make.summit()
    decision = make.decision(name_fr="Attendue", modality_fr="prévu", meeting=summit)
    make.status("expected", family="expected")
    make.status("not_found", family="absent")
    make.decision_step(decision, "expected", occurred="2025-12-01")
    make.decision_step(decision, "not_found", occurred=None, stated_on="2026-03-04", grade="observed", evidence=[])
    make.published(summit, decision)

    table = section(page(client, path_in(summit, "fr")), "Ce qui était attendu, ce qui a été constaté")

    assert "recherché sans trace au 4\xa0mars\xa02026" in table
    assert "aucune étape enregistrée" not in table


def test_a_correction_back_to_expected_leaves_no_outcome(client):
    summit = make.summit()
    decision = make.decision(name_fr="Attendue", modality_fr="prévu", meeting=summit)
    make.status("expected", family="expected")
    wrong = make.decision_step(decision, "adopted", occurred="2025-12-23")
    make.decision_step(decision, "expected", occurred="2025-12-23", corrects=wrong)
    make.published(summit, decision)

    table = section(page(client, path_in(summit, "fr")), "Ce qui était attendu, ce qui a été constaté")

    assert "statut adopted" not in table
    assert "aucune étape enregistrée" in table


def test_a_summit_without_number_has_no_neighbours(client):
    summit = make.summit(number=None)
    make.published(summit, make.summit(number=1, organ=make.organ()))
    assert "Sommet suivant" not in page(client, path_in(summit, "fr"))


def test_meetings_that_prepare_each_other_end_the_chain(client):
    summit = make.summit()
    council = make.meeting(name_fr="Le conseil", prepares=summit)
    summit.prepares = council
    summit.save()
    make.published(summit, council)

    chain = section(page(client, path_in(summit, "fr")), "Comment la session a été préparée")

    assert chain.partition("</ol>")[0].count("Le conseil</a>") == 1


@pytest.mark.parametrize(
    ("held", "fact", "moved"),
    [
        ("2025-12-22/2025-12-23", {}, True),
        ("2025-12", {}, False),  # whatever happened in that month did not happen at the meeting
        ("2025-12-22/2025-12-23", {"status_key": "not_found"}, False),
    ],
)
def test_items_that_moved_on_the_days_of_a_meeting_are_told_there(client, held, fact, moved):
    make.status("not_found", family="absent")
    item = make.roadmap_item(name_fr="La banque")
    make.roadmap_step(item, occurred="2025-12-23", **fact)
    summit = make.summit(held=held)
    make.published(summit, item)
    assert ("La banque</a>" in page(client, path_in(summit, "fr"))) == moved


def test_neighbouring_summits_are_linked_by_number(client):
    organ = make.organ()
    first, second = (make.summit(name_fr=f"Sommet {n}", number=n, organ=organ) for n in (1, 2))
    make.published(first, second)

    assert "Sommet précédent" not in page(client, path_in(first, "fr"))
    assert "Sommet suivant" not in page(client, path_in(second, "fr"))
    assert "Sommet 1</a>" in page(client, path_in(second, "fr"))


# The ledger


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


def watched_until(day):
    return make.check(looked_on=day, covers_until=day)


def test_days_of_silence_are_counted_from_the_latest_fact_to_the_last_day_watched(client):
    item, today = make.roadmap_item(), timezone.localdate()
    make.roadmap_step(item, "begun", occurred=today - datetime.timedelta(days=12))
    make.published(item, watched_until(today - datetime.timedelta(days=2)))

    text = page(client, path_in(item, "fr"))

    assert "aucun fait nouveau depuis 10 jours au" in text
    assert "non suivi depuis le" in text


def test_a_search_without_result_breaks_no_silence(client):
    item, today = make.roadmap_item(), timezone.localdate()
    make.status("not_found", family="absent")
    make.roadmap_step(item, "begun", occurred=today - datetime.timedelta(days=12))
    make.roadmap_step(item, "not_found", stated_on=today, grade="observed")
    make.published(item, watched_until(today))
    assert "depuis 12 jours" in page(client, path_in(item, "fr"))


def test_without_a_look_nothing_is_said_of_silence(client):
    item = make.roadmap_item()
    make.roadmap_step(item, "begun", occurred=timezone.localdate() - datetime.timedelta(days=300))
    make.published(item)

    text = page(client, path_in(item, "fr"))

    assert "aucun fait nouveau depuis" not in text
    assert "non suivi depuis le" in text


def test_a_look_at_one_pillar_tells_of_that_one_alone(client):
    today = timezone.localdate()
    watched, other = (make.roadmap_item(pillar=make.pillar(key)) for key in ("defense", "justice"))
    for item in (watched, other):
        make.roadmap_step(item, "begun", occurred=today - datetime.timedelta(days=12))
    look = make.check(scope="pillar", pillar=watched.pillar, looked_on=today, covers_until=today)
    make.published(watched, other, look)

    assert "aucun fait nouveau depuis 12 jours" in page(client, path_in(watched, "fr"))
    assert "aucun fait nouveau depuis" not in page(client, path_in(other, "fr"))


def test_a_closed_item_is_not_silent(client):
    item, today = make.roadmap_item(), timezone.localdate()
    make.roadmap_step(item, "effective", occurred="2025-01-01")
    make.published(item, watched_until(today))
    assert "aucun fait nouveau depuis" not in page(client, path_in(item, "fr"))


# Decisions


@pytest.fixture
def decisions(db):
    adopted = make.decision(
        name_fr="Adoptée", organ=make.organ(slug="college"), pillar=make.pillar("defense"), decided="2024-07-06"
    )
    make.decision_step(adopted, "adopted", occurred="2024-07-06")
    other = make.decision(name_fr="Autre", pillar=make.pillar("justice"), decided="2025-12-23")
    make.decision_step(other, "expected", occurred="2025-12-23")
    make.published(adopted, other)


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", {"Adoptée", "Autre"}),
        ("pilier=defense", {"Adoptée"}),
        ("organe=college", {"Adoptée"}),
        ("statut=adopted", {"Adoptée"}),
        ("annee=2025", {"Autre"}),
        ("annee=2025&pilier=defense", set()),
        ("pilier=inconnu", set()),
        ("annee=0", set()),
        ("annee=²", set()),
        ("annee=l’an+passé", set()),
        (f"annee={'9' * 5000}", set()),
        ("pilier=%00&organe=%00&statut=%00", {"Adoptée", "Autre"}),
    ],
)
def test_decisions_are_narrowed_by_what_the_address_asks(client, decisions, query, names):
    text = page(client, f"/fr/decisions/?{query}")
    assert set(re.findall(r">(Adoptée|Autre)</a>", text)) == names


def test_an_empty_choice_of_decisions_says_so(client, decisions):
    assert "Aucune décision ne répond à ces critères." in page(client, "/fr/decisions/?pilier=inconnu")


def test_a_chosen_facet_is_marked_and_leads_back(client, decisions):
    text = page(client, "/fr/decisions/?pilier=defense&annee=2024")
    assert re.findall(r'href="([^"]+)" aria-current="true">(Pilier defense|2024)', text) == [
        ("?annee=2024", "Pilier defense"),
        ("?pilier=defense", "2024"),
    ]


def test_a_facet_counts_what_the_other_choices_leave(client, decisions):
    third = make.decision(pillar=make.pillar("defense"), decided="2025-01-01")
    make.published(third)

    def counts(query):
        text = page(client, f"/fr/decisions/?{query}")
        return dict(re.findall(r'>(Pilier \w+|20\d\d)</a> <span class="small">(\d+)</span>', text))

    assert counts("") == {"Pilier defense": "2", "Pilier justice": "1", "2024": "1", "2025": "2"}
    assert counts("annee=2025") == {"Pilier defense": "1", "Pilier justice": "1", "2024": "1", "2025": "2"}
    assert counts("pilier=justice") == {"Pilier defense": "2", "Pilier justice": "1"}


# What is known about the register


@pytest.mark.parametrize(("concern", "path"), [(make.gap, "lacunes"), (make.conflict, "divergences")])
def test_what_has_no_page_has_an_anchor_that_leads_to_what_it_concerns(client, concern, path):
    decision = make.decision(name_fr="Concernée")
    known = concern(links={"decisions": [decision]})
    make.published(known)

    text = page(client, f"/fr/{path}/")

    assert path_in(known, "fr") == f"/fr/{path}/?fiche={known.reference}#{known.slug}"
    assert f'<li id="{known.slug}">' in text
    assert f'<a href="{path_in(decision, "fr")}">Concernée</a>' in text


def test_a_statement_is_never_shown_without_its_author(client):
    meeting = make.meeting()
    make.published(make.statement(text_fr="Un tournant", attributed_to_fr="La presse", links={"meetings": [meeting]}))

    for path in (path_in(meeting, "fr"), "/fr/enonces/"):
        assert re.search(r"Un tournant</p>\s*<p class=\"small\">— La presse", page(client, path))


def test_a_topic_gathers_records_of_every_type(client):
    topic = scenes.topic(2)
    scenes.publish_everything()
    text = page(client, path_in(topic, "fr"))
    assert [title for title in ("Réunions", "Décisions", "Organes", "Personnes") if section(text, title)] == [
        "Réunions",
        "Décisions",
        "Organes",
        "Personnes",
    ]

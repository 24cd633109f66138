"""The change log: which publications make entries, in which words and languages, and when."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone, translation

from editions.models import Change, ChangeText, ContentVersion
from publishing.errors import name_of
from publishing.live.change_log import instants_for
from publishing.live.publish import publish
from tests import factories as make

pytestmark = pytest.mark.django_db

Action = Change.Action
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


def actions(record):
    """What the log says of a record, oldest first."""
    changes = Change.objects.filter(record_id=record.pk).order_by("at")
    return list(changes.values_list("action", flat=True))


def titles(record, language="fr"):
    texts = ChangeText.objects.filter(change__record_id=record.pk, language=language).order_by("first_at")
    return list(texts.values_list("title", flat=True))


def live_decision(**fields):
    """A live decision that is expected."""
    decision = make.decision(**{"name_fr": "Banque"} | fields)
    make.decision_step(decision, "expected", occurred="2025-01-01", text_fr="Annoncée")
    return make.published(decision)


# Published


def test_first_publication_makes_one_entry_whatever_its_steps():
    decision = make.decision(name_fr="Banque", text_fr="Une banque d’investissement")
    make.decision_step(decision, "expected")
    make.decision_step(decision, "adopted")

    make.published(decision)

    assert actions(decision) == [Action.PUBLISHED]
    text = ChangeText.objects.get(change__record_id=decision.pk)
    assert text.title == "Nouveau dans le registre — Décision « Banque »"
    assert text.text == "Une banque d’investissement"
    assert text.path == f"/fr/decision-detail/{decision.reference}/"


def test_summit_is_called_by_its_name():
    summit = make.published(make.summit(name_fr="Bamako"))

    assert titles(summit) == ["Nouveau dans le registre — Sommet « Bamako »"]


def test_a_new_record_without_a_text_of_its_own_is_told_by_its_steps():
    decision = make.decision()
    make.decision_step(decision, "expected", occurred="2025-11", text_fr="Annoncée à Niamey")
    make.decision_step(decision, "adopted", occurred="2025-12-23", text_fr="Prise à Bamako")
    make.published(decision)

    first, second = ChangeText.objects.get(change__record_id=decision.pk).text.split("\n\n")
    assert first.startswith("Statut expected — Novembre\u00a02025")
    assert second.startswith("Statut adopted — 23\u00a0décembre\u00a02025")
    assert second.endswith("Prise à Bamako")


def test_other_edits_make_no_entry():
    decision = live_decision()
    decision.text_fr = "Précisé"
    decision.save()

    publish([decision])

    assert actions(decision) == [Action.PUBLISHED]


def test_other_edit_makes_an_entry_when_the_publisher_signals_it():
    decision = live_decision(name_en="Bank")
    decision.text_fr = "Précisé"
    decision.save()

    publish([decision], signal={"fr": "Le texte est précisé.", "ar": "…"})

    assert actions(decision) == [Action.PUBLISHED, Action.SIGNALLED]
    text = ChangeText.objects.get(change__action=Action.SIGNALLED)
    assert (text.language, text.title, text.text) == (
        "fr",
        "Décision « Banque » : mise à jour",
        "Le texte est précisé.",
    )


def test_signal_about_a_new_record_adds_no_entry():
    decision = make.decision()

    publish([decision], signal={"fr": "…"})

    assert actions(decision) == [Action.PUBLISHED]


# Steps


def test_each_new_step_makes_an_entry():
    decision = live_decision()
    for key, day in (("prepared", "2025-02-01"), ("endorsed", "2025-03-01"), ("adopted", "2025-12-23")):
        make.decision_step(decision, key, occurred=day, text_fr=f"Texte {key}")

    make.published(decision)

    assert actions(decision) == [Action.PUBLISHED, Action.STEP, Action.STEP, Action.STEP]
    assert titles(decision)[1:] == [
        "Décision « Banque » passe de « statut expected » à « statut prepared »",
        "Décision « Banque » passe de « statut prepared » à « statut endorsed »",
        "Décision « Banque » passe de « statut endorsed » à « statut adopted »",
    ]


def test_entry_of_a_step_names_it_and_dates_the_fact():
    decision = live_decision()
    step = make.decision_step(decision, "adopted", occurred="2025-12-23", text_fr="Adoptée à Bamako.")

    make.published(decision)

    change = Change.objects.get(step_id=step.pk)
    assert change.texts.get().text == "23 décembre 2025 : Adoptée à Bamako."
    assert change.statuses == ["adopted"]


def test_step_of_one_state_says_which():
    item = make.roadmap_step(make.roadmap_item(name_fr="Force"), "planned", occurred="2025").item
    make.published(item)
    mali = make.state("ML", name_fr="Mali")
    make.roadmap_step(item, "started", occurred="2025-06", state=mali)

    make.published(item)

    assert titles(item)[-1] == "Point de la feuille de route « Force » (Mali) : « statut started »"
    assert Change.objects.get(action=Action.STEP).states == ["ML"]


def test_older_fact_recorded_later_changes_no_status():
    decision = live_decision()
    make.decision_step(decision, "adopted", occurred="2025-12-23")
    make.published(decision)
    make.decision_step(decision, "recommended", occurred="2025-11-26")

    make.published(decision)

    assert titles(decision)[-1] == "Décision « Banque » : « statut recommended »"


def test_partial_step_changes_no_status():
    decision = live_decision()
    make.decision_step(decision, "adopted", occurred="2025-12-23", scope_fr="le siège seulement")

    make.published(decision)

    assert titles(decision)[-1] == "Décision « Banque » : « statut adopted »"


def test_same_status_again_is_no_passage():
    decision = live_decision()
    make.decision_step(decision, "expected", occurred="2025-02-01")

    make.published(decision)

    assert titles(decision)[-1] == "Décision « Banque » : « statut expected »"


def test_reworded_step_makes_no_entry_and_leaves_the_old_words():
    decision = live_decision()
    step = make.decision_step(decision, "adopted", text_fr="Adoptée")
    make.published(decision)
    before = ChangeText.objects.get(change__step_id=step.pk)
    step.text_fr = "Adoptée à l’unanimité"
    step.save()

    publish([decision])

    assert actions(decision) == [Action.PUBLISHED, Action.STEP]
    after = ChangeText.objects.get(change__step_id=step.pk)
    assert (after.text, after.updated_at) == (before.text, before.updated_at)


# Corrections


def test_step_that_corrects_is_a_correction_of_the_entry_of_the_other():
    decision = live_decision()
    wrong = make.decision_step(decision, "adopted", occurred="2025-12-23")
    make.published(decision)
    make.decision_step(decision, "taken-note", occurred="2025-12-23", corrects=wrong)

    make.published(decision)

    correction = Change.objects.get(action=Change.Action.CORRECTION)
    assert correction.corrects == Change.objects.get(step_id=wrong.pk)
    assert correction.texts.get().title == "Rectification — Décision « Banque » : « statut taken-note »"


def test_correction_of_a_step_that_came_with_the_record_points_at_the_record_s_entry():
    decision = live_decision()
    wrong = decision.steps.get()
    make.decision_step(decision, "prepared", corrects=wrong)

    make.published(decision)

    published = Change.objects.get(action=Action.PUBLISHED, record_id=decision.pk)
    assert Change.objects.get(action=Change.Action.CORRECTION).corrects == published


def test_correction_of_a_step_of_the_same_publication_points_at_it():
    decision = live_decision()
    wrong = make.decision_step(decision, "adopted", occurred="2025-12-22")
    right = make.decision_step(decision, "signed", occurred="2025-12-23", corrects=wrong)

    make.published(decision)

    assert Change.objects.get(step_id=right.pk).corrects == Change.objects.get(step_id=wrong.pk)


# Languages


def test_entry_exists_in_the_languages_of_the_record():
    decision = make.published(make.decision(name_fr="Banque", name_en="Bank", text_fr="Texte", text_en="Text"))

    texts = {text.language: text for text in ChangeText.objects.filter(change__record_id=decision.pk)}

    assert set(texts) == {"fr", "en"}
    assert texts["en"].text == "Text"
    assert texts["en"].path == f"/en/decision-detail/{decision.reference}/"


def test_language_that_is_not_public_yet_makes_no_entry():
    decision = make.published(make.decision(name_fr="Banque", name_ar="مصرف"))

    assert titles(decision, "ar") == []


def test_translation_added_later_makes_the_entry_appear_then():
    decision = live_decision()
    french = ChangeText.objects.get(change__record_id=decision.pk)
    decision.name_en = "Bank"
    decision.save()

    publish([decision])

    english = ChangeText.objects.get(change__record_id=decision.pk, language="en")
    assert english.change == french.change
    assert english.first_at == english.updated_at
    assert english.first_at > french.first_at
    french.refresh_from_db()
    assert french.updated_at == french.first_at


def test_step_translated_later_makes_its_entry_appear_then():
    decision = live_decision(name_en="Bank")
    step = make.decision_step(decision, "adopted", occurred="2025-12-23", text_fr="Adoptée")
    make.published(decision)
    assert set(ChangeText.objects.filter(change__step_id=step.pk).values_list("language", flat=True)) == {"fr"}
    step.text_en = "Adopted"
    step.save()

    publish([decision])

    english = ChangeText.objects.get(change__step_id=step.pk, language="en")
    assert english.text.endswith("Adopted")
    assert actions(decision) == [Action.PUBLISHED, Action.STEP]


def test_untranslated_step_of_a_translated_record_has_no_entry_there():
    decision = live_decision(name_en="Bank")
    make.decision_step(decision, "adopted", text_fr="Adoptée")

    make.published(decision)

    assert len(titles(decision, "fr")) == 2
    assert len(titles(decision, "en")) == 1


def test_words_do_not_depend_on_the_publisher_s_language():
    decision = make.decision(name_fr="Banque", name_en="Bank")

    with translation.override("en"):
        make.published(decision)

    assert titles(decision) == ["Nouveau dans le registre — Décision « Banque »"]


# Identifiers and facets


def test_identifier_is_a_tag_uri_of_the_site_at_that_time(settings):
    settings.HOST = "registre.example"
    decision = make.published(make.decision(name_en="Bank"))
    change = Change.objects.get(record_id=decision.pk)

    identifiers = set(change.texts.values_list("entry_id", flat=True))

    assert identifiers == {f"tag:registre.example,2026:{change.pk}:{code}" for code in ("fr", "en")}


def test_entries_are_found_by_the_facets_of_their_record():
    organ, pillar = make.organ(slug="college"), make.pillar("defence")
    decision = make.decision(organ=organ, pillar=pillar)
    make.decision_step(decision, "expected")

    make.published(decision)

    change = Change.objects.get(record_id=decision.pk)
    assert (change.pillar, change.organs, change.statuses) == ("defence", ["college"], ["expected"])


# Instants


def test_no_two_entries_share_a_second():
    publish([make.decision() for _ in range(5)])
    publish([make.decision() for _ in range(3)])

    instants = list(Change.objects.order_by("at").values_list("at", flat=True))

    assert len({at.replace(microsecond=0) for at in instants}) == 8
    assert all(at.microsecond == 0 for at in instants)
    assert ContentVersion.objects.get().changed_at == instants[-1]


def test_later_publications_have_later_instants():
    publish([make.decision() for _ in range(4)])
    publish([make.decision()])

    changes = Change.objects.order_by("at").values_list("version", flat=True)

    assert list(changes) == sorted(changes)


def test_instants_end_now_when_there_is_time(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: NOON)

    assert instants_for(3, NOON - timedelta(hours=1)) == [NOON - timedelta(seconds=s) for s in (2, 1, 0)]


def test_instants_go_on_from_the_last_when_there_is_none(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: NOON)

    assert instants_for(2, NOON) == [NOON + timedelta(seconds=s) for s in (1, 2)]


def test_first_instant_needs_no_earlier_one(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: NOON)

    assert instants_for(0, None) == [NOON]


@pytest.mark.django_db
def test_title_that_quotes_is_told_with_quotation_marks_of_a_second_level():
    quoting = make.topic(name_fr="«\N{NO-BREAK SPACE}Souveraineté sécuritaire\N{NO-BREAK SPACE}»")

    assert name_of(quoting) == "Thème «\N{NO-BREAK SPACE}“Souveraineté sécuritaire”\N{NO-BREAK SPACE}»"

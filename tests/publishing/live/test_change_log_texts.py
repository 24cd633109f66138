"""What each kind of entry of the change log says."""

import pytest

from institutions.models import Organ
from publishing.live.change_log_texts import loaded_text, published_text, signalled_text, step_text, withdrawn_text
from publishing.models import StepChange
from publishing.registry import record_type_of
from summits.models import RoadmapItem
from tests import factories as make

NBSP = "\N{NO-BREAK SPACE}"
ORGAN = Organ(name_fr="Collège", reference="AES-O-2025-001", summary_fr="Présentation")
NAMED = f"Organe «{NBSP}Collège{NBSP}»"


def step(**fields):
    return StepChange(**{"text": "Texte", "status": "créé", "previous": "annoncé"} | fields)


def spaced(text):
    return text.replace("~", NBSP)


@pytest.mark.django_db
def test_new_record_is_told_with_its_summary():
    assert published_text(make.organ(name_fr="Collège"), "fr") == (
        f"Nouveau dans le registre — {NAMED}",
        "Présentation",
    )


@pytest.mark.django_db
def test_record_without_a_summary_is_told_by_its_steps():
    item = make.roadmap_item()
    make.roadmap_step(item, text_fr="Un", occurred="2025-05-02")
    make.roadmap_step(item, "adopted", text_fr="Deux", occurred="2025-05-03")

    text = published_text(item, "fr")[1]

    assert text.split("\n\n") == [
        spaced("Statut announced — 2~mai~2025~: Un"),
        spaced("Statut adopted — 3~mai~2025~: Deux"),
    ]


@pytest.mark.parametrize(
    ("change", "is_latest", "title"),
    [
        (step(), True, "{} passe de «~annoncé~» à «~créé~»"),
        (step(), False, "{}~: «~créé~»"),
        (step(previous="créé"), True, "{}~: «~créé~»"),
        (step(previous=""), True, "{}~: «~créé~»"),
        (step(corrects=ORGAN.pk), True, "Rectification — {}~: «~créé~»"),
        (step(state="Mali"), False, "{} (Mali)~: «~créé~»"),
    ],
)
def test_step_says_what_the_status_becomes_where_it_changes(change, is_latest, title):
    assert step_text(ORGAN, change, is_latest)[0] == spaced(title).format(NAMED)


def test_step_says_its_day():
    assert step_text(ORGAN, step(), True)[1] == "Texte"
    assert step_text(ORGAN, step(day="le 2 mai"), True)[1] == spaced("Le 2 mai~: Texte")


def test_edit_is_told_in_the_sentence_of_its_publisher():
    assert signalled_text(ORGAN, "Une phrase.") == (spaced(f"{NAMED}~: mise à jour"), "Une phrase.")


def test_withdrawn_record_is_named_by_its_reference_alone():
    assert withdrawn_text(ORGAN, "Doublon") == ("Retrait du registre — organe AES-O-2025-001", "Doublon")


def test_loaded_dossier_is_told_in_numbers():
    counts = [(record_type_of(Organ), 3), (record_type_of(RoadmapItem), 2)]
    lines = loaded_text(counts, 0).split("\n")

    assert (lines[0], len(lines)) == (spaced("Organes~: 3"), 2)
    assert loaded_text([], 4) == spaced("Fiches mises à jour~: 4")

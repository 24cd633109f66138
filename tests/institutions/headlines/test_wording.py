"""Headlines in sentences: what eight records say, in both languages, and how each mark is worded."""

from datetime import date

import pytest
from django.utils.translation import override

from institutions.headlines import headline_of
from institutions.headlines.clauses import plain
from institutions.headlines.gathering import facts_of_decision, facts_of_item
from institutions.headlines.wording import full, short
from tests.institutions.headlines.ledgers import Ledgers
from tests.institutions.headlines.test_headline import WATCHED, headline, step

# Spaces and ordinals as they are typed: what is compared is what is said.
TYPED = str.maketrans({"\u00a0": " ", "\u202f": " ", "ᵉ": "e", "ʳ": "r"})

FULL = {
    ("AES-I-2026-005", "fr"): (
        "Texte : Protocole additionnel adopté par le Collège (23 déc. 2025) ; projet de loi de ratification : Burkina"
        " Faso (22 janv. 2026), Mali (13 févr. 2026) ; Niger : aucun acte trouvé au 4 mars 2026. Mise en œuvre :"
        " aucune étape connue au 4 mars 2026."
    ),
    ("AES-I-2026-006", "fr"): (
        "Texte : Principe posé par la Charte (art. 6) ; un article non daté parle d’un engagement déjà pris (16 sept."
        " 2023) ; Protocole défense et sécurité, texte non consulté (adopté, 23 déc. 2025) ; projet de loi de"
        " ratification : Burkina Faso (22 janv. 2026), Mali (13 févr. 2026) ; Niger : aucun acte trouvé au 4 mars"
        " 2026. Mise en œuvre : aucune étape connue au 4 mars 2026."
    ),
    ("AES-I-2026-012", "fr"): (
        "Texte : Force conjointe annoncée par les chefs d’état-major à Niamey (6 mars 2024) ; Effectif (annoncé, 13"
        " févr. 2026). Mise en œuvre : lancé ou inauguré : Étendard remis à Bamako : entrée en activité (20 déc. 2025)"
        " ; État-major et premiers bataillons (déclaré opérationnel, 30 sept. 2025, RFI, via allAfrica) ; depuis :"
        " Effectif porté de 5 000 à 6 000 hommes, annonce le président nigérien à la télévision publique (13 févr."
        " 2026)."
    ),
    ("AES-I-2026-017", "en"): (
        "Implementation: Withdrawal effective (an undated article gives only the month, January 2025), 29 Jan 2025."
        " Text: previously: Withdrawal announced “without delay” (28 Jan 2024); Future relations (under discussion, 23"
        " Dec 2025)."
    ),
    ("AES-I-2026-023", "fr"): (
        "Texte : Statuts signés (11 déc. 2025). Mise en œuvre : Siège inauguré (23 déc. 2025) ; Mise en service (en"
        " préparation, dit entre déc. 2025 et janv. 2026) ; depuis : Premier conseil d’administration, président"
        " désigné (27 janv. 2026) ; sources contradictoires : Mise en service : Inauguration présentée comme le début"
        " effectif des activités (dit le 29 déc. 2025)."
    ),
    ("AES-I-2026-024", "en"): (
        "Text: adopted: College decision, said to apply immediately (28 Mar 2025). Implementation: no step known as of"
        " 4 Mar 2026."
    ),
    ("AES-I-2026-025", "fr"): (
        "Texte : annoncé : Recommandé par les ministres des Finances (nov. 2023) ; Principe (adopté, 6 juil. 2024)."
        " Mise en œuvre : recherché sans trace au 4 mars 2026."
    ),
    ("AES-D-2025-003", "en"): (
        "Text: Expected of the Bamako summit, according to an undated article (“should”), said between 26 Nov and 22"
        " Dec 2025; searched without trace as of 4 Mar 2026."
    ),
}
SHORT = {
    ("AES-I-2026-017", "fr"): (
        "Mise en œuvre : effectif, 29 janv. 2025. Texte : auparavant annoncé, 28 janv. 2024 ; dernier fait le 23 déc."
        " 2025."
    ),
    ("AES-I-2026-019", "en"): (
        "Text: announced, 6 Jul 2024; latest fact 17 Feb 2026. Implementation: no step known as of 4 Mar 2026."
    ),
    ("AES-I-2026-023", "fr"): (
        "Texte : signé, 11 déc. 2025. Mise en œuvre : lancé ou inauguré, 23 déc. 2025 ; dernier fait le 27 janv. 2026 ;"
        " sources contradictoires."
    ),
}


@pytest.fixture(scope="module")
def ledgers():
    return Ledgers()


def said(ledgers, reference, words_of):
    record = ledgers.by_reference[reference]
    is_item = reference.startswith("AES-I")
    facts = (facts_of_item if is_item else facts_of_decision)(record)
    return plain(words_of(headline_of(facts, WATCHED, WATCHED, expects_deed=is_item))).translate(TYPED)


@pytest.mark.parametrize(("reference", "language"), FULL)
def test_a_record_says_no_more_than_its_sources(ledgers, reference, language):
    with override(language):
        assert said(ledgers, reference, full) == FULL[reference, language]


@pytest.mark.parametrize(("reference", "language"), SHORT)
def test_a_list_says_the_same_in_short(ledgers, reference, language):
    with override(language):
        assert said(ledgers, reference, short) == SHORT[reference, language]


def words(told, words_of=full):
    return plain(words_of(told)).translate(TYPED)


def test_an_end_is_said_with_what_it_ended():
    told = headline(step("adopted", "2025-01-10"), step("ended", "2025-06-01"))

    assert words(told, short) == "Texte : abrogé ou arrêté, 1er juin 2025 ; auparavant adopté, 10 janv. 2025."
    assert words(told) == (
        "Texte : abrogé ou arrêté : Étape ended (1er juin 2025) ; auparavant : adopté : Étape adopted (10 janv. 2025)."
    )


def test_a_postponement_is_said_after_the_stage():
    told = headline(step("adopted", "2025-01-10"), step("postponed", "2025-06-01", axis="text"))

    assert words(told, short) == "Texte : adopté, 10 janv. 2025 ; reporté."


def test_one_source_alone_is_said():
    assert words(headline(step("adopted", "2025-01-10", confidence="low"))) == (
        "Texte : adopté : Étape adopted (10 janv. 2025, une seule source)."
    )


def test_a_record_without_rows_says_nothing_unless_its_deed_is_expected():
    nothing, item = headline(), headline_of([], WATCHED, WATCHED, expects_deed=True)

    assert (words(nothing), words(item)) == ("", "Mise en œuvre : aucune étape connue au 4 mars 2026.")


def test_absence_is_said_of_no_day_after_the_watch():
    told = headline_of([], date(2026, 12, 29), WATCHED, expects_deed=True)

    assert words(told) == "Mise en œuvre : aucune étape connue au 4 mars 2026."


def test_a_sentence_that_is_not_translated_says_its_language():
    with override("en"):
        html = full(headline(step("adopted", "2025-01-10")))

    assert html == 'Text: <span lang="fr">Étape adopted</span> (10\u00a0Jan\u00a02025).'


def test_what_a_step_says_is_escaped():
    row = step("adopted", "2025-01-10")
    row.text_fr = "<b>Adopté</b>"

    assert "&lt;b&gt;Adopté&lt;/b&gt;" in full(headline(row))

"""Typography: what is corrected, and what is left alone. « ~ » is a no-break space, « _ » a narrow one."""

import re

import pytest

from publishing.rich.plain import stored
from publishing.typography import corrected
from tests.every import every
from tests.journeys.test_dossier_content import ENGLISH_FAULTS, FRENCH_FAULTS


def spaced(text):
    return text.replace("~", "\N{NO-BREAK SPACE}").replace("_", "\N{NARROW NO-BREAK SPACE}")


FRENCH = [
    ("L'Etat d'abord", "L’État d’abord"),
    ("Qu'en fait-on?", "Qu’en fait-on_?"),
    ("Vraiment ? Oui !", "Vraiment_? Oui_!"),
    ("Un point ; deux points: trois", "Un point_; deux points~: trois"),
    ("Un « mot » et «autre»", "Un «~mot~» et «~autre~»"),
    ('Il dit "oui".', "Il dit «~oui~»."),
    ('« Il dit "oui" hier »', "«~Il dit “oui” hier~»"),
    ('"Un" et "deux" ("trois")', "«~Un~» et «~deux~» («~trois~»)"),
    ('Un " seul', 'Un " seul'),
    ("Le 1er janvier 2026", "Le 1ᵉʳ~janvier~2026"),
    ("Le 1 janvier", "Le 1ᵉʳ~janvier"),
    ("Le 23 décembre 2025", "Le 23~décembre~2025"),
    ("La 1re, la 1ère, la 2e et la 3ème session", "La 1ʳᵉ, la 1ʳᵉ, la 2ᵉ et la 3ᵉ session"),
    ("La IIe session du XXIe siècle, le Ve rang", "La IIᵉ session du XXIᵉ siècle, le Vᵉ rang"),
    ("n° 7, N°12, nᵒ 3", "nᵒ~7, Nᵒ~12, nᵒ~3"),
    ("12 000 000 F CFA", "12_000_000~F~CFA"),
    ("5 000 hommes, 500 milliards", "5_000 hommes, 500~milliards"),
    ("25% ou 25 %", "25~% ou 25~%"),
    ("à 18h30, 9 h", "à 18~h~30, 9~h"),
    ("Et puis...", "Et puis…"),
    ("les 22-23 décembre, art. 4-7", "les 22–23~décembre, art.~4–7"),
    ("deux  espaces , ici .", "deux espaces, ici."),
    ("M. Untel, Mme Unetelle", "M.~Untel, Mme~Unetelle"),
    ("Economie et Ecole", "Économie et École"),
    ("C’est « bien » : oui", "C’est «~bien~»~: oui"),
    ("(oui!)", "(oui_!)"),
    ("## L'ordre du jour\n\n- l'un ;\n- l'autre", "## L’ordre du jour\n\n- l’un_;\n- l’autre"),
]
FRENCH_AS_IT_IS = [
    "Voir https://example.org/a?b=1;c:d!e et www.example.org/l'un.",
    "Écrire à l.un@example.org, lire /fr/flux/?format=atom",
    "La référence AES-D-2025-014 du 2025-12-23, à 18:30",
    'Le code `n° 1 : "a"` reste',
    "A signé le texte",
    "Les années 2024-2025 et le lot 12-34-56",
    "Le 1ᵉʳ~janvier, la IIᵉ, le nᵒ~7",
    "Un rapport 3/4, un score de 1.5-2.5",
    "Le sigle ECOWAS, le Mali et le Niger",
    "Dix ans, Etc.",
    "(?) [!]",
]
ENGLISH = [
    ("It's the state's", "It’s the state’s"),
    ('He said "yes".', "He said “yes”."),
    ("He said « yes ».", "He said “yes”."),
    ("A 'word' here", "A ‘word’ here"),
    ("What ? Yes !", "What? Yes!"),
    ("One ; two : three", "One; two: three"),
    ("25 % of it...", "25% of it…"),
    ("on 22-23 December", "on 22–23 December"),
    ("two  spaces", "two spaces"),
    ('“He said "yes" then”', "“He said ‘yes’ then”"),
]
ENGLISH_AS_IT_IS = [
    "“Le sommet~: un tournant”, a title in French",
    "See https://example.org/?a=1 !x",
    "The 14th, AES-D-2025-014, 2025-12-23",
    "The states’ view: “yes”; no",
]


@pytest.mark.parametrize(("given", "kept"), FRENCH)
def test_french_is_corrected_once(given, kept):
    assert corrected(given, "fr") == spaced(kept)
    assert corrected(spaced(kept), "fr") == spaced(kept)


@pytest.mark.parametrize("text", FRENCH_AS_IT_IS)
def test_french_is_left_alone(text):
    assert corrected(spaced(text), "fr") == spaced(text)


@pytest.mark.parametrize(("given", "kept"), ENGLISH)
def test_english_is_corrected_once(given, kept):
    assert corrected(given, "en") == kept
    assert corrected(kept, "en") == kept


@pytest.mark.parametrize("text", ENGLISH_AS_IT_IS)
def test_english_is_left_alone(text):
    assert corrected(spaced(text), "en") == spaced(text)


@pytest.mark.parametrize("language", ["ar", "bm", "mos"])
def test_other_languages_are_left_alone(language):
    assert corrected('L\'un ? "deux"', language) == 'L\'un ? "deux"'


def test_corrected_french_has_no_fault_that_the_dossier_may_not_have():
    for given, _kept in every(FRENCH):
        text = corrected(given, "fr")
        found = [fault for fault, pattern in FRENCH_FAULTS.items() if re.search(pattern, text)]
        assert found in ([], ["straight apostrophe or quote"] if '"' in given and given.count('"') % 2 else []), text


def test_corrected_english_has_no_fault_that_the_dossier_may_not_have():
    for given, _kept in every(ENGLISH):
        assert [f for f, pattern in ENGLISH_FAULTS.items() if re.search(pattern, corrected(given, "en"))] == []


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ('<p>L\'<strong>Etat</strong> dit: "oui"</p>', "<p>L’<strong>État</strong> dit~: «~oui~»</p>"),
        ("<p><em>Vraiment</em> ?</p>", "<p><em>Vraiment</em>_?</p>"),
        ("<p>« <strong>mot</strong> »</p>", "<p>«~<strong>mot</strong>~»</p>"),
        ('<p><a href="https://example.org/l\'un?a">l\'un</a> ; <code>l\'autre ?</code></p>',
         '<p><a href="https://example.org/l\'un?a">l’un</a>_; <code>l\'autre ?</code></p>'),
        ("<ul><li>l'un<ul><li>l'autre ;</li></ul></li></ul>", "<ul><li>l’un<ul><li>l’autre_;</li></ul></li></ul>"),
        ("<table><tbody><tr><th>n° 1</th><td>l'un<br>l'autre</td></tr></tbody></table>",
         "<table><tbody><tr><th>nᵒ~1</th><td>l’un<br>l’autre</td></tr></tbody></table>"),
        ("<p>1<sup>er</sup> &lt; 2 &amp; l'un</p>", "<p>1<sup>er</sup> &lt; 2 &amp; l’un</p>"),
    ],
)  # fmt: skip
def test_rich_text_is_corrected_between_its_tags(given, kept):
    assert stored(given) == given
    assert corrected(given, "fr").replace("&#x27;", "'") == spaced(kept)
    assert corrected(spaced(kept), "fr") == spaced(kept)

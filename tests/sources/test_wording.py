"""How dates are said, in each language and in templates."""

import pytest
from django.utils import translation

from sources.dates import PartialDate
from sources.wording import wording_locale


def said(text, language, *, short=False):
    """The wording with ordinary spaces for no-break ones, which a test of their own covers."""
    date = PartialDate.parse(text)
    wording = date.as_short_words(language) if short else date.as_words(language)
    return wording.replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(
    ("text", "french", "english"),
    [
        ("2025-12-23", "23 décembre 2025", "23 December 2025"),
        ("2026-01-01", "1ᵉʳ janvier 2026", "1 January 2026"),
        ("2026-01-02", "2 janvier 2026", "2 January 2026"),
        ("2024-07", "juillet 2024", "July 2024"),
        ("2024", "2024", "2024"),
        ("2025-12-22/2025-12-23", "22–23 décembre 2025", "22–23 December 2025"),
        ("2025-12-01/2025-12-03", "1ᵉʳ–3 décembre 2025", "1–3 December 2025"),
        ("2023-11-30/2023-12-01", "30 novembre – 1ᵉʳ décembre 2023", "30 November – 1 December 2023"),
        ("2025-11-26/2025-12-22", "26 novembre – 22 décembre 2025", "26 November – 22 December 2025"),
        (
            "2024-12-22/2025-12-23",
            "22 décembre 2024 – 23 décembre 2025",
            "22 December 2024 – 23 December 2025",
        ),
        ("2025-11/2025-12", "novembre–décembre 2025", "November–December 2025"),
        ("2024-12/2025-01", "décembre 2024 – janvier 2025", "December 2024 – January 2025"),
        ("2024/2025", "2024–2025", "2024–2025"),
        ("2024/2025-03", "2024 – mars 2025", "2024 – March 2025"),
        ("2025-06-20/2025-07", "20 juin 2025 – juillet 2025", "20 June 2025 – July 2025"),
    ],
)
def test_wording(text, french, english):
    assert (said(text, "fr"), said(text, "en")) == (french, english)


@pytest.mark.parametrize(
    ("text", "french", "english"),
    [
        ("2026-02-26", "26 févr. 2026", "26 Feb 2026"),
        ("2026-02-01", "1ᵉʳ févr. 2026", "1 Feb 2026"),
        ("2026-03-26", "26 mars 2026", "26 Mar 2026"),
        ("2024-07", "juil. 2024", "Jul 2024"),
        ("2023-11-30/2023-12-01", "30 nov. – 1ᵉʳ déc. 2023", "30 Nov – 1 Dec 2023"),
    ],
)
def test_short_wording(text, french, english):
    assert (said(text, "fr", short=True), said(text, "en", short=True)) == (french, english)


@pytest.mark.parametrize(
    ("text", "wording"),
    [
        ("2025-12-23", "23~décembre~2025"),
        ("2024-07", "juillet~2024"),
        ("2025-12-22/2025-12-23", "22–23~décembre~2025"),
        ("2025-11-26/2025-12-22", "26~novembre~– 22~décembre~2025"),
        # The one place where a line may break.
        ("2024-12-30/2025-01-02", "30~décembre~2024~– 2~janvier~2025"),
    ],
)
def test_wording_is_kept_on_one_line(text, wording):
    assert PartialDate.parse(text).as_words("fr") == wording.replace("~", "\N{NO-BREAK SPACE}")


@pytest.mark.parametrize(
    ("language", "wording", "worded_in"),
    [
        ("fr-ml", "1ᵉʳ décembre 2025", "fr"),
        ("ar", "1 ديسمبر 2025", "ar"),
        ("ar-ml", "1 ديسمبر 2025", "ar"),  # CLDR knows no Arabic of Mali
        ("ha", "1 Disamba 2025", "ha"),
        ("dje", "1 Deesanbur 2025", "dje"),
        ("bm-nkoo", "1 desanburu 2025", "bm"),  # known to CLDR, but for the names of months
        ("mos", "1ᵉʳ décembre 2025", "fr"),
        ("gux", "1ᵉʳ décembre 2025", "fr"),
        ("x-none", "1ᵉʳ décembre 2025", "fr"),
    ],
)
def test_other_languages_have_their_months_or_the_french_ones(language, wording, worded_in):
    assert (said("2025-12-01", language), wording_locale(language).language) == (wording, worded_in)


@pytest.mark.parametrize(("language", "wording"), [("fr", "juillet 2024"), ("en", "July 2024"), (None, "juillet 2024")])
def test_language_is_the_active_one_by_default(language, wording):
    with translation.override(language):
        assert said("2024-07", None) == wording

"""How dates are said in each language, from their EDTF text (`sources.dates`).

Names of months come from CLDR. Day, month and year are kept together by no-break spaces,
in every language.
"""

from functools import lru_cache

from babel import Locale, UnknownLocaleError
from django.utils.translation import get_language

NO_BREAK_SPACE, EN_DASH = "\N{NO-BREAK SPACE}", "\N{EN DASH}"
# A line may break after a dash whatever follows it (UAX 14, LB12a): a no-break space would indent the next one.
SPACED_DASH = f"{NO_BREAK_SPACE}{EN_DASH} "


def worded_pieces(text, language=None, width="wide"):
    """The wording in one piece, or for an interval in three: start, dash, end.

    `width` is CLDR's, "wide" or "abbreviated"; the language is the active one by default.
    """
    locale = wording_locale(language)
    points = text.split("/")
    words = [_words(point, locale, width) for point in points]
    if len(points) == 2:
        shared = _shared_parts(*points)
        words[0] = words[0][: len(words[0]) - shared]  # said once, with the end
        tight = len(words[0]) == 1 and len(points[0]) == len(points[1])
        words.insert(1, [EN_DASH if tight else SPACED_DASH])
    return [NO_BREAK_SPACE.join(piece) for piece in words]


def wording_locale(language=None):
    """The CLDR locale of the wording: the language's, or French where CLDR has no months."""
    return _locale(language or get_language() or "fr")


@lru_cache(maxsize=64)
def _locale(language):
    for name in (language, language.partition("-")[0]):
        try:
            locale = Locale.parse(name, sep="-")
        except (UnknownLocaleError, ValueError):
            continue
        if locale.months["format"]["wide"][1] != "M01":  # what CLDR says for "no name"
            return locale
    return Locale("fr")


def _words(point, locale, width):
    """`2025-12-01` as [« 1ᵉʳ », « décembre », « 2025 »]."""
    year, month, day = (*point.split("-"), None, None)[:3]
    words = [year]
    if month:
        words.insert(0, locale.months["format"][width][int(month)])
    if day:
        # French counts only the first of a month as an ordinal, which CLDR does not do.
        words.insert(0, "1ᵉʳ" if locale.language == "fr" and day == "01" else str(int(day)))
    return words


def _shared_parts(start, end):
    """How many parts, from the year down, two points share; 0 if one is more precise."""
    if len(start) != len(end):
        return 0
    parts = zip(start.split("-"), end.split("-"), strict=True)
    return next(count for count, (one, other) in enumerate(parts) if one != other)

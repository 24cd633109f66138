"""Written text as it is read aloud: numbers and dates in words, abbreviations in full, no brackets, no addresses.

French and English; a text in another language is left as it is written. What an abbreviation stands for is the
name of the organ that bears it, at the time of what is told: AES is the Alliance until the Confederation begins.
"""

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from babel import Locale
from django.db.models import Min, Q

from editions.identity import PREFIX
from institutions.models import Organ, Status
from publishing.deferral import defer_other_languages
from publishing.models import localized_text
from readers.briefs.numbers import cardinal, ordinal, year
from sources.dates import PartialDate

SPOKEN = {"fr", "en"}
NUMBER = r"\d{1,3}(?:[\u00a0\u202f ,]\d{3})+|\d+"
ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6, "VII": 7, "VIII": 8, "IX": 9, "X": 10}
SIGNS = {
    "fr": [
        (r"[nN][ᵒ°º]\s*", "numéro "),
        (r"\bart\.\s*", "article "),
        (r"\bF\s?CFA\b|\bFCFA\b", "francs C F A"),
        (r"\b(\d+)(?=[A-Z]\b)", r"\1 "),  # « 3D »
        (r"\s*%", " pour cent"),
        (r"&", "et"),
    ],
    "en": [
        (r"\b[nN]o\.\s*(?=\d)", "number "),
        (r"\bart\.\s*", "article "),
        (r"\bCFA\b", "C F A"),
        (r"\b(\d+)(?=[A-Z]\b)", r"\1 "),
        (r"\s*%", " per cent"),
        (r"&", "and"),
    ],
}
REFERENCE_PARTS = re.compile(rf"\b({PREFIX})-([A-Z]+)-(\d{{4}})-(\d+)\b")
LINKING = {"aux", "avec", "chez", "contre", "dans", "des", "dite", "les", "nommée", "par", "pour", "sans", "sur", "une"}
ELIDED = {"l’": "la ", "L’": "La ", "d’": "de ", "D’": "De "}
POINT = {"fr": "virgule", "en": "point"}


@dataclass(frozen=True)
class Abbreviations:
    """What abbreviations stand for in one language, by abbreviation."""

    names: dict[str, str]
    language: str

    def expanded(self, text: str) -> str:
        """The text with each in full; « de l’AES » becomes « de la Confédération des États du Sahel »."""
        for short, name in self.names.items():
            text = re.sub(rf"\s*\(\s*{re.escape(short)}\s*\)", "", text)  # said in full just before
            first, before = re.escape(name.partition(" ")[0]), r"(?:(\b[a-zàâçéèêîôû]{3,}) |([ldLD]’))?"
            pattern = rf"{before}(?<![\w-])(?:{first} )?{re.escape(short)}(?![\w-])"
            text = re.sub(pattern, self._replacement(name), text)
        return text

    def _replacement(self, name):
        """Articles and prepositions follow the full name: « passeports AES » are those of the Confederation."""
        vowel = begins_with_vowel(name)

        def replace(match):
            word, elided = match[1], match[2]
            if word and self.language == "fr" and word not in LINKING:
                return f"{word} {'de l’' if vowel else 'de la '}{name}"
            if word or not elided or vowel:
                return (f"{word} " if word else elided or "") + name
            return ELIDED[elided] + name

        return replace


def begins_with_vowel(name: str) -> bool:
    return name[:1].lower() in "aàâeéèêiîoôuûh"


def abbreviations(day: date | None, language: str) -> Abbreviations:
    """Those of the organs, longest first; of two that bear the same, the one that had begun by that day."""
    begun = Min("steps__occurred_first", filter=Q(steps__status__family=Status.Family.DONE))
    known = Organ.objects.exclude(acronym_fr="").annotate(begun=begun)  # type: ignore[no-redef]  # the class says that none is known
    rows = defer_other_languages(known.order_by("begun"), language)  # type: ignore[misc]  # that of the line above
    bearers = {}
    for organ in rows:
        name, short = localized_text(organ, "name")[0], localized_text(organ, "acronym")[0]
        is_later = day and organ.begun and organ.begun > day
        if name != short and not (is_later and short in bearers):
            bearers[short] = name
    return Abbreviations(dict(sorted(bearers.items(), key=lambda pair: -len(pair[0]))), language)


def spoken(text: str, known: Abbreviations) -> str:
    """The text as a presenter reads it."""
    language = known.language
    if language not in SPOKEN:
        return text
    text = re.sub(r"https?://\S+", "", text)
    text = REFERENCE_PARTS.sub(reference_spoken, text)
    text = known.expanded(text)
    text = re.sub(r"\s*[(\[]([^)\]]*)[)\]]", r", \1,", text)
    text = re.sub(r"[«»“”\"*]", "", text)
    text = dates_spoken(text, language)
    text = ordinals_spoken(text, language)
    for pattern, words in SIGNS[language]:
        text = re.sub(pattern, words, text)
    return tidy(numbers_spoken(text, language))


def reference_spoken(match) -> str:
    """« A E S, D, 2025, 14 »: letters one by one, then the year and the number."""
    prefix, kind, year_given, number = match.groups()
    return f"{' '.join(prefix)}, {' '.join(kind)}, {year_given}, {int(number)}"


def tidy(text: str) -> str:
    """One space between words, one mark at the end of each."""
    text = re.sub(r"[\s\u00a0\u202f]+", " ", text)
    text = re.sub(r"\s+([,.])", r"\1", text)
    text = re.sub(r",\s*([,.;:!?])", r"\1", text)
    return text.strip(" ,")


def date_spoken(value: PartialDate, language: str) -> str:
    """« du vingt-deux au vingt-trois décembre deux mille vingt-cinq »."""
    return tidy(numbers_spoken(dates_spoken(between(value.as_words(language), language), language), language))


def between(wording: str, language: str) -> str:
    """The dash of an interval in words."""
    parts = re.split(r"\s*–\s*", wording)
    if len(parts) != 2:
        return wording
    return f"du {parts[0]} au {parts[1]}" if language == "fr" else f"from {parts[0]} to {parts[1]}"


@lru_cache
def months(language: str) -> str:
    """A pattern for the names of months."""
    return "|".join(Locale(language).months["format"]["wide"].values())


def months_in_full(text: str, language: str) -> str:
    """« déc. 2025 » as « décembre 2025 »."""
    names = Locale(language).months["format"]
    for number, short in names["abbreviated"].items():
        pattern = rf"(?:(?<=\d[\s\u00a0])|(?<![\w])(?=\S+[\s\u00a0]\d{{4}})){re.escape(short)}(?!\w)"
        text = re.sub(pattern, names["wide"][number], text)
    return text


def dates_spoken(text: str, language: str) -> str:
    """Days before a month, and years after one or standing alone as years do."""
    text = months_in_full(text, language)
    gap = r"[\s\u00a0]+"
    joined = " au " if language == "fr" else " to "
    text = re.sub(rf"(?<=\d)\s*–\s*(?=\d{{1,2}}{gap}(?:{months(language)}))", joined, text)
    text = re.sub(
        rf"(?:\bthe )?\b(\d{{1,2}})(?:er|ᵉʳ|st|nd|rd|th)?(?={gap}(?:{months(language)})\b)",
        lambda m: day_spoken(int(m[1]), language) + " of" * (language == "en"),
        text,
    )
    text = re.sub(
        rf"(?:\bthe )?\b(\d{{1,2}})(?=\s*(?:–|et|and|au|to)\s*[\w-]+(?:\s[\w-]+){{0,3}}{gap}(?:{months(language)})\b)",
        lambda m: day_spoken(int(m[1]), language),
        text,
    )
    return re.sub(r"(?<![\d.,-])((?:19|20)\d\d)(?![\d-]|[.,]\d)", lambda m: year(int(m[1]), language), text)


def day_spoken(day: int, language: str) -> str:
    """« premier », « deux »; in English always as an ordinal."""
    if language == "en":
        return f"the {ordinal(day, language)}"
    return ordinal(day, language) if day == 1 else cardinal(day, language)


def ordinals_spoken(text: str, language: str) -> str:
    """« 2ᵉ session », « 1re », “2nd”, and Roman numbers after a word: « An II »."""
    if language == "fr":
        text = re.sub(r"\b1(?:re|ʳᵉ)\b", "première", text)
        text = re.sub(r"\b1(?:er|ᵉʳ)\b", "premier", text)
        text = re.sub(r"\b(\d+)(?:e|ᵉ|ème)(?!\w)", lambda m: ordinal(int(m[1]), language), text)
        text = re.sub(r"\b([IVX]+)(?:e|ᵉ)(?!\w)", lambda m: roman_spoken(m, ordinal, language), text)
    else:
        text = re.sub(r"\b(\d+)(?:st|nd|rd|th)\b", lambda m: ordinal(int(m[1]), language), text)
    return re.sub(r"(?<=\w )([IVX]{2,4})(?!\w)", lambda m: roman_spoken(m, cardinal, language), text)


def roman_spoken(match, say, language) -> str:
    return say(ROMAN[match[1]], language) if match[1] in ROMAN else match[0]


def numbers_spoken(text: str, language: str) -> str:
    """What digits are left: whole numbers, decimals, and those that begin with zero digit by digit."""
    mark = r"," if language == "fr" else r"\."
    text = re.sub(
        rf"(?<![\w])({NUMBER}){mark}(\d+)(?!\w)",
        lambda m: f"{whole(m[1], language)} {POINT[language]} {digits(m[2], language)}",
        text,
    )
    text = re.sub(r"(?<=\d)\s*[-–](?=\d)", ", ", text)
    return re.sub(NUMBER, lambda m: whole(m[0], language), text)


def whole(text: str, language: str) -> str:
    digits_alone = re.sub(r"\D", "", text)
    if digits_alone.startswith("0") and len(digits_alone) > 1:
        return digits(digits_alone, language)
    return cardinal(int(digits_alone), language)


def digits(text: str, language: str) -> str:
    """Decimals: « virgule cinq », « virgule zéro cinq »."""
    zeros = len(text) - len(text.lstrip("0"))
    rest = [cardinal(int(text), language)] if text.strip("0") else []
    return " ".join([cardinal(0, language)] * zeros + rest)

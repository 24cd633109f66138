"""What a reader asks: words, a reference, the facets chosen, an order and a page."""

import re
import unicodedata
from dataclasses import dataclass, field

from django.http import QueryDict

from editions.identity import PREFIX, current_identity
from publishing.live.schemas import SEPARATORS

MAX_LENGTH = 200
FACETS = ("type", "pilier", "organe", "etat", "statut", "annee")  # parameters, in canonical order
BY_RELEVANCE, BY_DATE = "pertinence", "date"

CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\s]+")
REFERENCE = re.compile(rf"(?:({PREFIX})-)?([A-Z]{{1,3}})-([0-9]{{4}})-([0-9]{{1,4}})", re.ASCII)
# The beginning of a word, where it is one: at the end, neither excluded nor within quotation marks.
BEGINNING = re.compile(r"(?:^|[\s'(])([^\W_]{3,})$")


def clean(text: str) -> str:
    """The text composed, without control characters (PostgreSQL holds no NUL), its spaces made one."""
    return CONTROL.sub(" ", unicodedata.normalize("NFC", text)).strip()


PHRASE = re.compile('"[^"]*[^" ] [^" ][^"]*"')
METAL, ALTERNATIVE = re.compile(r"(?i)(?<![\w-])or(?![\w-])"), re.compile(r"(?<!\S)OU(?!\S)")
QUOTATION = str.maketrans(dict.fromkeys("«»“”", '"'))
SPACES = str.maketrans(dict.fromkeys(SEPARATORS, " "))


@dataclass(frozen=True)
class SearchQuery:
    """A search; without `text` nothing is asked yet."""

    text: str
    language: str
    chosen: dict[str, str] = field(default_factory=dict)
    order: str = BY_RELEVANCE
    page: int = 1

    @classmethod
    def read(cls, given: QueryDict, language: str) -> "SearchQuery":
        """From the parameters of an address; raises ValueError when the page is no number from 1."""
        chosen = {name: value for name in FACETS if (value := clean(given.get(name, "")))}
        page = given.get("page", "1")
        if not re.fullmatch("[1-9][0-9]{0,5}", page):
            raise ValueError(page)
        order = BY_DATE if given.get("tri") == BY_DATE else BY_RELEVANCE
        return cls(clean(given.get("q", "")), language, chosen, order, int(page))

    @property
    def is_too_long(self) -> bool:
        return len(self.text) > MAX_LENGTH

    @property
    def is_answerable(self) -> bool:
        """Whether there is something to look for: words, and not too many."""
        return bool(self.text) and not self.is_too_long

    @property
    def reference(self) -> str:
        """The reference that is asked for, in its full form, or blank: “d-2025-14” is AES-D-2025-014."""
        found = REFERENCE.fullmatch(self.text.upper())
        own = current_identity().prefix
        if not found or found[1] not in (None, own):
            return ""
        _prefix, kind, year, number = found.groups()
        return f"{own}-{kind}-{year}-{int(number):03}"

    @property
    def has_phrase(self) -> bool:
        """Whether several words are asked for in their order; one to be left out is another matter."""
        return bool(PHRASE.search(self.words)) and '-"' not in self.words

    @property
    def words(self) -> str:
        """The text as PostgreSQL reads it: quotation marks of any kind are the straight ones.

        In French, « OU » is the operator that PostgreSQL calls “or”, and « or » is a metal.
        """
        text = self.text.translate(QUOTATION).translate(SPACES)
        if self.language != "fr":
            return text
        parts = text.split('"')
        parts[::2] = [ALTERNATIVE.sub("or", METAL.sub('"or"', part)) for part in parts[::2]]
        return '"'.join(parts)

    @property
    def beginning(self) -> tuple[str, str]:
        """What precedes the last word, and that word if it may be the beginning of a longer one, else blank."""
        found = BEGINNING.search(self.words)
        if not found or self.words[: found.start()].count('"') % 2:
            return self.words, ""
        return self.words[: found.start(1)], found[1]

    def parameters(self, **changes: str) -> dict[str, str]:
        """The parameters of the address of this search with some changed, in canonical order; blank ones left out.

        Any change but that of the page leads to the first page.
        """
        own = {"q": self.text, **self.chosen, "tri": "" if self.order == BY_RELEVANCE else self.order}
        wanted = {**own, **changes}
        return {name: wanted[name] for name in ("q", *FACETS, "tri", "page") if wanted.get(name)}

"""What the register calls itself, and whose acts it follows: data, read from here alone.

It is entered by a dossier, under `register` (docs/dossier.md), and lies on the row of the content version, which
every request reads anyway. What was not entered is said in neutral words. See docs/decisions/0030-identity.md.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

from django.db import DatabaseError
from django.utils.functional import SimpleLazyObject
from django.utils.text import slugify
from django.utils.translation import get_language, override
from django.utils.translation import gettext_lazy as _

from editions.articles import of, without_article

REQUIRED_LANGUAGE = "fr"
NEUTRAL_PREFIX = "REG"
PREFIX = "[A-Z][A-Z0-9]{0,7}"  # of references: they are at most 24 letters long
REFERENCE = rf"{PREFIX}-[A-Z]+-\d{{4}}-\d+"
NEUTRAL = {
    "name": _("Le registre public"),
    "lede": _("Les sommets, leurs décisions et leur mise en œuvre, point par point et avec leurs sources."),
    "description": _("Les sommets, leurs décisions et leur mise en œuvre, point par point et avec leurs sources."),
    "disclaimer": _("Registre établi à partir de sources citées."),
    "spoken": _("un registre public"),
}


@dataclass(frozen=True)
class Identity:
    """What was entered: texts by language, the prefix of references, colours. Texts are in the active language."""

    entered: dict = field(default_factory=dict)

    @property
    def name(self) -> str:
        """« Le Registre AES »."""
        return self.text("name")

    @property
    def short_name(self) -> str:
        """What follows « Le Registre » in the head of pages, such as « AES »; blank where nothing was entered."""
        return self.text("short_name")

    @property
    def lede(self) -> str:
        """The sentence below the title of the home page."""
        return self.text("lede")

    @property
    def description(self) -> str:
        """The same for search engines."""
        return self.text("description")

    @property
    def disclaimer(self) -> str:
        """What the register is, and what it is not: the first words at the foot of every page."""
        return " ".join(filter(None, [self.text("disclaimer"), self.text("is_not")]))

    @property
    def is_not(self) -> str:
        return self.text("is_not")

    @property
    def spoken(self) -> str:
        """What it is called on air, after « d’après »: « un registre public »."""
        return self.text("spoken")

    @property
    def search_example(self) -> str:
        """A word that the search finds, for programs that try it; blank for none."""
        return self.text("search_example")

    @property
    def prefix(self) -> str:
        """What references begin with."""
        return self.entered.get("prefix") or NEUTRAL_PREFIX

    @property
    def colours(self) -> dict[str, str]:
        """The accent of pages by ground, `light` and `dark`; empty where those of the style sheet hold."""
        return self.entered.get("colours") or {}

    @property
    def zones(self) -> list[str]:
        """The time zones of the region: an editor who plans a publication reads a clock of one of them."""
        return self.entered.get("zones") or []

    @property
    def bare_name(self) -> str:
        """The name without its article: « Registre AES »."""
        return without_article(self.name)

    @property
    def of_name(self) -> str:
        """The name after « de » or “of”: « du Registre AES », “the AES Register”."""
        return of(self.name)

    @property
    def french_name(self) -> str:
        """The name in files that are the same in every language."""
        with override(REQUIRED_LANGUAGE):
            return self.name

    @property
    def french_bare_name(self) -> str:
        return without_article(self.french_name)

    @property
    def file_name(self) -> str:
        """What its files are called, the same in every language: « registre-aes »."""
        return slugify(self.french_bare_name) or "registre"

    def text(self, name: str) -> str:
        """A text in the active language, else in French, else the neutral one."""
        texts = self.entered.get(name, {})
        return texts.get(get_language()) or texts.get(REQUIRED_LANGUAGE) or str(NEUTRAL.get(name, ""))


_speaking: ContextVar[Identity | None] = ContextVar("_speaking", default=None)
_last = Identity()  # for pages that say that the database is away


@contextmanager
def speaking_as(identity: Identity) -> Iterator[None]:
    """Inside, that is what the register calls itself: for a request, or while a dossier is loaded that says so."""
    token = _speaking.set(identity)
    try:
        yield
    finally:
        _speaking.reset(token)


def read_when_asked() -> Identity:
    """The identity, read by one statement the first time that something of it is asked for."""
    return SimpleLazyObject(read)  # type: ignore[return-value]  # it passes for one


def current_identity() -> Identity:
    """What the register calls itself here: no statement within a request for a public page."""
    return _speaking.get() or read()


def read() -> Identity:
    """From the database; as last read where it does not answer."""
    from editions.models import ContentVersion  # its manager remembers what it read, here

    try:
        return remembered(ContentVersion.objects.current().identity)
    except DatabaseError:
        return last_known()


def last_known() -> Identity:
    """As this process last read it: for pages that say that something is wrong, and need no database."""
    return _last


def remembered(entered: dict | None) -> Identity:
    """The identity as entered, kept in mind by this process."""
    global _last
    _last = Identity(entered or {})
    return _last

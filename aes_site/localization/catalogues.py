"""The catalogues of interface texts, in Python alone: gettext's programs are not needed.

Texts are written in French in the sources, so French needs no catalogue to fill; it gets one all the same
when compiled, because zero takes the singular in French and gettext's default rule says otherwise.
See `docs/decisions/0004-catalogues-without-gettext.md`.
"""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

import polib
from babel.core import UnknownLocaleError
from babel.messages.extract import extract as extract_messages
from babel.messages.plurals import get_plural
from django.conf import settings
from django.utils.translation.template import templatize

KEYWORDS = {
    name + suffix: arguments
    for suffix in ("", "_lazy")
    for name, arguments in {
        "gettext": None,
        "ngettext": (1, 2),
        "pgettext": ((1, "c"), 2),
        "npgettext": ((1, "c"), 2, 3),
    }.items()
} | {"_": None, "gettext_noop": None}
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")


@dataclass
class Message:
    """A text of the interface: its plural and translators' comment if it has them, and the files it is in."""

    text: str
    plural: str = ""
    context: str | None = None
    comment: str = ""
    files: set[str] = field(default_factory=set)


# Reading the sources


def source_files() -> Iterator[Path]:
    """Our own Python files and templates, also of rooms that are no installed app."""
    for root in sorted(path.parent for path in settings.BASE_DIR.glob("*/__init__.py")):
        if root.name != "tests":
            yield from (path for path in root.rglob("*.py") if "migrations" not in path.parts)
            yield from (root / "templates").rglob("*.*")
    yield from (settings.BASE_DIR / "templates").rglob("*.*")


def as_python(path: Path) -> bytes:
    """The file, or for a template calls of gettext in its place, one a line."""
    if path.suffix == ".py":
        return path.read_bytes()
    lines = templatize(path.read_text(), origin=str(path)).splitlines()
    return "\n".join(line.strip() for line in lines).encode()


def source_messages() -> dict[tuple, Message]:
    """Every text of the sources by context and French text, in a stable order."""
    found: dict[tuple, Message] = {}
    for path in sorted(source_files()):
        for _line, texts, comments, context in extract_messages(
            "python", BytesIO(as_python(path)), KEYWORDS, comment_tags=["Translators:"]
        ):
            text, plural = texts if isinstance(texts, tuple) else (texts, "")
            message = found.setdefault((context, text), Message(text, plural, context))
            message.plural = message.plural or plural
            message.comment = message.comment or " ".join(comments)
            message.files.add(str(path.relative_to(settings.BASE_DIR)))
    return found


# Catalogues


def catalogue_path(language: str) -> Path:
    folder = "_".join(part if i == 0 else part.capitalize() for i, part in enumerate(language.split("-")))
    return settings.LOCALE_PATHS[0] / folder / "LC_MESSAGES" / "django.po"


def catalogue(language: str) -> polib.POFile:
    """The catalogue of a language, empty if it has none yet."""
    path = catalogue_path(language)
    if path.exists():
        return polib.pofile(str(path), wrapwidth=100)
    return empty_catalogue(language)


def empty_catalogue(language: str) -> polib.POFile:
    new = polib.POFile(wrapwidth=100)
    new.metadata = {
        "Language": language,
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": plural_forms(language),
    }
    return new


def plural_forms(language: str) -> str:
    """The rule of the language; gettext's default for those whose rule is not recorded in CLDR."""
    try:
        return get_plural(language.replace("-", "_")).plural_forms
    except UnknownLocaleError:
        return "nplurals=2; plural=(n != 1);"


def entry_key(entry: polib.POEntry) -> tuple:
    return entry.msgctxt, entry.msgid


def update_catalogue(language: str) -> None:
    """Bring the catalogue of a language in line with the sources; translations of texts that stay are kept."""
    old = catalogue(language)
    known = {entry_key(entry): entry for entry in old}
    new = empty_catalogue(language)
    for key, message in source_messages().items():
        new.append(entry_of(message, known.get(key), new.metadata["Plural-Forms"]))
    catalogue_path(language).parent.mkdir(parents=True, exist_ok=True)
    new.save(str(catalogue_path(language)))


def entry_of(message: Message, known: polib.POEntry | None, rule: str) -> polib.POEntry:
    entry = polib.POEntry(
        msgid=message.text,
        msgctxt=message.context,
        msgid_plural=message.plural,
        comment=message.comment,
        occurrences=[(name, "") for name in sorted(message.files)],
    )
    if message.plural:
        forms = int(re.search(r"nplurals=(\d+)", rule)[1])  # type: ignore[index]  # every rule tells it
        entry.msgstr_plural = (known and known.msgstr_plural) or dict.fromkeys(range(forms), "")
    else:
        entry.msgstr = known.msgstr if known else ""
    return entry


def problems(language: str) -> list[str]:
    """What keeps the catalogue of a language from being complete and true to the sources, in words."""
    entries = {entry_key(entry): entry for entry in catalogue(language)}
    sources = source_messages()
    return [
        *(f"cut at an escaped quote, use blocktranslate: {key[1]!r}" for key in sources if key[1].endswith("\\")),
        *(f"not in the catalogue: {message.text!r}" for key, message in sources.items() if key not in entries),
        *(f"no longer in the sources: {key[1]!r}" for key in entries if key not in sources),
        *(f"{trouble}: {entry.msgid!r}" for entry in entries.values() if (trouble := trouble_with(entry))),
    ]


def trouble_with(entry: polib.POEntry) -> str:
    if entry.fuzzy:
        return "marked fuzzy"
    if not entry.translated():
        return "not translated"
    allowed = set(PLACEHOLDER.findall(entry.msgid + entry.msgid_plural))
    for text in entry.msgstr_plural.values() or [entry.msgstr]:
        used = set(PLACEHOLDER.findall(text))
        if not used <= allowed or (used != allowed and not entry.msgid_plural):
            return "other placeholders than the French text"
    return ""


# Compiling


def compile_catalogues() -> list[str]:
    """Write the catalogues that are older than their sources; returns their languages.

    A language without texts of its own gets an empty one: without any, Django answers 404 to its addresses.
    """
    sources = [Path(__file__), *settings.LOCALE_PATHS[0].rglob("*.po")]
    newest = max(path.stat().st_mtime for path in sources)
    outdated = [language for language, _name in settings.LANGUAGES if compiled_at(language) <= newest]
    for language in outdated:
        compile_catalogue(language)
    return outdated


def compiled_at(language: str) -> float:
    compiled = catalogue_path(language).with_suffix(".mo")
    return compiled.stat().st_mtime if compiled.exists() else 0


def compile_catalogue(language: str) -> None:
    compiled = catalogue_path(language).with_suffix(".mo")
    compiled.parent.mkdir(parents=True, exist_ok=True)
    texts = catalogue(language)
    if language == settings.LANGUAGE_CODE:
        texts.extend(french_plurals())
    unfinished = compiled.with_suffix(f".{os.getpid()}")
    texts.save_as_mofile(str(unfinished))
    unfinished.rename(compiled)


def french_plurals() -> Iterator[polib.POEntry]:
    """The texts that vary with a number, as they stand in the sources: the English catalogue has them all."""
    for entry in catalogue("en"):
        if entry.msgid_plural:
            forms = {0: entry.msgid, 1: entry.msgid_plural}
            yield polib.POEntry(
                msgid=entry.msgid, msgid_plural=entry.msgid_plural, msgctxt=entry.msgctxt, msgstr_plural=forms
            )

"""Catalogues that come back from translators: every entry is looked at before any is written."""

from collections.abc import Iterable
from dataclasses import dataclass, field

import polib
from django.core.exceptions import ValidationError
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from exchange.imports import Brought, keep, lock
from exchange.schema.errors import FileRefused, Message, at
from exchange.schema.text import admitted, normal
from exchange.translations.catalogue import Spot, by_context
from publishing.history.revisions import keep_snapshots
from publishing.history.translation_status import SOURCE, TARGETS, confirm, histories
from publishing.models import Revision
from publishing.snapshots import DESK, ids_by_type, read_snapshots

REFUSE, SKIP, LATE = "refuse", "skip", "late"  # what to do with translations of an earlier French
MOST_ENTRIES = 20_000


@dataclass(frozen=True)
class Translation:
    """One finished entry of a catalogue: what it says of a text, and whether of today's French."""

    line: int
    spot: Spot
    text: str
    is_late: bool = False


@dataclass
class Catalogue:
    """A catalogue as it was read: its language, what it says, and what is left out of it."""

    language: str
    translations: list[Translation] = field(default_factory=list)
    warnings: list[Message] = field(default_factory=list)
    errors: list[Message] = field(default_factory=list)

    @property
    def records(self) -> list:
        return list({spot.record.pk: spot.record for spot in (each.spot for each in self.translations)}.values())

    def write(self, by, note) -> Brought:
        """Write the translations as drafts, in the transaction of the caller; raises FileRefused."""
        before = lock(self.records)
        self.save(each for each in self.translations if not each.is_late)
        after = read_snapshots(ids_by_type(self.records), DESK)
        keep(before, after, by=by, note=note)
        self.save(each for each in self.translations if each.is_late)
        last = read_snapshots(ids_by_type(self.records), DESK)
        keep_snapshots(
            {key: shot for key, shot in last.items() if after[key] != shot},
            by=by,
            action=Revision.Action.LATE,
            note=self.language,
        )
        self.confirm(by)
        return Brought(before, last, self.warnings)

    def save(self, translations: Iterable[Translation]) -> None:
        rows: dict = {}
        errors: list[Message] = []
        for each in translations:
            column = each.spot.column(self.language).name
            setattr(each.spot.row, column, each.text)
            rows.setdefault(each.spot.row, {})[column] = each
        for row, columns in rows.items():
            errors += row_errors(row, columns)
        if errors:
            raise FileRefused(errors)
        for row, columns in rows.items():
            row.save(update_fields=list(columns))

    def confirm(self, by) -> None:
        """Records of which every translation that was behind has come back finished are behind no longer."""
        said = {each.spot.place for each in self.translations if not each.is_late}
        records = {record.pk: record for record in self.records}
        for (_label, pk), history in histories((type(r)._meta.label_lower, r.pk) for r in records.values()).items():
            behind = {place for place, pair in history.pairs(self.language).items() if pair.is_behind}
            if behind and behind <= said:
                confirm(records[pk], self.language, by=by)


def row_errors(row, columns: dict[str, Translation]) -> list[Message]:
    """What the model says against the texts just put in a row, and what it would have taken out of them."""
    others = [column.name for column in row._meta.fields if column.name not in columns]
    first = min(each.line for each in columns.values())
    errors = []
    try:
        for name, each in columns.items():
            with_place(admitted, row._meta.get_field(name), each.text)
        row.clean_fields(exclude=others)
        row.clean()
    except ValidationError as error:
        for name, messages in error.update_error_dict({}).items():
            line = columns[name].line if name in columns else first
            errors += [Message(at(line), message) for message in ValidationError(messages).messages]
    return errors


def with_place(check, column, text: str) -> None:
    """The check of a text, whose error says of which column."""
    try:
        check(column, text)
    except ValidationError as error:
        raise ValidationError({column.name: error}) from error


# Reading


def read(data: bytes, *, late: str = REFUSE) -> Catalogue:
    """Read a catalogue against the desk as it stands; raises FileRefused if it is none of a language of ours.

    What else is wrong with it is in its `errors`.
    """
    file = parsed(data)
    catalogue = Catalogue(language_of(file))
    entries = [entry for entry in file if not entry.obsolete]
    if len(entries) > MOST_ENTRIES:
        words = _("%(count)d entrées ; %(most)d au plus.") % {"count": len(entries), "most": MOST_ENTRIES}
        raise FileRefused([Message("", words)])
    known = by_context(entry.msgctxt or "" for entry in entries)
    seen: dict = {}
    for entry in entries:
        read_entry(catalogue, entry, known.get(entry.msgctxt), seen, late)
    return catalogue


def parsed(data: bytes) -> polib.POFile:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise FileRefused([Message("", _("le fichier n’est pas en UTF-8."))]) from None
    try:
        # polib takes what has no line break for the name of a file.
        return polib.pofile(text + "\n", wrapwidth=100)
    except (OSError, ValueError, IndexError, AttributeError) as error:
        words = _("ce n’est pas un catalogue PO : %(error)s") % {
            "error": str(error).removeprefix("Syntax error in po file")
        }
        raise FileRefused([Message("", words)]) from None


def language_of(file: polib.POFile) -> str:
    language = file.metadata.get("Language", "").strip()
    if language in TARGETS:
        return language
    names = ", ".join(f"{code} ({get_language_info(code)['name_local']})" for code in TARGETS)
    values = {"language": language or "–", "languages": names}
    words = _("la langue de l’en-tête (Language : %(language)s) n’est aucune de celles-ci : %(languages)s.") % values
    raise FileRefused([Message("", words)])


def read_entry(catalogue: Catalogue, entry: polib.POEntry, spot: Spot | None, seen: dict, late: str) -> None:
    """Take one entry into account: as a translation, left out, or as an error."""
    where = at(entry.linenum)
    if spot is None:
        words = _("aucun texte du registre ne s’appelle « %(context)s ».") % {"context": entry.msgctxt or "–"}
        catalogue.errors.append(Message(where, words))
    elif entry.msgid_plural:
        catalogue.errors.append(Message(where, _("un texte du registre n’a pas de pluriel.")))
    elif spot.context in seen:
        words = _("ce texte est déjà à la ligne %(line)d.") % {"line": seen[spot.context]}
        catalogue.errors.append(Message(where, words))
    elif "fuzzy" in entry.flags:
        catalogue.warnings.append(Message(where, _("à revoir (fuzzy) : laissée de côté.")))
    elif entry.msgstr.strip():
        take_entry(catalogue, entry, spot, late)
    seen.setdefault(spot and spot.context, entry.linenum)


def take_entry(catalogue: Catalogue, entry, spot, late) -> None:
    """A finished entry, unless it was made for another French."""
    where, is_late = at(entry.linenum), normal(entry.msgid) != normal(spot.text(SOURCE))
    if is_late and late == REFUSE:
        words = _("le français a changé depuis l’export : %(spot)s.") % {"spot": spot}
        catalogue.errors.append(Message(where, words))
    elif is_late and late == SKIP:
        catalogue.warnings.append(Message(where, _("le français a changé depuis l’export : laissée de côté.")))
    else:
        known = spot.text(catalogue.language)
        text = known if normal(entry.msgstr) == normal(known) else normal(entry.msgstr)
        catalogue.translations.append(Translation(entry.linenum, spot, text, is_late))

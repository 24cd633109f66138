"""Records that come back from a spreadsheet: every row is read before any is kept."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.db import IntegrityError
from django.utils.translation import gettext as _

from exchange.imports import Brought, keep, lock, published_facts
from exchange.schema.errors import FileRefused, Message, place
from exchange.spreadsheets.sheets import LEGEND, Sheet, read, write_csv, write_xlsx
from exchange.spreadsheets.tables import SheetTable, legend, tables_of
from publishing.errors import explain
from publishing.registry import RecordType
from publishing.snapshots import DESK, Snapshots, read_snapshots

MOST_ERRORS = 200


def export_csv(kind: RecordType, ids, name: str) -> bytes:
    """One table of these records."""
    return write_csv(tables_of(kind)[name].sheet(ids))


def export_xlsx(kind: RecordType, ids) -> bytes:
    """All tables of these records, and one that explains their columns."""
    tables = tables_of(kind)
    told = [_("table"), _("colonne"), _("nom"), _("valeurs admises")]
    explained = Sheet(LEGEND, told, list(enumerate(legend(tables), start=2)))
    return write_xlsx([*(table.sheet(ids) for table in tables.values()), explained])


@dataclass
class Import:
    """One file of records of one type; what is wrong with it gathers in `errors`."""

    kind: RecordType
    data: bytes
    table_name: str = ""  # of a CSV file, which does not say
    errors: list[Message] = field(default_factory=list)
    lines: dict = field(default_factory=dict)  # number of the line by table and key of the row

    def write(self, by, note) -> Brought:
        """Write the rows as drafts, in the transaction of the caller; raises FileRefused."""
        pairs = self.tables()
        ids = {pk for table, sheet in pairs for pk in table.owner_keys(sheet)}
        before = lock(self.kind.model(pk=pk) for pk in ids)  # type: ignore[misc]  # its key is named pk
        for table, sheet in pairs:
            ids |= self.write_table(table, sheet)
            self.stop_if_refused()
        after = read_snapshots({self.kind: list(ids)}, DESK)
        self.refuse_changed_facts(before, after)
        self.stop_if_refused()
        keep(before, after, by=by, note=note)
        return Brought(before, after)

    def tables(self) -> list[tuple[SheetTable, Sheet]]:
        """The sheets of the file, each with its table, records before parts."""
        known = tables_of(self.kind)
        sheets = {sheet.name or self.table_name: sheet for sheet in read(self.data)}
        for name, sheet in sheets.items():
            sheet.name = name
            if name not in known:
                words = _("feuille inconnue ; celles de ce type : %(names)s.") % {"names": ", ".join(known)}
                self.errors.append(Message(name, words))
            else:
                self.errors += [
                    Message(place(name, line, column), words) for line, column, words in known[name].errors_of(sheet)
                ]
        if not sheets:
            self.errors.append(Message("", _("le fichier est vide.")))
        self.stop_if_refused()
        return [(table, sheets[name]) for name, table in known.items() if name in sheets]

    def write_table(self, table: SheetTable, sheet: Sheet) -> set:
        """Write the rows of a table; returns the keys of the records that they are or are parts of."""
        found = list(table.unknown_rows(sheet))
        sheet.rows = [row for row in sheet.rows if row[0] not in {number for number, *_rest in found}]
        owner = table.shape.owner.attname if table.shape.is_part else "pk"
        result = table.resource.import_data(table.dataset(sheet), use_transactions=True, raise_errors=False)
        self.errors += [Message(sheet.name, str(error.error)) for error in result.base_errors]
        rows = [(line[0], row) for line, row in zip(sheet.rows, result.rows, strict=False)]
        found += [spot for number, row in rows for spot in row_errors(table, number, row)]
        found.sort(key=lambda spot: spot[0])
        self.errors += [Message(place(sheet.name, line, column), words) for line, column, words in found]
        sound = [(number, row.instance) for number, row in rows if row.instance]
        self.lines |= {(table.shape.model, str(instance.pk)): (sheet.name, n) for n, instance in sound}
        return {getattr(instance, owner) for _n, instance in sound if not instance._state.adding}

    def refuse_changed_facts(self, before: Snapshots, after: Snapshots) -> None:
        for table, pk, name in published_facts(after, before):
            sheet, number = self.lines.get((table.model, pk), ("", 0))
            words = _("ce fait est publié et ne change plus : ajoutez une étape qui le corrige.")
            self.errors.append(Message(place(sheet, number, name), words))

    def stop_if_refused(self) -> None:
        if self.errors:
            raise FileRefused(self.errors[:MOST_ERRORS])


def row_errors(table: SheetTable, number: int, row) -> Iterator[tuple[int, str, str]]:
    """What a row is refused for: its line, the column, the words."""
    columns = {cell.attribute: name for name, cell in table.cells.items()}
    for name, messages in row.validation_error.message_dict.items() if row.validation_error else ():
        column = columns.get(name, name if name in table.cells else "")
        yield from ((number, column, message) for message in messages)
    yield from ((number, "", in_words(error.error)) for error in row.errors)


def in_words(error) -> str:
    """What the database objects to, or what broke, without the row that broke it."""
    return explain(error) if isinstance(error, IntegrityError) else str(error)

"""Two states of a record, told apart field by field in words."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from django.contrib.admin.utils import display_for_field
from django.utils.functional import cached_property
from django.utils.text import Truncator, capfirst, format_lazy
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from publishing.registry import RecordTable, record_type_of, target_of
from publishing.rich.fields import RichTextField, rich_columns
from publishing.rich.links import REFERENCES, reference_of, references_in
from publishing.rich.plain import as_marked_text
from publishing.snapshots import Snapshot

NONE = "–"
TEXT_LENGTH = 300
TITLE_LENGTH = 80
TITLES = ("text_fr", "name_fr", "name", "domain_fr", "body_fr", "locator", "due")


@dataclass(frozen=True)
class Difference:
    """What one field was and is; `row` and `name` say which, as forms name them."""

    row: str
    name: str
    location: str
    label: str
    before: str = NONE
    after: str = NONE


class Comparison:
    """The differences between two snapshots of one record, the record's own fields first."""

    def __init__(self, before: Snapshot, after: Snapshot):
        self.before, self.after = before, after
        self.kind = after.record_type

    def __iter__(self) -> Iterator[Difference]:
        for table in self.kind.tables:
            if table.model._meta.auto_created:
                yield from self.links(table)
            else:
                yield from self.rows(table)

    # Rows

    def rows(self, table):
        before, after = self.before.rows_by_id(table), self.after.rows_by_id(table)
        for pk in dict.fromkeys([*before, *after]):
            if pk not in after:
                yield self.whole(table, before[pk], _("retiré"))
            elif pk not in before:
                yield self.whole(table, after[pk], _("ajouté"))
            else:
                yield from self.columns(table, before[pk], after[pk])

    def whole(self, table, row, label):
        return Difference(row["id"], "", self.location(table, row), label)

    def columns(self, table, before, after):
        for field in table.fields:
            if field.column in table.own_columns and before[field.column] != after[field.column]:
                values = (self.summary(field, row[field.column]) for row in (before, after))
                location = self.location(table, after)
                yield Difference(after["id"], field.name, location, label_of(field), *values)

    def location(self, table, row):
        """What part a row is, by its type and its text; nothing for the record's own row."""
        if not table.is_part:
            return ""
        return format_lazy("{} « {} »", capfirst(table.model._meta.verbose_name), self.title(table, row))

    def title(self, table, row):
        """What a part is called: its French text or name, else what it links to first."""
        texts = (row[column] for column in TITLES if row.get(column))
        links = (self.names(target_of(f), {row[f.column]}) for f in table.references if row[f.column])
        return Truncator(next(chain(texts, links), NONE)).chars(TITLE_LENGTH)

    # Links

    def links(self, table):
        before, after = targets(self.before, table), targets(self.after, table)
        field = self.link_field(table)
        for owner in dict.fromkeys([*before, *after]):
            gone, new = before[owner] - after[owner], after[owner] - before[owner]
            part = self.part(table, owner)
            if (gone or new) and part is not None:
                values = (self.names(field.related_model, keys) for keys in (gone, new))
                yield Difference(owner, field.name, part, label_of(field), *values)

    def link_field(self, table):
        """The many-to-many field whose links a table holds."""
        owner = table.via.model if table.via else self.kind.model
        return next(f for f in owner._meta.many_to_many if f.remote_field.through is table.model)

    def part(self, table, owner):
        """The location of a link; None when its part was added or removed as a whole, which is said already."""
        if table.via is None:
            return ""
        rows = [shot.rows_by_id(table.via).get(owner) for shot in (self.before, self.after)]
        return self.location(table.via, rows[1]) if all(rows) else None

    # Values

    def summary(self, field, value):
        if field.many_to_one:
            return self.names(target_of(field), {value} if value else set())
        shown = self.display_value(field, value)
        return Truncator(shown).chars(TEXT_LENGTH) if isinstance(shown, str) else shown

    def display_value(self, field, value):
        """A value as lists and forms show it; a rich text with its tags as signs, and what it links to by name."""
        if not isinstance(field, RichTextField) or not value:
            return display_for_field(field.to_python(value), field, NONE, avoid_link=True)
        return REFERENCES.sub(lambda link: f"→ {self.name_of_link(link[0])}", as_marked_text(value))

    def name_of_link(self, href):
        label, pk = reference_of(href) or (None, None)
        return self.labels.get((record_type_of(label).model, str(pk)), href) if label else href

    def names(self, model, keys):
        return " ; ".join(sorted(self.labels.get((model, key), key) for key in keys)) or NONE

    @cached_property
    def labels(self) -> dict:
        """What linked rows are called: one statement per model, for whatever either snapshot links to."""
        wanted = defaultdict(set)
        for table in self.kind.tables:
            for row in (*self.before.rows[table.name], *self.after.rows[table.name]):
                for field in table.references:
                    wanted[target_of(field)].add(row[field.column])
                for label, pk in references_in(row[column] or "" for column in rich_columns(table.model)):
                    wanted[record_type_of(label).model].add(str(pk))
        return {
            (model, str(row.pk)): Truncator(str(row)).chars(TEXT_LENGTH)
            for model, keys in wanted.items()
            for row in rows_of(model, keys - {None})
        }


def rows_of(model, keys) -> Iterable:
    owner = [model.owner_field] if hasattr(model, "owner_field") else []
    return model._base_manager.select_related(*owner).filter(pk__in=keys)


def targets(snapshot: Snapshot, table: RecordTable) -> dict[str, set]:
    """The keys that links lead to, by the row they start from."""
    found: dict[str, set] = defaultdict(set)
    for row in snapshot.rows[table.name]:
        found[row[table.owner_column]].update(row[field.column] for field in table.references)
    return found


def label_of(field) -> str:
    """The name of a field, with its language if it has one."""
    label = capfirst(field.verbose_name)
    if original := getattr(field, "translated_field", None):
        info = get_language_info(field.language)
        return format_lazy("{} ({})", capfirst(original.verbose_name), info["name_local"])  # type: ignore[return-value]  # lazy text
    return label

"""What an editor changed in a form, told apart from what the form merely repeats of the record it showed."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.forms.formsets import DELETION_FIELD_NAME


@dataclass
class Typed:
    """What an editor changed in a form, as sent: in the record, in its parts by prefix and key, and new parts."""

    record: dict = field(default_factory=dict)
    parts: dict = field(default_factory=lambda: defaultdict(dict))
    new: dict = field(default_factory=lambda: defaultdict(list))
    revived: set = field(default_factory=set)

    def note(self, prefix, row, table, shown, now):
        """Sort in what is typed in one row; a part that somebody has removed since comes back as a new one."""
        pk = row["id"].data
        if pk not in shown.rows_by_id(table):
            if row.has_changed():
                self.new[prefix].append(contents(row))
            return
        changed, is_removed = changes(row, initial(shown, table, pk)), self.is_removed(row)
        if pk in now.rows_by_id(table):
            self.parts[prefix][pk] = changed | ({DELETION_FIELD_NAME: True} if is_removed else {})
        elif changed and not is_removed:
            self.revived.add(pk)
            self.new[prefix].append(contents(row))

    @staticmethod
    def is_removed(row) -> bool:
        """Whether the row is marked for removal; not everybody may mark it."""
        return DELETION_FIELD_NAME in row.fields and bool(row[DELETION_FIELD_NAME].data)

    def row(self, pk, record_pk) -> dict:
        """What is typed in one row, by field."""
        if pk == str(record_pk):
            return self.record
        return next((rows[pk] for rows in self.parts.values() if pk in rows), {})

    def clashes(self, difference, record_pk) -> bool:
        """Whether somebody else's change is to the same field, or to a part that one edits and the other removes."""
        typed = self.row(difference.row, record_pk)
        return difference.name in typed or DELETION_FIELD_NAME in typed or difference.row in self.revived


def contents(row) -> dict:
    """Everything sent in one row but its keys."""
    return {name: row[name].data for name, field in row.fields.items() if not field.widget.is_hidden}


def initial(snapshot, table, pk) -> dict:
    """The values of one row of a snapshot as the fields of a form know them."""
    row = snapshot.rows_by_id(table)[str(pk)]
    values = {f.name: f.to_python(row[f.column]) for f in table.fields if not f.many_to_one}
    values |= {f.name: row[f.column] for f in table.fields if f.many_to_one}
    return values | links(snapshot, table, str(pk))


def links(snapshot, table, pk) -> dict:
    """The keys that one row of a snapshot links to, by the name of its many-to-many fields."""
    found = {}
    for link in snapshot.record_type.tables:
        for many in table.model._meta.many_to_many:
            if many.remote_field.through is link.model:
                target = many.m2m_reverse_name()
                rows = (row for row in snapshot.rows[link.name] if row[link.owner_column] == pk)
                found[many.name] = [row[target] for row in rows]
    return found


def changes(form, before) -> dict:
    """What a sent form says otherwise than before, as sent, by field."""
    return {
        name: form[name].data
        for name, field in form.fields.items()
        if name in before and not field.disabled and field.has_changed(before[name], form[name].data)
    }

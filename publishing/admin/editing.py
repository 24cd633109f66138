"""Two editors at the same record: the second one to save is told what the first did, and loses nothing.

The form carries the record as it was shown (its canonical snapshot). When the desk has another one at the
time of saving, nothing is written: the form comes back over today's record with everything that was typed.
"""

from collections import defaultdict
from copy import copy
from dataclasses import dataclass, field

from django.contrib.admin.models import LogEntry
from django.contrib.admin.utils import flatten_fieldsets, unquote
from django.core import signing
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.db.models.constraints import BaseConstraint
from django.forms.formsets import DELETION_FIELD_NAME
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from publishing.comparison import Comparison
from publishing.registry import record_type_of, tables_by_model
from publishing.snapshots import DESK, Snapshot, has_todays_shape, ids_by_type, take

SHOWN = "_shown"
CONFLICT = 409


def sealed(snapshot: Snapshot) -> str:
    """A snapshot as a hidden field of the form: compressed, and signed so that only this record's is opened."""
    return signing.dumps(snapshot.text, salt=salt_of(snapshot.id), compress=True)


def salt_of(pk) -> str:
    return f"{__name__}:{pk}"


def rows(model, object_id):
    """The record that an address of the desk names, as a queryset; empty when it names none."""
    try:
        return model._base_manager.filter(pk=unquote(object_id))
    except ValidationError:
        return model._base_manager.none()


def on_desk(record) -> Snapshot:
    return next(iter(take(ids_by_type([record]), DESK).values()))


@dataclass
class Typed:
    """What an editor changed in a form, as sent: in the record, in its parts by prefix and key, and new parts."""

    record: dict = field(default_factory=dict)
    parts: dict = field(default_factory=lambda: defaultdict(dict))
    new: dict = field(default_factory=lambda: defaultdict(list))

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
            self.new[prefix].append(contents(row))

    @staticmethod
    def is_removed(row) -> bool:
        """Whether the row is marked for removal; not everybody may mark it."""
        return DELETION_FIELD_NAME in row.fields and bool(row[DELETION_FIELD_NAME].data)

    def names(self, pk, record_pk) -> set:
        """The fields touched in one row."""
        if pk == str(record_pk):
            return set(self.record)
        return {name for rows in self.parts.values() for name in rows.get(pk, ())}


@dataclass(frozen=True)
class Conflict:
    """A record that changed between being shown and being saved: who did last, and what."""

    last: LogEntry | None
    differences: list


class GuardedEditing:
    """A record admin that saves only over what the editor was shown."""

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        if request.method != "POST":
            return super().changeform_view(request, object_id, form_url, extra_context)
        try:
            with transaction.atomic():
                return self.save_or_tell(request, object_id, form_url, extra_context)
        except IntegrityError as error:
            return self.show_again(request, object_id, form_url, {"objection": objection(error)})

    def save_or_tell(self, request, object_id, form_url, extra_context):
        """Save, unless somebody else has since the form was shown."""
        record = rows(self.model, object_id).select_for_update().first() if object_id else None
        if record and self.has_change_permission(request, record):
            shown = self.shown_in(request, record)
            if shown != on_desk(record):
                return self.show_conflict(request, object_id, form_url, self.conflict(request, record, shown))
        return super().changeform_view(request, object_id, form_url, extra_context)

    def save_related(self, request, form, formsets, change):
        """Constraints that wait for the end of the transaction are asked here, while it can still be said."""
        super().save_related(request, form, formsets, change)
        connection.check_constraints()

    def shown_in(self, request, record) -> Snapshot | None:
        """The record as the form that was sent had shown it; none if the form does not say in today's columns."""
        try:
            text = signing.loads(request.POST.get(SHOWN, ""), salt=salt_of(record.pk))
        except signing.BadSignature:
            return None
        shown = Snapshot(record_type_of(record), record.pk, text)
        return shown if has_todays_shape(shown) else None

    def conflict(self, request, record, shown):
        shown = shown or on_desk(record)
        typed = self.typed(request, record, shown)
        entries = LogEntry.objects.filter(object_id=str(record.pk)).select_related("user")
        differences = [
            (difference, difference.name in typed.names(difference.row, record.pk))
            for difference in Comparison(shown, on_desk(record))
        ]
        return Conflict(entries.order_by("-action_time").first(), differences)

    def typed(self, request, record, shown) -> Typed:
        """What the form that was sent changes in the record as it was shown."""
        now = on_desk(record)
        names = flatten_fieldsets(self.get_fieldsets(request, record))
        form = self.get_form(request, record, change=True, fields=names)(request.POST, instance=record)
        typed = Typed(changes(form, initial(shown, shown.record_type.row, record.pk)))
        for formset in self._create_formsets(request, record, change=True)[0]:
            table = next(table for table in shown.record_type.tables if table.model is formset.model)
            for row in formset.forms:
                typed.note(formset.prefix, row, table, shown, now)
        return typed

    def typed_anew(self, request) -> Typed:
        """What the form of a new record says."""
        names = flatten_fieldsets(self.get_fieldsets(request))
        form = self.get_form(request, change=False, fields=names)(request.POST)
        typed = Typed(contents(form))
        for formset in self._create_formsets(request, form.instance, change=False)[0]:
            typed.new[formset.prefix] = [contents(row) for row in formset.forms if row.has_changed()]
        return typed

    def show_conflict(self, request, object_id, form_url, conflict):
        response = self.show_again(request, object_id, form_url, {"conflict": conflict})
        response.status_code = CONFLICT
        return response

    def show_again(self, request, object_id, form_url, told):
        """The form as it is today, with what was typed in it; nothing has been saved."""
        again = copy(request)
        record = rows(self.model, object_id).first() if object_id else None
        if record:
            shown = self.shown_in(request, record) or on_desk(record)
            again.typed = self.typed(request, record, shown)
        else:
            again.typed = self.typed_anew(request)
        again.method = "GET"
        return super().changeform_view(again, object_id, form_url, told)

    def get_formset_kwargs(self, request, obj, inline, prefix):
        kwargs = super().get_formset_kwargs(request, obj, inline, prefix)
        if typed := getattr(request, "typed", None):
            kwargs |= {"typed": typed.parts[prefix], "initial": typed.new[prefix]}
        return kwargs

    def restore(self, request, form):
        """Put what was typed back into the form of the record; parts have theirs from `get_formset_kwargs()`."""
        if typed := getattr(request, "typed", None):
            form.initial |= typed.record


def objection(error: IntegrityError) -> str:
    """What a constraint of the database objects to, in words."""
    name = error.__cause__.diag.constraint_name
    named = [(m, rule) for m in tables_by_model() for rule in m._meta.constraints if rule.name == name]
    if not named:
        return _("La base de données refuse cet enregistrement (%(name)s).") % {"name": name}
    model, rule = named[0]
    if rule.violation_error_message != BaseConstraint.default_violation_error_message:
        return rule.get_violation_error_message()
    labels = [model._meta.get_field(field).verbose_name for field in getattr(rule, "fields", ())]
    values = {"type": capfirst(model._meta.verbose_name), "fields": ", ".join(map(str, labels)) or name}
    return _("%(type)s : valeurs en double ou impossibles (%(fields)s).") % values


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

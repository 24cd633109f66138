"""Two editors at the same record: what they did apart is put together, and where they met the second one is asked.

The form carries the record as it was shown (its canonical snapshot). When the desk has another one at the time of
saving, what both did is compared with it. Different fields, languages or parts merge by themselves; otherwise nothing
is written, and the form comes back over today's record with everything that was typed.
"""

from copy import copy
from dataclasses import dataclass
from http import HTTPStatus

from django.contrib import messages
from django.contrib.admin.models import LogEntry
from django.contrib.admin.utils import flatten_fieldsets, unquote
from django.core import signing
from django.core.exceptions import ValidationError
from django.db import IntegrityError, OperationalError, connection, transaction
from django.db.models import CharField, TextField
from django.db.models.constraints import BaseConstraint
from django.utils.datastructures import MultiValueDict
from django.utils.text import capfirst
from django.utils.translation import gettext

from desk.forms.form_changes import Typed, changes, contents, initial
from desk.forms.saved_forms import KEPT, delete_saved_form, saved_form_for
from desk.merge import merged
from publishing.history.diff import Difference
from publishing.history.word_diff import WholeComparison, marked
from publishing.live.locks import BUSY, is_lock_timeout, set_lock_timeout
from publishing.registry import record_type_of, tables_by_model
from publishing.snapshots import DESK, Snapshot, has_todays_shape, ids_by_type, read_snapshots

SHOWN = "_shown"
TOLD = 6  # changes of somebody else that a message lists


def sign_snapshot(snapshot: Snapshot) -> str:
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
    return next(iter(read_snapshots(ids_by_type([record]), DESK).values()))


@dataclass(frozen=True)
class Encounter:
    """One difference between the record as it was shown and as it is, and what was typed there, if anything was."""

    difference: Difference
    is_mine: bool
    before: str  # of today's text and ours, what differs between them marked
    after: str


@dataclass(frozen=True)
class Conflict:
    """A record that changed between being shown and being saved: who did last, and what."""

    last: LogEntry | None
    encounters: list[Encounter]

    @property
    def is_settled(self) -> bool:
        """Whether the two editors touched nothing in common."""
        return not any(encounter.is_mine for encounter in self.encounters)


class ConcurrentEditMixin:
    """A record admin that saves only over what the editor was shown."""

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        if request.method != "POST":
            return self.restored(request, object_id, form_url) or super().changeform_view(
                request, object_id, form_url, extra_context
            )
        try:
            with transaction.atomic():
                response = self.save_or_tell(request, object_id, form_url, extra_context)
                if response.status_code == HTTPStatus.FOUND:
                    delete_saved_form(request)
                return response
        except IntegrityError as error:
            return self.show_again(request, object_id, form_url, {"objection": objection(error)})
        except OperationalError as error:
            if not is_lock_timeout(error):
                raise
            return self.show_again(request, object_id, form_url, {"objection": BUSY})

    def save_or_tell(self, request, object_id, form_url, extra_context):
        """Save, together with what somebody else has saved since the form was shown, unless both touched the same."""
        set_lock_timeout()
        record = rows(self.model, object_id).select_for_update().first() if object_id else None
        if not record or not self.has_change_permission(request, record):
            return super().changeform_view(request, object_id, form_url, extra_context)
        shown, now = self.shown_in(request, record), on_desk(record)
        if shown == now:
            return super().changeform_view(request, object_id, form_url, extra_context)
        conflict = self.conflict(request, record, shown, now)
        if shown is None or not conflict.is_settled:
            return self.show_conflict(request, object_id, form_url, conflict)
        again = copy(request)
        again.POST = merged(request.POST, *self.sent(request, record), [e.difference for e in conflict.encounters], now)
        self.message_user(request, words_of_merge(conflict), messages.INFO)
        return super().changeform_view(again, object_id, form_url, extra_context)

    def restored(self, request, object_id, form_url):
        """The form with what its editor had typed when their session ended; none if nothing of theirs was kept."""
        if KEPT not in request.GET:
            return None
        kept = saved_form_for(request, request.GET[KEPT])
        if kept is None:
            self.message_user(request, gettext("Aucune saisie n’est gardée ici pour vous."), messages.WARNING)
            return None
        again = copy(request)
        again.method, again.POST = "POST", kept.sent
        again._files = MultiValueDict()  # else Django reads the body of this request, and takes it for the form's
        return self.show_again(again, object_id, form_url, {"kept": kept} | self.met_meanwhile(again, object_id))

    def met_meanwhile(self, request, object_id) -> dict:
        """What somebody else has done since the form that was kept was shown."""
        record = rows(self.model, object_id).first() if object_id else None
        if record is None:
            return {}
        shown, now = self.shown_in(request, record), on_desk(record)
        return {} if shown in (None, now) else {"conflict": self.conflict(request, record, shown, now)}

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

    def conflict(self, request, record, shown, now) -> Conflict:
        """What somebody else did, beside what was typed; all of it, if the form does not say what it showed."""
        shown = shown or now
        typed = self.typed(request, record, shown)
        entries = LogEntry.objects.filter(object_id=str(record.pk)).select_related("user")
        encounters = [met(difference, typed, record) for difference in WholeComparison(shown, now)]
        return Conflict(entries.order_by("-action_time").first(), encounters)

    def sent(self, request, record):
        """The form that was sent and its formsets, bound."""
        names = flatten_fieldsets(self.get_fieldsets(request, record))
        form = self.get_form(request, record, change=True, fields=names)(request.POST, instance=record)
        return form, self._create_formsets(request, record, change=True)[0]

    def typed(self, request, record, shown) -> Typed:
        """What the form that was sent changes in the record as it was shown."""
        now = on_desk(record)
        form, formsets = self.sent(request, record)
        typed = Typed(changes(form, initial(shown, shown.record_type.row, record.pk)))
        for formset in formsets:
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
        response.status_code = HTTPStatus.CONFLICT
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


def met(difference, typed, record) -> Encounter:
    """A difference, with today's text and ours side by side where both are about the same words."""
    if not typed.clashes(difference, record.pk):
        return Encounter(difference, False, difference.after, "")
    ours = typed.row(difference.row, record.pk).get(difference.name)
    if isinstance(ours, str) and is_text(record, difference):
        return Encounter(difference, True, *marked(str(difference.after), ours))
    return Encounter(difference, True, difference.after, gettext("votre saisie, dans le formulaire"))


def is_text(record, difference) -> bool:
    """Whether what is typed in that field is what is shown of it, and no key of something else."""
    tables = record_type_of(record).tables
    field = next((f for table in tables for f in table.fields if f.name == difference.name), None)
    return isinstance(field, CharField | TextField) and not field.choices


def words_of_merge(conflict) -> str:
    """Who saved meanwhile, and what of it was kept."""
    kept = [
        f"{e.difference.label} ({e.difference.place})" if e.difference.place else str(e.difference.label)
        for e in conflict.encounters
    ]
    told = " ; ".join(kept[:TOLD]) + (" ; …" if len(kept) > TOLD else "")
    who = conflict.last.user.get_username() if conflict.last else gettext("Quelqu’un")
    return gettext(
        "%(user)s a enregistré cette fiche pendant que vous y travailliez. Ses changements sont gardés : %(kept)s."
    ) % {"user": who, "kept": told}


def objection(error: IntegrityError) -> str:
    """What a constraint of the database objects to, in words."""
    name = error.__cause__.diag.constraint_name
    named = [(m, rule) for m in tables_by_model() for rule in m._meta.constraints if rule.name == name]
    if not named:
        return gettext("La base de données refuse cet enregistrement (%(name)s).") % {"name": name}
    model, rule = named[0]
    if rule.violation_error_message != BaseConstraint.default_violation_error_message:
        return rule.get_violation_error_message()
    labels = [model._meta.get_field(field).verbose_name for field in getattr(rule, "fields", ())]
    values = {"type": capfirst(model._meta.verbose_name), "fields": ", ".join(map(str, labels)) or name}
    return gettext("%(type)s : valeurs en double ou impossibles (%(fields)s).") % values

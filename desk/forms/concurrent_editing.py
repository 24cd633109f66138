"""Two editors at the same record: what they did apart is put together, and where they met the second one is asked.

The form carries the record as it was shown (its canonical snapshot). When the desk has another one at the time of
saving, what both did is compared with it. Different fields, languages or parts merge by themselves; otherwise nothing
is written, and the form comes back over today's record with everything that was typed.
"""

from collections.abc import Callable
from copy import copy
from dataclasses import dataclass, replace
from http import HTTPStatus

from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.contrib.admin.models import LogEntry
from django.contrib.admin.utils import flatten_fieldsets, unquote
from django.core import signing
from django.core.exceptions import ValidationError
from django.db import IntegrityError, OperationalError, transaction
from django.db.models import CharField, TextField
from django.http import HttpRequest, HttpResponse
from django.utils.datastructures import MultiValueDict
from django.utils.text import capfirst
from django.utils.translation import gettext

from desk.forms.form_changes import Typed, changes, contents, initial
from desk.forms.merge import merged
from desk.forms.saved_forms import KEPT, delete_saved_form, saved_form_for
from publishing.errors import broken_rule, diagnosis_of, own_words
from publishing.history.diff import Difference
from publishing.history.word_diff import WholeComparison, marked
from publishing.live.locks import BUSY, is_lock_timeout, set_lock_timeout
from publishing.registry import field_of, record_type_of
from publishing.snapshots import DESK, Snapshot, has_todays_shape, ids_by_type, read_snapshots

SHOWN = "_shown"
LISTED = 6  # changes of somebody else that a message lists


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


@dataclass(frozen=True)
class ConcurrentEdit:
    """One request for the form of a record: what is sent is saved only over what its editor was shown.

    `show(request, extra_context=…)` is Django's own view of the form, which saves what is valid.
    """

    desk: ModelAdmin
    request: HttpRequest
    object_id: str | None
    show: Callable[..., HttpResponse]

    def response(self, extra_context=None) -> HttpResponse:
        """The form, or the save of what was sent: all of it, or nothing and the form again with what was typed."""
        if self.request.method != "POST":
            return self.restored() or self.show(self.request, extra_context=extra_context)
        try:
            with transaction.atomic():
                response = self.save_or_tell(extra_context)
                if response.status_code == HTTPStatus.FOUND:
                    delete_saved_form(self.request)
                return response
        except IntegrityError as error:
            return self.show_again({"objection": objection(error)})
        except OperationalError as error:
            if not is_lock_timeout(error):
                raise
            return self.show_again({"objection": BUSY})

    def save_or_tell(self, extra_context):
        """Save, together with what somebody else has saved since the form was shown, unless both touched the same."""
        set_lock_timeout()
        record = self.record(for_update=True)
        if not record or not self.desk.has_change_permission(self.request, record):
            return self.show(self.request, extra_context=extra_context)
        shown, now = self.shown(record), on_desk(record)
        if shown == now:
            return self.show(self.request, extra_context=extra_context)
        conflict = self.conflict(record, shown, now)
        if shown is None or not conflict.is_settled:
            return self.show_conflict(conflict)
        self.desk.message_user(self.request, words_of_merge(conflict), messages.INFO)
        return self.show(self.merged(record, conflict, now), extra_context=extra_context)

    def merged(self, record, conflict, now) -> HttpRequest:
        """The request as if what was sent had been typed over today's record."""
        differences = [encounter.difference for encounter in conflict.encounters]
        again = copy(self.request)
        again.POST = merged(self.request.POST, *self.sent(record), differences, now)  # type: ignore[assignment, call-arg]  # it is read alone
        return again

    def restored(self):
        """The form with what its editor had typed when their session ended; none if nothing of theirs was kept."""
        if KEPT not in self.request.GET:
            return None
        kept = saved_form_for(self.request, self.request.GET[KEPT])
        if kept is None:
            words = gettext("Aucune saisie n’est gardée ici pour vous.")
            self.desk.message_user(self.request, words, messages.WARNING)
            return None
        again = copy(self.request)
        again.method, again.POST = "POST", kept.sent  # type: ignore[assignment]  # it is read alone
        again._files = MultiValueDict()  # else Django reads the body of this request, and takes it for the form's
        edit = replace(self, request=again)
        return edit.show_again({"kept": kept} | edit.met_meanwhile())

    def met_meanwhile(self) -> dict:
        """What somebody else has done since the form that was kept was shown."""
        record = self.record()
        if record is None:
            return {}
        shown, now = self.shown(record), on_desk(record)
        return {} if shown in (None, now) else {"conflict": self.conflict(record, shown, now)}

    def record(self, *, for_update=False):
        """The record of the form as it is; none for a new one."""
        found = rows(self.desk.model, self.object_id) if self.object_id else self.desk.model._base_manager.none()
        return (found.select_for_update() if for_update else found).first()

    def shown(self, record) -> Snapshot | None:
        """The record as the form that was sent had shown it; none if the form does not say in today's columns."""
        try:
            text = signing.loads(self.request.POST.get(SHOWN, ""), salt=salt_of(record.pk))
        except signing.BadSignature:
            return None
        shown = Snapshot(record_type_of(record), record.pk, text)
        return shown if has_todays_shape(shown) else None

    def conflict(self, record, shown, now) -> Conflict:
        """What somebody else did, beside what was typed; all of it, if the form does not say what it showed."""
        shown = shown or now
        typed = self.typed(record, shown)
        entries = LogEntry.objects.filter(object_id=str(record.pk)).select_related("user")
        encounters = [met(difference, typed, record) for difference in WholeComparison(shown, now)]
        return Conflict(entries.order_by("-action_time").first(), encounters)

    def sent(self, record=None):
        """The form that was sent and its formsets, bound; those of a new record without one."""
        change = record is not None
        names = flatten_fieldsets(self.desk.get_fieldsets(self.request, record))
        form_class = self.desk.get_form(self.request, record, change=change, fields=names)
        form = form_class(self.request.POST, instance=record)
        return form, self.desk._create_formsets(self.request, form.instance, change=change)[0]

    def typed(self, record, shown) -> Typed:
        """What the form that was sent changes in the record as it was shown."""
        now = on_desk(record)
        form, formsets = self.sent(record)
        typed = Typed(changes(form, initial(shown, shown.record_type.row, record.pk)))
        for formset in formsets:
            table = next(table for table in shown.record_type.tables if table.model is formset.model)
            for row in formset.forms:
                typed.note(formset.prefix, row, table, shown, now)
        return typed

    def typed_anew(self) -> Typed:
        """What the form of a new record says."""
        form, formsets = self.sent()
        typed = Typed(contents(form))
        for formset in formsets:
            typed.new[formset.prefix] = [contents(row) for row in formset.forms if row.has_changed()]
        return typed

    def show_conflict(self, conflict):
        response = self.show_again({"conflict": conflict})
        response.status_code = HTTPStatus.CONFLICT
        return response

    def show_again(self, context):
        """The form as it is today, with what was typed in it; nothing has been saved."""
        again = copy(self.request)
        record = self.record()
        again.typed = self.typed(record, self.shown(record) or on_desk(record)) if record else self.typed_anew()
        again.method = "GET"
        return self.show(again, extra_context=context)


def restore(request, form) -> None:
    """Put what was typed back into the form of the record."""
    if typed := getattr(request, "typed", None):
        form.initial |= typed.record


def typed_parts(request, prefix) -> dict:
    """What a formset is told of what was typed in it, in a form that comes back."""
    typed = getattr(request, "typed", None)
    return {"typed": typed.parts[prefix], "initial": typed.new[prefix]} if typed else {}


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
        f"{e.difference.label} ({e.difference.location})" if e.difference.location else str(e.difference.label)
        for e in conflict.encounters
    ]
    listed = " ; ".join(kept[:LISTED]) + (" ; …" if len(kept) > LISTED else "")
    who = conflict.last.user.get_username() if conflict.last else gettext("Quelqu’un")
    return gettext(
        "%(user)s a enregistré cette fiche pendant que vous y travailliez. Ses changements sont gardés : %(kept)s."
    ) % {"user": who, "kept": listed}


def objection(error: IntegrityError) -> str:
    """What a constraint of the database objects to, in words."""
    model, rule = broken_rule(error)
    name = diagnosis_of(error).constraint_name
    if model is None or rule is None:
        return gettext("La base de données refuse cet enregistrement (%(name)s).") % {"name": name}
    labels = [field_of(model, field).verbose_name for field in getattr(rule, "fields", ())]
    values = {"type": capfirst(model._meta.verbose_name), "fields": ", ".join(map(str, labels)) or name}
    return own_words(rule) or gettext("%(type)s : valeurs en double ou impossibles (%(fields)s).") % values

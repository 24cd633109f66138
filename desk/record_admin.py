"""The form and the list of any record type; knows none."""

from functools import partial
from urllib.parse import urlencode
from uuid import UUID

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db import connection, models
from django.db.models import prefetch_related_objects
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.groups import languages_of
from desk.change_lists import ChangeListMixin, accentless
from desk.files.translation_lag import confirm_if_ticked, translation_context
from desk.forms.addresses import RECORD, named, public_address
from desk.forms.autocomplete import AutocompleteMixin, fetch_choices
from desk.forms.bilingual_forms import (
    IN_FORM,
    PARAMETER,
    SOURCE,
    TARGETS,
    BilingualFormMixin,
    labelled_by_language,
    progress,
    target_language,
    translating,
)
from desk.forms.concurrent_editing import (
    SHOWN,
    ConcurrentEdit,
    on_desk,
    restore,
    sign_snapshot,
    typed_parts,
)
from desk.forms.presence import note_presence, others_at
from desk.forms.rich_text_widget import admit_importmap, rich_text_options
from desk.forms.saved_forms import KEPT, OWNER, sign_owner
from desk.forms.typography import TypographyMixin
from desk.home.history import HistoryMixin
from desk.home.trash import BinRecordsView, kept_at_the_desk, was_published
from desk.review.bundles import bundle_address
from desk.review.submit_views import SubmissionMixin
from desk.review.withdraw_views import PUBLISH, WithdrawView
from desk.review.wording import worded_state
from publishing.history.revisions import keep_revision
from publishing.history.word_diff import lines
from publishing.registry import record_type_of
from publishing.review.validation import errors_of
from publishing.review.workflow_state import publication_status
from publishing.slugs import free_slug, title_column
from publishing.snapshots import LIVE, Snapshot, ids_by_type, read_snapshots

SLUG_HELP = _(
    "Dernière partie de l’adresse de la page ; laissée vide, elle est tirée du titre français."
    " Les anciennes adresses redirigent vers la nouvelle."
)


class RecordForm(forms.ModelForm):
    """Gives a record its address from its French title when the editor has not."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"].required = False
            self.fields["slug"].help_text = SLUG_HELP

    def clean(self):
        cleaned: dict = super().clean()  # type: ignore[assignment]  # a form’s own is that
        if "slug" in self.fields and not cleaned.get("slug") and "slug" not in self.errors:
            cleaned["slug"] = free_slug(self.instance, cleaned.get(title_column(self._meta.model), ""))
        return cleaned


class RecordAdmin(
    HistoryMixin,
    SubmissionMixin,
    ChangeListMixin,
    BilingualFormMixin,
    AutocompleteMixin,
    TypographyMixin,
    admin.ModelAdmin,
):
    """What the admins of all record types and vocabularies have in common.

    A subclass says `fieldsets` (translated fields by their base names), `inlines`, `columns` of the list,
    `search_texts`, `is_short` when the type is a short vocabulary, and `has_bundle` when other records belong to it.

    No two of the mixins define one method, so that their order decides nothing: where several have a say, this class
    names the steps.
    """

    form = RecordForm
    is_short = False
    has_bundle = False
    view_on_site = False  # the form itself leads to the public page, when there is one
    formfield_overrides = {
        models.TextField: {"widget": admin.widgets.AdminTextareaWidget({"rows": 4})},
        models.URLField: {"assume_scheme": "https"},
    }
    change_form_template = "desk/change_form.html"
    actions = ["submit_selected", "withdraw_selected", "export_selected", "delete_selected"]

    def __init__(self, model, admin_site):
        super().__init__(model, admin_site)
        self.search_fields = accentless(model, self.search_texts)

    # A save: `changeform_view()` compares with the desk, `save_related()` writes, `onwards()` answers

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """The form, and what is sent of it: written in one transaction, or not at all."""
        if object_id:
            self.open_to_translators(request)
        show = partial(super().changeform_view, object_id=object_id, form_url=form_url)
        return ConcurrentEdit(self, request, object_id, show).response(extra_context)

    def save_model(self, request, obj, form, change):
        """Nothing yet: `save_related()`, which Django calls next, says all of a save in order."""

    def save_related(self, request, form, formsets, change):
        """What happens at a save, once the form is valid."""
        record = form.instance
        if change:
            keep_revision(record)  # as it was, should nobody have kept that
        super().save_model(request, record, form, change)
        super().save_related(request, form, formsets, change)
        connection.check_constraints()  # those that wait for the end of the transaction, while it can still be said
        keep_revision(record, request.user)
        if change:
            confirm_if_ticked(request, record)

    def response_add(self, request, obj, post_url_continue=None):
        return self.onwards(request, obj) or super().response_add(request, obj, post_url_continue)

    def response_change(self, request, obj):
        return self.onwards(request, obj) or super().response_change(request, obj)

    def onwards(self, request, record):
        """The page that a button of the form leads to once the record is saved, if any; its errors are told there."""
        self.warn_of_faults(request, record)
        return self.on_to_typography(request, record) or self.on_to_submission(request, record)

    def warn_of_faults(self, request, record):
        """Say after saving what will keep the record from being submitted."""
        for words in errors_of([record]).values():
            for fault in words:
                self.message_user(request, _("Avant de soumettre : %(fault)s") % {"fault": fault}, messages.WARNING)

    # The form

    def open_to_translators(self, request):
        """Who may look and translate has, in the form of an existing record, the texts of their languages to write."""
        if self.has_change_permission(request) or not self.has_view_permission(request):
            return
        request.translating = languages_of(request.user)
        sent = request.POST.get(IN_FORM)
        if sent and translating(request) and sent not in translating(request):
            raise PermissionDenied

    def get_inline_instances(self, request, obj=None):
        inlines = super().get_inline_instances(request, obj)
        return [inline for inline in inlines if not translating(request) or inline.is_translated_in(request)]

    def get_object(self, request, object_id, from_field=None):
        record = super().get_object(request, object_id, from_field)
        if record:
            prefetch_related_objects([record], *self.link_prefetches(request))
        return record

    def get_prepopulated_fields(self, request, obj=None):
        if translating(request):
            return {}
        if obj is None and hasattr(self.model, "slug"):
            return {"slug": [title_column(self.model)]}
        return super().get_prepopulated_fields(request, obj)

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        kwargs |= rich_text_options(db_field)
        return labelled_by_language(super().formfield_for_dbfield(db_field, request, **kwargs), db_field)

    def get_formset_kwargs(self, request, obj, inline, prefix):
        kwargs = super().get_formset_kwargs(request, obj, inline, prefix)
        return kwargs | {"published": published_parts(request, obj, inline.model)} | typed_parts(request, prefix)

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        form = context["adminform"].form
        restore(request, form)
        fetch_choices([form])
        context.setdefault("conflict", None)
        context |= self.language_context(request, context, obj)
        context |= self.typography_context(request, obj)
        context |= {"owner_in_form": OWNER, "owner": sign_owner(request.user), "kept_in_form": KEPT}
        context |= self.status_context(request, obj) if obj else {"state": "", "shown_in_form": SHOWN, "shown": ""}
        context["can_submit"] = self.has_submit_permission(request) and not context["is_popup"]
        response = super().render_change_form(request, context, *args, obj=obj, **kwargs)
        return admit_importmap(response, context["media"])

    def language_context(self, request, context, record) -> dict:
        """The language beside French, and how far the record and its parts are in each."""
        target = target_language(request)
        translations = translation_context(record, target)
        inlines = context["inline_admin_formsets"]
        parts = [row.instance for inline in inlines for row in inline.formset.initial_forms]
        offered = (SOURCE, *(translating(request) or TARGETS))
        return translations | {
            "language_parameter": PARAMETER,
            "language_in_form": IN_FORM,
            "target": target,
            "reference": getattr(record, "reference", ""),
            "languages": progress([context["adminform"].form.instance, *parts], offered, translations["behind"]),
        }

    def status_context(self, request, record) -> dict:
        """How the record stands to what readers see, and where to change that."""
        where = publication_status(self.model, [record.pk])[record.pk]
        desk, live = on_desk(record), live_snapshot(request, record)
        gathers = self.has_bundle and self.has_submit_permission(request)
        return {
            "shown_in_form": SHOWN,
            "shown": sign_snapshot(desk),
            "state": worded_state(where),
            **self.presence_context(request, record),
            "lines": lines(live, desk) if where.is_live and where.differs else [],
            "last_edition": where.published_at,
            "public_address": public_address(record) if where.is_live else None,
            **self.submission_context(request, record, where),
            **self.withdrawal_context(request, record, where),
            "bundle_address": bundle_address(record) if gathers else "",
        }

    def presence_context(self, request, record) -> dict:
        """Note that the form is open, and tell who else has it open."""
        if not self.has_change_permission(request, record):
            return {}
        label = record_type_of(record).label
        note_presence(label, record.pk, request.user)
        return {
            "presence_address": reverse("admin:presence", args=[label, record.pk]),
            "others": list(others_at(label, record.pk, request.user)),
        }

    # Withdrawal

    def withdrawal_context(self, request, record, where) -> dict:
        may_withdraw = where.is_live and self.has_withdraw_permission(request)
        asked = urlencode({RECORD: named(record)})
        return {"withdraw_address": f"{reverse('admin:withdraw')}?{asked}" if may_withdraw else ""}

    def has_withdraw_permission(self, request):
        return request.user.has_perm(PUBLISH)

    @admin.action(description=_("Retirer…"), permissions=["withdraw"])
    def withdraw_selected(self, request, queryset):
        return WithdrawView.of(self.admin_site, request, queryset)

    # Deletion: for drafts only

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and not (obj and was_published([obj]))

    def delete_view(self, request, object_id, extra_context=None):
        record = self.get_object(request, unquote(object_id))
        if record and was_published([record]):
            return kept_at_the_desk(request, record)
        return super().delete_view(request, object_id, extra_context)

    @admin.action(description=_("Mettre à la corbeille…"), permissions=["delete"])
    def delete_selected(self, request, queryset):
        return BinRecordsView.of(self.admin_site, request, queryset)


def published_parts(request, record, model) -> frozenset:
    """The keys of the parts of a record that readers see, read once for all its inlines."""
    if record is None or record._state.adding:
        return frozenset()
    live = live_snapshot(request, record)
    if live is None:
        return frozenset()
    table = next(table for table in record_type_of(record).tables if table.model is model)
    return frozenset(UUID(pk) for pk in live.rows_by_id(table))


def live_snapshot(request, record) -> Snapshot | None:
    """The record of a form as readers see it, read once for a request; none if they do not."""
    if not hasattr(request, "live_snapshot"):
        request.live_snapshot = next(iter(read_snapshots(ids_by_type([record]), LIVE).values()), None)
    return request.live_snapshot

"""The history of a record on the desk: every version, any two compared, an old one put back; and the bin."""

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views import View

from desk.forms.addresses import form_address, number_in
from publishing.errors import Refused
from publishing.history.revisions import delete, deleted, name_version, restore, versions, versions_of
from publishing.history.word_diff import lines
from publishing.models import Revision
from publishing.registry import RECORD_TYPES, record_type_of

OLD, NEW = "de", "a"
TYPE = "type"
SHOWN_AT_MOST = 500


class HistoryMixin:
    """A record admin that shows the versions of a record, and keeps the last of one that is deleted."""

    def delete_model(self, request, obj):
        delete([obj], by=request.user)

    def delete_queryset(self, request, queryset):
        delete(queryset, by=request.user)

    def history_view(self, request, object_id, extra_context=None):
        record = self.get_object(request, unquote(object_id))
        if record is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if not self.has_view_or_change_permission(request, record):
            raise PermissionDenied
        if request.method == "POST":
            return self.act_on_version(request, record)
        request.current_app = self.admin_site.name
        context = self.admin_site.each_context(request) | self.history_context(request, record) | (extra_context or {})
        return TemplateResponse(request, "desk/history.html", context)

    def history_context(self, request, record) -> dict:
        """The versions of a record and, if two are asked for, what differs between them."""
        found = list(versions(record)[:SHOWN_AT_MOST])
        new = one_of(found, request.GET.get(NEW)) or (found[0] if found else None)
        old = one_of(found, request.GET.get(OLD)) or next((v for v in found if new and v.number < new.number), None)
        return {
            "title": _("Historique"),
            "record": record,
            "opts": self.opts,
            "type_name": capfirst(self.opts.verbose_name_plural),
            "versions": found,
            "new": new,
            "old": old,
            "old_parameter": OLD,
            "new_parameter": NEW,
            "lines": lines(old.as_snapshot if old else None, new.as_snapshot) if new else [],
            "can_restore": self.has_change_permission(request, record),
        }

    def act_on_version(self, request, record):
        """Put a version back, or give it a name."""
        if not self.has_change_permission(request, record):
            raise PermissionDenied
        revision = get_object_or_404(versions(record), number=number_in(request.POST.get("version", "")))
        label = request.POST.get("label", "").strip()[:120]
        if "name" in request.POST:
            if label:
                name_version(revision, label, by=request.user)
            return HttpResponseRedirect(request.get_full_path())
        try:
            with transaction.atomic():
                self.model._base_manager.select_for_update().filter(pk=record.pk).first()
                restore(revision, by=request.user)
        except Refused as refusal:
            return refused(request, refusal, request.get_full_path())
        words = _("La version %(number)d est rétablie, comme brouillon : les lecteurs n’en voient rien.")
        messages.success(request, words % {"number": revision.number})
        return HttpResponseRedirect(form_address([record]))


def one_of(found, number):
    return next((version for version in found if str(version.number) == number), None)


def refused(request, refusal, address):
    for problem in refusal.errors:
        messages.error(request, problem)
    return HttpResponseRedirect(address)


class BinView(View):
    """Records that were deleted, each of which may come back."""

    site: admin.AdminSite = None  # type: ignore[assignment]  # given by as_view()

    def get(self, request):
        context = {
            **self.site.each_context(request),
            "title": _("Corbeille"),
            "deleted": [self.as_row(revision) for revision in deleted(self.labels(request))],
        }
        request.current_app = self.site.name
        return TemplateResponse(request, "desk/bin.html", context)

    def post(self, request):
        """Bring back all that are ticked, or none."""
        labels, order = self.labels(request), [kind.label for kind in RECORD_TYPES.values()]
        chosen = list(Revision.objects.filter(pk__in=map(number_in, request.POST.getlist("revision"))))
        if any(revision.record_type not in labels or revision.record is not None for revision in chosen):
            raise Http404
        if not chosen:
            messages.warning(request, _("Choisissez d’abord une fiche."))
            return HttpResponseRedirect(request.get_full_path())
        chosen.sort(key=lambda revision: order.index(revision.record_type))  # what others cite comes first
        try:
            with transaction.atomic():
                self.restore_all(request, chosen)
        except Refused as refusal:
            return refused(request, refusal, request.get_full_path())
        count = len(chosen)
        words = ngettext(
            "La fiche est revenue à la rédaction, comme brouillon.",
            "%(count)s fiches sont revenues à la rédaction, comme brouillons.",
            count,
        )
        messages.success(request, words % {"count": count})
        return HttpResponseRedirect(form_address([chosen[0].record]) if count == 1 else request.get_full_path())

    def restore_all(self, request, chosen):
        """Raises Refused, with the reasons of each that cannot come back."""
        errors = []
        for revision in chosen:
            try:
                restore(versions_of(*revision.key)[0], by=request.user)
            except Refused as refusal:
                errors += [
                    f"{self.as_row(revision)['title']}\N{NO-BREAK SPACE}: {problem}" for problem in refusal.errors
                ]
        if errors:
            raise Refused(errors)

    def labels(self, request) -> list[str]:
        """The record types that the editor may add, or the one asked for."""
        admins = ((kind, self.site._registry.get(kind.model)) for kind in RECORD_TYPES.values())
        labels = [kind.label for kind, entry in admins if entry and entry.has_add_permission(request)]
        asked = request.GET.get(TYPE)
        return [label for label in labels if not asked or label == asked]

    def as_row(self, revision) -> dict:
        kind = record_type_of(revision.record_type)
        title = revision.as_snapshot.title or revision.record_id
        return {"revision": revision, "type": capfirst(kind.model._meta.verbose_name), "title": title}

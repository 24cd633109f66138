"""One screen links each point of a document to the decisions and items of the roadmap that take it up."""

from functools import reduce
from operator import or_
from uuid import UUID

from django.contrib import admin, messages
from django.core.exceptions import BadRequest, PermissionDenied
from django.db.models import Q
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views import View

from desk.change_lists import accentless
from institutions.models import Document
from institutions.points import link, linking_fields, suggestions, unlinked_points

SEARCH, SEARCHED = "_search", "mots"
CHOSEN, SHOWN = "lien", "montre"
ONLY = "voir"
UNLINKED = "a-relier"
FOUND = 10
LONGEST = 200


class PointLinksView(View):
    """Chosen links, likely ones and those found by words are boxes to tick; a search keeps what is ticked.

    The form says which links there were when it was first shown: only what is ticked or unticked since is written.
    """

    desk: admin.ModelAdmin = None  # type: ignore[assignment]  # given by as_view()

    def dispatch(self, request, pk):
        self.document = get_object_or_404(Document, pk=pk)
        if not self.desk.has_view_or_change_permission(request, self.document):
            raise PermissionDenied
        self.is_narrowed = request.GET.get(ONLY) == UNLINKED
        return super().dispatch(request)

    def get(self, request):
        points = unlinked_points([self.document]) if self.is_narrowed else self.document.points.all()
        accessors = {field.remote_field.get_accessor_name() for field in linking_fields()}
        self.points = list(points.prefetch_related(*accessors))
        present = {
            (field, point.pk): {record.pk for record in getattr(point, field.remote_field.get_accessor_name()).all()}
            for field in linking_fields()
            for point in self.points
        }
        return self.page(present, present)

    def post(self, request):
        if not all(self.may_link(field) for field in linking_fields()):
            raise PermissionDenied
        listed = set(request.POST.getlist("point"))
        self.points = [point for point in self.document.points.all() if str(point.pk) in listed]
        chosen, shown = self.sent(CHOSEN), self.sent(SHOWN)
        if SEARCH in request.POST:
            return self.page(chosen, shown)
        changed = link(chosen, shown, self.points, by=request.user)
        words = ngettext(
            "Liens enregistrés : %(number)s fiche modifiée.",
            "Liens enregistrés : %(number)s fiches modifiées.",
            changed,
        )
        messages.success(request, words % {"number": changed})
        return HttpResponseRedirect(request.get_full_path())

    def may_link(self, field) -> bool:
        entry = self.desk.admin_site._registry.get(field.model)
        return entry is not None and entry.has_change_permission(self.request)

    def sent(self, purpose: str) -> dict:
        """What is ticked, or was shown so at first: for each field and point, keys of records."""
        try:
            return {
                (field, point.pk): {UUID(key) for key in self.request.POST.getlist(name_of(purpose, field, point))}
                for field in linking_fields()
                for point in self.points
            }
        except ValueError as error:
            raise BadRequest from error

    def page(self, ticked, shown):
        sent = {point.pk: self.request.POST.get(f"{SEARCHED}-{point.pk}", "") for point in self.points}
        words = {pk: text.replace("\0", "").strip()[:LONGEST] for pk, text in sent.items()}
        groups = [self.boxes(field, ticked, shown, words) for field in linking_fields()]
        context = {
            **self.desk.admin_site.each_context(self.request),
            "title": _("Relier les points"),
            "document": self.document,
            "lines": [(point, [group[point.pk] for group in groups], words[point.pk]) for point in self.points],
            "unlinked": unlinked_points([self.document]).count(),
            "is_narrowed": self.is_narrowed,
            "only": f"?{ONLY}={UNLINKED}",
            "search": SEARCH,
            "search_name": SEARCHED,
            "can_save": all(self.may_link(field) for field in linking_fields()),
        }
        self.request.current_app = self.desk.admin_site.name
        return TemplateResponse(self.request, "desk/point_links.html", context)

    def boxes(self, field, ticked, shown, words) -> dict:
        """By point, the records of one type that are offered: those linked, those searched for, likely ones."""
        likely = suggestions(field.model, self.points)
        found = {pk: records_found(field.model, text) if text else [] for pk, text in words.items()}
        chosen = {point.pk: ticked.get((field, point.pk), set()) for point in self.points}
        offered = {pk: dict.fromkeys([*chosen[pk], *found[pk], *likely.get(pk, ())]) for pk in chosen}
        records = field.model._default_manager.in_bulk({key for keys in offered.values() for key in keys})
        title = field.model._meta.verbose_name_plural
        return {
            point.pk: {
                "name": name_of(CHOSEN, field, point),
                "shown_name": name_of(SHOWN, field, point),
                "shown": sorted(shown.get((field, point.pk), ())),
                "title": title,
                "rows": [(records[key], key in chosen[point.pk]) for key in offered[point.pk] if key in records],
            }
            for point in self.points
        }


def name_of(purpose: str, field, point) -> str:
    return f"{purpose}-{field.model._meta.model_name}-{point.pk}"


def records_found(model, words: str) -> list:
    """Keys of records that have all the words in their title, or the reference, whatever the accents."""
    found = model._default_manager.all()
    for word in words.split()[:8]:
        conditions = (Q(**{f"{lookup}__icontains": word}) for lookup in accentless(model, [model.title_field]))
        found = found.filter(reduce(or_, conditions))
    return list(found.values_list("pk", flat=True)[:FOUND])

"""Where translations stand, type by type and language by language: as a page, and for programs."""

import csv
import json
from dataclasses import asdict, dataclass
from io import StringIO

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _
from django.views import View

from desk.files.export_views import EXPORT, download, is_translated
from desk.files.import_views import IMPORT
from exchange.schema.names import permanent_field
from exchange.spreadsheets.formulas import inert
from publishing.history.translation_status import TARGETS, behind_by, extents
from publishing.registry import RECORD_TYPES, translated_fields


@dataclass(frozen=True)
class TranslationStatus:
    """How far one record is in one language."""

    type: str
    record: str
    language: str
    filled: int
    total: int
    behind: int


def states_of(model) -> list[TranslationStatus]:
    """The state of every record of a type in every language; four statements."""
    filled, behind = extents(model), behind_by(model)
    handles = model._base_manager.order_by(permanent_field(model)).values_list("pk", permanent_field(model))
    return [
        TranslationStatus(
            model._meta.label_lower,
            handle,
            code,
            filled[pk][code].filled,
            filled[pk][code].total,
            behind.get(pk, {}).get(code, 0),
        )
        for pk, handle in handles
        for code in TARGETS
    ]


class TranslationsView(View):
    """How many records of each type are complete, incomplete and behind in each language."""

    site: admin.AdminSite = None  # type: ignore[assignment]  # given by as_view()

    def get(self, request):
        context = {
            **self.site.each_context(request),
            "title": _("Traductions"),
            "languages": [get_language_info(code) for code in TARGETS],
            "types": [self.counted(model) for model in visible_types(self.site, request)],
            "can_export": request.user.has_perm(EXPORT),
            "can_import": request.user.has_perm(IMPORT),
        }
        request.current_app = self.site.name
        return TemplateResponse(request, "desk/translations.html", context)

    def counted(self, model) -> dict:
        states, meta = states_of(model), model._meta
        counts = []
        for code in TARGETS:
            own = [state for state in states if state.language == code]
            late = sum(state.behind > 0 for state in own)
            lacking = sum(state.filled < state.total for state in own)
            done = sum(state.filled == state.total and not state.behind for state in own)
            counts.append({"code": code, "done": done, "lacking": lacking, "late": late})
        return {
            "name": capfirst(meta.verbose_name_plural),
            "label": meta.label_lower,
            "total": len(states) // len(TARGETS),
            "counts": counts,
            "list": reverse(f"admin:{meta.app_label}_{meta.model_name}_changelist"),
        }


class TranslationStatesView(View):
    """The state of every record that the editor may see, as JSON or CSV."""

    site: admin.AdminSite = None  # type: ignore[assignment]  # given by as_view()

    def get(self, request, extension):
        if not request.user.has_perm(EXPORT):
            raise PermissionDenied
        states = [state for model in visible_types(self.site, request) for state in states_of(model)]
        name = f"traductions.{extension}"
        if extension == "json":
            text = json.dumps([asdict(state) for state in states], ensure_ascii=False, indent=1)
            return download(text.encode(), "application/json", name)
        if extension == "csv":
            return download(as_csv(states), "text/csv; charset=utf-8", name)
        raise Http404


def as_csv(states) -> bytes:
    file = StringIO()
    writer = csv.writer(file)
    writer.writerow(TranslationStatus.__dataclass_fields__)
    writer.writerows([inert(str(value)) for value in asdict(state).values()] for state in states)
    return file.getvalue().encode("utf-8-sig")


def visible_types(site, request) -> list:
    """The record types with texts to translate that the editor may look at, in the order of the desk."""
    models = [kind.model for kind in RECORD_TYPES.values() if is_translated(kind) and translated_fields(kind.model)]
    return sorted(site.viewable_models(request).intersection(models), key=site.rank)

"""Leaving the desk as files: records as tables, their texts as catalogues for translators."""

from django import forms
from django.contrib import admin
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import get_language_info, ngettext
from django.utils.translation import gettext_lazy as _
from django.views import View

from desk.forms.addresses import RECORD, named, records_named
from exchange.spreadsheets.records import export_csv, export_xlsx
from exchange.spreadsheets.tables import tables_of
from exchange.translations import catalogue
from publishing.history.translation_status import TARGETS
from publishing.registry import RecordType, record_type_of, translated_fields
from publishing.snapshots import ids_by_type

EXPORT = "publishing.export_records"
TYPE = "type"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class ExportForm(forms.Form):
    """What leaves, in which form."""

    format = forms.ChoiceField(label=_("Format"), widget=forms.RadioSelect, initial="xlsx")
    language = forms.ChoiceField(label=_("Langue de la traduction"), required=False)
    scope = forms.ChoiceField(
        label=_("Textes à traduire"),
        required=False,
        choices=[
            ("", _("tous, avec leur traduction")),
            (catalogue.MISSING, _("seulement ceux qui manquent ou sont en retard")),
        ],
    )

    def __init__(self, kind: RecordType, *args, **kwargs):
        super().__init__(*args, **kwargs)
        tables = [(f"csv:{name}", f"CSV : {table.title}") for name, table in tables_of(kind).items()]
        po = [("po", _("PO : catalogue pour la traduction"))] if is_translated(kind) else []
        self.fields["format"].choices = [("xlsx", _("XLSX : un classeur, une feuille par table")), *tables, *po]
        self.fields["language"].choices = [(code, get_language_info(code)["name_local"]) for code in TARGETS]


def is_translated(kind: RecordType) -> bool:
    return any(translated_fields(model) for model in (kind.model, *kind.parts))


class ExportView(View):
    """Records chosen in a list, or all of a type, as one file."""

    site: admin.AdminSite = None  # type: ignore[assignment]  # given by as_view()

    @classmethod
    def of(cls, site, request, records):
        """The page for records chosen in a list."""
        view = cls(site=site)
        view.setup(request)
        view.allow(records[0])
        view.chosen, view.kind = records, record_type_of(records[0])
        return view.page(ExportForm(view.kind))

    def dispatch(self, request, *args, **kwargs):
        sent = request.POST or request.GET
        self.chosen = records_named(sent.getlist(RECORD))
        self.kind = kind_named(sent.get(TYPE, "")) if not self.chosen else record_type_of(self.chosen[0])
        if len(ids_by_type(self.chosen)) > 1:
            raise BadRequest
        self.allow(self.kind.model)
        return super().dispatch(request, *args, **kwargs)

    def allow(self, model):
        model_admin: admin.ModelAdmin = self.site.get_model_admin(model if isinstance(model, type) else type(model))
        if not self.request.user.has_perm(EXPORT) or not model_admin.has_view_permission(self.request):
            raise PermissionDenied

    @cached_property
    def ids(self) -> list:
        if self.chosen:
            return [record.pk for record in self.chosen]
        return list(self.kind.model._base_manager.values_list("pk", flat=True))

    def get(self, request):
        return self.page(ExportForm(self.kind))

    def post(self, request):
        form = ExportForm(self.kind, request.POST)
        if not form.is_valid():
            return self.page(form)
        return self.file(form.cleaned_data)

    def file(self, asked) -> HttpResponse:
        kind, _colon, name = asked["format"].partition(":")
        stem = self.kind.model._meta.model_name
        if kind == "po":
            data = catalogue.write({self.kind: self.ids}, asked["language"] or TARGETS[0], scope=asked["scope"])
            return download(data, "text/x-gettext-translation", f"{stem}-{asked['language'] or TARGETS[0]}.po")
        if kind == "csv":
            return download(export_csv(self.kind, self.ids, name), "text/csv; charset=utf-8", f"{name}.csv")
        return download(export_xlsx(self.kind, self.ids), XLSX, f"{stem}.xlsx")

    def page(self, form):
        meta = self.kind.model._meta
        count = len(self.ids)
        context = {
            **self.site.each_context(self.request),
            "title": _("Exporter"),
            "opts": meta,
            "type_name": capfirst(meta.verbose_name_plural),
            "form": form,
            "count_words": ngettext("%(count)d fiche", "%(count)d fiches", count) % {"count": count},
            "has_texts": is_translated(self.kind),
            "type_parameter": TYPE,
            "label": self.kind.label,
            "record_parameter": RECORD,
            "names": [named(record) for record in self.chosen],
        }
        self.request.current_app = self.site.name
        return TemplateResponse(self.request, "desk/export.html", context)


def kind_named(label: str) -> RecordType:
    try:
        return record_type_of(label)
    except (LookupError, ValueError) as error:
        raise BadRequest from error


def download(data: bytes, media_type: str, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return HttpResponse(data, content_type=media_type, headers=headers)

"""Files that come back to the desk: chosen, read, shown with what they would change, then confirmed.

Between the page that shows and the one that writes, the file travels in the form, sealed for whoever sent it.
"""

import base64
import zlib

from django import forms
from django.contrib import admin, messages
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import get_language_info, gettext_lazy, ngettext
from django.utils.translation import gettext as _
from django.views import View

from accounts.groups import languages_of
from desk.files.export_views import TYPE, kind_named
from exchange.imports import Brought, bring
from exchange.schema.errors import FileRefused, Message
from exchange.spreadsheets.records import Import
from exchange.spreadsheets.sheets import MOST_BYTES
from exchange.spreadsheets.tables import tables_of
from exchange.translations import importing
from publishing.history.word_diff import lines

IMPORT = "publishing.import_records"
FILE, SHOWN = "_fichier", "_shown"
NOTE_LENGTH = 200
DETAILED = 50  # records told field by field; more would be a wall


def sign_payload(name: str, data: bytes, user) -> str:
    """A file as a hidden field: compressed, and signed so that only the one who sent it is given it back."""
    packed = base64.urlsafe_b64encode(zlib.compress(data)).decode()
    return signer(user).sign(f"{base64.urlsafe_b64encode(name.encode()).decode()}.{packed}")


def unsign_payload(text: str, user) -> tuple[str, bytes] | None:
    """The name and the contents of a sealed file; none if it is not this user's."""
    try:
        name, _dot, packed = signer(user).unsign(text).partition(".")
    except signing.BadSignature:
        return None
    return base64.urlsafe_b64decode(name).decode(), zlib.decompress(base64.urlsafe_b64decode(packed))


def signer(user) -> signing.Signer:
    return signing.Signer(salt=f"{__name__}:{user.pk}")


class FileForm(forms.Form):
    """The file itself."""

    file = forms.FileField(label=gettext_lazy("Fichier"), allow_empty_file=True)

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError(_("le fichier dépasse %(most)d Mo.") % {"most": MOST_BYTES // 1_000_000})
        return file


class ImportView(View):
    """What imports have in common: a page for the file, one for what it changes, and writing once confirmed."""

    site: admin.AdminSite = None  # type: ignore[assignment]  # given by as_view()
    template_name = "desk/import.html"
    form_class: type[forms.Form] = FileForm

    def dispatch(self, request, *args, **kwargs):
        if not request.user.has_perm(IMPORT):
            raise PermissionDenied
        self.prepare()
        return super().dispatch(request, *args, **kwargs)

    def get(self, request):
        return self.page(self.get_form())

    def post(self, request):
        if FILE in request.POST:
            file = unsign_payload(request.POST[FILE], request.user)
            form = self.get_form(request.POST)
            if file is None:
                raise PermissionDenied
            return self.read(form, *file, shown=request.POST.get(SHOWN, ""))
        form = self.get_form(request.POST, request.FILES)
        if not form.is_valid():
            return self.page(form, status=400)
        file = form.cleaned_data["file"]
        return self.read(form, file.name, file.read())

    def get_form(self, *sent):
        form = self.form_class(*sent)
        if FILE in self.request.POST:
            del form.fields["file"]
            form.is_valid()
        return form

    def read(self, form, name, data, shown=""):
        """Rehearse the file, or write it if what it would change has been shown."""
        try:
            brought, is_done = bring(
                lambda by, note: self.write(form, data, by, note),
                by=self.request.user,  # type: ignore[arg-type]  # the desk is for accounts
                note=name[:NOTE_LENGTH],
                shown=shown,
            )
        except FileRefused as refusal:
            return self.page(form, errors=refusal.errors, status=400)
        if is_done:
            return self.done(brought)
        if shown:
            messages.warning(self.request, _("Une fiche a changé depuis que cette page est affichée : relisez."))
        return self.page(form, brought=brought, file=sign_payload(name, data, self.request.user), file_name=name)

    def done(self, brought: Brought):
        count = len(brought.changed)
        words = ngettext(
            "%(count)d fiche est écrite, comme brouillon : les lecteurs n’en voient rien.",
            "%(count)d fiches sont écrites, comme brouillons : les lecteurs n’en voient rien.",
            count,
        )
        messages.success(self.request, words % {"count": count})
        return HttpResponseRedirect(self.back())

    def page(self, form, *, brought=None, errors=(), status=200, file="", file_name=""):
        context = {
            **self.site.each_context(self.request),
            "form": form,
            "errors": errors,
            "brought": brought,
            "items": items_of(brought) if brought else [],
            "others": max(len(brought.changed) - DETAILED, 0) if brought else 0,
            "file": file,
            "file_name": file_name,
            "file_parameter": FILE,
            "shown_parameter": SHOWN,
            "back": self.back(),
            **self.context(),
        }
        self.request.current_app = self.site.name
        return TemplateResponse(self.request, self.template_name, context, status=status)


def items_of(brought: Brought) -> list[dict]:
    """The first records that a file changes, each with what of it."""
    return [
        {
            "name": title_of(brought.after[key]),
            "is_new": key not in brought.before,
            "lines": lines(brought.before.get(key), brought.after[key]),
        }
        for key in brought.changed[:DETAILED]
    ]


def title_of(snapshot) -> str:
    """What a record is called in a snapshot that may never be kept."""
    kind = capfirst(snapshot.record_type.model._meta.verbose_name)
    return _("%(type)s « %(name)s »") % {"type": kind, "name": snapshot.title}


class RecordsForm(FileForm):
    """A file of records of one type; a CSV file does not say which of their tables it is."""

    table = forms.ChoiceField(label=gettext_lazy("Table d’un fichier CSV"))

    def __init__(self, kind, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["table"].choices = [(name, table.title) for name, table in tables_of(kind).items()]


class RecordsImportView(ImportView):
    """Records of one type, from a spreadsheet."""

    def prepare(self):
        self.kind = kind_named(self.request.GET.get(TYPE, ""))
        model_admin = self.site.get_model_admin(self.kind.model)
        if not (model_admin.has_add_permission(self.request) and model_admin.has_change_permission(self.request)):
            raise PermissionDenied

    def form_class(self, *sent):  # type: ignore[override]  # it is called as a class is
        return RecordsForm(self.kind, *sent)

    def write(self, form, data, by, note):
        return Import(self.kind, data, form.cleaned_data.get("table", "")).write(by, note)

    def back(self):
        meta = self.kind.model._meta
        return reverse(f"admin:{meta.app_label}_{meta.model_name}_changelist")

    def context(self):
        names = capfirst(self.kind.model._meta.verbose_name_plural)
        return {"title": _("Importer"), "trail": names, "is_catalogue": False}


class TranslationsForm(FileForm):
    """A catalogue, and what to do with what was translated from an earlier French."""

    late = forms.ChoiceField(
        label=gettext_lazy("Si le français a changé depuis l’export"),
        required=False,
        choices=[
            (importing.REFUSE, gettext_lazy("refuser le fichier et dire où")),
            (importing.SKIP, gettext_lazy("laisser ces traductions de côté")),
            (importing.LATE, gettext_lazy("les prendre, et les dire en retard")),
        ],
    )


class TranslationsImportView(ImportView):
    """Translations of records of any types, from a catalogue."""

    form_class = TranslationsForm

    def prepare(self):
        pass

    def write(self, form, data, by, note):
        catalogue = importing.read(data, late=form.cleaned_data.get("late") or importing.REFUSE)
        self.allow(catalogue)
        if catalogue.errors:
            raise FileRefused(catalogue.errors)
        return catalogue.write(by, note)

    def allow(self, catalogue):
        """Refuse a language, or a type of records, in which the editor writes nothing at the desk either."""
        for record in {type(record): record for record in catalogue.records}.values():
            model_admin = self.site.get_model_admin(type(record))
            may_translate = catalogue.language in languages_of(self.request.user)
            if not (
                model_admin.has_change_permission(self.request)
                or (may_translate and model_admin.has_view_permission(self.request))
            ):
                values = {
                    "language": get_language_info(catalogue.language)["name_local"],
                    "type": record._meta.verbose_name_plural,
                }
                words = _("votre compte ne permet pas d’écrire en %(language)s ces fiches : %(type)s.") % values
                raise FileRefused([Message("", words)])

    def back(self):
        return reverse("admin:translations")

    def context(self):
        return {"title": _("Importer des traductions"), "trail": _("Traductions"), "is_catalogue": True}

"""The screen that takes the points out of a communiqué: every line is checked before anything is written."""

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.widgets import AdminTextareaWidget
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views import View

from archive.examination import JPEG, PDF, PNG, WEBP
from archive.models import StoredFile
from archive.uploads import Received, UploadField
from desk.forms.concurrent_editing import objection
from institutions.extraction import JOINED, LEFT_OUT, NUMBER_LENGTH, POINT, Found, extract, joined
from institutions.models import Document, Point
from institutions.points import Checked, compared, save_points, unlinked_points

LONGEST_TEXT = 400_000
MOST = 400
CHANGED = _("Des points de la fiche ne sont plus ceux qui étaient montrés : les voici, à côté de chaque ligne.")
NOTHING_TO_READ = _("Il n’y a pas de texte à lire : choisissez un fichier qui en contient, ou collez-le.")
SCANNED = _(
    "Ce fichier n’a pas de texte visible : ses pages sont sans doute des images (numérisation). Faites-en reconnaître"
    " les caractères, ou collez le texte."
)
PICTURED = {PDF, PNG, JPEG, WEBP}
READ, AGAIN, SAVE = "_read", "_again", "_save"


class TextForm(forms.Form):
    """Where the points are: a file of the document, one sent now, or a text pasted."""

    stored = forms.ChoiceField(label=_("Fichier de la fiche"), required=False)
    upload = UploadField(label=_("Ou un fichier"))
    text = forms.CharField(
        label=_("Ou le texte, collé ici"),
        required=False,
        max_length=LONGEST_TEXT,
        widget=AdminTextareaWidget({"rows": 12}),
    )

    def __init__(self, *args, document, **kwargs):
        super().__init__(*args, **kwargs)
        files = [(file.sha256, f"{file.name} ({file.language})") for file in document.files.all() if file.name]
        self.fields["stored"].choices = [("", "–"), *files]  # type: ignore[attr-defined]  # it has choices
        self.fields["stored"].initial = files[0][0] if files else ""

    def clean(self):
        cleaned: dict = super().clean()  # type: ignore[assignment]  # a form’s own is that
        if not self.errors:
            pasted, file = cleaned.get("text", ""), self.file_of(cleaned)
            cleaned["found"] = extract(pasted if pasted.strip() else file.text if file else "")
            if not cleaned["found"]:
                has_pictures = file and not pasted.strip() and file.media_type in PICTURED
                raise forms.ValidationError(SCANNED if has_pictures else NOTHING_TO_READ)
        return cleaned

    def file_of(self, cleaned) -> Received | StoredFile | None:
        return cleaned.get("upload") or StoredFile.objects.filter(sha256=cleaned.get("stored") or "").first()


class RowForm(forms.Form):
    """One line: what is to become of it, and what it says."""

    use = forms.ChoiceField(
        label=_("devient"),
        choices=[(POINT, _("un point")), (JOINED, _("la suite du précédent")), (LEFT_OUT, _("rien : ignoré"))],
    )
    number = forms.CharField(label=_("numéro"), required=False, max_length=NUMBER_LENGTH)
    kind = forms.ChoiceField(label=_("nature"), choices=Point.Kind.choices)
    page = forms.IntegerField(label=_("page"), required=False, min_value=1, max_value=9999)
    shown = forms.CharField(required=False, widget=forms.HiddenInput)  # the fingerprint of the point beside it
    text = forms.CharField(
        label=_("texte"), required=False, strip=True, widget=AdminTextareaWidget({"rows": 3, "class": "desk-text"})
    )


RowSet = forms.formset_factory(RowForm, extra=0, max_num=MOST, absolute_max=MOST)


class PointsView(View):
    """GET asks for a text; its lines are then shown, changed as often as wished, and saved all at once."""

    desk: admin.ModelAdmin = None  # type: ignore[assignment]  # given by as_view()

    def dispatch(self, request, pk):
        self.document = get_object_or_404(Document, pk=pk)
        if not self.desk.has_change_permission(request, self.document):
            raise PermissionDenied
        return super().dispatch(request)

    def get(self, request):
        return self.page(TextForm(document=self.document))

    def post(self, request):
        if READ in request.POST:
            return self.read(TextForm(request.POST, request.FILES, document=self.document))
        rows = RowSet(request.POST, prefix="lignes")
        if not rows.is_valid():
            return self.page(rows=rows, lines=[None] * len(rows.forms))
        found = settled(rows.cleaned_data)
        return self.save(found) if SAVE in request.POST else self.show(found)

    def read(self, form):
        return self.show(form.cleaned_data["found"]) if form.is_valid() else self.page(form)

    def show(self, found, objection=""):
        """The lines, each beside the point of the document that it already is."""
        lines = compared(found[:MOST], self.document.points.all())
        initial = [initial_of(line) for line in lines]
        return self.page(rows=RowSet(initial=initial, prefix="lignes"), lines=lines, objection=objection)

    def save(self, found):
        """Write what is a point; what the desk got meanwhile is compared again, so nothing is written twice.

        A wording that the editor was not shown beside the line is never replaced: the lines are shown again first.
        """
        try:
            with transaction.atomic():
                Document.objects.select_for_update().get(pk=self.document.pk)
                lines = compared([line for line in found if line.use == POINT], self.document.points.all())
                news = [line for line in lines if not line.is_same]
                if any(line.fingerprint != line.found.shown for line in news):  # type: ignore[attr-defined]  # the form adds it
                    return self.show(found, CHANGED)
                checked = [checked_of(line) for line in news]
                added, changed = save_points(self.document, checked, by=self.request.user)  # type: ignore[arg-type]  # the desk is for accounts
        except IntegrityError as error:
            return self.show(found, objection(error))
        messages.success(self.request, told(added, changed))
        return HttpResponseRedirect(reverse("admin:institutions_document_point_links", args=[self.document.pk]))

    def page(self, form=None, *, rows=None, lines=(), objection=""):
        context = {
            **self.desk.admin_site.each_context(self.request),
            "title": _("Extraire les points"),
            "document": self.document,
            "form": form,
            "rows": rows,
            "lines": list(zip(rows.forms, lines, strict=True)) if rows is not None else [],
            "points": self.document.points.count(),
            "unlinked": unlinked_points([self.document]).count(),
            "objection": objection,
            "read": READ,
            "again": AGAIN,
            "save": SAVE,
        }
        self.request.current_app = self.desk.admin_site.name
        return TemplateResponse(self.request, "desk/points.html", context)


def initial_of(line) -> dict:
    found = line.found
    kind = line.existing.kind if line.existing else getattr(found, "chosen_kind", "") or found.kind
    return {
        "use": found.use,
        "number": found.number,
        "kind": kind,
        "page": found.page,
        "shown": line.fingerprint,
        "text": found.text,
    }


def checked_of(line) -> Checked:
    found = line.found
    return Checked(found.number, found.chosen_kind, found.text, found.page, line.existing)


class Kept(Found):
    """A line whose kind an editor has chosen, beside the point whose fingerprint was shown."""

    chosen_kind = ""
    shown = ""


def settled(rows) -> list[Found]:
    """The lines after what was asked of them: merged with the one before, cut at blank lines."""
    lines: list[Found] = []
    for row in rows:
        pieces = [" ".join(piece.split()) for piece in row["text"].replace("\r", "").split("\n\n")]
        for number, piece in enumerate(filter(None, pieces)):
            if row["use"] == JOINED and number == 0 and lines:
                lines[-1].text = joined(lines[-1].text, piece)
                continue
            use = POINT if row["use"] == JOINED else row["use"]
            line = Kept(piece, "" if number else row["number"], row["page"], use)
            line.chosen_kind, line.shown = row["kind"], "" if number else row["shown"]
            lines.append(line)
    return lines


def told(added: int, changed: int) -> str:
    new = ngettext("%(number)s point ajouté", "%(number)s points ajoutés", added) % {"number": added}
    other = ngettext("%(number)s modifié", "%(number)s modifiés", changed) % {"number": changed}
    return _("%(new)s, %(other)s.") % {"new": new, "other": other}

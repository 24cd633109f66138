"""Sources and their passages on the desk, and what the desk of every app shows of dates and evidence."""

from datetime import MAXYEAR, MINYEAR

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef
from django.db.models.functions import ExtractYear
from django.utils.translation import gettext_lazy as _

from archive.forms import FACTS, KeepsCopy, TracesField
from archive.models import AddressCheck
from archive.uploads import UploadField
from desk.forms.addresses import number_in
from desk.forms.autocomplete import AutocompleteMixin
from desk.forms.inlines import PartFormSet, TabularParts
from desk.record_admin import RecordAdmin, RecordForm
from sources.models import Confidence, Passage, Source

EVIDENCE = (_("Preuves"), {"fields": ["evidence", ("confidence", "as_of"), "note"]})


def dated(name, label):
    """A column that says a partial date in words and sorts by its end."""

    @admin.display(description=label, ordering=f"{name}_last", empty_value="–")
    def column(record):
        date = getattr(record, name)
        return date and date.as_short_words()

    column.__name__ = name
    return column


def by_year(name, label):
    """A filter by the year in which a partial date ends; records without a date have their own line."""

    class YearFilter(admin.SimpleListFilter):
        title = label
        parameter_name = f"{name}_year"

        def lookups(self, request, model_admin):
            years = model_admin.get_queryset(request).values_list(ExtractYear(f"{name}_last"), flat=True)
            found = sorted(set(years.order_by().distinct()), key=lambda year: year or 0, reverse=True)
            return [(year or "unknown", year or _("sans date")) for year in found]

        def queryset(self, request, queryset):
            if self.value() == "unknown":
                return queryset.filter(**{f"{name}_last__isnull": True})
            year = number_in(self.value() or "")
            is_one = year is not None and MINYEAR <= year <= MAXYEAR
            return queryset.filter(**{f"{name}_last__year": year}) if is_one else queryset

    return YearFilter


class ConfidenceFilter(admin.SimpleListFilter):
    """By degree of confidence, without the definitions that the form gives."""

    title = _("confiance")
    parameter_name = "confiance"

    def lookups(self, request, model_admin):
        return [(choice.value, choice.label.partition(":")[0].strip()) for choice in Confidence]

    def queryset(self, request, queryset):
        return queryset.filter(confidence=self.value()) if self.value() else queryset


def is_cited(passage) -> bool:
    """Whether a statement of any record, on the desk, rests on the passage."""
    links = (relation for relation in Passage._meta.related_objects if relation.many_to_many)
    return any(getattr(passage, str(link.get_accessor_name())).exists() for link in links)


class PassageFormSet(PartFormSet):
    """Keeps passages that are cited: their removal would silently take evidence away elsewhere."""

    def clean(self):
        super().clean()
        cited = [form.instance.locator for form in self.deleted_forms if is_cited(form.instance)]
        if cited:
            message = _("Un passage cité par une fiche ne se supprime pas : %(locators)s.")
            raise ValidationError(message, params={"locators": ", ".join(cited)})


class PassageInline(TabularParts):
    model = Passage
    formset = PassageFormSet
    fields = ["locator"]
    verbose_name_plural = _("passages cités")


class AddressFilter(admin.SimpleListFilter):
    """By what the address answered when it was last asked (`manage.py check_sources`)."""

    title = _("adresse")
    parameter_name = "adresse"

    def lookups(self, request, model_admin):
        return [*AddressCheck.Result.choices, ("never", _("jamais vérifiée"))]

    def queryset(self, request, queryset):
        asked = AddressCheck.objects.filter(url=OuterRef("url"))
        if self.value() == "never":
            return queryset.exclude(url="").exclude(Exists(asked))
        return queryset.filter(Exists(asked.filter(result=self.value()))) if self.value() else queryset


class SourceForm(KeepsCopy, RecordForm):
    """A source, with the copy of it that the register keeps."""

    copy_prefix = "archive_"

    archive_upload = UploadField()
    archive_traces = TracesField()
    archive_removed = forms.BooleanField(label=_("retirer la copie déposée"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.instance.kept:
            self.fields["archive_removed"].disabled = True

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("archive_removed") and not self.received:
            self.put(cleaned, **dict.fromkeys(FACTS, ""), name="")
            self.put(cleaned, size=None, pages=None)
        return cleaned


@admin.register(Source)
class SourceAdmin(RecordAdmin):
    desk_rank = 40
    form = SourceForm
    fieldsets = [
        (
            None,
            {
                "fields": [
                    "title",
                    "title_is_ours",
                    ("kind", "language"),
                    "publisher",
                    "published_on",
                    "date_note",
                    "slug",
                ]
            },
        ),
        (
            _("Adresse et copie"),
            {
                "fields": [
                    "url",
                    "last_answer",
                    ("checked_at", "check_result"),
                    "archive_url",
                    ("archive_upload", "archive_removed"),
                    "archive_traces",
                    "archive_sha256",
                ]
            },
        ),
        (_("Remarque"), {"fields": ["note"]}),
    ]
    inlines = [PassageInline]
    columns = ["publisher", "kind", dated("published_on", _("date"))]
    list_filter = ["kind", by_year("published_on", _("année")), "language", AddressFilter, "check_result"]
    search_texts = ["title", "publisher", "note"]
    readonly_fields = ["last_answer"]

    @admin.display(description=_("dernière réponse de l’adresse"), empty_value="–")
    def last_answer(self, source):
        """What the machine found, which readers do not see."""
        asked = AddressCheck.objects.filter(url=source.url).first() if source.url else None
        return asked and asked.as_words()


@admin.register(Passage)
class PassageAdmin(AutocompleteMixin, admin.ModelAdmin):
    """Opened from the « + » beside evidence; passages are listed with their source, so the index leaves them out."""

    fields = ["source", "locator"]
    list_display = ["source", "locator"]
    search_fields = [
        "source__title__unaccent",
        "source__publisher__unaccent",
        "source__reference",
        "locator__unaccent",
    ]
    ordering = ["source__title", "locator"]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("source")

    def has_module_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

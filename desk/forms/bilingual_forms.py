"""French beside one other language: what a form of the desk shows, and how far each translation is.

A form carries the French columns and those of one target language; columns of all other languages are
not in it, so that saving cannot touch them. The target is chosen by `?langue=en`, kept for the session,
and repeated in the form itself, so that what is saved is always what was shown.

Who only translates gets a form of texts alone: French to read, and a field in each of their languages.
"""

from dataclasses import dataclass
from functools import cache

from django.contrib import admin
from django.contrib.admin.utils import flatten
from django.forms import Textarea
from django.template.defaultfilters import linebreaks_filter
from django.utils.html import format_html
from django.utils.text import capfirst, format_lazy
from django.utils.translation import get_language_info

from desk.forms.rich_text_widget import RichTextarea
from publishing.history.translation_status import SOURCE, TARGETS
from publishing.registry import column_of, translated_fields
from publishing.rich.fields import RichTextField
from publishing.rich.rendering import rendered

PARAMETER = "langue"
IN_FORM = "_langue"


def translating(request) -> list[str]:
    """The languages that a form is open in for who may only translate; empty for anybody else.

    A request is given them by the form of a record alone (`RecordAdmin`), so that lists, histories and
    whatever else asks for the right to change know nothing of this one.
    """
    return getattr(request, "translating", [])


def target_language(request) -> str:
    """The language shown beside French: the one of the form being saved, else as asked, else as last time."""
    asked = request.POST.get(IN_FORM) or request.GET.get(PARAMETER)
    remembered, offered = request.session.get(PARAMETER), translating(request) or TARGETS
    if asked in offered and asked != remembered:
        request.session[PARAMETER] = asked
    return next((code for code in (asked, remembered) if code in offered), offered[0])


def paired(model, names, target) -> list:
    """The names of fields as a form lists them, each translated one as a line of its two columns."""
    translated = translated_fields(model)
    lines = []
    for name in names:
        if name in translated:
            lines.append((column_of(name, SOURCE), column_of(name, target)))
        elif isinstance(name, (list, tuple)) and set(name) & set(translated):
            lines.append(tuple(flatten(paired(model, name, target))))
        else:
            lines.append(name)
    return lines


def texts_only(model, fieldsets, target) -> list:
    """The translated fields of some fieldsets, each as a line of its French and the column to fill in."""
    translated, kept = translated_fields(model), []
    for title, options in fieldsets:
        names = [name for name in flatten(options["fields"]) if name in translated]
        kept.append((title, {"fields": [(french(model, name), column_of(name, target)) for name in names]}))
    return [(title, options) for title, options in kept if options["fields"]]


@cache
def french(model, name):
    """The French text of a field as admins show what is not edited."""
    column = model._meta.get_field(column_of(name, SOURCE))

    @admin.display(description=capfirst(column.translated_field.verbose_name))
    def shown(record):
        text = shown_text(record, column) or "–"
        return format_html('<div class="desk-source" lang="{}" dir="ltr">{}</div>', SOURCE, text)

    shown.__name__ = column.name
    return shown


def shown_text(record, column):
    """A text as HTML: a rich one with its headings and lists, links to records as words."""
    text = getattr(record, column.name)
    return rendered(text, {}, column.language) if isinstance(column, RichTextField) else linebreaks_filter(text)


class BilingualFormMixin:
    """A model admin or inline whose fieldsets name translated fields by their base name."""

    def get_fieldsets(self, request, obj=None):
        target, fieldsets = target_language(request), super().get_fieldsets(request, obj)
        if translating(request):
            return texts_only(self.model, fieldsets, target)
        return [
            (title, options | {"fields": paired(self.model, options["fields"], target)}) for title, options in fieldsets
        ]

    def get_readonly_fields(self, request, obj=None):
        texts = translated_fields(self.model) if translating(request) else []
        return [*super().get_readonly_fields(request, obj), *(french(self.model, name) for name in texts)]

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) or self.is_translated_in(request)

    def is_translated_in(self, request) -> bool:
        """Whether there is something in this form for who only translates."""
        return bool(translating(request) and translated_fields(self.model))

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if hasattr(db_field, "translated_field"):
            speak(field, db_field)
        return field


def speak(field, column) -> None:
    """Make the form field of a translated column say its language, to readers and to their programs."""
    info = get_language_info(column.language)
    label = capfirst(column.translated_field.verbose_name)
    classes = f"{field.widget.attrs.get('class', '')} desk-text".strip()
    direction = "rtl" if info["bidi"] else "ltr"
    field.widget.attrs |= {"lang": column.language, "dir": direction, "class": classes}
    if isinstance(field.widget, Textarea) and not isinstance(field.widget, RichTextarea):
        field.widget.attrs["rows"] = 3
    if column.language == SOURCE:
        field.label, field.required = label, not column.translated_field.blank
    else:
        field.label, field.help_text = format_lazy("{} ({})", label, info["name_local"]), ""


@dataclass(frozen=True)
class Progress:
    """How many of the texts that exist in French also exist in one language; by how many changes it is behind."""

    code: str
    filled: int
    total: int
    behind: int = 0

    @property
    def name(self) -> str:
        return get_language_info(self.code)["name_local"]

    @property
    def direction(self) -> str:
        return "rtl" if get_language_info(self.code)["bidi"] else "ltr"


def progress(objects, languages=(SOURCE, *TARGETS), behind=None) -> list[Progress]:
    """The progress of each language over a record and its parts; `behind` says which are behind, and by how much."""
    texts = [
        (instance, name)
        for instance in objects
        for name in translated_fields(type(instance))
        if getattr(instance, column_of(name, SOURCE))
    ]
    return [
        Progress(
            code,
            sum(bool(getattr(instance, column_of(name, code))) for instance, name in texts),
            len(texts),
            (behind or {}).get(code, 0),
        )
        for code in languages
    ]

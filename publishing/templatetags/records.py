"""Texts of records and links to them, in the page's language, else in French and marked as such.

None of these queries: whatever they show has been fetched by the view.
"""

from django import template
from django.conf import settings
from django.urls import get_script_prefix
from django.utils.html import conditional_escape, format_html, linebreaks
from django.utils.safestring import mark_safe
from django.utils.translation import get_language_info, override

from publishing.models import active_language
from publishing.pagination import CURSORS
from publishing.rich.fields import is_rich
from publishing.rich.plain import as_text
from publishing.rich.rendering import rendered

register = template.Library()


@register.simple_tag(takes_context=True)
def text(context, entry, field_name):
    """A text of an entry in words alone; what is told in another language than the page's carries its `lang`."""
    wording, language = localized_text(entry, field_name)
    if is_rich(type(entry), field_name):
        wording = as_text(wording)
    return marked(context, conditional_escape(wording), language, "span")


@register.simple_tag(takes_context=True)
def prose(context, entry, field_name, level=3):
    """The same in paragraphs, or as the rich text it is; `level` is that of its main headings."""
    wording, language = localized_text(entry, field_name)
    if is_rich(type(entry), field_name):
        html = rendered(wording, context.get("linked", {}), active_language(), level)
    else:
        html = mark_safe(linebreaks(wording, autoescape=True))  # noqa: S308
    return marked(context, html, language, "div")


@register.simple_tag(takes_context=True)
def record_link(context, record):
    """A link to a record by its title: to its page in another language if it has none in this one."""
    wording, language = localized_text(record, record.title_field)
    if active_language() in record.languages:
        label = marked(context, conditional_escape(wording), language, "span")
        return format_html('<a href="{}">{}</a>', record.get_absolute_url(), label)
    elsewhere = next(iter(record.languages), settings.LANGUAGE_CODE)
    with override(elsewhere):
        address = record.get_absolute_url()
    context["fallbacks"].add(elsewhere)
    return format_html('<a href="{}" hreflang="{}" lang="{}">{}</a>', address, elsewhere, elsewhere, wording)


@register.simple_tag(takes_context=True)
def address_in(context, language):
    """The address of this page in another language: only its first segment differs."""
    _prefix, _slash, rest = context["request"].path_info.removeprefix("/").partition("/")
    return f"{get_script_prefix()}{language}/{rest}"


@register.simple_tag(takes_context=True)
def same_in(context, language):
    """The same with what the reader asked of it: its filters and its day, from its first page."""
    asked = context["request"].GET.copy()
    for name in (*CURSORS, "page"):
        asked.pop(name, None)
    path = address_in(context, language)
    return f"{path}?{asked.urlencode()}" if asked else path


@register.simple_tag(takes_context=True)
def facet_link(context, parameter, value):
    """The address of this list with one parameter set, or dropped for none; it begins again at page one."""
    given = context["request"].GET.copy()
    for name in (*CURSORS, parameter, *(["mois"] if parameter == "annee" else [])):
        given.pop(name, None)
    if value is not None:
        given[parameter] = value
    return f"?{given.urlencode()}" if given else context["request"].path


@register.simple_tag(takes_context=True)
def facet_choice(context, parameter, value, chosen, label):
    """A link that narrows the list to one value, or widens it again where that value is chosen."""
    if value == chosen:
        address = facet_link(context, parameter, None)
        return format_html('<a href="{}" aria-current="true">{}</a>', address, label)
    return format_html('<a href="{}">{}</a>', facet_link(context, parameter, value), label)


@register.simple_block_tag(takes_context=True)
def noting_fallbacks(context, content):
    """The content, after a note if part of it is told in another language than the page's."""
    names = [get_language_info(code)["name_local"] for code in sorted(context["fallbacks"])]
    note = context.template.engine.get_template("_fallback_note.html")
    with context.push(fallback_languages=names):
        return mark_safe(note.render(context) + content) if names else content  # noqa: S308


def localized_text(entry, field_name) -> tuple[str, str]:
    """A text in the active language, else in French, and the language it is in."""
    language = active_language()
    wording = entry.text_in(field_name, language)
    if not wording and language != settings.LANGUAGE_CODE:
        return entry.text_in(field_name, settings.LANGUAGE_CODE), settings.LANGUAGE_CODE
    return wording, language


def localized_plain_text(entry, field_name) -> str:
    """The same in words alone; blank for no entry, or one without such a field."""
    if entry is None or not hasattr(entry, field_name):
        return ""
    wording, _language = localized_text(entry, field_name)
    return as_text(wording) if is_rich(type(entry), field_name) else wording


def marked(context, html, language, element):
    """The HTML of a text, in an element that names its language where that is not the page's."""
    if not html or language == active_language():
        return html
    context["fallbacks"].add(language)
    info = get_language_info(language)
    direction = "rtl" if info["bidi"] else "ltr"
    return format_html('<{0} lang="{1}" dir="{2}">{3}</{0}>', element, language, direction, html)

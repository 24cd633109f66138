"""Dates of the register in templates, in the active language; an unknown date is worded ''.

A value is a PartialDate, a `datetime.date`, EDTF text or None.
"""

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.translation import get_language

from sources.dates import PartialDate
from sources.wording import worded_pieces, wording_locale

register = template.Library()


@register.filter
def as_words(value):
    """« 22–23 décembre 2025 »."""
    date = PartialDate.of(value)
    return date.as_words() if date else ""


@register.filter
def as_short_words(value):
    """« 22–23 déc. 2025 », for tables."""
    date = PartialDate.of(value)
    return date.as_short_words() if date else ""


@register.simple_tag
def time_tag(value, width="wide"):
    """The wording in `<time datetime>`, one at each end of an interval; `width` may be "abbreviated"."""
    date = PartialDate.of(value)
    if date is None:
        return ""
    start, *dash_and_end = worded_pieces(date.text, width=width)
    html = _time(date.ends[0], start)
    if dash_and_end:
        dash, end = dash_and_end
        html = format_html("{}{}{}", html, dash, _time(date.ends[1], end))
    return html


def _time(date, words):
    attributes = {"datetime": date.datetime_attribute, **_language_attributes()}
    return format_html("<time{}>{}</time>", format_html_join("", ' {}="{}"', attributes.items()), words)


def _language_attributes():
    """`lang` and `dir` of the wording where the page's language has no names of months.

    Without `dir`, a French date in a page read from right to left would show its day last.
    """
    locale, active = wording_locale(), get_language() or "fr"
    if locale.language == active.partition("-")[0]:
        return {}
    return {"lang": locale.language, "dir": locale.text_direction}

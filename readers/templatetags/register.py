"""What goes with a record, on its page, from what the page has fetched."""

import json

from django import template
from django.core.serializers.json import DjangoJSONEncoder
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe

from publishing.models import Record
from publishing.templatetags.records import localized_plain_text
from readers import calendars, structured_data
from readers.briefs import briefs
from readers.citation import works
from readers.sections import SECTIONS

register = template.Library()


@register.simple_tag
def work_of(record, edition):
    """The record as it is cited, in its latest edition."""
    return works.work(record, edition)


@register.simple_tag(takes_context=True)
def structured_data_of_page(context):
    """What the page is about, for machines: a block of data for each entity, which no script policy concerns."""
    return format_html_join("\n", "{}", ((block(entity),) for entity in entities(context)))


def block(entity: dict) -> str:
    """An entity as JSON that cannot end the element it stands in."""
    text = json.dumps(entity, cls=DjangoJSONEncoder, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(text))  # noqa: S308


def entities(context) -> list[dict]:
    record, edition = context.get("object"), context.get("edition")
    if isinstance(record, Record) and edition:
        trail = [(context["list_title"], context["list_url"])] if context["list_url"] else []
        title = localized_plain_text(record, record.title_field)
        trail.append((title, record.get_absolute_url()))
        return [structured_data.entity_of(record, edition), structured_data.breadcrumb(trail)]
    request = context.get("request")
    match = request and request.resolver_match
    view = match.view_name if match else ""
    if view == "home":
        return [structured_data.website()]
    if view == "open-data":
        return [structured_data.dataset()]
    if view in {section.list_view for section in SECTIONS.values()}:
        return [structured_data.breadcrumb([(context["page_title"], request.path)])]
    return []


@register.simple_tag(takes_context=True)
def brief_of(context, record):
    """The record in a message of 400 characters."""
    return briefs.brief(record, len(context.get("citations", ())))


@register.simple_tag(takes_context=True)
def read_aloud_of(context, record):
    """The record as it is read on air; costs one statement, for what abbreviations stand for."""
    return briefs.read_aloud(record, len(context.get("citations", ())))


@register.filter
def has_calendar(record) -> bool:
    """Whether the record has dates for a calendar."""
    return calendars.of_record(record) is not None

"""Statuses and pillars: a shape and a word; colour is only added to them."""

from django import template
from django.utils.html import format_html
from django.utils.translation import ngettext

from institutions.headlines import Count
from institutions.headlines.wording import SHAPES, full, shape, short, word
from publishing.templatetags.records import text

register = template.Library()

PILLAR_SHAPES = 6


@register.simple_tag(takes_context=True)
def status_tag(context, status):
    """« ● adopté »; the shape is that of the status's family. Nothing for none."""
    if status is None:
        return ""
    return format_html(
        '<span class="tag {0}"><svg aria-hidden="true"><use href="#{0}"/></svg>{1}</span>',
        status.family,
        text(context, status, "name"),
    )


@register.simple_tag(takes_context=True)
def standing_tag(context, record):
    """« ● adopté, 23 déc. 2025 »: where a record stands; of a meeting, its latest status."""
    if not hasattr(record, "headline"):
        step = record.ledger.current()
        return status_tag(context, step and step.status)
    return headline_tag(record.headline)


@register.simple_tag
def headline_tag(headline):
    """The same of a headline, as of whatever day. Nothing where nothing is known."""
    if not (said := word(headline)):
        return ""
    tag = '<span class="tag {0}"><svg aria-hidden="true"><use href="#{0}"/></svg>{1}</span>'
    return format_html(tag, shape(headline), said)


@register.simple_tag
def shape_of(record):
    """The shape alone, for a drawing; blank where nothing is known."""
    return shape(record.headline) if word(record.headline) else ""


@register.simple_tag
def full_headline(headline):
    """Each axis in a sentence, with the step's own words."""
    return full(headline)


@register.simple_tag
def short_headline(headline):
    """Each axis in a word with its date, the latest fact if newer, the marks."""
    return short(headline)


@register.simple_tag
def count_tag(count, number):
    """« ● 12 décidés »: how many records belong to a count."""
    return format_html(
        '<span class="tag {0}"><svg aria-hidden="true"><use href="#{0}"/></svg>{1}</span>',
        SHAPES[count],
        in_count(count, number),
    )


def in_count(count, number) -> str:
    """« 12 décidés »."""
    words = {
        Count.ENDED: ngettext("%(count)s arrêté", "%(count)s arrêtés", number),
        Count.EFFECTIVE: ngettext("%(count)s effectif", "%(count)s effectifs", number),
        Count.LAUNCHED: ngettext("%(count)s lancé", "%(count)s lancés", number),
        Count.BEGUN: ngettext("%(count)s amorcé", "%(count)s amorcés", number),
        Count.DECIDED: ngettext("%(count)s décidé", "%(count)s décidés", number),
        Count.PART: ngettext(
            "%(count)s décidé en partie ou en principe", "%(count)s décidés en partie ou en principe", number
        ),
        Count.PREPARING: ngettext("%(count)s en préparation", "%(count)s en préparation", number),
        Count.ANNOUNCED: ngettext("%(count)s annoncé", "%(count)s annoncés", number),
        Count.NONE: ngettext("%(count)s sans étape connue", "%(count)s sans étape connue", number),
    }
    return words[count] % {"count": number}


@register.simple_tag(takes_context=True)
def pillar_tag(context, pillar):
    """« ▲ Défense »; shapes follow the order of the pillars."""
    if pillar is None:
        return ""
    return format_html(
        '<span class="pillar {0}"><svg aria-hidden="true"><use href="#{0}"/></svg>{1}</span>',
        f"p{(pillar.position - 1) % PILLAR_SHAPES + 1}",
        text(context, pillar, "name"),
    )

"""Statuses and pillars: a shape and a word; colour is only added to them."""

from django import template
from django.utils.html import format_html
from django.utils.translation import ngettext

from institutions.models import Status
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
def pillar_tag(context, pillar):
    """« ▲ Défense »; shapes follow the order of the pillars."""
    if pillar is None:
        return ""
    return format_html(
        '<span class="pillar {0}"><svg aria-hidden="true"><use href="#{0}"/></svg>{1}</span>',
        f"p{(pillar.position - 1) % PILLAR_SHAPES + 1}",
        text(context, pillar, "name"),
    )


@register.simple_tag
def family_tag(family, count):
    """« ● 12 faits »: how many records are in a family of statuses."""
    return format_html(
        '<span class="tag {0}"><svg aria-hidden="true"><use href="#{0}"/></svg>{1}</span>',
        family,
        counted(family, count),
    )


def counted(family, count) -> str:
    """« 12 faits »."""
    words = {
        Status.Family.EXPECTED: ngettext("%(count)s attendu", "%(count)s attendus", count),
        Status.Family.PROGRESS: ngettext("%(count)s en cours", "%(count)s en cours", count),
        Status.Family.PARTIAL: ngettext("%(count)s fait en partie", "%(count)s faits en partie", count),
        Status.Family.DONE: ngettext("%(count)s fait", "%(count)s faits", count),
        Status.Family.STOPPED: ngettext("%(count)s arrêté ou reporté", "%(count)s arrêtés ou reportés", count),
        Status.Family.DISPUTED: ngettext("%(count)s contesté", "%(count)s contestés", count),
        Status.Family.ABSENT: ngettext("%(count)s sans trace", "%(count)s sans trace", count),
        "unknown": ngettext("%(count)s sans statut d’ensemble", "%(count)s sans statut d’ensemble", count),
    }
    return words[family] % {"count": count}

"""Sources beside what rests on them; passages come with their source already fetched."""

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _

from sources.citations import citations

register = template.Library()


@register.filter
def cited_as(source):
    """How a source is called in running text: by its publisher, else by what it is."""
    return source.publisher or source.get_kind_display()


@register.filter
def title_of(source):
    """The title of a source; between brackets when it is the register that describes it."""
    return f"[{source.title}]" if source.title_is_ours else source.title


@register.simple_tag
def refs(passages):
    """« Sources : AMAP (Mali) · Sidwaya, L3 », each leading to the list of sources at the foot of the page."""
    return line_of_sources(passages, lambda source: f"#{source.reference}")


@register.simple_tag
def source_refs(passages):
    """The same, each leading to the page of the source, for pages without such a list."""
    return line_of_sources(passages, lambda source: source.get_absolute_url())


def line_of_sources(passages, address):
    """Names of the sources with the places cited, linked to the address of each; nothing for none."""
    cited = citations(passages)
    if not cited:
        return ""
    links = format_html_join(
        " · ",
        '<a href="{}">{}</a>{}',
        ((address(c.source), cited_as(c.source), f", {', '.join(c.locators)}" if c.locators else "") for c in cited),
    )
    label = _("Source :") if len(cited) == 1 else _("Sources :")
    return format_html('<span class="refs">{} {}</span>', label, links)

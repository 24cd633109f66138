"""Links of the head and foot of every page, which say where the reader is."""

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import capfirst

register = template.Library()


@register.simple_tag(takes_context=True)
def section(context, view_name, label):
    """A link to a section, marked when the page is it or lies in it."""
    return link(context["request"].path, reverse(view_name), label)


@register.simple_tag(takes_context=True)
def page_section(context, slug, label):
    """The same to an editable page."""
    return link(context["request"].path, reverse("page", args=[slug]), label)


def link(path, address, label):
    label = capfirst(label)  # some of these words also stand within sentences
    if not path.startswith(address):
        return format_html('<a href="{}">{}</a>', address, label)
    current = "page" if path == address else "true"
    return format_html('<a href="{}" aria-current="{}">{}</a>', address, current, label)

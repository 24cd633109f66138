"""What readers are told of a file before they fetch it."""

from django import template
from django.utils.translation import ngettext

from archive.models import format_of, worded_size

register = template.Library()


@register.simple_tag
def file_facts(file) -> str:
    """« PDF, 1,2 Mo, 14 pages »: what is known of it."""
    pages = ngettext("%(number)s page", "%(number)s pages", file.pages) % {"number": file.pages} if file.pages else ""
    size = worded_size(file.size) if file.size else ""
    return ", ".join(filter(None, [format_of(file.media_type), size, pages]))

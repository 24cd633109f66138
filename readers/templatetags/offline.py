"""The offline pack that a page offers."""

from django import template

from publishing.models import active_language
from readers.offline import storage

register = template.Library()


@register.simple_tag
def available_pack():
    """The pack of the page's language, or none; costs one statement where there is a pack."""
    return storage.available_pack(active_language())

"""The feeds that a page announces; no statement is needed for it."""

from django import template

from readers.feeds import channels
from readers.feeds.discovery import announcements, channel_of_page

register = template.Library()


@register.simple_tag(takes_context=True)
def feeds_of_page(context):
    """The page's own feeds, in every format; empty for a page about everything."""
    channel = channel_of_page(context)
    return announcements(channel) if channel else []


@register.simple_tag
def feeds_of_site():
    """The feeds of everything, in every format."""
    return announcements(channels.site())

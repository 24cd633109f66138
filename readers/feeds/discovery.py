"""Which feeds a page announces: first its own, then that of everything."""

from dataclasses import dataclass

from django.template import Context

from publishing.models import Record
from readers.feeds import atom, channels, json_feed, rss
from readers.feeds.channels import Channel
from readers.sections import SECTIONS, section_of

NAMES = {rss: "RSS", atom: "Atom", json_feed: "JSON"}  # in the order in which readers should find them


@dataclass(frozen=True)
class Announcement:
    """A feed in one format, as a page links to it."""

    title: str
    format: str
    url: str
    type: str


def announcements(channel: Channel) -> list[Announcement]:
    """The channel in every format, RSS first."""
    return [
        Announcement(f"{channel.title} ({name})", name, channel.url(writer.FORMAT), writer.MEDIA_TYPE)
        for writer, name in NAMES.items()
    ]


def channel_of_page(context: Context) -> Channel | None:
    """The channel that a page is about: its record, its section, or corrections; none for other pages."""
    record, request = context.get("object"), context.get("request")
    if isinstance(record, Record):
        return channel_of_record(record)
    view = request.resolver_match.view_name if request and request.resolver_match else ""
    if view == "correction-list":
        return channels.corrections()
    lists = {section.list_view: section for section in SECTIONS.values() if section.list_view}
    return channels.section(lists[view]) if view in lists else None


def channel_of_record(record: Record) -> Channel:
    label = record._meta.concrete_model._meta.label_lower
    return channels.record(section_of(label, record.get_absolute_url()), record)

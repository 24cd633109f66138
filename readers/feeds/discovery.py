"""Which feeds a page announces: first its own, then that of everything."""

from dataclasses import dataclass, replace

from django.template import Context

from publishing.models import Record
from readers import facets
from readers.feeds import atom, channels, json_feed, rss
from readers.feeds.channels import Channel
from readers.feeds.filters import quoted
from readers.search.query import SearchQuery
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
    """The channel that a page is about: its record, its search, its section, or corrections; none for other pages."""
    record, question, request = (context.get(name) for name in ("object", "question", "request"))
    if isinstance(record, Record):
        return channel_of_record(record) if record.reference else None  # a page that is there by default has none
    if isinstance(question, SearchQuery):
        return channel_of_search(question) if question.is_answerable else None
    view = request.resolver_match.view_name if request and request.resolver_match else ""
    if view == "correction-list":
        return channels.corrections()
    lists = {section.list_view: section for section in SECTIONS.values() if section.list_view}
    return channels.section(lists[view]) if view in lists else None


def channel_of_record(record: Record) -> Channel:
    label = record._meta.concrete_model._meta.label_lower
    return channels.record(section_of(label, record.get_absolute_url()), record)


def channel_of_search(question: SearchQuery) -> Channel:
    """What becomes of the records that a search finds: no filter by year, which does not end."""
    section = SECTIONS.get(question.chosen.get("type", ""))
    channel = channels.section(section) if section else channels.site()
    narrowing = {name: question.chosen[name] for name in facets.COLUMNS if name in question.chosen}
    return replace(channel, subject=quoted(question), query={**narrowing, "q": question.text})

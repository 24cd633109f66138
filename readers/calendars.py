"""Meetings and deadlines as calendars (RFC 5545, 7986), for one language.

A date stands in a calendar as precisely as it is known. A day or an interval of days is all-day; an hour is in the
zone of the place. A month is an entry over the whole month, tentative, whose title says that the day is not known:
never a day. A year alone is no entry.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef, Q
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from editions.identity import current_identity
from editions.models import Edition
from publishing.deferral import defer_other_languages
from publishing.models import localized_plain_text
from publishing.registry import column_of
from readers.addresses import absolute
from sources.dates import PartialDate
from summits.models import Deadline, Meeting

REFRESH = timedelta(hours=12)
LONGEST = 2000  # entries, the latest dates; a calendar is fetched whole each time
CONFIRMED = {"done", "partial", "progress"}
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Chosen:
    """Which dates a calendar holds: those of a pillar, an organ, a host state, or one record; all by default."""

    pillar: str = ""
    organ: str = ""
    state: str = ""
    meeting: object = None
    item: object = None

    def meetings(self) -> Q:
        given = {"pillar__key": self.pillar, "organ__slug": self.organ, "state__code": self.state, "pk": self.meeting}
        return Q(**{path: value for path, value in given.items() if value}) & Q(held__isnull=False)

    def deadlines(self) -> Q:
        """A deadline is of no host state, and belongs to the organs concerned too."""
        given = {"item__pillar__key": self.pillar, "item": self.item}
        found = Q(**{path: value for path, value in given.items() if value})
        if self.organ:
            found &= Q(item__organ__slug=self.organ) | Q(item__related_organs__slug=self.organ)
        return Q(pk__in=[]) if self.state else found


def of_record(record) -> Chosen | None:
    """Which dates go with a record, if its type has any."""
    if record.calendar_filter is None:
        return None
    parameter, field = record.calendar_filter
    return Chosen(**{parameter: getattr(record, field)})


def write(chosen: Chosen, *, name: str, path: str, language: str, changed: datetime) -> bytes:
    """The calendar as a file; its address is where programs ask for it again."""
    meetings = [] if chosen.item else meetings_of(chosen, language)
    deadlines = [] if chosen.meeting else deadlines_of(chosen, language)
    editions = latest_editions([*meetings, *(deadline.item for deadline in deadlines)])
    events = [event_of_meeting(meeting, editions[meeting.pk]) for meeting in meetings]
    events += [event_of_deadline(deadline, editions[deadline.item_id]) for deadline in deadlines]
    calendar = Calendar.new(
        prodid=f"-//{current_identity().french_bare_name}//Calendrier//FR",
        name=name,
        description=_("Réunions et échéances. Un mois sans jour connu est une entrée provisoire sur tout le mois."),
        language=language,
        refresh_interval=REFRESH,
        last_modified=changed,
        source=absolute(path),
        url=absolute(path),
        uid=absolute(path),
        subcomponents=[event for event in events if event],
    )
    calendar["REFRESH-INTERVAL"].params["VALUE"] = "DURATION"  # RFC 7986, 5.7
    calendar.add("X-PUBLISHED-TTL", "PT12H")
    calendar.add_missing_timezones()
    return calendar.to_ical()


def meetings_of(chosen: Chosen, language: str) -> list[Meeting]:
    found = Meeting.objects.existing_in(language).filter(chosen.meetings()).with_place().with_statuses()
    return list(defer_other_languages(found.order_by("-held_last", "pk"), language)[:LONGEST])


def deadlines_of(chosen: Chosen, language: str) -> list[Deadline]:
    found = Deadline.objects.filter(chosen.deadlines()).exclude(**{f"item__{column_of('name', language)}": ""})
    replaced = Exists(Deadline.objects.filter(revises=OuterRef("pk")))
    found = found.annotate(is_replaced=replaced)
    found = defer_other_languages(found.select_related("item"), language)
    return list(found.distinct().order_by("-due_last", "pk")[:LONGEST])


def latest_editions(records: Iterable) -> dict:
    """The latest edition of each of these records, by key."""
    keys = [(record._meta.concrete_model._meta.label_lower, record.pk) for record in records]
    rows = Edition.objects.about(keys).defer("snapshot").order_by("record_type", "record_id", "-number")
    return {row.record_id: row for row in rows.distinct("record_type", "record_id")}


def event_of_meeting(meeting, edition) -> Event | None:
    """A meeting at its place; one cancelled stays, and says so."""
    current = meeting.ledger.current()
    status = status_of(current.status) if current else None
    title = localized_plain_text(meeting, "name")
    if status == "CANCELLED":
        title = _("Annulé : %(title)s") % {"title": title}
    where = ", ".join(localized_plain_text(place, "name") for place in places_of(meeting))
    summary = localized_plain_text(meeting, "summary")
    event = event_of(meeting.pk, meeting, edition, meeting.held, title, summary, status)
    if event and where:
        event.add("location", where)
    if event and meeting.opens_at and meeting.place and meeting.place.zone:
        set_hours(event, meeting)
    return event


def places_of(meeting) -> list:
    if meeting.place is None:
        return [meeting.state] if meeting.state else []
    return [meeting.place, *([meeting.place.state] if meeting.place.state else [])]


def status_of(status) -> str:
    """Whether a meeting was or is being held, will not be, or is only foreseen."""
    if status.key == "cancelled":
        return "CANCELLED"
    return "CONFIRMED" if status.family in CONFIRMED else "TENTATIVE"


def set_hours(event, meeting) -> None:
    """The hours of a session in the zone of the place, in the place of whole days."""
    zone = ZoneInfo(meeting.place.zone)
    event.start = meeting.opens_at.astimezone(zone)
    event.end = (meeting.closes_at or meeting.opens_at + timedelta(hours=1)).astimezone(zone)


def event_of_deadline(deadline, edition) -> Event | None:
    """A deadline as it was announced, which is no promise that it will be kept; one replaced since says so."""
    title = _("Échéance remplacée : %(title)s") if deadline.is_replaced else _("Échéance annoncée : %(title)s")
    title %= {"title": localized_plain_text(deadline.item, "name")}
    text = localized_plain_text(deadline, "text")
    status = "CANCELLED" if deadline.is_replaced else "TENTATIVE"
    return event_of(deadline.pk, deadline.item, edition, deadline.due, title, text, status)


def event_of(uid, record, edition, date: PartialDate, title, text, status) -> Event | None:
    """An all-day entry; its number grows with each edition, and no clock is in it."""
    precisions = {end.precision for end in date.ends}
    if "year" in precisions:
        return None
    if "month" in precisions:
        title = _("%(title)s (%(date)s, jour non connu)") % {"title": title, "date": date.as_words()}
        status = "CANCELLED" if status == "CANCELLED" else "TENTATIVE"
    page = absolute(record.get_absolute_url())
    lines = [text, _("Date connue : %(date)s.") % {"date": date.as_words()}, page]
    return Event.new(
        uid=uid,
        summary=capfirst(title),
        description="\n".join(filter(None, lines)),
        start=date.first,
        end=date.last + DAY,
        stamp=edition.published_at,
        last_modified=edition.published_at,
        sequence=edition.number - 1,
        status=status,
        transparency="TRANSPARENT",  # type: ignore[arg-type]  # a text does as well
        url=page,
    )

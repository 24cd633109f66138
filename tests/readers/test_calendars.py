"""Calendars of meetings and deadlines, read back as a calendar program reads them."""

from datetime import UTC, date, datetime, timedelta

import pytest
from icalendar import Calendar

from editions.models import Edition
from publishing.live.publish import publish, withdraw
from publishing.models import path_in
from readers import calendars
from tests import factories as make
from tests.http import request

pytestmark = pytest.mark.django_db
REGISTER = "/fr/agenda/registre.ics"


def events(client, path=REGISTER) -> dict:
    """The entries of a calendar by title."""
    response = client.get(path)
    assert (response.status_code, response["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    return {str(event["SUMMARY"]): event for event in Calendar.from_ical(response.content).events}


def meeting(status_key="held", family="done", **fields):
    record = make.meeting(**{"name_fr": "Conseil"} | fields)
    make.meeting_step(record, status=make.status(status_key, family=family))
    return record


def test_days_are_whole_days_and_the_end_is_not_part_of_them(client):
    make.published(meeting(held="2025-12-22/2025-12-23"))
    event = events(client)["Conseil"]
    assert (event.start, event.end) == (date(2025, 12, 22), date(2025, 12, 24))
    assert (event["STATUS"], event["TRANSP"]) == ("CONFIRMED", "TRANSPARENT")


def test_a_month_is_never_given_as_a_day(client):
    make.published(meeting("planned", "expected", held="2026-07"))
    ((title, event),) = events(client).items()
    assert title == "Conseil (juillet\u00a02026, jour non connu)"
    assert (event.start, event.end, event["STATUS"]) == (date(2026, 7, 1), date(2026, 8, 1), "TENTATIVE")


def test_a_year_alone_and_no_date_are_no_entry(client):
    make.published(meeting(held="2026"), meeting(held=None))
    assert events(client) == {}


def test_hours_are_those_of_the_place(client):
    niamey = make.place("niamey", zone="Africa/Niamey", state=make.state("NE", name_fr="Niger"))
    opens = datetime(2025, 12, 23, 9, tzinfo=UTC)
    make.published(meeting(held="2025-12-23", opens_at=opens, closes_at=opens + timedelta(hours=2), place=niamey))
    event = events(client)["Conseil"]
    assert event["DTSTART"].to_ical() == b"20251223T100000"
    assert event["DTSTART"].params["TZID"] == "Africa/Niamey"
    assert (event.start, event["LOCATION"]) == (opens, "Niamey, Niger")
    assert "BEGIN:VTIMEZONE" in client.get(REGISTER).text


def test_a_cancelled_meeting_stays_and_says_so(client):
    make.published(meeting("cancelled", "stopped"))
    ((title, event),) = events(client).items()
    assert (title, event["STATUS"]) == ("Annulé\u00a0: Conseil", "CANCELLED")


def test_an_entry_keeps_its_identity_and_counts_its_editions(client):
    record = make.published(meeting())
    first = events(client)["Conseil"]
    record.held = "2025-11-27"
    record.save()
    publish([record])
    second = events(client)["Conseil"]
    assert first["UID"] == second["UID"] == str(record.pk)
    assert (first["SEQUENCE"], second["SEQUENCE"]) == (0, 1)
    assert second["DTSTAMP"].dt == Edition.objects.get(record_id=record.pk, number=2).published_at


def test_deadlines_are_told_as_announced_and_replaced_ones_say_so(client):
    item = make.roadmap_item(name_fr="La radio")
    first = make.deadline(item, due="2026-06-30")
    make.deadline(item, due="2026-12-31", revises=first)
    make.published(item)
    found = events(client, f"/fr/fiches/{item.reference}/agenda.ics")
    assert {title: str(event["STATUS"]) for title, event in found.items()} == {
        "Échéance remplacée\u00a0: La radio": "CANCELLED",
        "Échéance annoncée\u00a0: La radio": "TENTATIVE",
    }


def test_a_calendar_is_narrowed_as_feeds_are(client):
    organ, pillar, state = make.organ(), make.pillar(), make.state("NE")
    item = make.roadmap_item(name_fr="La radio", links={"related_organs": [organ]})
    make.deadline(item, due="2026-06-30")
    meetings = [
        meeting(name_fr="De l’organe", organ=organ),
        meeting(name_fr="Du pilier", pillar=pillar),
        meeting(name_fr="Au Niger", state=state),
    ]
    make.published(item, *meetings)
    narrowed = {query: set(events(client, f"{REGISTER}?{query}")) for query in (
        f"organe={organ.slug}", f"pilier={pillar.key}", "etat=NE")}  # fmt: skip
    assert narrowed == {
        f"organe={organ.slug}": {"De l’organe", "Échéance annoncée\u00a0: La radio"},
        f"pilier={pillar.key}": {"Du pilier", "Échéance annoncée\u00a0: La radio"},
        "etat=NE": {"Au Niger"},
    }
    assert set(events(client, f"/fr/fiches/{organ.reference}/agenda.ics")) == narrowed[f"organe={organ.slug}"]


def test_an_unknown_value_is_refused_with_those_there_are(client):
    make.published(make.organ(slug="college"))
    answer = client.get(f"{REGISTER}?organe=inconnu")
    assert answer.status_code == 404
    assert "college" in answer.text


def test_an_empty_register_has_an_empty_calendar(client):
    assert events(client) == {}


def test_only_what_exists_in_the_language_is_in_its_calendar(client):
    make.published(meeting(name_en="Council"), meeting(name_fr="En français"))
    assert set(events(client, "/en/agenda/registre.ics")) == {"Council"}


def test_calendars_may_be_kept_and_asked_for_again(live_server):
    record = make.published(meeting())
    for path in (REGISTER, f"/fr/fiches/{record.reference}/agenda.ics"):
        answer = request(live_server, path)
        for headers in ({"If_None_Match": answer.headers["ETag"]},
                        {"If_Modified_Since": answer.headers["Last-Modified"]}):  # fmt: skip
            again = request(live_server, path, **headers)
            assert (again.status, again.body) == (304, b"")
        assert request(live_server, path, "HEAD").headers["ETag"] == answer.headers["ETag"]


def test_what_was_withdrawn_leaves_the_calendar(client):
    record = make.published(meeting())
    withdraw([record], reason="Erreur.")
    assert events(client) == {}
    assert client.get(f"/fr/fiches/{record.reference}/agenda.ics").status_code == 410


def test_records_without_dates_have_no_calendar_and_no_link_to_one(client):
    topic, council = make.published(make.topic()), make.published(meeting())
    assert client.get(f"/fr/fiches/{topic.reference}/agenda.ics").status_code == 404
    assert "agenda.ics" not in client.get(path_in(topic, "fr")).text
    assert f"/fr/fiches/{council.reference}/agenda.ics" in client.get(path_in(council, "fr")).text


def test_a_record_has_the_dates_that_its_type_names_or_none():
    organ, meeting_, item = make.organ(slug="college"), make.meeting(), make.roadmap_item()
    assert calendars.of_record(organ) == calendars.Chosen(organ="college")
    assert calendars.of_record(meeting_) == calendars.Chosen(meeting=meeting_.pk)
    assert calendars.of_record(item) == calendars.Chosen(item=item.pk)
    assert calendars.of_record(make.topic()) is None

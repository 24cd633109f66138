"""The report from one summit to another, or between two days."""

import datetime
import re
from datetime import date

import pytest
from django.utils import timezone

from institutions.headlines.horizons import Horizons
from publishing.live.publish import publish, withdraw
from summits.periods import Period, period_between
from summits.report import line_of
from tests import factories as make

pytestmark = pytest.mark.django_db

YEAR = "/fr/bilan/2024-12-31/2025-12-31/"


@pytest.fixture
def statuses():
    """One status for each of the families that reports tell apart."""
    make.status("wanted", family="expected")
    make.status("begun", family="progress")
    make.status("launched", family="done")
    make.status("ended", family="stopped", is_terminal=True)
    make.status("not_found", family="absent")


def events_of(item) -> list[str]:
    """What the year 2025 brought to an item, all of it watched."""
    return line_of(item, year(), Horizons(register=date(2026, 3, 4))).events


def year() -> Period:
    return period_between("2024-12-31", "2025-12-31")


def item(*steps, due=()):
    """An item with these statuses on these days, and these deadlines."""
    record = make.roadmap_item()
    for status, day in steps:
        make.roadmap_step(record, status, occurred=day)
    for day, stated_on in due:
        make.deadline(record, due=day, stated_on=stated_on)
    return record


# What a period brings to an item


@pytest.mark.parametrize(
    ("steps", "events"),
    [
        ([("begun", "2025-03-01")], ["opened"]),
        ([("launched", "2025-03-01")], ["opened", "completed"]),
        ([("wanted", "2024-07-06"), ("begun", "2025-03")], ["moved"]),
        ([("wanted", "2024-07-06"), ("launched", "2025-12-31")], ["moved", "completed"]),
        ([("begun", "2024-07-06"), ("ended", "2025-03-01")], ["moved", "completed"]),
        ([("begun", "2024-07-06"), ("begun", "2025-03-01")], []),
        ([("begun", "2024-07-06")], ["silent"]),
        ([("begun", "2024-12-31")], ["silent"]),
        ([("begun", "2024-07-06"), ("wanted", "2026-01-01")], ["silent"]),
        ([("begun", "2024-07-06"), ("not_found", "2025-03-01")], ["silent"]),
        ([("not_found", "2024-07-06"), ("begun", "2025-03-01")], ["opened"]),
        ([("launched", "2024-07-06")], []),
        ([("ended", "2024-07-06")], []),
        ([("launched", "2024-07-06"), ("begun", "2025-03-01")], []),
        ([("wanted", "2024-07-06"), ("adopted", "2025-03-01")], ["moved"]),
        ([("not_found", "2025-03-01")], []),
    ],
)
def test_events_are_read_from_the_ledger_at_both_ends(statuses, steps, events):
    assert events_of(item(*steps)) == events


@pytest.mark.parametrize(
    ("due", "is_late"),
    [
        ([("2025-09-30", "2025-05-23")], True),
        ([("2024-06", None)], True),
        ([("2025-12-31", "2025-05-23")], False),
        ([("2026-06", "2025-05-23")], False),
        ([("2025-09-30", "2026-05-23")], False),
        ([("2025-09-30", "2025-05-23"), ("2026-06", "2025-10-01")], True),
    ],
)
def test_a_deadline_is_late_once_announced_and_passed(statuses, due, is_late):
    assert ("late" in events_of(item(("begun", "2025-03-01"), due=due))) is is_late


def test_what_is_done_or_closed_is_never_late(statuses):
    for status in ("launched", "ended"):
        assert "late" not in events_of(item((status, "2025-03-01"), due=[("2024-06", None)]))


def test_a_partial_step_is_a_fact_but_moves_nothing(statuses):
    record = item(("begun", "2024-07-06"))
    make.roadmap_step(record, "launched", occurred="2025-03-01", scope_fr="La radio")

    line = line_of(record, year(), Horizons())

    assert (line.events, len(line.facts), line.after.deed.head.row.status.key) == ([], 1, "begun")


def test_nothing_is_silent_over_days_on_which_nobody_looked(statuses):
    record = item(("begun", "2024-07-06"))

    assert line_of(record, year(), Horizons()).events == []
    assert line_of(record, year(), Horizons(register=date(2024, 12, 31))).events == []
    assert line_of(record, year(), Horizons(register=date(2025, 1, 1))).events == ["silent"]


def test_a_step_corrected_since_counts_at_neither_end(statuses):
    record = item(("begun", "2024-07-06"))
    wrong = make.roadmap_step(record, "launched", occurred="2025-03-01")
    make.roadmap_step(record, "begun", occurred="2026-02-01", corrects=wrong)

    assert events_of(record) == ["silent"]


# The page


def counts(text) -> list[int]:
    """How many items were opened, moved, completed, late and silent, then decisions and meetings."""
    return [int(number) for number in re.findall(r"<li><b>(\d+)</b>", text)]


def test_the_report_counts_then_tells_each_item_with_its_facts_and_sources(client, statuses):
    record = item(("wanted", "2024-07-06"))
    source = make.source(publisher="AMAP")
    make.roadmap_step(record, "launched", text_fr="La banque ouvre.", evidence=[make.passage(source)])
    later = item(("begun", "2026-02-01"))
    make.published(record, later)

    text = client.get(YEAR).text

    assert counts(text) == [0, 1, 1, 0, 0, 0, 0]
    row = text.partition("<tbody>")[2].partition("</tbody>")[0]
    assert row.index("statut wanted") < row.index("statut launched") < row.index("La banque ouvre.")
    assert f'<a href="/fr/sources/{source.slug}/">AMAP</a>' in row
    assert "a changé de degré · lancé ou clos" in row
    assert str(later) not in text


def test_decisions_taken_and_meetings_held_are_those_of_the_period(client):
    make.status("postponed", family="stopped")
    for when, word in (("2024-12-31", "avant"), ("2025-12-31", "pendant"), ("2026-01-01", "après")):
        make.published(
            make.decision(name_fr=f"Décision {word}", decided=when), make.meeting(name_fr=f"Réunion {word}", held=when)
        )
    expected = make.decision(name_fr="Décision attendue")
    put_off = make.meeting(name_fr="Réunion reportée", held="2025-03-01")
    make.meeting_step(put_off, "postponed", occurred="2025-02-01")
    make.published(expected, put_off)

    text = client.get(YEAR).text

    assert sorted(re.findall("(?:Décision|Réunion) (?:avant|pendant|après|attendue|reportée)", text)) == [
        "Décision pendant",
        "Réunion pendant",
    ]


def test_a_report_in_english_says_so(client):
    make.published(make.roadmap_step(text_en="The bank opens.").item)
    assert '<html lang="en"' in client.get("/en/bilan/2024-12-31/2025-12-31/").text


# Addresses


@pytest.fixture
def summits():
    niamey = make.summit(slug="niamey", number=1, held="2024-07-06", name_en="Niamey")
    bamako = make.summit(slug="bamako", number=2, name_en="Bamako")
    return make.published(niamey, bamako), bamako


def test_a_summit_stands_for_its_last_day(client, summits):
    text = client.get("/fr/bilan/niamey/bamako/").text
    assert "<h1>Bilan du 6\xa0juillet\xa02024 au 23\xa0décembre\xa02025</h1>" in text
    assert "noindex" not in text
    assert "noindex" in client.get("/fr/bilan/niamey/2025-12-23/").text


def test_a_former_address_of_a_summit_leads_to_the_current_one(client, summits):
    niamey, _bamako = summits
    niamey.slug = "sommet-de-niamey"
    niamey.save()
    publish([niamey])
    response = client.get("/fr/bilan/niamey/bamako/")
    assert (response.status_code, response["Location"]) == (301, "/fr/bilan/sommet-de-niamey/bamako/")


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("2025-02-30/bamako", "« 2025-02-30 » n’est ni une date écrite AAAA-MM-JJ, ni un sommet du registre."),
        ("2025-12/bamako", "« 2025-12 » n’est ni une date"),
        ("niamey/ouaga", "« ouaga » n’est ni une date"),
        ("bamako/niamey", "La période doit finir après avoir commencé."),
        ("bamako/2025-12-23", "La période doit finir après avoir commencé."),
        ("bamako/9999-12-31", "La période finit dans l’avenir"),
        ("bamako/sans-date", "La date du sommet « sans-date » n’est pas connue."),
    ],
)
def test_what_is_no_period_is_not_found_and_the_page_says_why(client, summits, path, reason):
    make.published(make.summit(slug="sans-date", number=3, held=None))
    response = client.get(f"/fr/bilan/{path}/")
    assert response.status_code == 404
    assert reason in response.text.replace("\xa0", " ").replace("\u202f", " ")
    assert "noindex" in response.text


def test_why_there_is_no_such_period_is_told_in_the_language_of_the_page(client):
    assert '<div class="banner" role="alert"><p>The period' in client.get("/en/bilan/2025-01-01/2024-01-01/").text


def test_a_draft_or_withdrawn_summit_is_no_end_of_a_period(client, summits):
    make.summit(slug="brouillon", number=3)
    withdraw([summits[0]], reason="Erreur.")
    for slug in ("brouillon", "niamey"):
        assert client.get(f"/fr/bilan/{slug}/bamako/").status_code == 404


def test_the_form_leads_to_the_report_or_says_why_not(client):
    response = client.get("/fr/bilan/", {"du": "2024-12-31", "au": "2025-12-31"})
    assert (response.status_code, response["Location"]) == (302, YEAR)
    refused = client.get("/fr/bilan/", {"du": "<b>\0", "au": "2025-12-31"})
    assert refused.status_code == 404
    assert re.findall('name="(du|au)" type="date" value="([^"]*)"', refused.text) == [("du", ""), ("au", "2025-12-31")]
    assert "« &lt;b&gt; »" in refused.text.replace("\xa0", " ")


# The periods that make sense


def listed(text) -> list[str]:
    return re.findall(r'<p class="name"><a href="/fr/bilan/([^"]+)/">', text)


def test_periods_go_from_summit_to_summit_and_on_to_this_day(client, summits):
    make.published(make.summit(slug="futur", number=3, held=timezone.localdate() + datetime.timedelta(days=40)))
    assert listed(client.get("/fr/bilan/").text) == [f"bamako/{timezone.localdate()}", "niamey/bamako"]


def test_periods_are_also_those_of_each_presidency(client):
    office = make.office(rotates=True)
    make.mandate(office, started_on="2024-07-06", ended_on="2025-12-23")
    make.mandate(office, started_on="2025-12-23")
    make.mandate(office, is_joint=True)
    make.mandate(make.office(), started_on="2024-07-06")
    make.published(office)
    assert listed(client.get("/fr/bilan/").text) == [f"2025-12-23/{timezone.localdate()}", "2024-07-06/2025-12-23"]


def test_a_summit_links_to_the_report_since_the_one_before_once_it_is_over(client, summits):
    future = make.summit(slug="futur", number=3, held=timezone.localdate() + datetime.timedelta(days=40))
    make.published(future)
    assert 'href="/fr/bilan/niamey/bamako/"' in client.get("/fr/sommets/bamako/").text
    for slug in ("niamey", "futur"):
        assert not re.search(r'href="/fr/bilan/[^"]', client.get(f"/fr/sommets/{slug}/").text)


def test_pillars_are_drawn_at_both_ends_to_the_same_scale_with_their_figures(client):
    opened, closed = (make.roadmap_item(name_fr=name, pillar=make.pillar("defence")) for name in ("A", "B"))
    make.roadmap_step(opened, "begun", occurred="2025-06-01")
    make.roadmap_step(closed, "begun", occurred="2024-01-01")
    make.roadmap_step(closed, "effective", occurred="2025-06-01")
    make.published(opened, closed)

    text = client.get("/fr/bilan/2024-12-31/2025-12-31/").text
    multiples = text.partition("Pilier par pilier, au début et à la fin")[2].partition("</section>")[0]

    widths = re.findall(r'<rect class="(\w+)" x="[\d.]+" width="([\d.]+)"', multiples)
    assert widths == [("begun", "50.0"), ("effect", "50.0"), ("begun", "50.0")]
    assert re.findall(r"</svg>(\d+ [^<]+)</span>", multiples) == ["1 amorcé", "1 effectif", "1 amorcé"]
    assert "1 point ouvert" in multiples


def test_a_pillar_without_items_at_the_beginning_says_so(client):
    item = make.roadmap_item()
    make.roadmap_step(item, "begun", occurred="2025-06-01")
    make.published(item)
    assert "aucun point encore ouvert" in client.get("/fr/bilan/2024-12-31/2025-12-31/").text

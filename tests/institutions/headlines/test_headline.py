"""Where every record stands on five days, against what was worked out by hand from the sources."""

import csv
import random
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

import pytest

from institutions.headlines.gathering import (
    facts_of_decision,
    facts_of_document,
    facts_of_item,
    facts_of_organ,
    facts_of_steps,
)
from institutions.headlines.headline import headline_of
from institutions.models import OrganStep, Status
from institutions.models.stages import Axis
from tests.institutions.headlines.ledgers import FOLDER, Ledgers, state, status

WATCHED = date(2026, 3, 4)
GATHERING = {
    "item": facts_of_item,
    "decision": facts_of_decision,
    "organ": facts_of_organ,
    "document": facts_of_document,
}
TEXT = ["", "announced", "preparing", "principle", "in_part", "decided", "in_force"]
DEED = ["", "announced", "preparing", "begun", "launched", "operational", "effective"]
with (FOLDER / "headlines.tsv").open() as file:
    CASES = list(csv.DictReader(file, delimiter="\t"))


@pytest.fixture(scope="module")
def ledgers():
    return Ledgers()


def stage(line, names):
    """The stage of the whole; how it stands where only parts or states have one."""
    if line.stage:
        return names[line.stage]
    return "by_part" if line.every_part else "by_state" if any(fact.stage for fact in line.states) else ""


def told(headline, kind):
    marks = {"contested": headline.is_contested, "sought": headline.is_sought}
    return {
        "counted_as": "" if kind == "document" else headline.count.value,
        "text_stage": stage(headline.text, TEXT),
        "text_since": headline.text.since_when,
        "deed_stage": stage(headline.deed, DEED),
        "deed_since": headline.deed.since_when,
        "flags": ",".join(mark for mark, holds in marks.items() if holds),
        "horizon": headline.horizon.isoformat(),
    }


@pytest.mark.parametrize("case", CASES, ids=[f"{case['reference']}@{case['day']}" for case in CASES])
def test_a_record_stands_where_the_sources_put_it(ledgers, case):
    facts = GATHERING[case["kind"]](ledgers.by_reference[case["reference"]])

    headline = headline_of(facts, date.fromisoformat(case["day"]), WATCHED)

    assert told(headline, case["kind"]) == {name: case[name] for name in told(headline, case["kind"])}


def test_every_kind_of_record_was_asked_on_several_days():
    assert Counter(case["kind"] for case in CASES) == {"decision": 124, "item": 115, "organ": 76, "document": 62}
    assert len({case["day"] for case in CASES}) == 5


# Counts


def counts(ledgers, **narrowed):
    items = [row for row in ledgers.rows if row["kind"] == "item" and narrowed.items() <= row.items()]
    headlines = (headline_of(facts_of_item(ledgers.by_reference[row["reference"]]), WATCHED, WATCHED) for row in items)
    return Counter(headline.count.value for headline in headlines)


def test_items_are_counted_once_each(ledgers):
    assert counts(ledgers) == {
        "effect": 2,
        "launched": 2,
        "begun": 10,
        "decided": 7,
        "part": 7,
        "prep": 1,
        "announced": 7,
    }


def test_an_adopted_protocol_is_not_counted_as_done(ledgers):
    assert counts(ledgers, pillar="institutionnel") == {"announced": 1, "part": 3, "decided": 1}


# By change


def bank(ledgers):
    return facts_of_item(ledgers.by_reference["AES-I-2026-023"])


def test_the_order_of_the_rows_says_nothing(ledgers):
    facts = bank(ledgers)
    expected = headline_of(facts, WATCHED, WATCHED)

    for seed in range(20):
        shuffled = random.Random(seed).sample(facts, len(facts))
        assert headline_of(shuffled, WATCHED, WATCHED) == expected


def test_the_clock_moves_nothing(ledgers):
    facts = bank(ledgers)
    then, later = (headline_of(facts, day, WATCHED) for day in (WATCHED, WATCHED + timedelta(days=300)))

    assert (later.text, later.deed, later.horizon) == (then.text, then.deed, WATCHED)


def step(key, occurred=None, **fields):
    row = OrganStep(status=status(key), occurred=occurred, text_fr=f"Étape {key}", **fields)
    row._prefetched_objects_cache = {"evidence": []}
    return row


def headline(*steps, day=WATCHED, watched_until=WATCHED):
    return headline_of(facts_of_steps(steps), day, watched_until)


def test_a_lesser_later_step_lowers_nothing_and_is_said():
    told = headline(step("launched", "2025-01-10"), step("begun", "2025-06-01"))

    assert (told.deed.head.row.status.key, told.deed.since.row.status.key) == ("launched", "begun")


def test_a_corrected_step_counts_no_more():
    wrong = step("effective", "2025-01-10")

    told = headline(step("begun", "2024-01-10"), wrong, step("begun", "2025-01-10", corrects_id=wrong.pk))

    assert (told.deed.stage, told.deed.since_when) == (3, "2024-01-10")


def test_a_stage_of_the_text_implies_none_of_the_deed():
    told = headline(step("adopted", "2025-01-10"))

    assert (told.text.stage, told.deed.stage, told.count) == (5, 0, "decided")


def test_a_dated_fact_comes_before_an_undated_statement():
    told = headline(step("adopted", stated_on="2024-12"), step("adopted", "2025-01-10"))

    assert told.text.since_when == "2025-01-10"


def test_what_a_source_contests_gives_no_head_above_an_announcement():
    told = headline(step("adopted", "2025-01-10", is_contested=True), step("announced", "2024-01-10"))

    assert (told.text.stage, len(told.text.contrary), told.is_contested) == (1, 1, True)


def test_after_an_end_only_later_steps_count():
    ended = headline(step("adopted", "2025-01-10"), step("ended", "2025-06-01"))
    anew = headline(step("adopted", "2025-01-10"), step("ended", "2025-06-01"), step("announced", "2025-09-01"))

    assert (ended.text.stage, ended.text.before.row.status.key, ended.count) == (0, "adopted", "ended")
    assert (anew.text.stage, anew.count) == (1, "announced")


def test_a_postponement_lowers_nothing_and_is_said():
    told = headline(step("launched", "2025-01-10"), step("postponed", "2025-06-01"))

    assert (told.deed.stage, told.is_postponed, told.count) == (4, True, "launched")


def test_a_step_may_say_that_it_answers_the_other_question():
    told = headline(step("expected", "2025-01-10", axis=Axis.DEED))

    assert (told.text.stage, told.deed.stage) == (0, 1)


def test_neither_a_part_nor_a_state_raises_the_whole():
    part = step("effective", "2025-01-10", scope_fr="Une partie")
    of_state = replace(facts_of_steps([step("effective", "2025-01-10")])[0], state=state("mali"))

    of_part, by_state = headline(part), headline_of([of_state], WATCHED, WATCHED)

    assert (of_part.deed.stage, of_part.deed.heights, of_part.count) == (0, [6], "begun")
    assert (by_state.deed.stage, by_state.deed.heights, by_state.count) == (0, [6], "begun")


def test_a_reading_by_the_register_moves_no_horizon():
    reading = step("partly", stated_on="2026-02-01", grade="observed")

    told = headline(step("announced", "2025-01-10"), reading, watched_until=None)

    assert told.horizon == date(2025, 1, 10)


def test_silence_is_not_measured_beyond_the_watch():
    told = headline(step("announced", "2025-01-10"), day=date(2026, 12, 30), watched_until=date(2026, 3, 4))

    assert told.horizon == date(2026, 3, 4)


def test_statuses_know_their_ends_and_postponements():
    family = Status.Family.STOPPED

    assert (Status(family=family, is_terminal=True).is_end, Status(family=family).is_postponement) == (True, True)
    assert not Status(family=Status.Family.DONE, is_terminal=True).is_end

"""What every record says, against an oracle that reads the rows alone and never the code that composes.

It has its own table of stages, finds the dates in the sentences by itself, and asks of each line: does every date
come from a row that the record may speak of, is the latest fact said, is absence said only of nothing, is a
contradiction said if and only if a row has one, do both languages say the same.
"""

import re
from datetime import date

import pytest
from django.utils.translation import override

from institutions.headlines import headline_of
from institutions.headlines.clauses import plain
from institutions.headlines.wording import full
from sources.dates import PartialDate
from tests.institutions.headlines.ledgers import Ledgers
from tests.institutions.headlines.test_headline import GATHERING, WATCHED

DEED_BY_ITSELF = {
    "begun",
    "head_appointed",
    "launched",
    "operational",
    "effective",
    "existing",
    "contested",
    "postponed",
}
ABSENCE = {"fr": "aucune étape connue au", "en": "no step known as of"}
CONTRADICTION = {"fr": r"sources contradictoires|contesté", "en": r"contradictory sources|contested"}
MONTHS = {
    "fr": ["janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc."],
    "en": ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
}
LEDGERS = Ledgers()
ROWS = {(row["kind"], row["slug"]): row for row in LEDGERS.rows}
RECORDS = [row for row in LEDGERS.rows if row["kind"] in ("item", "organ") and row.get("steps")]
DAYS = [date(2024, 12, 31), date(2025, 12, 23), date(2026, 1, 1), WATCHED, date(2026, 11, 30)]


def axis_of(step):
    return step.get("axis") or ("deed" if step["status"] in DEED_BY_ITSELF else "text")


def spoken_of(row) -> list[dict]:
    """The steps and acts that a record may speak of: its own, those of its twin, those of what it is linked to."""
    twins = [row, *twins_of(row)]
    steps = [step for twin in twins for step in twin.get("steps", [])]
    for item in (twin for twin in twins if twin["kind"] == "item"):
        decisions = [ROWS["decision", link["decision"]] for link in item["decisions"] if link["extent"] != "related"]
        documents = [ROWS["document", link["document"]] for link in item["documents"]]
        documents += [ROWS["document", slug] for decision in decisions for slug in decision.get("documents", [])]
        steps += [step for decision in decisions for step in decision["steps"]]
        steps += [act for document in documents for act in [document, *document["ratifications"]]]
    return steps


def twins_of(row):
    if row["kind"] == "organ":
        return [other for other in LEDGERS.rows if other.get("subject") == row["slug"]]
    return [ROWS["organ", row["subject"]]] if "subject" in row else []


def dates_of(rows) -> set[str]:
    """Every date of these rows, its ends too."""
    names = ("occurred", "stated_on", "dated", "as_of")
    told = {row[name] for row in rows for name in names if row.get(name)}
    resulting = {row["resulting_decision"] for row in rows if row.get("resulting_decision")}
    told |= {ROWS["decision", slug]["decided"] for slug in resulting}
    return {end for text in told for end in text.split("/")}


def dates_in(sentence: str, language: str) -> set[str]:
    """The dates that a sentence says, as EDTF; the year of an interval's end is that of its beginning."""
    months = "|".join(map(re.escape, MONTHS[language]))
    found, last_year = set(), None
    pattern = rf"(?:(?:(\d{{1,2}})–)?(\d{{1,2}})(?:ᵉʳ)?[\s\u00a0])?(?<!\w)({months})(?:[\s\u00a0](\d{{4}}))?"
    for match in reversed(list(re.finditer(pattern, sentence))):
        last_year = match[4] or last_year
        if last_year:
            month = f"{MONTHS[language].index(match[3]) + 1:02}"
            found |= {f"{last_year}-{month}-{int(day):02}" for day in (match[1], match[2]) if day}
            found |= set() if match[2] else {f"{last_year}-{month}"}
    return found


def without_texts(sentence, rows, language) -> str:
    """What the register itself says: the sentences of the steps may tell dates of their own."""
    for text in sorted((row["text"][language].rstrip(".") for row in rows if "text" in row), key=len, reverse=True):
        sentence = sentence.replace(text, "")
    return sentence


def known(step, day) -> bool:
    told = step.get("occurred") or step.get("stated_on") or step["recorded_at"][:10]
    is_look = step["status"] == "not_found" and step.get("grade") == "observed"
    told = step["stated_on"] if is_look and step.get("stated_on") else told
    return PartialDate.of(told).last <= day


def uncorrected(steps):
    wrong = {step["corrects"].rpartition("/")[2] for step in steps if step.get("corrects")}
    return [step for step in steps if not any(step["id"].startswith(digits) for digits in wrong)]


def said(row, day, language):
    facts = GATHERING[row["kind"]](LEDGERS.by_reference[row["reference"]])
    is_expected = row["kind"] == "item" or bool(twins_of(row))
    with override(language):
        return plain(full(headline_of(facts, day, WATCHED, expects_deed=is_expected)))


def faults(row, day, language, sentence) -> list[str]:
    """What a sentence says that it may not, or leaves out."""
    steps = [step for step in uncorrected(row.get("steps", [])) if known(step, day)]
    rows = spoken_of(row)
    own = [step for step in uncorrected([r for r in rows if "status" in r]) if known(step, day)]
    allowed = dates_of(rows) | {min(day, WATCHED).isoformat()}
    told = dates_in(without_texts(sentence, rows, language), language)
    found = [f"date of nowhere {date}" for date in told - allowed]
    if ABSENCE[language] in sentence and any(axis_of(step) == "deed" for step in own):
        found.append("absence over a row")
    contested = [s for s in own if s.get("is_contested") or s["status"] == "contested"]
    if bool(contested) != bool(re.search(CONTRADICTION[language], sentence)):
        found.append("contradiction")
    facts = [s["occurred"] for s in steps if s.get("occurred") and not s.get("state") and s not in contested]
    latest = max((PartialDate.of(f) for f in facts if f), key=lambda f: f.first, default=None)
    searches = [s for s in steps if s["status"] == "not_found"]
    is_look = any(s.get("occurred") == str(latest) for s in searches)
    if latest and not is_look and not set(str(latest).split("/")) & told:
        found.append(f"latest fact {latest} left out")
    return found


CASES = [(row, day) for row in RECORDS for day in DAYS if any(known(step, day) for step in row["steps"])]


@pytest.mark.parametrize(("row", "day"), CASES, ids=[f"{row['reference']}@{day}" for row, day in CASES])
def test_a_record_says_what_its_rows_say_and_no_more(row, day):
    sentences = {language: said(row, day, language) for language in ("fr", "en")}

    assert {language: faults(row, day, language, sentence) for language, sentence in sentences.items()} == {
        "fr": [],
        "en": [],
    }
    rows = spoken_of(row)
    french, english = (without_texts(sentences[language], rows, language) for language in ("fr", "en"))
    assert dates_in(french, "fr") == dates_in(english, "en")


def test_the_oracle_asks_of_most_records_on_most_days():
    assert len(CASES) > 200


SPOILED = [
    ("a date of nowhere", lambda s: re.sub(r"23.déc..2025", "25\u00a0déc.\u00a02025", s)),
    ("absence over a row", lambda s: f"{s} Mise en œuvre : aucune étape connue au 4 mars 2026."),
    ("a contradiction left out", lambda s: re.sub(r".; sources contradictoires.*", ".", s)),
    ("the latest fact left out", lambda s: re.sub(r".; depuis[^;]*", "", s)),
]


@pytest.mark.parametrize(("_name", "spoil"), SPOILED, ids=[name for name, _spoil in SPOILED])
def test_the_oracle_finds_what_is_spoiled(_name, spoil):
    row = next(row for row in RECORDS if row["reference"] == "AES-I-2026-023")
    sentence = said(row, WATCHED, "fr")

    spoiled = spoil(sentence)

    assert spoiled != sentence
    assert faults(row, WATCHED, "fr", spoiled) != []

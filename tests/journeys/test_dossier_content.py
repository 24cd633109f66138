"""The register's first content: data/dossier, held against the manifest of the original dossier."""

import re
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.db import transaction

from exchange.dossier import manifest as manifests
from exchange.dossier.dumping import dump_dossier
from exchange.dossier.loading import Load
from exchange.schema.fields import Texts
from tests.every import every

pytestmark = pytest.mark.django_db

DATA = settings.BASE_DIR / "data"
MANIFEST = manifests.read(DATA / "manifest.yaml")
ARTICLE = "deuxieme-sommet-de-l-aes-a-bamako-un-tournant"
NBSP, NARROW = "\N{NO-BREAK SPACE}", "\N{NARROW NO-BREAK SPACE}"


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker, tmp_path_factory):
    """What the tables hold once the dossier is loaded, as plain data: loaded once, then rolled back."""
    folder = tmp_path_factory.mktemp("dump")
    with django_db_blocker.unblock(), transaction.atomic():
        first, again = load(), load()
        dump_dossier(folder)
        register = manifests.Register()
        transaction.set_rollback(True)
    return SimpleNamespace(first=first, again=again, folder=folder, register=register)


def load():
    dossier = Load(DATA / "dossier")
    dossier.prepare()
    dossier.write()
    dossier.identify()
    return dossier.report


@pytest.fixture(scope="module")
def register(loaded):
    return loaded.register


def rows(register):
    """Every row: collection, shape, the record's slug or key, and the plain entry."""
    for name, entries in register.desk.entries.items():
        collection = register.collections[name]
        for entry in entries.values():
            handle = entry[collection.handle]
            yield name, collection, handle, entry
            for part in collection.parts.values():
                yield from ((name, part, handle, row) for row in entry.get(part.name, ()))


def texts(register, language):
    """Every translated text in that language, with where it stands."""
    for name, shape, handle, entry in rows(register):
        for field in shape.fields.values():
            if isinstance(field, Texts) and language in entry.get(field.name, {}):
                yield f"{name}/{handle}.{field.name}", entry[field.name][language]


# Files and tables


def test_everything_is_loaded_and_a_second_time_changes_nothing(loaded):
    assert len(loaded.first.created) == sum(loaded.first.counts.values()) == len(loaded.again.unchanged)
    assert loaded.again.created == loaded.again.updated == loaded.again.skipped == []


def test_files_are_as_dump_writes_them(loaded):
    files = {path.name: path.read_text() for path in (DATA / "dossier").iterdir()}

    assert files == {path.name: path.read_text() for path in loaded.folder.iterdir()}


# Nothing dropped


def test_every_entry_relation_and_count_of_the_manifest_is_in_the_tables(register):
    assert manifests.differences_with_desk(MANIFEST, register) == []


def test_every_line_of_the_chronology_is_carried_by_a_dated_row(register):
    lines = MANIFEST["sections"]["chronology"]["entries"].values()

    assert len(lines) == 36
    for line in lines:
        carried = {value for row in register.rows(line["target"]) for value in row.values() if isinstance(value, str)}
        ends = {end for value in carried for end in value.split("/")}
        assert line["date"] in carried | ends, line


def test_origin_is_read_from_the_evidence(register):
    """Whether an entry came from the undated article, from elsewhere or from both, needs no field."""
    for _section, name, entry in every(manifests.entries_of(MANIFEST)):
        if "origin" in entry and entry["target"].split("/")[0] != "milestones" and "date" not in entry:
            cited = {link["source"] == ARTICLE for link in register.find(entry["target"]).get("evidence", ())}
            found = {frozenset([True]): "seed", frozenset([False]): "beyond"}.get(frozenset(cited), "both")
            assert found == entry["origin"], name


def test_everything_said_by_the_undated_article_cites_it(register):
    marked = [entry for _section, _name, entry in manifests.entries_of(MANIFEST) if entry.get("undated_article")]

    assert len(marked) > 100
    for entry in marked:
        sources = {
            link["source"]
            for target in manifests.targets_of(entry)
            for row in register.rows(target)
            for link in row.get("evidence", ())
        }
        assert ARTICLE in sources, entry


def test_expected_decisions_keep_their_modality_and_their_outcome(register):
    expected = [d for d in register.desk.entries["decisions"].values() if "modality" in d]

    assert len(expected) == 9
    for decision in expected:
        first, *later = sorted(decision["steps"], key=lambda step: step["stated_on"])
        assert first["status"] == "expected"
        assert [step["stated_on"] for step in later] in (["2026-03-04"], [])


def test_outcome_without_evidence_is_a_gap(register):
    decision = register.find("decisions/avancer-sur-des-structures-communes")

    assert [step["status"] for step in decision["steps"]] == ["expected"]
    assert register.find("gaps/structures-communes")["decisions"] == [decision["slug"]]


def test_every_status_is_defined_on_the_page_about_method(register):
    body = register.find("pages/methode")["body"]

    for status in every(register.desk.entries["statuses"].values()):
        for language, colon in (("fr", f"{NBSP}: "), ("en", ": ")):
            name = status["name"][language]
            line = f"- {name[0].upper()}{name[1:]}{colon}{status['definition'][language]}"
            assert line in body[language].split("\n")


# Wording


FRENCH_FAULTS = {
    "straight apostrophe or quote": r"['\"]",
    "no narrow no-break space before ; ! ?": rf"[^{NARROW}][;!?]",
    "no no-break space before a colon": rf"[^{NBSP}\d]:",
    "no no-break space inside guillemets": rf"«[^{NBSP}]|[^{NBSP}]»",
    "no no-break space before %": rf"[^{NBSP}]%",
    "two spaces": r"[  ]{2}",
    "three full stops": r"\.\.\.",
    "ordinal": r"\b(1er|1re|\d+(e|ème)|[IVX]+e)\b",
    "hyphen in a range": r"(?<![\d-])\d{1,2}-\d{1,2}(?![\d-])",
    "capital without its accent": r"\b(Etats?|Economie|Eric|A) ",
    "number sign": r"n°|N°",
    "thousands": r"\d \d{3}\b",
}
ENGLISH_FAULTS = {
    "straight apostrophe or quote": r"['\"]",
    "guillemets": r"[«»]",
    "space before punctuation": rf"[\s{NBSP}{NARROW}][;:!?,]",
    "two spaces": r"[  ]{2}",
    "hyphen in a range": r"(?<![\d-])\d{1,2}-\d{1,2}(?![\d-])",
    "American spelling": r"(?i)\b\w+(ization|izing|ized)\b|\bprograms?\b|\bdefense\b|\bcenter\b|\blicense\b",
}
QUOTED_IN_FRENCH = re.compile(r"“Deuxième sommet[^”]*”|“Un espace[^”]*”")
WORKING_WORDS = re.compile(
    r"\bS\d{2,3}\b|\bseed\b|\bextraits?\b|\bexcerpts?\b|pages? lues?|non trouvée?s?\b", re.IGNORECASE
)


@pytest.mark.parametrize("fault", FRENCH_FAULTS)
def test_french_typography(register, fault):
    faulty = [(place, text) for place, text in texts(register, "fr") if re.search(FRENCH_FAULTS[fault], text)]

    assert faulty == []


@pytest.mark.parametrize("fault", ENGLISH_FAULTS)
def test_english_typography(register, fault):
    found = [(place, QUOTED_IN_FRENCH.sub("X", text)) for place, text in texts(register, "en")]

    assert [(place, text) for place, text in found if re.search(ENGLISH_FAULTS[fault], text)] == []


def test_titles_described_by_the_register_are_in_its_typography(register):
    ours = [source["title"] for source in register.desk.entries["sources"].values() if source.get("title_is_ours")]

    assert len(ours) == 20
    for title in ours:
        assert not [fault for fault, pattern in FRENCH_FAULTS.items() if re.search(pattern, title)], title
        assert not title.startswith("("), title


def test_every_text_is_in_english_too(register):
    english = {place for place, _text in texts(register, "en")}

    assert {place for place, _text in texts(register, "fr")} == english


@pytest.mark.parametrize("language", ["fr", "en"])
def test_working_words_are_not_published(register, language):
    assert [(p, t) for p, t in texts(register, language) if WORKING_WORDS.search(t)] == []

"""Comparing with the original dossier: what is missing on either side is told, and nothing else."""

import pytest
import yaml

from exchange.dossier import manifest as manifests

pytestmark = pytest.mark.django_db

ORIGINAL = {
    "meta": {"status_vocabulary": [{"id": "adopted", "fr": "adopté", "en": "adopted"}]},
    "sources": [{"id": "S01", "title": "Fin des travaux", "date": "2025-12"}],
    "decisions": [
        {
            "id": "x_protocoles",
            "date": "2025-12-23",
            "fr": "Adopter",
            "en": "Adopt",
            "source": [{"ref": "S01", "at": "L3"}],
        }
    ],
    "gaps": [],
}
KEYS = {
    "any section": {"*[].id": "id", "*[].source[].ref": "evidence", "*[].source[].at": "evidence"},
    "meta": {"meta.status_vocabulary[].{fr,en}": "Status.name"},
    "sources": {"sources[].title": "Source.title", "sources[].date": "Source.published_on"},
    "decisions": {"decisions[].date": "Decision.decided", "decisions[].{fr,en}": "Decision.name"},
}
DECISION = "decisions/adopter-quatre-protocoles"


def known():
    """The manifest that goes with that original and with the small dossier."""
    entries = {
        "status_vocabulary": {"adopted": {"target": "statuses/adopted"}},
        "sources": {"S01": {"target": "sources/le-sahel"}},
        "decisions": {"x_protocoles": {"target": DECISION, "parts": {"state": f"{DECISION}/00000000"}}},
        "gaps": {},
    }
    fields = {"status_vocabulary": 3, "sources": 3, "decisions": 6, "gaps": 0}
    sections = {name: {"fields": fields[name], "entries": content} for name, content in entries.items()}
    return {"sections": {"meta": {"fields": 0}, **sections}}


@pytest.fixture
def register(folder):
    folder.load()
    return manifests.Register()


@pytest.fixture
def compare(register, tmp_path):
    """Differences between the manifest, a changed original and the desk."""

    def differences(original=ORIGINAL, keys=KEYS, manifest=None):
        file = tmp_path / "original.yml"
        file.write_text(yaml.dump(original))
        manifest = manifest or known()
        return manifests.differences_with_original(manifest, keys, manifests.Original(file), register)

    return differences


def changed(section, **values):
    entry = {**ORIGINAL[section][0], **values}
    return {**ORIGINAL, section: [entry]}


def test_nothing_differs(compare):
    assert compare() == []


def test_entry_that_the_manifest_does_not_know(compare):
    differences = compare({**ORIGINAL, "sources": [*ORIGINAL["sources"], {"id": "S02"}]})

    assert differences == ["sources.S02: not in the manifest", "sources: 3 values in the manifest, 4 in the file"]


def test_entry_that_the_file_lost(compare):
    differences = compare({**ORIGINAL, "decisions": []})

    assert "decisions.x_protocoles: not in the file" in differences


def test_key_without_a_field_and_field_without_a_key(compare):
    differences = compare(changed("sources", colour="ocre"))
    keys = {**KEYS, "gaps": {"gaps[].{fr,en}": "Gap.text"}}

    assert "sources[].colour: no field is named for this key (1 values)" in differences
    assert compare(keys=keys) == ["gaps[].{fr,en}: in the table of keys, not in the file"]


@pytest.mark.parametrize(
    ("values", "missing"),
    [
        ({"source": [{"ref": "S01", "at": "L4"}]}, "S01 L4"),
        ({"date": "2025-12-24"}, "2025-12-24"),
        ({"confidence": "high"}, "confidence high"),
        ({"strength": 5000}, "5000"),
    ],
)
def test_fact_that_is_not_where_the_manifest_says(compare, values, missing):
    assert f"decisions.x_protocoles: {missing} not found at {DECISION}" in compare(changed("decisions", **values))


@pytest.mark.parametrize(("title", "kept"), [("Fin des travaux (dépêche)", True), ("Fin de travaux", False)])
def test_title_may_lose_a_remark_and_no_more(compare, title, kept):
    missing = f"sources.S01: title “{title}” not found at sources/le-sahel"

    assert (missing not in compare(changed("sources", title=title))) == kept


def test_target_that_is_not_on_the_desk(register):
    manifest = known()
    manifest["sections"]["sources"]["entries"]["S01"]["target"] = "sources/autre"
    manifest["register"] = register.counts()

    assert manifests.differences_with_desk(manifest, register) == ["sources.S01: nothing at sources/autre"]


def test_relation_that_the_desk_does_not_hold(register):
    manifest = {**known(), "register": register.counts()}
    relation = {"target": DECISION, "field": "mandates", "to": "presidence/bbbbbbbb"}
    manifest["sections"]["relations"] = {"fields": 3, "entries": {"1": relation}}

    assert manifests.differences_with_desk(manifest, register) == [
        f"relations.1: {DECISION} has not mandates = presidence/bbbbbbbb"
    ]


def test_count_that_changed(register):
    manifest = {**known(), "register": {**register.counts(), "persons": {"entries": 2, "rows": 2, "values": 6}}}

    assert manifests.differences_with_desk(manifest, register) == [
        (
            "persons: {'entries': 2, 'rows': 2, 'values': 6} in the manifest,"
            " {'entries': 1, 'rows': 1, 'values': 3} on the desk"
        )
    ]

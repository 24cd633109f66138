"""Open data over HTTP: every published row, in every format, and nothing else."""

import csv
import json
from io import StringIO

import pytest
from django.conf import settings

from editions.models import ContentVersion
from exchange.dossier.loading import Load
from exchange.schema.content import Content
from exchange.schema.record_types import collections
from publishing.live.publish import publish, withdraw
from publishing.registry import RECORD_TYPES
from readers.open_data.tables import tables
from readers.open_data.views import MAX_AGE
from tests import factories as make
from tests import scenes
from tests.every import every

pytestmark = pytest.mark.django_db

FILES = ["registre.json", "registre.yaml", "datapackage.json", "decisions.csv", "roadmap_steps.csv"]


@pytest.fixture
def ask(client):
    """The answer about a file of open data."""
    return lambda name, language="fr", **headers: client.get(f"/{language}/donnees/{name}", headers=headers)


def rows(answer) -> list[dict]:
    assert answer.content.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(StringIO(answer.content.decode("utf-8-sig"), newline="")))


def entries(answer, name) -> list[dict]:
    return json.loads(answer.content)["collections"][name]


def test_a_table_has_both_languages_links_by_name_and_the_permanent_address(ask):
    status = make.status("adopted")
    decision = make.decision(
        name_fr="Banque, « BCID »", name_en="Bank", organ=make.organ(slug="college"), decided="2025-12"
    )
    source = make.source(slug="amap")
    evidence = [make.passage(source, locator="L3, L11"), make.passage(source, locator="")]
    step = make.decision_step(decision, "adopted", evidence=evidence, scope_fr="Statuts", is_contested=True)
    make.published(decision)

    (row,) = rows(ask("decisions.csv"))
    names = ("id", "url", "reference", "name_fr", "name_en", "organ", "meeting", "decided")
    assert [row[name] for name in names] == [
        str(decision.pk),
        f"{settings.SITE_URL}/r/{decision.reference}",
        decision.reference,
        "Banque, « BCID »",
        "Bank",
        "college",
        "",
        "2025-12",
    ]
    (row,) = rows(ask("decision_steps.csv"))
    assert [row[name] for name in ("id", "decision", "status", "evidence", "is_contested")] == [
        str(step.pk),
        decision.slug,
        status.key,
        "amap | amap, L3, L11",
        "true",
    ]


def test_files_say_the_same_in_every_language(ask):
    make.published(make.decision(name_en="Bank"))
    for name in every(set(FILES) - {"datapackage.json"}):
        assert ask(name, "fr").content == ask(name, "en").content


def test_every_model_that_is_published_has_its_table_and_the_page_links_to_it(ask):
    page = ask("").text
    models = {model for kind in RECORD_TYPES.values() for model in (kind.model, *kind.parts)}
    assert {table.shape.model for table in tables().values()} == models
    for name in tables():
        assert f'href="/fr/donnees/{name}.csv"' in page
        assert ask(f"{name}.csv").status_code == 200


def test_tables_are_described_column_by_column(ask):
    make.published(scenes.decision(1))
    package = json.loads(ask("datapackage.json").content)
    for resource in every(package["resources"]):
        header = ask(f"{resource['name']}.csv").content.decode("utf-8-sig").splitlines()[0]
        assert header.split(",") == [field["name"] for field in resource["schema"]["fields"]]
        assert resource["path"] == f"{settings.SITE_URL}/fr/donnees/{resource['name']}.csv"


def test_the_json_holds_every_record_with_its_parts_and_every_key(ask):
    item = make.roadmap_item(name_en="Radio")
    make.roadmap_step(item, "begun")
    make.deadline(item)
    make.published(item)

    answer = ask("registre.json")

    (entry,) = entries(answer, "roadmap_items")
    assert entry["name"] == {"fr": item.name_fr, "en": "Radio"}
    assert (entry["roadmap"], entry["related_organs"], entry["summary"]) == (None, [], {})
    assert [step["status"] for step in entry["steps"]] == ["begun"]
    assert [deadline["due"] for deadline in entry["deadlines"]] == ["2026-06"]
    version, told = ContentVersion.objects.current(), json.loads(answer.content)
    assert (told["version"], told["changed_at"]) == (version.number, version.changed_at.isoformat())
    assert told["licence"] == "CC-BY-4.0"


def test_the_dossier_can_be_loaded_and_changes_nothing(ask, tmp_path):
    scenes.decision(1)
    scenes.roadmap_item(1)
    scenes.publish_everything()
    before = Content(collections()).entries
    file = tmp_path / "registre.yaml"
    file.write_bytes(ask("registre.yaml").content)

    load = Load(file)
    load.prepare()
    load.write()

    assert Content(collections()).entries == before
    assert (load.report.created, load.report.updated, load.report.skipped) == ([], [], [])


# Only what readers meet


def test_drafts_changes_not_published_and_withdrawn_records_are_in_no_file(ask):
    live, withdrawn = make.decision(name_fr="Publiée"), make.decision(name_fr="Retirée")
    make.published(live, withdrawn)
    withdraw([withdrawn], reason="Erreur.")
    live.name_fr = "Récrite"
    live.save()
    make.decision(name_fr="Brouillon")
    for name in ("registre.json", "registre.yaml", "decisions.csv"):
        text = ask(name).content.decode()
        assert [word for word in ("Publiée", "Retirée", "Récrite", "Brouillon") if word in text] == ["Publiée"]


def test_texts_of_a_language_in_which_the_record_does_not_exist_are_in_no_file(ask):
    untitled = make.roadmap_item(summary_fr="Dit", summary_en="Unfinished", name_ar="قيد", summary_ar="غير")
    make.roadmap_step(untitled, text_en="Unfinished too", text_ar="خطوة")
    make.published(untitled)
    for name in ("registre.json", "registre.yaml", "roadmap_items.csv", "roadmap_steps.csv"):
        text = ask(name).content.decode()
        assert untitled.slug in text
        assert not [word for word in ("Unfinished", "قيد", "غير", "خطوة", "_ar") if word in text]


# Over HTTP


@pytest.mark.parametrize(
    ("name", "media_type", "file_name"),
    [
        ("registre.json", "application/json", "registre-aes.json"),
        ("registre.yaml", "application/yaml", "registre-aes.yaml"),
        ("datapackage.json", "application/json", "datapackage.json"),
        ("decisions.csv", "text/csv; charset=utf-8; header=present", "registre-aes-decisions.csv"),
    ],
)
def test_files_may_be_saved_kept_and_asked_for_from_anywhere(ask, name, media_type, file_name):
    answer = ask(name)
    assert (answer.status_code, answer["Content-Type"]) == (200, media_type)
    assert answer["Content-Disposition"] == f'attachment; filename="{file_name}"'
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert answer["Cache-Control"] == "public, max-age=900"
    assert not answer["ETag"].startswith("W/")


@pytest.mark.parametrize("name", FILES)
def test_a_file_is_asked_for_again_for_nothing_until_something_is_published(ask, name):
    record = make.published(make.decision())
    answer = ask(name)
    again = [ask(name, if_none_match=answer["ETag"]), ask(name, if_modified_since=answer["Last-Modified"])]
    assert [(a.status_code, a.content) for a in again] == [(304, b"")] * 2
    record.name_fr = "Autre"
    record.save()
    publish([record])
    assert ask(name, if_modified_since=answer["Last-Modified"]).status_code == 200


def test_an_unknown_table_is_not_found(ask):
    assert [ask(name).status_code for name in ("inconnue.csv", "users.csv", "decisions.json")] == [404] * 3


# Spreadsheets


@pytest.mark.parametrize("text", ["=1+1", "+33", "-2", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "\uff1d1", "'=1"])
def test_nothing_runs_as_a_formula(ask, text):
    make.published(make.decision(name_fr=text))
    assert rows(ask("decisions.csv"))[0]["name_fr"] == f"'{text}"
    assert entries(ask("registre.json"), "decisions")[0]["name"]["fr"] == text


def test_a_file_may_be_kept_as_long_as_it_says(ask):
    assert ask("decisions.csv").headers["Cache-Control"] == f"public, max-age={MAX_AGE}"

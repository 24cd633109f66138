"""A dossier with a fault is refused as a whole, in words, with file, line and path of every fault."""

import pytest

from exchange.dossier.reading import Reader
from institutions.models import Office, Person, Status
from publishing.models import DossierEntry
from publishing.models.reference import ReferenceCounter
from sources.models import Source
from summits.models import Decision

pytestmark = pytest.mark.django_db

DECISION = "decisions[adopter-quatre-protocoles]"


@pytest.fixture(autouse=True)
def nothing_written():
    yield
    for model in (Source, Status, Person, Office, Decision, DossierEntry, ReferenceCounter):
        assert not model.objects.exists()


def test_malformed_yaml(folder):
    folder.edit("persons", "  slug: goita\n", "  slug: [goita\n")

    assert "persons.yaml:5 — YAML mal formé : did not find expected ',' or ']'" in folder.errors()


def test_fields_taken_over_from_what_has_none(folder):
    folder.edit("persons", "  slug: goita\n", "  slug: goita\n  <<: goita\n")

    fault = "persons.yaml:5: persons[goita] — « << » reprend les champs d’une autre entrée, par son ancre"
    assert folder.errors() == [fault]


def test_fields_taken_over_again_and_again_are_read_once(folder):
    """Each anchor twice in the next one: read as often as it is named, that would be 2 to the power of 60 times."""
    chain = "".join(f"- &m{n}\n  <<: [*m{n - 1}, *m{n - 1}]\n" for n in range(1, 61))
    folder.edit("persons", "persons:\n", f"persons:\n- &m0\n  id: x\n{chain}")

    assert "persons.yaml:3: persons[1].id — « x » n’est pas un identifiant UUID" in folder.errors()


def test_text_that_is_not_utf_8(folder):
    (folder.path / "gaps.yaml").write_bytes("gaps: [é]".encode("latin-1"))

    assert folder.errors() == ["gaps.yaml:1 — le fichier n’est pas en UTF-8"]


def test_empty_folder(folder):
    for file in folder.path.iterdir():
        file.unlink()

    assert folder.errors() == [f"{folder.path}:1 — aucun fichier .yaml à cet endroit"]


def test_unknown_collection(folder):
    folder.edit("persons", "persons:", "person:")

    assert folder.errors()[-1] == "persons.yaml:1: person — rubrique inconnue « person » ; vouliez-vous : persons ?"


def test_unknown_reference(folder):
    folder.edit("offices", "person: goita", "person: goitta")

    assert folder.errors() == [
        (
            "offices.yaml:8: offices[presidence].mandates[1].person — aucun"
            " « personne » ne s’appelle « goitta » ; vouliez-vous : goita ?"
        )
    ]


def test_unknown_passage(folder):
    folder.edit("decisions", "at: L3", "at: L4")

    assert folder.errors() == [
        (
            f"decisions.yaml:11: {DECISION}.evidence[1] — aucun « passage » ne s’appelle « le-sahel#L4 » ;"
            " vouliez-vous : le-sahel#L3, le-sahel ?"
        )
    ]


@pytest.mark.parametrize("again", ["{source: le-sahel, at: L3}", "le-sahel#L3", "AES-S-2025-001#L3"])
def test_target_named_twice(folder, again):
    cited = "  - {source: le-sahel, at: L3}\n"
    folder.edit("decisions", cited, f"{cited}  - {again}\n")

    assert folder.errors()[0].endswith(" — cité deux fois")


def test_unknown_part(folder):
    folder.edit("decisions", "presidence/aaaaaaaa", "presidence/bbbbbbbb")

    assert folder.errors() == [
        (f"decisions.yaml:9: {DECISION}.mandates[1] — aucun « mandat » ne s’appelle « presidence/bbbbbbbb »")
    ]


@pytest.mark.parametrize(
    ("date", "message"),
    [
        (
            "23/12/2025",
            "« 23/12/2025 » n’est pas écrite sous une forme admise : AAAA-MM-JJ, AAAA-MM, AAAA ou intervalle a/b.",
        ),
        ("2025-02-30", "« 2025-02-30 » n’existe pas dans le calendrier."),
        ("2025-12-23/2025-12-22", "L’intervalle « 2025-12-23/2025-12-22 » finit avant de commencer."),
    ],
)
def test_wrong_date(folder, date, message):
    folder.edit("decisions", "decided: 2025-12-23", f"decided: {date}")

    assert folder.errors() == [f"decisions.yaml:8: {DECISION}.decided — {message}"]


def test_duplicate_id(folder):
    folder.edit("persons", "000000000021", "000000000001")

    assert folder.errors() == [
        (
            "sources.yaml:2: sources[le-sahel].id — identifiant 00000000-0000-4000-8000-000000000001"
            f" déjà donné à {folder.path}/persons.yaml:2: persons[goita].id"
        )
    ]


def test_identifier_that_is_no_uuid(folder):
    folder.edit("persons", "00000000-0000-4000-8000-000000000021", "p_goita")

    assert folder.errors() == ["persons.yaml:2: persons[goita].id — « p_goita » n’est pas un identifiant UUID"]


def test_slug_given_twice(folder):
    folder.add("persons", folder.texts["persons"].removeprefix("persons:\n").replace("0021", "0022"))

    assert folder.errors()[0] == (
        f"persons.yaml:8: persons[goita].slug — « goita » est déjà pris par"
        f" {folder.path}/persons.yaml:4: persons[goita].slug"
    )


def test_reference_given_twice_is_refused_by_the_schema(folder):
    again = folder.texts["persons"].removeprefix("persons:\n").replace("0021", "0022")
    folder.add("persons", again.replace("slug: goita", "slug: goita-2"))

    assert folder.errors() == [
        (
            "persons.yaml:6: persons[goita-2] — refusé par la règle « institutions_person_reference_key »"
            " de la base : Key (reference)=(AES-P-2026-001) already exists."
        )
    ]


def test_reference_of_another_form_or_type(folder):
    folder.edit("persons", "AES-P-2026-001", "AES-D-2026-001")

    assert folder.errors() == [
        (
            "persons.yaml:3: persons[goita].reference — « AES-D-2026-001 » n’a pas la forme d’une référence :"
            " AES-P-2025-001"
        )
    ]


def test_missing_french_text(folder):
    folder.edit("decisions", "    fr: Adopter quatre protocoles\n", "")

    assert folder.errors() == [f"decisions.yaml:5: {DECISION}.name — texte français manquant"]


def test_missing_french_text_of_an_optional_field(folder):
    folder.edit("persons", "  name: Assimi Goïta\n", "  name: Assimi Goïta\n  role: {en: Chair}\n")

    assert folder.errors() == ["persons.yaml:6: persons[goita].role — texte français manquant"]


def test_unknown_language(folder):
    folder.edit("decisions", "    en: Adopt", "    de: Adopt")

    assert folder.errors() == [f"decisions.yaml:7: {DECISION}.name.de — langue inconnue « de »"]


def test_overlapping_mandates(folder):
    folder.add(
        "offices",
        "  - id: bbbbbbbb-0000-4000-8000-000000000033\n    person: goita\n    started_on: 2025-12-22\n",
    )

    assert folder.errors() == [
        (
            "offices.yaml:11: offices[presidence].mandates[2] — Deux mandats de cette fonction se chevauchent :"
            " corrigez les dates, ou cochez « exercé à plusieurs »."
        )
    ]


def test_mandate_that_follows_on_the_same_day_is_accepted(folder):
    folder.add(
        "offices",
        "  - id: bbbbbbbb-0000-4000-8000-000000000033\n    person: goita\n    started_on: 2025-12-23\n",
    )

    folder.load(dry_run=True)


def test_end_before_start(folder):
    folder.edit("offices", "ended_on: 2025-12-23", "ended_on: 2024-07-05")

    assert folder.errors() == [
        "offices.yaml:7: offices[presidence].mandates[1] — Le mandat se termine avant d’avoir commencé."
    ]


def test_step_without_source(folder):
    folder.edit("decisions", "    evidence: [{source: le-sahel}]\n", "")

    assert folder.errors() == [
        (
            f"decisions.yaml:13: {DECISION}.steps[1] — L’étape « Quatre protocoles adoptés » n’a pas de preuve :"
            " citez au moins un passage d’une source."
        )
    ]


def test_unknown_field(folder):
    folder.edit("decisions", "  decided:", "  decide:")

    assert folder.errors() == [
        f"decisions.yaml:8: {DECISION}.decide — champ inconnu « decide » ; vouliez-vous : decided ?"
    ]


def test_field_given_twice(folder):
    folder.edit("persons", "  name: Assimi Goïta\n", "  name: Assimi Goïta\n  name: Assimi\n")

    assert folder.errors() == ["persons.yaml:6: persons[goita].name — champ donné deux fois"]


def test_missing_field(folder):
    folder.edit("sources", "  kind: press\n", "")

    assert folder.errors() == ["sources.yaml:2: sources[le-sahel] — champ manquant « kind »"]


def test_unknown_choice(folder):
    folder.edit("sources", "kind: press", "kind: blog")

    assert folder.errors() == [
        (
            "sources.yaml:6: sources[le-sahel].kind — choix inconnu « blog » ; choix admis : article, official,"
            " official_text, agency, state_press, press, foreign_state_media, think_tank, factcheck, reference,"
            " aggregator"
        )
    ]


def test_unknown_choice_in_a_list(folder):
    folder.edit("vocabulary", "[decision]", "[decision, summit]")

    assert folder.errors() == [
        (
            "vocabulary.yaml:5: statuses[adopted].ledgers — choix inconnu « summit » ; choix admis : meeting, organ,"
            " decision, roadmap"
        )
    ]


def test_value_of_another_shape(folder):
    folder.edit("decisions", "mandates: [presidence/aaaaaaaa]", "mandates: presidence/aaaaaaaa")
    folder.edit("persons", "name: Assimi Goïta", "name: [Assimi, Goïta]")

    assert folder.errors() == [
        f"decisions.yaml:9: {DECISION}.mandates — une liste est attendue ici",
        "persons.yaml:5: persons[goita].name — une seule valeur est attendue ici",
    ]


def test_text_that_is_too_long_or_no_address(folder):
    folder.edit("sources", "  kind: press\n", f"  kind: press\n  url: ici\n  publisher: {'a' * 201}\n")

    assert [error.split(" — ")[0] for error in folder.errors()] == [
        "sources.yaml:7: sources[le-sahel].url",
        "sources.yaml:8: sources[le-sahel].publisher",
    ]


def test_every_fault_is_told_at_once(folder):
    folder.edit("sources", "kind: press", "kind: blog")
    folder.edit("decisions", "decided: 2025-12-23", "decided: hier")
    folder.edit("offices", "ended_on: 2025-12-23", "ended_on: 2024-07-05")
    folder.add(
        "topics", "topics:\n- id: 00000000-0000-4000-8000-000000000051\n  slug: un\n  name: {fr: Un}\n  organs: [x]\n"
    )

    assert [error.split(":")[0] for error in folder.errors()] == [
        "decisions.yaml",
        "offices.yaml",
        "sources.yaml",
        "topics.yaml",
    ]


def test_what_names_no_file_is_said_with_its_path(tmp_path):
    reader = Reader({})

    assert reader.read(tmp_path / "nowhere.yaml") == []
    assert [str(error) for error in reader.errors] == [f"{tmp_path}/nowhere.yaml:1 — aucun fichier .yaml à cet endroit"]

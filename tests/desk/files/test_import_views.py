"""Records from spreadsheets at the desk: shown first, written as drafts, all or nothing, refused in words."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from publishing.history.revisions import versions
from publishing.review.workflow_state import PublicationStatus, publication_statuses
from sources.models import Source
from summits.models import Decision, DecisionStep, RoadmapItem
from tests import factories as make
from tests.desk import exchange, pages
from tests.desk.exchange import table

pytestmark = pytest.mark.django_db


@pytest.fixture
def decision(db):
    return make.decision(name_fr="Créer une banque", slug="banque", links={"evidence": [make.passage()]})


def sent(client, *rows, model=Decision, name="decisions", **options):
    return exchange.send(client, exchange.import_address(model), table(*rows, **options), table=name)


def refused(client, *rows, **options):
    """The one problem that a file is refused for; nothing is written."""
    before = list(Decision.objects.values())
    (problem,) = exchange.problems(sent(client, *rows, **options))
    assert list(Decision.objects.values()) == before
    return problem


# Written


def test_changes_are_shown_before_they_are_written(desk, decision):
    page = sent(desk, {"reference": decision.reference, "name_fr": "Créer une banque commune"})

    html = page.content.decode()
    assert "banque<ins> commune</ins>" in html
    assert "1 fiche changera" in html
    decision.refresh_from_db()
    assert decision.name_fr == "Créer une banque"


def test_changes_are_written_as_drafts_by_whoever_brought_them(desk, decision):
    make.published(decision)

    exchange.confirm(desk, sent(desk, {"reference": decision.reference, "name_fr": "Autre", "decided": "23/12/2025"}))

    decision.refresh_from_db()
    assert (decision.name_fr, str(decision.decided)) == ("Autre", "2025-12-23")
    latest, before = versions(decision)[:2]
    assert (latest.by, latest.note, before.taken.rows["summits_decision"][0]["name_fr"]) == (
        "editrice",
        "fichier.csv",
        "Créer une banque",
    )
    assert publication_statuses(Decision) == {decision.pk: PublicationStatus.CHANGED}


def test_nothing_of_an_import_is_live(desk, client, decision):
    make.published(decision)
    exchange.confirm(desk, sent(desk, {"reference": decision.reference, "name_fr": "Marqueur secret"}))

    assert "Marqueur secret" not in client.get(f"/fr/decisions/{decision.reference}/").text
    assert client.get(f"/fr/decisions/{decision.reference}/").status_code == 200


def test_row_without_a_reference_is_a_new_record(desk, decision):
    page = sent(desk, {"reference": "", "name_fr": "Nouvelle décision", "slug": ""})
    assert "nouvelle" in page.content.decode()

    exchange.confirm(desk, page)

    new = Decision.objects.get(slug="nouvelle-decision")
    assert new.reference.startswith("AES-D-")
    assert versions(new).get().by == "editrice"


def test_columns_that_are_not_there_stay_as_they_are(desk, decision):
    exchange.confirm(desk, sent(desk, {"reference": decision.reference, "text_fr": "Texte"}))

    decision.refresh_from_db()
    assert (decision.name_fr, decision.text_fr, decision.evidence.count()) == ("Créer une banque", "Texte", 1)


def test_links_are_given_by_name(desk, decision):
    organ, meeting = make.organ(slug="college"), make.meeting(slug="sommet-2")
    passage = make.passage(make.source(slug="le-sahel"), locator="L23")
    row = {
        "reference": decision.reference,
        "organ": "college",
        "meeting": meeting.reference,
        "evidence": "le-sahel#L23",
    }

    exchange.confirm(desk, sent(desk, row))

    decision.refresh_from_db()
    assert (decision.organ, decision.meeting, list(decision.evidence.all())) == (organ, meeting, [passage])


def test_parts_have_a_table_of_their_own(desk, decision):
    make.status("adopted")
    row = {"id": "", "decision": "banque", "status": "adopted", "text_fr": "Adoptée", "occurred": "2025-12"}

    page = sent(desk, row, name="decision_steps")
    exchange.confirm(desk, page)

    step = decision.steps.get()
    assert (step.text_fr, str(step.occurred), step.status.key) == ("Adoptée", "2025-12", "adopted")
    assert versions(decision)[0].by == "editrice"


def test_workbook_brings_records_and_parts_together(desk):
    make.pillar("defence")
    make.status("announced")
    organ = make.organ(slug="force")
    data = exchange.workbook(
        roadmap_items=[
            {"reference": None, "slug": "force-unifiee", "name_fr": "Force", "pillar": "defence", "organ": organ.slug}
        ],
        roadmap_steps=[{"id": None, "item": "force-unifiee", "status": "announced", "text_fr": "Annoncée"}],
    )
    page = exchange.send(desk, exchange.import_address(RoadmapItem), data, "feuille.xlsx", table="roadmap_items")

    exchange.confirm(desk, page)

    item = RoadmapItem.objects.get(slug="force-unifiee")
    assert (item.organ, item.steps.get().text_fr) == (organ, "Annoncée")


def test_formula_that_left_inert_comes_back_as_it_was(desk):
    decision = make.decision(name_fr="=HYPERLINK(1)")
    data = exchange.export(desk, Decision, format="csv:decisions")
    assert b";'=HYPERLINK(1)" in data

    page = exchange.send(desk, exchange.import_address(Decision), data, table="decisions")

    assert page.context["brought"].changed == []
    decision.refresh_from_db()
    assert decision.name_fr == "=HYPERLINK(1)"


def test_workbook_explains_its_columns(desk, decision):
    found = exchange.sheets(exchange.export(desk, Decision))

    assert set(found) == {"decisions", "decision_steps", "Colonnes"}
    assert {"table": "decisions", "colonne": "modality_en", "nom": "modalité de l’annonce (en)"}.items() <= next(
        row for row in found["Colonnes"] if row["colonne"] == "modality_en"
    ).items()


# Refused


def test_unknown_column_is_refused_with_what_was_meant(desk, decision):
    problem = refused(desk, {"reference": decision.reference, "nam_fr": "x"})

    assert problem == "decisions, ligne 1, colonne nam_fr : colonne inconnue ; vouliez-vous « name_fr » ?"


def test_table_without_its_key_is_refused(desk, decision):
    assert refused(desk, {"name_fr": "x"}) == "decisions, ligne 1, colonne reference : cette colonne manque."


@pytest.mark.parametrize(
    ("cells", "problem"),
    [
        ({"decided": "2025-13"}, "colonne decided : « 2025-13 » n’existe pas dans le calendrier."),
        ({"decided": "hier"}, "colonne decided : « hier » n’est pas écrite sous une forme admise"),
        ({"confidence": "sure"}, "colonne confidence : choix inconnu « sure » ; choix admis : high, medium, low"),
        ({"organ": "colege"}, "colonne organ : aucun « organe » ne s’appelle « colege » ; vouliez-vous : college ?"),
        ({"evidence": "le-sahel#L9"}, "colonne evidence : aucun « passage » ne s’appelle « le-sahel#L9 »"),
        ({"name_fr": ""}, "colonne name_fr : ce texte est obligatoire en français."),
        ({"name_en": "x" * 301}, "colonne name_en : "),
        ({"slug": "prise"}, "colonne slug : "),
        ({"slug": "pas une adresse"}, "colonne slug : "),
    ],
)
def test_cell_that_cannot_be_is_refused_with_its_line_and_column(desk, decision, cells, problem):
    make.decision(slug="prise")
    make.organ(slug="college")

    told = refused(desk, {"reference": decision.reference, "name_fr": "Autre"} | cells)

    assert told.startswith(f"decisions, ligne 2, {problem}")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("<p>Texte</p><script>alert(1)</script>", "<script>"),
        ('<p onclick="x()">Texte</p>', 'onclick="x()"'),
        ('<p><a href="javascript:x()">Texte</a></p>', 'href="javascript:x()"'),
        ('<img src="x" onerror="x()">', "<img>"),
    ],
)
def test_html_that_is_not_admitted_is_refused(desk, decision, text, found):
    problem = refused(desk, {"reference": decision.reference, "text_fr": text})

    assert problem == f"decisions, ligne 2, colonne text_fr : ce texte contient du HTML qui n’est pas admis : {found}."


def test_html_that_is_admitted_is_written(desk, decision):
    text = "<p>Une <strong>banque</strong></p>"

    exchange.confirm(desk, sent(desk, {"reference": decision.reference, "text_fr": text}))

    decision.refresh_from_db()
    assert decision.text_fr == text


def test_unknown_status_of_a_step_is_refused(desk, decision):
    row = {"id": "", "decision": "banque", "status": "adoptee", "text_fr": "Adoptée"}

    assert "colonne status : aucun « statut » ne s’appelle « adoptee »" in refused(desk, row, name="decision_steps")


def test_every_fault_of_a_file_is_told_and_nothing_written(desk, decision):
    rows = [
        {"reference": decision.reference, "name_fr": "Bonne ligne", "decided": ""},
        {"reference": "", "name_fr": "", "decided": "2025-13"},
        {"reference": "", "name_fr": "Bonne aussi", "decided": "x"},
        {"reference": "AES-D-1999-001", "name_fr": "Inconnue", "decided": ""},
    ]

    told = exchange.problems(sent(desk, *rows))

    assert [problem.partition(" : ")[0] for problem in told] == [
        "decisions, ligne 3, colonne decided",
        "decisions, ligne 3, colonne name_fr",
        "decisions, ligne 4, colonne decided",
        "decisions, ligne 5, colonne reference",
    ]
    assert Decision.objects.get().name_fr == "Créer une banque"


def test_reference_that_nothing_has_is_refused(desk):
    problem = refused(desk, {"reference": "AES-D-1999-001", "name_fr": "x"})

    assert problem.startswith("decisions, ligne 2, colonne reference : « AES-D-1999-001 » n’existe pas")


def test_record_given_twice_is_refused(desk, decision):
    rows = [{"reference": decision.reference, "name_fr": text} for text in ("Un", "Deux")]

    assert refused(desk, *rows) == "decisions, ligne 3, colonne reference : déjà à la ligne 2."


def test_constraint_of_the_database_is_told_in_words(desk, decision):
    make.status("adopted")
    row = {"id": "", "decision": "banque", "status": "adopted", "text_fr": "x", "fulfilment": "fulfils"}

    assert "Une décision qui en résulte va avec la nature du lien" in refused(desk, row, name="decision_steps")


def test_published_fact_is_refused(desk, decision):
    step = make.decision_step(decision, "announced", occurred="2025-07")
    make.published(decision)

    problem = refused(desk, {"id": str(step.pk), "occurred": "2025-08"}, name="decision_steps")

    assert problem.startswith("decision_steps, ligne 2, colonne occurred : ce fait est publié")
    step.refresh_from_db()
    assert str(step.occurred) == "2025-07"


def test_part_does_not_move_to_another_record(desk, decision):
    step = make.decision_step(decision)
    make.decision(slug="autre")

    assert "une partie ne change pas de fiche" in refused(
        desk, {"id": str(step.pk), "decision": "autre"}, name="decision_steps"
    )


def test_copy_that_was_uploaded_is_changed_by_no_file(desk):
    facts = {"archive_sha256": "0" * 64, "archive_name": "copie.pdf", "archive_size": 5}
    source = make.source(**facts)
    row = {"reference": source.reference, "archive_sha256": "1" * 64}

    (problem,) = exchange.problems(sent(desk, row, model=Source, name="sources"))

    assert problem.endswith("ce champ décrit la copie déposée : seul un dépôt le change.")


def test_no_file_gives_a_row_a_copy(desk):
    row = {"reference": "", "title": "Titre", "kind": "press", "archive_name": "copie.pdf"}

    (problem,) = exchange.problems(sent(desk, row, model=Source, name="sources"))

    assert "colonne archive_name : colonne inconnue" in problem


def test_sheet_of_another_type_is_refused(desk):
    data = exchange.workbook(organs=[{"reference": None, "name_fr": "x"}])

    (problem,) = exchange.problems(exchange.send(desk, exchange.import_address(Decision), data, table="decisions"))

    assert problem == "organs : feuille inconnue ; celles de ce type : decisions, decision_steps."


def test_formula_is_refused(desk, decision):
    problem = refused(desk, {"reference": decision.reference, "name_fr": "=1+1"})

    assert problem == "ligne 2 : une formule (« = ») n’est pas lue : écrivez sa valeur."


@pytest.mark.parametrize("data", [b"", b"\n\n"])
def test_empty_file_is_refused(desk, data):
    page = exchange.send(desk, exchange.import_address(Decision), data, table="decisions")

    assert exchange.problems(page)


def test_file_too_large_is_refused(desk):
    page = exchange.send(desk, exchange.import_address(Decision), b"x" * 2_000_001, table="decisions")

    assert page.status_code == 400
    assert page.context["form"].errors["file"] == ["le fichier dépasse 2 Mo."]


def test_refusals_speak_the_language_of_the_editor(desk, decision):
    desk.cookies["django_language"] = "en"

    (problem,) = exchange.problems(sent(desk, {"reference": decision.reference, "nam_fr": "x"}))

    assert problem == "decisions, line 1, column nam_fr: unknown column; did you mean “name_fr”?"


# Who may


@pytest.mark.parametrize(
    "rights",
    [["import_records"], ["import_records", "view_decision", "change_decision"], ["add_decision", "change_decision"]],
)
def test_who_may_not_import_add_and_change_imports_nothing(signed_in, rights):
    client = signed_in(*rights, name="lecteur")

    assert client.get(exchange.import_address(Decision)).status_code == 403
    assert sent(client, {"reference": "", "name_fr": "x"}).status_code == 403
    assert not Decision.objects.exists()


def test_author_imports(signed_in):
    client = signed_in("import_records", "view_decision", "add_decision", "change_decision", name="auteur")

    exchange.confirm(client, sent(client, {"reference": "", "name_fr": "Nouvelle"}))

    assert versions(Decision.objects.get()).get().by == "auteur"


def test_unknown_type_is_no_page(desk):
    assert desk.get("/admin/importer/?type=auth.user").status_code == 400
    assert desk.get("/admin/exporter/?type=x").status_code == 400


def test_export_costs_the_same_however_many_rows(desk):
    costs = set()
    exchange.export(desk, Decision)
    for _n in range(3):
        decision = make.decision(links={"evidence": [make.passage()]})
        make.decision_step(decision, "announced", evidence=[make.passage(), make.passage()])
        with CaptureQueriesContext(connection) as queries:
            exchange.export(desk, Decision)
        costs.add(len(queries))

    assert len(costs) == 1


def test_list_leads_to_both(desk, signed_in):
    html = desk.get(pages.list_of(Decision)).content.decode()
    assert "/admin/exporter/?type=summits.decision" in html
    assert "/admin/importer/?type=summits.decision" in html

    html = signed_in("view_decision", name="lecteur").get(pages.list_of(Decision)).content.decode()
    assert "/admin/exporter/" not in html
    assert DecisionStep.objects.count() == 0

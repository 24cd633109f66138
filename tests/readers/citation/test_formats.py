"""How records are cited: the right kind of work, the edition, the permanent address."""

import json
import re

import pytest
from django.conf import settings

from publishing.live.publish import publish, withdraw
from publishing.models import path_in
from readers.citation.formats import escaped, one_line
from tests import factories as make
from tests.every import every
from tests.http import request

pytestmark = pytest.mark.django_db
SITE = settings.SITE_URL


def adopted(**fields):
    """A decision that was taken, and is told in English too."""
    record = make.decision(decided="2025-12-23", name_fr="Créer la banque", name_en="Create the bank", **fields)
    make.decision_step(record, "adopted", status=make.status("adopted", family="done"))
    return make.published(record)


def expected(**fields):
    record = make.decision(name_fr="Étendre la clause", modality_fr="devrait", **fields)
    make.decision_step(record, status=make.status("expected", family="expected"), text_fr="Attendu du sommet")
    return make.published(record)


def ris_tags(text) -> dict:
    return dict(re.findall(r"^([A-Z][A-Z0-9])  - (.*)\r$", text, re.MULTILINE))


def test_a_decision_that_was_taken_is_cited_as_legislation_of_its_organ(client):
    record = adopted(organ=make.organ(name_fr="Collège des chefs d’État"))

    (item,) = json.loads(client.get(f"/fr/fiches/{record.reference}/citation.json").text)

    assert item["type"] == "legislation"
    assert item["author"] == [{"literal": "Collège des chefs d’État"}]
    assert item["issued"] == {"date-parts": [[2025, 12, 23]]}
    assert item["URL"] == f"{SITE}/r/{record.reference}/1"


def test_a_decision_only_expected_is_cited_as_a_page_of_the_register(client):
    record = expected(organ=make.organ())

    (item,) = json.loads(client.get(f"/fr/fiches/{record.reference}/citation.json").text)

    assert (item["type"], item["author"]) == ("webpage", [{"literal": "Le Registre AES"}])


def test_the_full_stop_of_a_sentence_stays_out_of_its_citation(client):
    gap = make.published(make.gap(text_fr="Nul ne le sait."))

    assert (
        "«\N{NO-BREAK SPACE}Nul ne le sait\N{NO-BREAK SPACE}», Le Registre AES"
        in client.get(f"/fr/fiches/{gap.reference}/").text
    )


def test_every_format_names_the_edition_and_its_permanent_address(live_server):
    record = adopted()
    types = {
        "bib": "application/x-bibtex; charset=utf-8",
        "ris": "application/x-research-info-systems; charset=utf-8",
        "json": "application/vnd.citationstyles.csl+json",
    }
    for format, media_type in every(types.items()):
        answer = request(live_server, f"/fr/fiches/{record.reference}/editions/1/citation.{format}")
        assert (answer.status, answer.headers["Content-Type"]) == (200, media_type)
        assert f"{SITE}/r/{record.reference}/1" in answer.text
        assert "édition nᵒ\N{NO-BREAK SPACE}1 du " in answer.text
        again = request(
            live_server,
            f"/fr/fiches/{record.reference}/editions/1/citation.{format}",
            If_None_Match=answer.headers["ETag"],
        )
        assert (again.status, again.body) == (304, b"")


def test_signs_with_a_meaning_in_bibtex_are_escaped(client):
    record = make.published(make.topic(name_fr="50 % & {plus}_"))
    assert r"title = {{50 \% \& \{plus\}\_}}" in client.get(f"/fr/fiches/{record.reference}/citation.bib").text


def test_signs_that_bibtex_would_typeset_otherwise_are_escaped(client):
    record = make.published(make.topic(name_fr="Taxe ~ 0,5 % ^ & {a} _x_ $5 #3 \\fin"))
    title = r"Taxe \textasciitilde{} 0,5 \% \textasciicircum{} \& \{a\} \_x\_ \$5 \#3 \textbackslash{}fin"
    assert f"title = {{{{{title}}}}}" in client.get(f"/fr/fiches/{record.reference}/citation.bib").text


def test_ris_has_one_line_a_tag_and_dates_no_more_precise_than_known(client):
    record = make.published(make.document(kind="treaty", text_state="signed", dated="2024-07"))
    text = client.get(f"/fr/fiches/{record.reference}/citation.ris").text
    assert text.startswith("TY  - STAT\r\n")
    assert text.endswith("ER  - \r\n")
    assert (ris_tags(text)["DA"], ris_tags(text)["PY"]) == ("2024/07//", "2024")


def test_an_earlier_edition_is_cited_under_the_title_it_had(client):
    record = make.published(make.topic(name_fr="Premier titre"))
    record.name_fr = "Second titre"
    record.save()
    publish([record])

    first, latest = (client.get(f"/fr/fiches/{record.reference}/editions/{n}/citation.json").json() for n in (1, 2))

    assert [item[0]["title"] for item in (first, latest)] == ["Premier titre", "Second titre"]
    assert client.get(f"/fr/fiches/{record.reference}/editions/3/citation.json").status_code == 404


def test_the_page_tells_bibliographic_software_what_it_is(client):
    record = adopted(organ=make.organ(name_fr="Collège"))
    text = client.get(path_in(record, "en")).text
    assert '<meta property="z:itemType" content="statute">' in text
    assert '<meta name="DCTERMS.creator" content="Collège,">' in text
    assert f"“Create the bank”, The AES Register, record {record.reference}, edition no. 1 of " in text


def test_what_was_withdrawn_is_cited_no_more(client):
    record = adopted()
    withdraw([record], reason="Erreur de source.")
    answer = client.get(f"/fr/fiches/{record.reference}/citation.bib")
    assert answer.status_code == 410
    assert "Créer la banque" not in answer.text


def test_a_record_that_does_not_exist_in_a_language_has_no_citation_in_it(client):
    record = expected()
    assert client.get(f"/en/fiches/{record.reference}/citation.bib").status_code == 404
    assert client.get("/fr/fiches/AES-D-1999-001/citation.bib").status_code == 404


def test_the_short_address_of_a_record_leads_to_its_page(client):
    record = expected()
    assert client.get(f"/fr/fiches/{record.reference}/")["Location"] == path_in(record, "fr")


def test_a_value_stays_on_one_line_and_its_signs_are_signs():
    assert one_line("Un\r\n  titre") == "Un titre"
    assert escaped("a_b #1 {x} \\") == r"a\_b \#1 \{x\} \textbackslash{}"

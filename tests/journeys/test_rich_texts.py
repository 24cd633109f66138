"""Links from rich texts to records: resolved for readers, asked for at publication, plain where there is no page."""

import re
from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from aes_site.models import Page
from editions.models import ChangeText, SearchEntry
from exchange.dossier.dumping import dump_dossier
from exchange.dossier.loading import Load
from exchange.dossier.problems import DossierError
from publishing.live.publish import Refused, closure, publish, publish_frozen, withdraw
from publishing.models import path_in
from publishing.review.workflow_state import PublicationStatus, publication_statuses
from publishing.rich.links import href_of
from publishing.snapshots import DESK, LIVE, ids_by_type, read_snapshots
from summits.models import Decision, Meeting
from tests import factories as make

pytestmark = pytest.mark.django_db


def link(record, words="voir"):
    return f'<a href="{href_of(record)}">{words}</a>'


def meeting_linking_to(*records, **fields):
    prose = f"<p>{' '.join(link(record, record.slug) for record in records)}</p>"
    return make.meeting(introduction_fr=prose, **fields)


# Shown


def test_link_leads_to_the_page_in_the_readers_language(client):
    decision = make.decision(name_fr="Décider", name_en="Decide")
    prose = {f"introduction_{code}": f"<p>{link(decision, code)}</p>" for code in ("fr", "en")}
    meeting = make.published(make.meeting(name_en="Council", summary_en="Summary", **prose))

    for language in ("fr", "en"):
        html = client.get(path_in(meeting, language)).text
        assert f'<a href="{path_in(decision, language)}">{language}</a>' in html
        assert "register:" not in html


def test_link_follows_a_changed_address_and_says_the_language_it_leads_to(client):
    document = make.document(name_en="")
    meeting = make.published(
        make.meeting(name_en="Council", summary_en="Summary", introduction_en=f"<p>{link(document)}</p>",
                     introduction_fr="Une introduction")
    )  # fmt: skip
    document.slug = "autre-adresse"
    document.save()
    publish([document])

    html = client.get(path_in(meeting, "en")).text

    assert f'<a href="{path_in(document, "fr")}" hreflang="fr">voir</a>' in html
    assert "autre-adresse" in path_in(document, "fr")


def test_link_to_a_withdrawn_record_is_plain_text(client):
    decision = make.decision()
    meeting = make.published(meeting_linking_to(decision))

    withdraw([decision], reason="Erreur.")

    html = client.get(path_in(meeting, "fr")).text
    assert f"<p>{decision.slug}</p>" in html
    assert path_in(decision, "fr") not in html


def test_links_of_a_page_are_resolved_by_one_statement(client):
    costs = []
    for number in (0, 1, 3):
        decisions = [make.decision() for _ in range(number)]
        meeting = make.published(meeting_linking_to(*decisions, make.meeting()) if number else make.meeting())
        client.get(path_in(meeting, "fr"))
        with CaptureQueriesContext(connection) as queries:
            client.get(path_in(meeting, "fr"))
        costs.append(len(queries))

    assert costs[1] == costs[2] == costs[0] + 1


# Published


def test_link_to_a_draft_is_refused_and_both_are_published_together():
    decision = make.decision(name_fr="Instituer")
    meeting = meeting_linking_to(decision, name_fr="Conseil")

    with pytest.raises(Refused) as refusal:
        publish([meeting])

    assert "renvoie à Décision «\N{NO-BREAK SPACE}Instituer\N{NO-BREAK SPACE}», qui n’est pas en ligne" in str(
        refusal.value
    )
    assert set(refusal.value.missing) == {decision}
    assert publication_statuses(Meeting)[meeting.pk] == PublicationStatus.DRAFT
    publish(closure([meeting]))
    assert (
        publication_statuses(Meeting)[meeting.pk]
        == publication_statuses(Decision)[decision.pk]
        == PublicationStatus.LIVE
    )


def test_records_that_link_to_each_other_and_to_themselves_are_published_together():
    decision = make.decision()
    meeting = meeting_linking_to(decision)
    decision.text_fr = f"<p>{link(meeting)} {link(decision)}</p>"
    decision.save()

    publish(closure([decision]))

    assert publication_statuses(Decision)[decision.pk] == PublicationStatus.LIVE


def test_link_to_nothing_is_refused():
    decision = make.decision()
    meeting = meeting_linking_to(decision)
    decision.delete()

    with pytest.raises(Refused, match="qui n’est pas en ligne"):
        publish(closure([meeting]))


# Clean whichever way they come

SCRIPT = "<p>Un <em>mot</em><script>alert(1)</script><img src=x onerror=alert(1)></p>"
CLEAN = "<p>Un <em>mot</em></p>"


def rows_of(meeting, schema):
    (shot,) = read_snapshots(ids_by_type([meeting]), schema).values()
    return shot.rows["summits_meeting"][0]


def sql(statement, *parameters):
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)


@pytest.mark.parametrize("way", ["create", "save", "update", "bulk_create", "bulk_update"])
def test_code_that_saves_a_script_saves_none(way):
    if way == "create":
        meeting = make.meeting(introduction_fr=SCRIPT)
    elif way == "bulk_create":
        (meeting,) = Meeting.objects.bulk_create([Meeting(slug="m", reference="R", introduction_fr=SCRIPT)])
    else:
        meeting = make.meeting()
        meeting.introduction_fr = SCRIPT
    if way == "save":
        meeting.save()
    elif way == "update":
        Meeting.objects.filter(pk=meeting.pk).update(introduction_fr=SCRIPT)
    elif way == "bulk_update":
        Meeting.objects.bulk_update([meeting], ["introduction_fr"])

    meeting.refresh_from_db()
    assert meeting.introduction_fr == CLEAN


def test_what_sql_wrote_on_the_desk_is_published_clean(client):
    meeting = make.meeting(summary_fr=SCRIPT)
    sql("UPDATE summits_meeting SET introduction_fr = %s WHERE id = %s", SCRIPT, meeting.pk)

    publish([meeting])

    assert rows_of(meeting, LIVE)["introduction_fr"] == CLEAN
    assert rows_of(meeting, LIVE)["summary_fr"] == SCRIPT  # a plain text, which pages escape
    html = client.get(path_in(meeting, "fr")).text
    assert not {"<script>", "<img src=x"} & set(re.findall("<script>|<img src=x", html))
    assert CLEAN in html
    assert rows_of(meeting, DESK) == rows_of(meeting, LIVE)


def test_what_sql_wrote_in_live_is_shown_clean(client):
    meeting = make.published(make.meeting())
    sql("UPDATE live.summits_meeting SET introduction_fr = %s WHERE id = %s", SCRIPT, meeting.pk)

    html = client.get(path_in(meeting, "fr")).text

    assert not {"<script>", "<img src=x"} & set(re.findall("<script>|<img src=x", html))
    assert CLEAN in html


def test_a_dossier_that_would_lose_markup_is_refused_with_its_place(tmp_path):
    (tmp_path / "pages.yaml").write_text(
        "pages:\n- id: 2e9a9fd9-a2ce-5adf-8d7b-ad96ac97c637\n  slug: methode\n  name:\n    fr: Méthode\n"
        f"  body:\n    fr: '{SCRIPT}'\n"
    )

    load = Load(tmp_path)
    load.prepare()
    with pytest.raises(DossierError) as refusal:
        load.write()

    (problem,) = refusal.value.errors
    assert str(problem.spot) == f"{tmp_path}/pages.yaml:7: pages[methode].body.fr"
    assert "du HTML qui n’est pas admis" in problem.message
    assert not Page.objects.exists()


def test_a_dossier_with_rich_texts_comes_out_as_it_went_in(tmp_path):
    page = make.page(
        body_fr="<h2>Un</h2><p>Le <em>mot</em></p><ul><li>a<ul><li>b</li></ul></li></ul>", body_en="## One\n\nTwo"
    )
    first, again = tmp_path / "first", tmp_path / "again"
    for folder in (first, again):
        folder.mkdir()
    dump_dossier(first)
    Page.objects.all().delete()
    load = Load(first)
    load.prepare()
    load.write()
    dump_dossier(again)

    assert {path.name: path.read_text() for path in first.iterdir()} == {
        path.name: path.read_text() for path in again.iterdir()
    }
    assert Page.objects.get(pk=page.pk).body_fr == page.body_fr


def test_what_was_frozen_and_no_longer_fits_is_refused():
    meeting = make.meeting()
    (shot,) = read_snapshots(ids_by_type([meeting]), DESK).values()
    dirty = replace(shot, text=shot.text.replace('"introduction_fr": ""', '"introduction_fr": "<p onclick=x>a</p>"'))

    with pytest.raises(Refused, match="balisage qui n’est pas admis"):
        publish_frozen({dirty.key: dirty})

    assert publication_statuses(Meeting)[meeting.pk] == PublicationStatus.DRAFT


# Words where words are needed


def test_searches_feeds_and_descriptions_read_words(client):
    decision = make.published(make.decision(text_fr="<h2>Titre</h2><p>Un <strong>prélèvement</strong> de 0,5 %</p>"))
    entry = SearchEntry.objects.get(record_id=decision.pk)

    page = client.get(path_in(decision, "fr")).text

    assert entry.summary == "Titre\n\nUn prélèvement de 0,5 %"
    assert re.search(r'<meta name="description" content="Titre\s+Un prélèvement de 0,5 %"', page)
    feed = client.get("/fr/flux/registre.atom").text
    assert "prélèvement" in feed
    assert "strong" not in feed
    assert ChangeText.objects.get(change__record_id=decision.pk).text == entry.summary


def test_preview_keeps_links_below_its_own_address(admin_client):
    decision = make.published(make.decision())
    meeting = meeting_linking_to(decision)
    prefix = reverse("admin:preview_record", args=["summits.meeting", meeting.pk])

    page = admin_client.get(prefix + path_in(meeting, "fr").removeprefix("/"))

    assert page.status_code == 200
    assert f'<a href="{prefix}{path_in(decision, "fr").removeprefix("/")}">{decision.slug}</a>' in page.text

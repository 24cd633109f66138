"""Catalogues for translators (PO): what they hold, and what comes back of them or is refused."""

import pytest
from django.urls import reverse

from publishing.history.revisions import keep_revision, versions
from publishing.history.translation_status import behind_by
from publishing.review.workflow_state import PublicationStatus, publication_statuses
from summits.models import Decision
from tests import factories as make
from tests.desk import exchange, pages

pytestmark = pytest.mark.django_db

IMPORT = "/admin/traductions/importer/"


@pytest.fixture
def decision(db):
    record = make.decision(name_fr="Créer une banque", name_en="Create a bank", text_fr="Premier\nalinéa")
    make.decision_step(record, text_fr="Annoncée à Bamako")
    keep_revision(record)
    return record


def exported(desk, **asked):
    return exchange.catalogue(exchange.export(desk, Decision, format="po", **asked))


def sent(client, file, **fields):
    return exchange.send(client, IMPORT, str(file).encode(), "decisions.po", **fields)


def entry(file, field):
    return next(entry for entry in file if entry.msgctxt.endswith(f"/{field}"))


# Out


def test_catalogue_holds_every_french_text_with_its_translation(desk, decision):
    file = exported(desk)

    step = decision.steps.get()
    prefix = f"summits.decision/{decision.reference}"
    assert {entry.msgctxt: (entry.msgid, entry.msgstr) for entry in file} == {
        f"{prefix}/name": ("Créer une banque", "Create a bank"),
        f"{prefix}/text": ("Premier\nalinéa", ""),
        f"{prefix}/steps/{step.pk}/text": ("Annoncée à Bamako", ""),
    }
    assert file.metadata["Language"] == "en"


def test_entry_says_where_it_is_and_how_long_it_may_be(desk, decision):
    comment = entry(exported(desk), "name").comment

    assert "Intitulé" in comment
    assert f"{reverse('admin:summits_decision_change', args=[decision.pk])}?langue=en" in comment
    assert "300 caractères au plus" in comment


def test_translation_that_is_behind_is_fuzzy_and_brings_the_french_it_was_made_for(desk, decision):
    pages.save(desk, pages.form(decision), name_fr="Créer une banque commune")

    name = entry(exported(desk), "name")

    assert (name.flags, name.previous_msgid) == (["fuzzy"], "Créer une banque")


def test_catalogue_may_hold_only_what_is_missing_or_behind(desk, decision):
    assert [entry.msgid for entry in exported(desk, scope="missing")] == ["Premier\nalinéa", "Annoncée à Bamako"]


def test_catalogue_of_chosen_records_only(desk, decision):
    other = make.decision(name_fr="Autre")
    chosen = {"action": "export_selected", "_selected_action": [str(other.pk)]}
    page = desk.post(pages.list_of(Decision), chosen)

    sent = {"fiche": page.context["names"], "format": "po", "language": "ar"}
    file = exchange.catalogue(desk.post(reverse("admin:export"), sent).content)

    assert [(entry.msgid, file.metadata["Language"]) for entry in file] == [("Autre", "ar")]


@pytest.mark.parametrize("rights", [["view_decision"], ["export_records"], ["export_records", "view_organ"]])
def test_who_may_not_export_or_look_exports_nothing(signed_in, decision, rights):
    client = signed_in(*rights, name="lecteur")

    assert client.post(reverse("admin:export"), {"type": "summits.decision", "format": "po"}).status_code == 403


# Back


def test_catalogue_sent_back_unchanged_changes_nothing(desk, decision):
    page = sent(desk, exported(desk))

    assert page.context["brought"].changed == []
    assert versions(decision).count() == 1


def test_translations_are_shown_before_they_are_written(desk, decision):
    file = exported(desk)
    entry(file, "name").msgstr = "Set up a bank"

    page = sent(desk, file)

    assert "<del>Create</del>" in page.content.decode()
    decision.refresh_from_db()
    assert decision.name_en == "Create a bank"
    assert versions(decision).count() == 1


def test_translations_are_written_as_drafts_by_whoever_brought_them(desk, decision):
    make.published(decision)
    file = exported(desk)
    entry(file, "text").msgstr = "First\nparagraph"
    step = next(entry for entry in file if "/steps/" in entry.msgctxt)
    step.msgstr = "Announced in Bamako"

    response = exchange.confirm(desk, sent(desk, file))

    assert response.status_code == 302
    decision.refresh_from_db()
    assert (decision.text_en, decision.steps.get().text_en) == ("First\nparagraph", "Announced in Bamako")
    assert (versions(decision)[0].by, versions(decision)[0].note) == ("editrice", "decisions.po")
    assert publication_statuses(Decision) == {decision.pk: PublicationStatus.CHANGED}


def test_empty_and_fuzzy_entries_are_left_out(desk, decision):
    file = exported(desk)
    entry(file, "name").msgstr = ""
    entry(file, "text").msgstr, entry(file, "text").flags = "First", ["fuzzy"]

    page = sent(desk, file)

    assert page.context["brought"].changed == []
    assert "à revoir (fuzzy)" in page.content.decode()


def test_translation_found_right_by_the_translator_is_no_longer_behind(desk, decision):
    pages.save(desk, pages.form(decision), name_fr="Créer une banque commune")
    file = exported(desk)
    entry(file, "name").flags = []
    entry(file, "text").msgstr = "First"

    exchange.confirm(desk, sent(desk, file))

    assert behind_by(Decision) == {}


def test_page_shown_again_when_a_record_changes_before_the_button(desk, decision):
    file = exported(desk)
    entry(file, "text").msgstr = "First"
    page = sent(desk, file)
    pages.save(desk, pages.form(decision), name_en="Set up a bank")

    again = exchange.confirm(desk, page)

    assert again.status_code == 200
    assert "relisez" in again.content.decode()
    decision.refresh_from_db()
    assert decision.text_en == ""


def test_sealed_file_of_somebody_else_is_refused(desk, signed_in, decision):
    file = exported(desk)
    entry(file, "text").msgstr = "First"
    page = sent(desk, file)

    assert exchange.confirm(signed_in(name="autre"), page).status_code == 403


# When the French has changed since


@pytest.fixture
def late(desk, decision):
    """A catalogue translated from a French that has changed since."""
    file = exported(desk)
    entry(file, "name").msgstr = "Set up a bank"
    pages.save(desk, pages.form(decision), name_fr="Créer une banque commune")
    return file


def test_catalogue_of_an_earlier_french_is_refused_and_says_where(desk, late):
    (problem,) = exchange.errors(sent(desk, late))

    assert problem.startswith(f"ligne {entry(late, 'name').linenum} : le français a changé depuis l’export")


def test_translations_of_an_earlier_french_may_be_left_out(desk, decision, late):
    page = sent(desk, late, late="skip")

    assert page.context["brought"].changed == []
    assert "laissée de côté" in page.content.decode()


def test_translations_of_an_earlier_french_may_be_taken_and_stay_behind(desk, decision, late):
    exchange.confirm(desk, sent(desk, late, late="late"))

    decision.refresh_from_db()
    assert decision.name_en == "Set up a bank"
    assert (versions(decision)[0].action, behind_by(Decision)[decision.pk]["en"]) == ("late", 1)


# Refused


HEAD = 'msgid ""\nmsgstr ""\n"Language: {}\\n"\n\n'


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (
            HEAD.format("de"),
            "la langue de l’en-tête (Language : de) n’est aucune de celles-ci : en (English), ar (",
        ),
        (HEAD.format("fr"), "(Language : fr)"),
        ("bonjour", "ce n’est pas un catalogue PO"),
        (
            HEAD.format("en") + 'msgctxt "x/y"\nmsgid "a"\nmsgstr "b"\n',
            "ligne 5 : aucun texte du registre ne s’appelle « x/y ».",
        ),
        (HEAD.format("en") + 'msgid "a"\nmsgstr "b"\n', "aucun texte du registre ne s’appelle « – »."),
        (
            HEAD.format("en") + 'msgctxt "summits.decision/AES-D-1999-001/name"\nmsgid "a"\nmsgstr "b"\n',
            "aucun texte du registre ne s’appelle « summits.decision/AES-D-1999-001/name »",
        ),
    ],
)
def test_what_is_no_catalogue_of_ours_is_refused(desk, text, problem):
    (told,) = exchange.errors(exchange.send(desk, IMPORT, text.encode(), "x.po"))

    assert problem in told


def test_catalogue_that_is_not_utf_8_is_refused(desk, decision):
    data = HEAD.format("en").encode() + 'msgid "é"\nmsgstr "e"\n'.encode("latin-1")

    assert exchange.errors(exchange.send(desk, IMPORT, data, "x.po")) == ["le fichier n’est pas en UTF-8."]


def test_entry_given_twice_is_refused(desk, decision):
    file = exported(desk)
    file.append(entry(file, "name"))

    (problem,) = exchange.errors(sent(desk, file))

    assert "ce texte est déjà à la ligne" in problem


def test_translation_too_long_for_its_column_is_refused_and_nothing_else_written(desk, decision):
    file = exported(desk)
    entry(file, "name").msgstr = "x" * 301
    entry(file, "text").msgstr = "First"

    (problem,) = exchange.errors(sent(desk, file))

    assert problem.startswith("ligne ")
    assert "300" in problem
    decision.refresh_from_db()
    assert decision.text_en == ""


def test_html_that_is_not_admitted_is_refused(desk, decision):
    file = exported(desk)
    entry(file, "text").msgstr = "First<script>alert(1)</script>"

    (problem,) = exchange.errors(sent(desk, file))

    line = entry(file, "text").linenum
    assert problem == f"ligne {line} : ce texte contient du HTML qui n’est pas admis : <script>."


def test_rich_text_leaves_and_comes_back_as_it_is(desk, decision):
    text = "<p>Une <strong>banque</strong> &amp; une monnaie</p>"
    pages.save(desk, pages.form(decision), text_fr=text, text_en="")
    file = exported(desk)
    assert entry(file, "text").msgid == text
    entry(file, "text").msgstr = "<p>A <strong>bank</strong> &amp; a currency</p>"

    exchange.confirm(desk, sent(desk, file))

    decision.refresh_from_db()
    assert decision.text_en == "<p>A <strong>bank</strong> &amp; a currency</p>"


def test_refusals_speak_the_language_of_the_editor(desk):
    desk.cookies["django_language"] = "en"

    page = exchange.send(desk, IMPORT, HEAD.format("de").encode(), "x.po")

    assert "the language of the header (Language: de) is none of these" in exchange.errors(page)[0]


def test_form_without_a_file_asks_for_it(desk):
    assert desk.post(IMPORT, {}).context["form"].errors.keys() == {"file"}


# Who may


def test_translator_of_another_language_is_refused(signed_in, desk, decision):
    file = exported(desk)
    entry(file, "name").msgstr = "Set up a bank"
    client = signed_in("import_records", "view_decision", "translate_ar", name="traducteur")

    (problem,) = exchange.errors(sent(client, file))

    assert problem == "votre compte ne permet pas d’écrire en English ces fiches : décisions."


def test_translator_of_the_language_writes_it(signed_in, desk, decision):
    file = exported(desk)
    entry(file, "name").msgstr = "Set up a bank"
    client = signed_in("import_records", "view_decision", "translate_en", name="traductrice")

    exchange.confirm(client, sent(client, file))

    decision.refresh_from_db()
    assert (decision.name_en, versions(decision)[0].by) == ("Set up a bank", "traductrice")


def test_who_may_not_import_has_no_page(signed_in):
    assert signed_in("change_decision", name="auteur").get(IMPORT).status_code == 403

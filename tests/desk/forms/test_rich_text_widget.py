"""Rich texts in forms of the desk, without scripts: what is shown, what is saved, which records may be linked."""

import re
from base64 import b64encode
from hashlib import sha256

import pytest

from desk.forms.rich_text_widget import RichTextFormField, rich_text_options
from publishing.history.revisions import versions
from publishing.history.word_diff import lines
from publishing.rich.links import href_of
from summits.models import Meeting
from tests import factories as make
from tests.desk import pages
from tests.forms import form_of

pytestmark = pytest.mark.django_db

RICH = "<h2>Titre</h2><p>Un <strong>mot</strong> de plus.</p>"


def saved(client, meeting, text):
    response = pages.save(client, pages.form(meeting), introduction_fr=text)
    assert response.status_code == 302
    meeting.refresh_from_db()
    return meeting.introduction_fr


def test_text_area_shows_the_text_as_it_is_stored_and_gives_the_editor_html(desk):
    meeting = make.meeting(introduction_fr="Un texte.\n\n## Titre\n\n- un")
    page = desk.get(pages.form(meeting))

    assert form_of(page)["introduction_fr"] == ["Un texte.\n\n## Titre\n\n- un"]
    html = "&lt;p&gt;Un texte.&lt;/p&gt;&lt;h2&gt;Titre&lt;/h2&gt;&lt;ul&gt;&lt;li&gt;un&lt;/li&gt;&lt;/ul&gt;"
    assert f'data-html="{html}"' in page.text


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Un texte.\n\n- un\n- deux", "Un texte.\n\n- un\n- deux"),
        (RICH, RICH),
        ("<p>Un texte</p><p>en deux</p>", "Un texte\n\nen deux"),
        ("<p>a<script>alert(1)</script><b onclick=x style='color:red'>b</b></p>", "<p>a<strong>b</strong></p>"),
        ("<p></p>", ""),
    ],
)
def test_form_saves_what_is_allowed(desk, typed, kept):
    assert saved(desk, make.meeting(introduction_fr="Avant"), typed) == kept


@pytest.mark.parametrize("sent", ["<p>Un texte.</p><h2>Titre</h2><ul><li><p>un</p></li></ul>", None])
def test_saving_what_was_shown_changes_nothing(desk, sent):
    meeting = make.meeting(introduction_fr="Un texte.\n\n## Titre\n\n- un", introduction_en=RICH)
    typed = {"introduction_fr": sent, "introduction_en": RICH.replace("strong", "b")} if sent else {}
    pages.save(desk, pages.form(meeting), **typed)

    response = pages.save(desk, pages.form(meeting))

    assert response.status_code == 302
    assert versions(meeting).count() == 1
    assert Meeting.objects.get().introduction_en == RICH


def test_parts_and_short_texts_have_no_editor(desk):
    page = desk.get(pages.form(make.agenda_item().meeting)).text

    assert set(re.findall(r'name="([^"]+)"[^>]*data-html', page)) == {"introduction_fr", "introduction_en"}


# The policy


def policy(page):
    return page.headers["Content-Security-Policy"]


def test_policy_admits_the_import_map_of_the_page_and_no_other_inline_script(desk):
    page = desk.get(pages.form(make.meeting()))
    inline = re.findall(r"<script(?![^>]*\bsrc=)([^>]*)>(.*?)</script>", page.text, re.DOTALL)
    maps = [script for attributes, script in inline if "importmap" in attributes]

    assert len(maps) == 1
    digest = b64encode(sha256(maps[0].encode()).digest()).decode()
    assert f"script-src 'self' 'sha256-{digest}';" in policy(page) + ";"
    assert "unsafe" not in policy(page)


def test_pages_without_an_editor_keep_the_policy_without_exception(desk):
    for address in (pages.list_of(Meeting), pages.form(make.source())):
        assert "sha256" not in policy(desk.get(address))


# Compared


def test_comparison_shows_what_tags_say_and_names_what_is_linked(desk):
    old, new = make.decision(name_fr="Ancienne"), make.decision(name_fr="Nouvelle")
    meeting = make.meeting(introduction_fr=f'<p>Voir <a href="{href_of(old)}">ici</a>.</p>')
    saved(desk, meeting, f'<h2>Titre</h2><p>Voir <a href="{href_of(new)}">ici</a>.</p>')
    latest, first = versions(meeting)

    (line,) = lines(first.as_snapshot, latest.as_snapshot)

    assert line.before == "Voir ici [→ <del>Ancienne].</del>"
    assert line.after == "<ins>## Titre\n\n</ins>Voir ici [→ <ins>Nouvelle].</ins>"
    assert "register:" not in line.before + line.after


def test_open_data_in_tables_is_words_alone(client):
    page = make.published(make.page(body_fr="<h2>Titre</h2><p>Un <strong>mot</strong></p>"))

    table = client.get("/fr/donnees/pages.csv").content.decode()

    assert page.slug in table
    assert "Titre\n\nUn mot" in table
    assert "<strong>" not in table
    assert "<strong>" in client.get("/fr/donnees/registre.json").json()["collections"]["pages"][0]["body"]["fr"]


def test_same_text_in_other_markup_is_no_change():
    field = RichTextFormField(required=False)

    assert not field.has_changed("Un\n\nDeux", "<p>Un</p><p>Deux</p>")
    assert field.has_changed("Un", "<p><strong>Un</strong></p>")


def test_only_rich_columns_have_the_editor():
    options = {name: rich_text_options(Meeting._meta.get_field(name)) for name in ("introduction_fr", "name_fr")}

    assert options == {"introduction_fr": rich_text_options(Meeting._meta.get_field("introduction_fr")), "name_fr": {}}
    assert options["introduction_fr"]["form_class"] is RichTextFormField

"""The editor of rich texts in a real browser: keyboard, links, tables, pasting, and the policy without complaint."""

from pathlib import Path

import pytest
from django.test import Client
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait

from publishing.history.revisions import versions
from publishing.rich.links import href_of
from publishing.rich.plain import stored
from tests import factories as make
from tests.desk import pages

CLIPBOARD = Path(__file__).parents[1] / "publishing" / "rich"
PASTE = """
const held = new DataTransfer();
held.setData("text/html", arguments[1]);
arguments[0].dispatchEvent(new ClipboardEvent("paste", {clipboardData: held, bubbles: true, cancelable: true}));
"""


@pytest.fixture
def meeting(transactional_db):
    return make.meeting(name_fr="Conseil", introduction_fr="Un texte.\n\n- un\n- deux")


@pytest.fixture
def editing(browser, live_server, meeting, django_user_model):
    """The browser at the form of the meeting, its French editor ready."""
    client = Client()
    client.force_login(django_user_model.objects.create_superuser("redacteur"))
    browser.get(f"{live_server.url}/admin/login/")
    session = client.cookies["sessionid"].value
    browser.add_cookie({"name": "sessionid", "value": session, "path": "/admin/", "sameSite": "Strict"})
    browser.get(f"{live_server.url}{pages.form(meeting)}")
    wait(browser, lambda: browser.find_elements(By.CSS_SELECTOR, ".prose-menubar [aria-pressed]"))
    return browser


def wait(browser, condition):
    return WebDriverWait(browser, 10).until(lambda _browser: condition())


def editor(browser):
    return browser.find_element(By.CSS_SELECTOR, ".prose-editor .ProseMirror[lang=fr]")


def value(browser):
    return browser.find_element(By.NAME, "introduction_fr").get_attribute("value")


def press(browser, *keys, holding=None):
    actions = ActionChains(browser)
    if holding:
        actions.key_down(holding)
    for key in keys:
        actions.send_keys(key)
    if holding:
        actions.key_up(holding)
    actions.perform()


def begin(browser):
    """The caret in an empty editor."""
    browser.execute_script("arguments[0].scrollIntoView({block: 'center'})", editor(browser))
    editor(browser).click()
    press(browser, "a", holding=Keys.CONTROL)
    press(browser, Keys.DELETE)


def test_editor_has_a_name_a_language_and_named_buttons(editing):
    buttons = editing.find_elements(By.CSS_SELECTOR, ".prose-menubar button")

    assert editor(editing).get_attribute("role") == "textbox"
    assert editor(editing).accessible_name == "Introduction"
    assert buttons
    assert [b.get_attribute("data-name") for b in buttons if not b.get_attribute("aria-label")] == []


def test_opening_and_saving_changes_nothing(editing, meeting):
    editing.find_element(By.NAME, "_continue").click()
    wait(editing, lambda: editing.find_elements(By.CSS_SELECTOR, ".messagelist .success"))

    meeting.refresh_from_db()
    assert meeting.introduction_fr == "Un texte.\n\n- un\n- deux"
    assert versions(meeting).count() == 1


def test_text_is_written_by_keyboard_alone_and_undone(editing):
    begin(editing)
    press(editing, "## Les points", Keys.ENTER, "Un ")
    press(editing, "b", holding=Keys.CONTROL)
    press(editing, "mot")
    press(editing, "b", holding=Keys.CONTROL)
    press(editing, ".", Keys.ENTER, "- un", Keys.ENTER, "deux", Keys.ENTER, Keys.ENTER, "> dit")

    told = "<h2>Les points</h2><p>Un <strong>mot</strong>.</p><ul><li>un</li><li>deux</li></ul>"
    assert stored(value(editing)) == f"{told}<blockquote><p>dit</p></blockquote>"
    press(editing, "z", holding=Keys.CONTROL)
    assert stored(value(editing)) != f"{told}<blockquote><p>dit</p></blockquote>"


def test_record_is_linked_by_keyboard(editing, meeting):
    decision = make.decision(name_fr="Instituer un prélèvement")
    begin(editing)
    press(editing, "Voir ")
    press(editing, "k", holding=Keys.CONTROL)
    wait(editing, lambda: editing.switch_to.active_element.get_attribute("role") == "combobox")
    press(editing, "prelevement")
    wait(editing, lambda: editing.find_elements(By.CSS_SELECTOR, ".desk-link [role=option]"))
    press(editing, Keys.ARROW_DOWN, Keys.ENTER)
    wait(editing, lambda: not editing.find_elements(By.CSS_SELECTOR, "dialog"))

    link = f'<a href="{href_of(decision)}">Instituer un prélèvement</a>'
    assert stored(value(editing)) == f"<p>Voir {link}</p>"
    editing.find_element(By.NAME, "_continue").click()
    wait(editing, lambda: editing.find_elements(By.CSS_SELECTOR, ".messagelist .success"))
    meeting.refresh_from_db()
    assert meeting.introduction_fr == f"<p>Voir {link}</p>"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("https://example.org/a", '<p><a href="https://example.org/a">ici</a></p>'), ("javascript:alert(1)", "ici")],
)
def test_address_is_linked_if_it_is_one(editing, typed, kept):
    begin(editing)
    press(editing, "ici")
    press(editing, "a", holding=Keys.CONTROL)
    press(editing, "k", holding=Keys.CONTROL)
    wait(editing, lambda: editing.switch_to.active_element.get_attribute("role") == "combobox")
    press(editing, typed, Keys.ENTER, Keys.ESCAPE)
    wait(editing, lambda: not editing.find_elements(By.CSS_SELECTOR, "dialog"))

    assert stored(value(editing)) == kept


def test_table_is_inserted_and_filled(editing):
    begin(editing)
    menu = editor(editing).find_element(By.XPATH, "..")
    menu.find_element(By.CSS_SELECTOR, "[data-name=table]").click()
    press(editing, "Date", Keys.TAB, "Lieu", Keys.TAB, "23", Keys.TAB, "Bamako")
    menu.find_element(By.CSS_SELECTOR, "[data-name='table:deleteRow']").click()

    rows = "<tr><th>Date</th><th>Lieu</th></tr>"
    assert stored(value(editing)).startswith(f"<table><tbody>{rows}")
    assert "Bamako" not in value(editing)


@pytest.mark.parametrize(
    ("source", "kept"),
    [
        (
            "word.html",
            (
                "<h2>Le relevé</h2><p>Les ministres ont <strong>adopté</strong> le texte\N{NO-BREAK SPACE} final.</p>"
                "<ul><li>un point<ul><li>un sous-point</li></ul></li><li>un autre</li></ul><ol><li>premier</li></ol>"
                "<table><tbody><tr><td>Date</td><td>Lieu</td></tr></tbody></table>"
            ),
        ),
        ("libreoffice.html", "<h2>Annexe</h2><p><em>Texte</em> souligné</p><ul><li>un</li><li>deux</li></ul>"),
    ],
)
def test_paste_from_a_word_processor_is_clean(editing, source, kept):
    begin(editing)

    editing.execute_script(PASTE, editor(editing), (CLIPBOARD / source).read_text())

    assert stored(value(editing)) == kept
    assert not {"style", "class", "mso"} & set(value(editing).replace("=", " ").split())

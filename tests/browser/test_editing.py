"""Recording and publishing in a real browser, under the desk's content security policy."""

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait

from publishing.models import Submission
from publishing.review.workflow_state import PublicationStatus, publication_statuses
from summits.models import Decision
from tests import factories as make
from tests.desk import pages


@pytest.fixture
def editor(browser, live_server, transactional_db):
    """A browser in which an editor who may do everything has signed in."""
    sign_in(browser, live_server, get_user_model().objects.create_superuser("redacteur"))
    return browser


def sign_in(browser, live_server, user):
    client = Client()
    client.force_login(user)
    browser.get(f"{live_server.url}/admin/login/")
    session = client.cookies["sessionid"].value
    browser.add_cookie({"name": "sessionid", "value": session, "path": "/admin/", "sameSite": "Strict"})


def wait(browser, condition):
    return WebDriverWait(browser, 10).until(lambda _browser: condition())


def test_editor_records_a_decision_and_somebody_else_publishes_it(editor, live_server):
    editor.get(f"{live_server.url}/admin/summits/decision/add/")
    editor.find_element(By.NAME, "name_fr").send_keys("Instituer un prélèvement")
    assert editor.find_element(By.NAME, "slug").get_attribute("value") == "instituer-un-prelevement"

    editor.find_element(By.NAME, "_submit").click()
    note = wait(editor, lambda: editor.find_elements(By.NAME, "request_note"))[0]
    note.send_keys("Nouvelle décision")
    editor.find_element(By.NAME, "_confirm").click()
    wait(editor, lambda: editor.find_elements(By.CSS_SELECTOR, ".messagelist .success a"))
    sign_in(editor, live_server, get_user_model().objects.create_superuser("relecteur"))
    editor.get(f"{live_server.url}{pages.review(Submission.objects.get())}")
    editor.find_element(By.NAME, "_approve_now").click()

    wait(editor, lambda: editor.find_elements(By.CSS_SELECTOR, ".desk-stage.published"))
    assert list(publication_statuses(Decision).values()) == [PublicationStatus.LIVE]


def test_evidence_completes_as_one_types(editor, live_server):
    passage = make.passage(make.source(title="Communiqué de Bamako"), locator="L23")
    editor.get(f"{live_server.url}/admin/summits/decision/{make.decision().pk}/change/")

    editor.find_element(By.CSS_SELECTOR, ".field-evidence .select2-search__field").send_keys("communique")

    option = wait(
        editor, lambda: editor.find_elements(By.CSS_SELECTOR, ".select2-results__option--highlighted[aria-selected]")
    )[0]
    assert option.text == str(passage)


def test_step_is_added_with_its_own_fields_in_both_languages(editor, live_server):
    make.status("adopted")
    editor.get(f"{live_server.url}/admin/summits/decision/{make.decision().pk}/change/?langue=ar")

    wait(editor, lambda: editor.find_elements(By.CSS_SELECTOR, "#steps-group .add-row a"))[0].click()

    assert editor.find_element(By.NAME, "steps-0-text_fr").is_displayed()
    assert editor.find_element(By.NAME, "steps-0-text_ar").get_attribute("dir") == "rtl"


@pytest.mark.parametrize("width", [1280, 360])
def test_form_fits_its_window(editor, live_server, width):
    metrics = {"width": width, "height": 800, "deviceScaleFactor": 1, "mobile": width < 500}
    editor.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    step = make.decision_step()

    editor.get(f"{live_server.url}/admin/summits/decision/{step.decision.pk}/change/")
    overflow = editor.execute_script("return document.documentElement.scrollWidth - window.innerWidth")
    editor.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})

    assert overflow <= 0

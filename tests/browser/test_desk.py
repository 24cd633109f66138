"""The desk works under its own content security policy."""

import pytest
from django.contrib.auth import get_user_model
from selenium.webdriver.common.by import By


@pytest.fixture
def editor(transactional_db):
    return get_user_model().objects.create_superuser("redacteur", password="motdepasse")


def test_editor_logs_in_and_sees_the_desk(browser, live_server, editor):
    browser.get(f"{live_server.url}/admin/")
    browser.find_element(By.NAME, "username").send_keys(editor.username)
    browser.find_element(By.NAME, "password").send_keys("motdepasse")

    browser.find_element(By.CSS_SELECTOR, "[type=submit]").click()

    assert browser.find_element(By.ID, "user-tools").is_displayed()
    assert {cookie["path"] for cookie in browser.get_cookies()} == {"/admin/"}

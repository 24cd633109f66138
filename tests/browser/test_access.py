"""A second factor is added and asked for in a real browser, with the keyboard alone."""

import pytest
from django.contrib.auth.models import User
from django_otp.plugins.otp_totp.models import TOTPDevice
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait

from tests.accounts.people import code_of

PASSWORD = "un mot de passe assez long"


@pytest.fixture
def author(transactional_db):
    return User.objects.create_user("auteur", password=PASSWORD, is_staff=True)


def wait_for(browser, selector):
    return WebDriverWait(browser, 10).until(lambda _browser: browser.find_elements(By.CSS_SELECTOR, selector))


def type_there(browser, *keys):
    """To whatever has the focus, as a keyboard does."""
    browser.switch_to.active_element.send_keys(*keys)


def reach(browser, name):
    """Press Tab until a field of this name has the focus."""
    for _press in range(40):
        if browser.switch_to.active_element.get_attribute("name") == name:
            return
        type_there(browser, Keys.TAB)
    raise AssertionError(f"{name} is not reached by Tab")


def log_in(browser, live_server):
    browser.get(f"{live_server.url}/admin/login/?next=/admin/second-facteur/")
    reach(browser, "username")
    type_there(browser, "auteur", Keys.TAB)
    type_there(browser, PASSWORD, Keys.ENTER)


def test_device_is_added_and_its_recovery_code_lets_in(browser, live_server, author):
    log_in(browser, live_server)
    (image,) = wait_for(browser, ".desk-qr")
    assert int(image.get_property("naturalWidth")) > 0

    reach(browser, "code")
    type_there(browser, code_of(TOTPDevice.objects.get()), Keys.ENTER)
    codes = [item.text for item in wait_for(browser, ".desk-codes code")]

    browser.delete_all_cookies()
    log_in(browser, live_server)
    wait_for(browser, "#login-form [name=code]")
    reach(browser, "code")
    type_there(browser, codes[0], Keys.ENTER)

    assert wait_for(browser, "#user-tools")[0].is_displayed()

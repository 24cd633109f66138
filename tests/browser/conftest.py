"""A real Chromium, for what only a browser can tell."""

import os
import shutil

import pytest
from selenium import webdriver

from tests.browser.site import started

FLAGS = [
    "--headless=new",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--window-size=1280,900",
]
NOT_FOUND = "the server responded with a status of 404"
MISSING = "Chromium and its driver are needed: apt-get install chromium chromium-driver"


def pytest_collection_modifyitems(items):
    for item in items:
        if "tests/browser/" in str(item.path):
            item.add_marker(pytest.mark.browser)


def installed(*names: str) -> str:
    """The path of the first of these programs that is there; without any, the whole run ends with code 2."""
    return next(filter(None, map(shutil.which, names)), None) or pytest.exit(MISSING, returncode=2)


@pytest.fixture(scope="session")
def chromium(tmp_path_factory):
    options = webdriver.ChromeOptions()
    options.binary_location = installed("chromium", "chromium-browser", "google-chrome")
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    as_root = ["--no-sandbox"] if os.geteuid() == 0 else []  # Chromium refuses its sandbox to root
    for flag in [*FLAGS, *as_root, f"--user-data-dir={tmp_path_factory.mktemp('profile')}"]:
        options.add_argument(flag)
    driver = webdriver.Chrome(options, webdriver.ChromeService(installed("chromedriver")))
    yield driver
    driver.quit()


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """The whole site with its content, started once."""
    yield from started(tmp_path_factory.mktemp("site"))


@pytest.fixture
def any_page(chromium):
    """Chromium, also for pages that answer 404, of which its console tells."""
    yield chromium
    for command in ("Emulation.clearDeviceMetricsOverride", "Emulation.setEmulatedMedia"):
        chromium.execute_cdp_cmd(command, {})
    complaints = [entry["message"] for entry in chromium.get_log("browser") if NOT_FOUND not in entry["message"]]
    chromium.get("about:blank")
    assert complaints == []


@pytest.fixture
def browser(chromium):
    """Chromium without cookies; its console must stay empty, so a page blocked by its own policy fails."""
    chromium.delete_all_cookies()
    chromium.get_log("browser")
    yield chromium
    complaints = [entry["message"] for entry in chromium.get_log("browser")]
    chromium.get("about:blank")
    assert complaints == []

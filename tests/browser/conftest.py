"""A real Chromium, for what only a browser can tell."""

import os
import shutil

import pytest
from selenium import webdriver

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


@pytest.fixture
def browser(chromium):
    """Chromium without cookies; its console must stay empty, so a page blocked by its own policy fails."""
    chromium.delete_all_cookies()
    chromium.get_log("browser")
    yield chromium
    complaints = [entry["message"] for entry in chromium.get_log("browser")]
    chromium.get("about:blank")
    assert complaints == []

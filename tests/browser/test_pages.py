"""Every kind of page: reachable by everyone, well formed, within its screen, and made of two requests."""

import base64
from io import BytesIO
from itertools import cycle, product

import pytest
from django.conf import settings
from pypdf import PdfReader
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from tests.browser.checkers import axe_violations, nu_errors
from tests.browser.screen import DESK, PHONE, TABLET, Screen, look, overflow, picture
from tests.every import every

LANGUAGES = settings.PUBLIC_LANGUAGES
SCREENS = [Screen(width, scheme) for width in (PHONE, DESK) for scheme in ("light", "dark")]
A4 = [595, 842]  # points
ZOOMED = Screen(320)  # 1280 pixels at 400 % (WCAG 1.4.10)
FOCUSABLE = "a[href], button, input, select, summary, textarea, [tabindex='0']"


def pages(site):
    """Each kind of page in each language: kind, language, path."""
    return [(kind, language, path) for language in LANGUAGES for kind, path in site.kinds(language).items()]


def faults_on(browser, site, path, screen) -> list[str]:
    look(browser, screen)
    browser.get(site.url + path)
    wide = overflow(browser)
    found = [f"{wide} pixels too wide"] if wide > 0 else []
    return [f"{path} {screen}: {fault}" for fault in found + axe_violations(browser)]


def test_everyone_can_use_every_kind_of_page(any_page, site):
    """The sample: each page on one of the four screens, in turn."""
    faults = [
        fault
        for (_kind, _language, path), screen in zip(pages(site), cycle(SCREENS), strict=False)
        for fault in faults_on(any_page, site, path, screen)
    ]
    assert faults == []


@pytest.mark.long
def test_everyone_can_use_every_kind_of_page_on_every_screen(any_page, site):
    """The whole matrix."""
    faults = [
        fault
        for (_kind, _language, path), screen in product(pages(site), SCREENS)
        for fault in faults_on(any_page, site, path, screen)
    ]
    assert faults == []


def test_markup_of_every_kind_of_page_is_valid(site, tmp_path):
    files = []
    for number, (kind, language, path) in enumerate(pages(site)):
        files.append(tmp_path / f"{number}-{kind.replace(':', '-').replace(' ', '-')}-{language}.html")
        files[-1].write_text(site.text(path))
    assert nu_errors(files) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_lost_at_400_percent(any_page, site, language):
    look(any_page, ZOOMED)
    wide = {}
    for path in site.kinds(language).values():
        any_page.get(site.url + path)
        if overflow(any_page) > 0:
            wide[path] = overflow(any_page)
    assert wide == {}


def test_the_keyboard_reaches_everything_visibly_and_in_order(any_page, site):
    look(any_page, Screen(DESK))
    any_page.get(f"{site.url}/fr/")
    skip, *others = any_page.find_elements(By.CSS_SELECTOR, FOCUSABLE)
    stops = [skip, *(stop for stop in others if stop.is_displayed())]
    assert len(stops) > 40
    for stop in stops:
        any_page.switch_to.active_element.send_keys(Keys.TAB)
        focused = any_page.switch_to.active_element
        assert focused == stop, f"{focused.text} comes before {stop.text}"
        assert focused.value_of_css_property("outline-style") != "none", f"{focused.text} shows no focus"
    any_page.get(f"{site.url}/fr/")
    any_page.switch_to.active_element.send_keys(Keys.TAB)
    any_page.switch_to.active_element.send_keys(Keys.ENTER)
    assert any_page.current_url.endswith("#contenu")


def test_a_page_is_two_requests(any_page, site):
    look(any_page, Screen(PHONE))
    script = "return performance.getEntriesByType('resource').map((entry) => entry.name)"
    for path in every(site.kinds("fr").values()):
        any_page.get(site.url + path)
        loaded = [name for name in any_page.execute_script(script) if "favicon" not in name]
        assert len(loaded) == 1, (path, loaded)
        assert "/static/site." in loaded[0]


def test_a_report_prints_on_five_sheets(any_page, site):
    any_page.get(site.url + site.kinds("fr")["report"])
    printed = any_page.execute_cdp_cmd("Page.printToPDF", {"preferCSSPageSize": True})
    sheets = PdfReader(BytesIO(base64.b64decode(printed["data"]))).pages
    assert len(sheets) == 5
    assert [round(float(side)) for side in sheets[0].mediabox[2:]] == A4


@pytest.mark.screenshots
def test_pictures_of_every_kind_of_page(any_page, site):
    """Not a check but a service (`make screenshots`): someone has to look at them."""
    folder = settings.BASE_DIR / "screenshots"
    widths = (PHONE, TABLET, DESK)
    for kind, language, path in pages(site):
        any_page.get(site.url + path)
        for width, scheme in product(widths, ("light", "dark")):
            screen = Screen(width, scheme)
            look(any_page, screen)
            picture(any_page, folder / f"{kind.replace(':', '-').replace(' ', '-')}-{language}-{screen}.png")
    assert len(list(folder.glob("*.png"))) >= len(pages(site)) * len(widths) * 2

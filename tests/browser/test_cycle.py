"""The whole life of a decision, as the people of the desk live it: with mouse and keyboard, and no documentation.

Written, translated, submitted, compared, previewed, approved for an hour, published on the minute, corrected, and an
old version put back as a draft. Pictures of each screen, on a desk and on a phone, go to `screenshots/desk/`.
"""

import time
from datetime import UTC, datetime, timedelta

import pytest
from django.conf import settings
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.ui import Select, WebDriverWait

from tests.browser.screen import DESK, PHONE, Screen, look, overflow, picture

FRENCH, ENGLISH = "Instituer un observatoire des prix", "Set up a price observatory"
STEPS = [
    ("attendu", "22/12/2025", "L’observatoire est attendu au prochain sommet."),
    ("adopté", "23/12/2025", "L’observatoire est institué."),
]
CORRECTED = "Instituer un observatoire confédéral des prix"
PATIENCE = 30  # seconds for a page of the desk
AHEAD = 20  # seconds at least between the approval and its hour
NEVER_LATER = 60  # seconds after the hour


class Person:
    """Somebody at the desk, in one window."""

    def __init__(self, browser, site):
        self.browser, self.site = browser, site
        self.pictures = 0

    def sign_in(self, account):
        self.browser.delete_all_cookies()
        self.open("/admin/login/")
        self.type("username", account)
        self.type("password", self.site.password(account))
        self.click("[type=submit]")
        self.find("#user-tools")
        for button in self.browser.find_elements(By.CSS_SELECTOR, "button[name=language][value=fr]"):
            button.click()

    def open(self, path):
        self.browser.get(self.site.url + path)

    def find(self, selector):
        """The first element that a selector finds, once it is shown."""
        find = self.browser.find_elements
        return self.wait(lambda: next(filter(WebElement.is_displayed, find(By.CSS_SELECTOR, selector)), None))

    def wait(self, condition):
        return WebDriverWait(self.browser, PATIENCE).until(lambda _browser: condition())

    def click(self, selector):
        element = self.find(selector)
        self.browser.execute_script("arguments[0].scrollIntoView({block: 'center'})", element)
        element.click()

    def follow(self, words):
        """Click the link that says these words."""
        self.wait(lambda: self.browser.find_elements(By.PARTIAL_LINK_TEXT, words))
        link = self.browser.find_element(By.PARTIAL_LINK_TEXT, words)
        self.browser.execute_script("arguments[0].scrollIntoView({block: 'center'})", link)
        link.click()

    def type(self, name, text):
        field = self.find(f"[name='{name}']")
        field.clear()
        field.send_keys(text)

    def complete(self, field, words):
        """Type into a field that completes, and take the first record that it proposes."""
        self.click(f"{field} .select2-selection")
        self.find(f"{field} .select2-search__field").send_keys(words)
        self.find("li.select2-results__option--highlighted[aria-selected]").click()

    @property
    def path(self):
        return self.browser.current_url.removeprefix(self.site.url).partition("?")[0]

    def look(self, name):
        """A picture on a desk and on a phone; the page fits both."""
        self.pictures += 1
        for width in (PHONE, DESK):
            look(self.browser, Screen(width))
            assert overflow(self.browser) <= 0, (name, width)
            picture(self.browser, settings.BASE_DIR / "screenshots" / "desk" / f"{self.pictures:02}-{name}-{width}.png")


@pytest.fixture
def person(any_page, site):
    return Person(any_page, site)


def test_the_whole_life_of_a_decision(person, site):
    person.sign_in("auteur")
    form = written(person)
    page = f"/fr/decisions/{person.find('.desk-standing strong').text}/"
    assert site.status(page) == 404

    person.sign_in("traduction-en")
    submitted_with_english(person, form)

    person.sign_in("publication")
    due = approved_for_the_next_minute(person)
    assert site.status(page) == 404
    assert FRENCH not in site.text("/fr/flux/decisions.rss")
    appeared_on_the_minute(site, page, due)
    assert FRENCH in site.text("/fr/flux/decisions.rss")
    assert page in site.text("/sitemap-decisions.xml")
    assert ENGLISH in site.text(page.replace("/fr/", "/en/"))

    person.sign_in("auteur")
    person.open(form)
    person.type("name_fr", CORRECTED)
    submit(person, "Le nom officiel est plus long.")
    assert CORRECTED not in site.text(page)
    person.sign_in("publication")
    approved_at_once(person)
    assert CORRECTED in site.text(page)

    person.sign_in("auteur")
    restored(person, form)
    assert person.find("[name=name_fr]").get_attribute("value") == FRENCH
    assert CORRECTED in site.text(page)


def written(person) -> str:
    """An author drafts a decision with two steps, each with its source; returns the path of its form."""
    person.look("accueil")
    person.click("a[href='/admin/summits/decision/add/']")
    person.type("name_fr", FRENCH)
    person.type("decided", "23/12/2025")
    for number, (status, day, text) in enumerate(STEPS):
        person.click("#steps-group .add-row a")
        Select(person.find(f"[name='steps-{number}-status']")).select_by_visible_text(status)
        person.type(f"steps-{number}-occurred", day)
        person.type(f"steps-{number}-text_fr", text)
        person.complete(f"#steps-{number} .field-evidence", "communique")
    person.look("decision-remplie")
    person.click("[name=_continue]")
    person.find(".messagelist .success")
    person.look("brouillon-enregistre")
    return person.path


def submitted_with_english(person, form):
    """A translator writes the English beside the French, and submits the decision."""
    person.open(form)
    person.look("traduction-a-faire")
    person.type("name_en", ENGLISH)
    for number, text in enumerate(["The observatory is expected.", "The observatory is set up."]):
        person.type(f"steps-{number}-text_en", text)
    submit(person, "Décision du sommet, avec son anglais.")
    person.look("soumise")


def submit(person, note):
    person.click("[name=_submit]")
    person.type("request_note", note)
    person.look("soumettre")
    person.click("[name=_confirm]")
    person.find(".messagelist .success")


def opened_submission(person):
    """From the home of the desk to what waits for this person."""
    person.open("/admin/")
    person.look("accueil-de-qui-relit")
    person.click(".desk-home a[href*='boite=relire']")
    person.click("#result_list tbody th a")
    person.find(".desk-differences")
    person.look("soumission")


def approved_for_the_next_minute(person) -> datetime:
    """A second person compares, looks at the page as it will be, and approves it for an hour; returns the hour."""
    opened_submission(person)
    submission = person.path
    person.follow("Aperçu des pages")
    person.click("a[hreflang=fr][href*='/decisions/']")
    assert FRENCH in person.find("h1").text
    person.look("apercu")
    person.open(submission)
    due = (datetime.now(UTC) + timedelta(seconds=AHEAD)).replace(second=0, microsecond=0) + timedelta(minutes=1)
    hour = "arguments[0].value = arguments[1]"  # how a date is typed depends on the browser's language
    person.browser.execute_script(hour, person.find("[name=due_at]"), due.strftime("%Y-%m-%dT%H:%M"))
    Select(person.find("[name=zone]")).select_by_visible_text("UTC")
    person.type("comment", "Relue devant le communiqué.")
    person.click("[name=_approve]")
    person.find(".desk-stage.scheduled")
    person.look("programmee")
    return due


def approved_at_once(person):
    opened_submission(person)
    person.click("[name=_approve_now]")
    person.find(".desk-stage.published")
    person.look("publiee")


def appeared_on_the_minute(site, page, due):
    """The page is there at its hour and not before."""
    while (now := datetime.now(UTC)) < due:
        assert site.status(page) == 404 or datetime.now(UTC) >= due
        time.sleep(min((due - now).total_seconds(), 2))
    while site.status(page) == 404:
        assert datetime.now(UTC) < due + timedelta(seconds=NEVER_LATER)
        time.sleep(0.5)


def restored(person, form):
    """The version before the correction is put back, as a draft."""
    person.open(form)
    person.click(".historylink")
    versions = person.browser.find_elements(By.CSS_SELECTOR, ".desk-versions tbody tr")
    corrected, before = (row.find_element(By.TAG_NAME, "th").text.split()[0] for row in versions[:2])
    assert int(corrected) > int(before)
    person.look("historique")
    Select(person.find("#desk-version")).select_by_visible_text(before)
    person.click("[name=restore]")
    person.find(".messagelist .success")
    person.open(form)
    person.look("version-retablie")

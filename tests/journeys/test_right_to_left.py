"""Pages in a language read from right to left: the whole page turns, drawings run the other way."""

import re

import pytest
from django.utils import timezone

from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def arabic(settings):
    """Arabic is prepared, not public: here it is, with texts for this test only."""
    settings.PUBLIC_LANGUAGES = [*settings.PUBLIC_LANGUAGES, "ar"]


def page(client, path) -> str:
    response = client.get(path)
    assert response.status_code == 200
    return response.text


def positions(text) -> list[float]:
    drawing = text.partition('<svg class="track')[2].partition("</svg>")[0]
    return [float(x) for x in re.findall(r'<use class="\w+" href="#\w+" x="([\d.]+)%"', drawing)]


@pytest.fixture
def item(db):
    item = make.roadmap_item(name_fr="Banque", name_ar="مصرف")
    make.roadmap_step(item, "announced", occurred="2024-07-06")
    make.roadmap_step(item, "adopted", occurred=timezone.localdate())
    return make.published(item)


def test_the_page_says_its_direction_and_what_is_in_french_keeps_its_own(client, item):
    text = page(client, f"/ar/feuille-de-route/item/{item.reference}/")

    assert '<html lang="ar" dir="rtl"' in text
    assert "مصرف" in text
    assert re.search(r'<span lang="fr" dir="ltr">Étape \d+</span>', text)


def test_time_runs_the_other_way(client, item):
    path = f"feuille-de-route/item/{item.reference}/"
    french, arabic = (positions(page(client, f"/{language}/{path}")) for language in ("fr", "ar"))

    assert french == sorted(french)
    assert arabic == [pytest.approx(100 - x, abs=0.02) for x in french]


def test_the_organigram_begins_on_the_right(client):
    union = make.organ(name_fr="Union", name_ar="اتحاد", level="union")
    make.published(make.organ(name_fr="Collège", name_ar="مجلس", parent=union))

    drawings = [page(client, f"/{language}/organes/") for language in ("fr", "ar")]
    boxes = [sorted(re.findall(r'<rect x="(\d+)"[^>]*>.*?<text[^>]*>([^<]+)', text)) for text in drawings]

    assert boxes[0] == [("0", "Union"), ("228", "Collège")]
    assert boxes[1] == [("0", "مجلس"), ("228", "اتحاد")]


def test_lists_the_report_and_the_home_page_turn_too(client, item):
    for path in ("", "feuille-de-route/", "organes/", "bilan/2024-01-01/2025-01-01/", "sommets/", "chronologie/"):
        assert 'dir="rtl"' in page(client, f"/ar/{path}")


def test_the_shared_image_falls_back_on_what_belongs_to_no_language(client, item, settings, tmp_path):
    settings.VAR = tmp_path
    response = client.get(f"/ar/fiches/{item.reference}/editions/1/image.png")
    assert (response.status_code, response["Content-Type"]) == (200, "image/png")

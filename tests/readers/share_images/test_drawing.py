"""Images for sharing: what they say, that each is drawn once, and where they are not."""

from io import BytesIO

import pytest
from PIL import Image

from publishing.live.publish import withdraw
from readers.share_images import cache
from readers.share_images.cards import Card, card_of
from readers.share_images.drawing import SANS, SERIF, TITLE_SIZES, font, is_written, png, shortened, wrapped
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def shelf(settings, tmp_path):
    settings.VAR = tmp_path
    return tmp_path / "share_images"


@pytest.fixture
def summit(db):
    make.status("held", family="done", name_fr="tenu")
    summit = make.summit(name_fr="Deuxième sommet", held="2025-12-22/2025-12-23")
    make.meeting_step(summit, "held")
    return make.published(summit)


def address(record, number=1, language="fr"):
    return f"/{language}/fiches/{record.reference}/editions/{number}/image.png"


def test_the_image_of_a_record_is_a_light_png_of_the_size_that_sites_ask_for(client, summit):
    response = client.get(address(summit))
    image = Image.open(BytesIO(response.content))

    assert (response.status_code, response["Content-Type"]) == (200, "image/png")
    assert image.size == (1200, 630)
    assert len(response.content) < 40_000
    assert response["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert not response.cookies


def test_it_is_drawn_by_a_process_that_may_keep_nothing(client, summit, shelf, caplog):
    shelf.write_text("a file in the place of the folder")

    assert client.get(address(summit)).status_code == 200
    assert f"The image of {summit.reference} is not kept" in caplog.text


def test_it_is_not_sent_again_to_who_has_it(client, summit):
    tag = client.get(address(summit))["ETag"]
    again = client.get(address(summit), headers={"if-none-match": tag})
    assert (again.status_code, again.content) == (304, b"")


def test_a_card_says_title_type_status_and_date(summit):
    assert card_of(summit) == Card(
        title="Deuxième sommet",
        kicker=f"Sommet · {summit.reference}",
        status="tenu",
        family="done",
        date="22–23\N{NO-BREAK SPACE}décembre\N{NO-BREAK SPACE}2025",
        wordmark="Le Registre · AES",
    )


def test_an_image_is_drawn_once(client, summit, shelf):
    first = client.get(address(summit)).content
    (path,) = shelf.glob("*.png")
    path.write_bytes(b"kept")

    assert first.startswith(b"\x89PNG")
    assert client.get(address(summit)).content == b"kept"
    assert len(list(shelf.glob("*.png"))) == 1


def test_the_oldest_images_leave_when_there_are_too_many(monkeypatch, shelf):
    monkeypatch.setattr(cache, "MOST", 2)
    for title in ("un", "deux", "trois"):
        cache.kept(Card(title=title))
    assert len(list(shelf.glob("*.png"))) == 2


def test_an_earlier_edition_leads_to_the_current_image(client, summit):
    summit.name_fr = "Deuxième session"
    summit.save()
    make.published(summit)

    response = client.get(address(summit, 1))

    assert (response.status_code, response["Location"]) == (301, address(summit, 2))
    assert client.get(address(summit, 2)).status_code == 200
    assert client.get(address(summit, 3)).status_code == 404


def test_there_is_none_where_there_is_no_page(client, summit):
    assert client.get(address(summit, language="en")).status_code == 404
    assert client.get("/fr/fiches/AES-R-1999-001/editions/1/image.png").status_code == 404
    withdraw([summit], reason="Par erreur.")
    assert client.get(address(summit)).status_code == 410


def test_pages_name_their_image_and_what_it_says(client, summit, settings):
    page, home = client.get(summit.get_absolute_url()).text, client.get("/fr/").text

    assert f'<meta property="og:image" content="{settings.SITE_URL}{address(summit)}">' in page
    assert '<meta property="og:image:alt" content="Deuxième sommet · Le Registre AES">' in page
    assert '<meta name="twitter:card" content="summary_large_image">' in page
    assert f'<meta property="og:image" content="{settings.SITE_URL}/fr/image.png">' in home
    assert client.get("/fr/image.png")["Content-Type"] == "image/png"


# The drawing


@pytest.mark.parametrize(
    "text", ["1ᵉʳ janvier", "IIᵉ session\N{NARROW NO-BREAK SPACE}!", "Œuvre, ŋ ɓ ɗ ƙ ɲ ɛ ɔ ẽ", "« – … → € »"]
)
def test_the_fonts_have_the_signs_of_the_languages_in_latin_script(text):
    assert is_written(text)
    for path in (SERIF, SANS):
        absent = bytes(font(path, 40).getmask("\uffff"))
        assert [sign for sign in text if not sign.isspace() and bytes(font(path, 40).getmask(sign)) == absent] == []


def test_a_title_in_another_script_gives_way_to_the_reference():
    arabic = Card(title="القمة الثانية", kicker="قمة", family="done", wordmark="السجل")
    assert png(arabic, "AES-R-2025-001") == png(Card(title="AES-R-2025-001", family="done", wordmark="AES"))
    assert png(arabic, "AES-R-2025-001") != png(arabic, "AES-R-2025-002")


@pytest.mark.parametrize("title", ["Mot " * 200, "Anticonstitutionnellement" * 20, "", "Court"])
def test_a_title_of_any_length_is_drawn_lightly(title):
    assert len(png(Card(title=title, kicker="K" * 200, status="S" * 200, family="absent", date="2025"))) < 40_000


def test_a_line_breaks_at_spaces_only_and_ends_with_an_ellipsis_when_cut():
    letters = font(SERIF, TITLE_SIZES[0])
    assert wrapped("un\N{NO-BREAK SPACE}deux trois", letters, 250) == ["un\N{NO-BREAK SPACE}deux", "trois"]
    assert shortened("compétences", letters, 200).endswith("…")
    assert shortened("court", letters, 2000) == "court"


def test_each_family_has_a_shape_of_its_own():
    families = ["", "expected", "progress", "partial", "done", "stopped", "disputed", "absent"]
    assert len({png(Card(title="T", family=family)) for family in families}) == len(families)

"""Images for sharing over HTTP: where they are, and where they are not."""

from io import BytesIO

import pytest
from PIL import Image

from publishing.live.publish import withdraw
from readers.share_images import views
from tests import factories as make

pytestmark = pytest.mark.django_db


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


def test_it_is_not_sent_again_to_who_has_it(client, summit):
    tag = client.get(address(summit))["ETag"]
    again = client.get(address(summit), headers={"if-none-match": tag})
    assert (again.status_code, again.content) == (304, b"")


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


def test_an_image_may_be_kept_for_a_week_and_shown_elsewhere(client):
    answer = client.get("/fr/image.png")
    assert answer["Cache-Control"] == f"public, max-age={views.MAX_AGE}"
    assert answer["Cross-Origin-Resource-Policy"] == "cross-origin"


def test_it_is_drawn_by_a_process_that_may_keep_nothing(client, summit, shelf, caplog):
    shelf.write_text("a file in the place of the folder")

    assert client.get(address(summit)).status_code == 200
    assert f"The image of {summit.reference} is not kept" in caplog.text

"""What the image of a record says: its title, type, status and date."""

import pytest

from readers.share_images.cards import Card, card_of
from tests import factories as make

pytestmark = pytest.mark.django_db


def test_a_card_says_title_type_status_and_date(summit):
    assert card_of(summit) == Card(
        title="Deuxième sommet",
        kicker=f"Sommet · {summit.reference}",
        status="tenu",
        family="done",
        date="22–23\N{NO-BREAK SPACE}décembre\N{NO-BREAK SPACE}2025",
        wordmark="Le Registre · AES",
    )


def test_where_a_record_stands_is_said_with_its_date():
    organ = make.organ()
    make.organ_step(organ, status=make.status("created", family="done"), occurred="2024-07-06")
    assert card_of(organ).status.endswith("6\N{NO-BREAK SPACE}juil.\N{NO-BREAK SPACE}2024")
    assert card_of(organ).date == ""


def test_a_document_says_how_far_it_came_and_what_has_no_status_says_none():
    document, topic = make.document(text_state="signed", dated=None), make.topic()
    assert (card_of(document).status, card_of(document).date) == ("signé", "")
    assert (card_of(topic).status, card_of(topic).family, card_of(topic).date) == ("", "", "")

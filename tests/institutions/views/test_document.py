"""A document, with its points."""

import pytest

from institutions.models import Point
from institutions.views.document import DocumentDetailView
from publishing.models import path_in
from tests import factories as make

pytestmark = pytest.mark.django_db


def test_numbered_points_can_be_cited_by_their_number(client):
    document = make.document()
    make.point(document, number="12", text_fr="Le point douze")
    make.published(document)
    response = client.get(path_in(document, "fr"))
    assert isinstance(response.context["view"], DocumentDetailView)
    assert '<li id="p12">' in response.text


def test_document_page_names_items_that_take_up_a_point(client):
    point = make.point()
    item = make.roadmap_item(name_fr="Banque", links={"points": [point]})
    make.published(item)

    assert item.get_absolute_url() in client.get(point.document.get_absolute_url()).text
    assert Point.objects.count() == 1

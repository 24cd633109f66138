"""Documents on the desk: the points that nothing takes up yet are counted, and the way to link them is shown."""

import pytest
from django.contrib.admin import site
from django.urls import reverse

from institutions.admin.document import DocumentAdmin
from institutions.models import Document
from tests import factories as make
from tests.desk import pages

pytestmark = pytest.mark.django_db


def links_screen(document):
    return reverse("admin:institutions_document_point_links", args=[document.pk])


def test_points_not_linked_yet_are_counted_in_list_and_form(desk):
    document = make.document()
    linked, _left = make.point(document), make.point(document)
    make.decision(links={"points": [linked]})

    assert [d.unlinked_points for d in desk.get(pages.list_of(type(document))).context["cl"].result_list] == [1]
    assert "1 point n’est encore relié" in desk.get(pages.form(document)).text
    assert links_screen(document) in desk.get(pages.list_of(Document)).text


def test_document_all_of_whose_points_are_taken_up_has_none_to_link():
    point = make.point()
    make.decision(links={"points": [point]})
    admin = DocumentAdmin(Document, site)

    (listed,) = admin.listed(Document.objects.all())

    assert admin.unlinked(listed) is None
    point.decisions.clear()
    (listed,) = admin.listed(Document.objects.all())
    assert admin.unlinked(listed) == f'<a href="{links_screen(point.document)}">1</a>'


def test_file_needs_no_type_typed(desk):
    document = make.document_file(media_type="application/pdf").document

    (row,) = desk.get(pages.form(document)).context["inline_admin_formsets"][2].formset.initial_forms

    assert not row.fields["media_type"].required

"""Previews in frames at the desk: as wide as a telephone and a computer, in each language, what changes marked."""

import pytest
from django.urls import reverse

from desk.review.preview_views import MARKED
from summits.models import Decision
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def decision():
    decision = make.published(make.decision(name_fr="Créer la banque", name_en="Create the bank", text_fr="Inchangé."))
    Decision.objects.filter(pk=decision.pk).update(name_fr="Créer la banque d’investissement")
    return decision


@pytest.fixture
def preview(decision):
    return reverse("admin:preview_record", args=["summits.decision", decision.pk])


def test_page_is_framed_in_both_widths_and_every_language(desk, decision, preview):
    french, english = (f"{preview}{code}/decisions/{decision.reference}/" for code in ("fr", "en"))

    page = desk.get(preview, {"page": french})
    html = page.content.decode()

    assert html.count(f'src="{french}"') == 2
    assert f"?page={english}" in html
    assert "frame-src 'self'" in page["Content-Security-Policy"]
    assert "<script" not in html


def test_only_pages_of_the_preview_are_framed(desk, preview):
    assert desk.get(preview, {"page": "https://ailleurs.example/"}).status_code == 404
    assert desk.get(preview, {"page": "/admin/"}).status_code == 404


def test_previewed_page_may_be_framed_by_the_desk_alone(desk, decision, preview):
    page = desk.get(f"{preview}fr/decisions/{decision.reference}/")

    assert page["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in page["Content-Security-Policy"]
    assert desk.get(preview)["X-Frame-Options"] == "DENY"


def test_changed_blocks_are_marked_on_demand(desk, decision, preview):
    address = f"{preview}fr/decisions/{decision.reference}/"

    plain, marked = (desk.get(address, asked).content.decode() for asked in ({}, {"marques": ""}))

    assert "data-preview-changed" not in plain
    assert "<h1 data-preview-changed" in marked
    assert "data-preview-changed>Inchangé" not in marked
    assert "preview-changed" not in marked.partition("</aside>")[0]  # the banner is no part of the page


def test_page_that_readers_do_not_have_is_all_new(desk):
    decision = make.decision(name_fr="Créer la banque")
    address = reverse("admin:preview_record", args=["summits.decision", decision.pk])

    assert "data-preview-changed" in desk.get(f"{address}fr/decisions/{decision.reference}/?{MARKED}").content.decode()

"""Adding records at the desk: address, reference, languages of the desk, order of the index."""

from collections import Counter

import pytest
from django.contrib.admin import ModelAdmin
from django.contrib.messages import get_messages
from django.urls import reverse

from desk.record_admin import RecordAdmin
from summits.models import Decision, Gap, Summit
from tests import factories as make
from tests.desk import pages

pytestmark = pytest.mark.django_db


def test_no_method_depends_on_the_order_of_the_bases():
    """Where two bases would meet in one method, `RecordAdmin` itself says what happens in which order."""
    mixins = [base for base in RecordAdmin.__bases__ if base is not ModelAdmin]
    defined = Counter(name for mixin in mixins for name, value in vars(mixin).items() if callable(value))

    assert len(defined) > len(mixins) > 1
    assert [name for name, count in defined.items() if count > 1] == []


def test_address_is_made_from_the_french_title(desk):
    pages.save(desk, pages.new(Decision), name_fr="Instituer un prélèvement à l’échelle de l’AES", slug="")

    decision = Decision.objects.get()
    assert decision.slug == "instituer-un-prelevement-a-lechelle-de-laes"
    assert decision.reference.startswith("AES-D-")


def test_address_that_another_record_has_is_numbered(desk):
    make.decision(slug="prelevement")

    pages.save(desk, pages.new(Decision), name_fr="Prélèvement", slug="")

    assert Decision.objects.filter(slug="prelevement-2").exists()


def test_long_text_makes_an_address_that_fits(desk):
    pages.save(desk, pages.new(Gap), text_fr="On ne sait pas qui. " * 30, slug="")

    assert len(Gap.objects.get().slug) <= 96


def test_address_typed_is_kept(desk):
    pages.save(desk, pages.new(Decision), name_fr="Prélèvement", slug="mon-adresse")

    assert Decision.objects.get().slug == "mon-adresse"


def test_reference_is_shown_and_not_sent(desk):
    decision = make.decision()
    assert f"<strong>{decision.reference}</strong>" in desk.get(pages.form(decision)).content.decode()

    pages.save(desk, pages.form(decision), reference="AES-D-1999-001")

    reference = decision.reference
    decision.refresh_from_db()
    assert decision.reference == reference


def test_several_problems_are_said_at_once(desk):
    page = pages.save(desk, pages.new(Decision), name_fr="", decided="2025-13")

    assert page.context["adminform"].form.errors.keys() == {"name_fr", "decided"}


def test_desk_is_in_the_language_that_the_editor_chose(desk):
    answer = desk.post(reverse("choose_language"), {"language": "en", "next": reverse("admin:index")})

    assert answer.cookies["django_language"]["path"] == "/admin/"
    assert desk.get(reverse("admin:index")).context["LANGUAGE_CODE"] == "en"


def test_index_lists_types_in_the_order_of_their_use(desk):
    apps = desk.get(reverse("admin:index")).context["app_list"]

    assert [app["app_label"] for app in apps[:4]] == ["summits", "institutions", "sources", "aes_site"]
    assert [entry["object_name"] for entry in apps[0]["models"]][:3] == ["Summit", "Meeting", "Decision"]


def test_passages_and_parts_are_not_in_the_index(desk):
    apps = desk.get(reverse("admin:index")).context["app_list"]
    listed = {entry["object_name"] for app in apps for entry in app["models"]}

    assert listed & {"Passage", "Mandate", "Point"} == set()


def test_passage_is_added_from_the_plus_beside_evidence(desk):
    source = make.source()
    address = reverse("admin:sources_passage_add") + "?_popup=1"

    answer = desk.post(address, {"source": str(source.pk), "locator": "L23", "_popup": "1"})

    assert answer.status_code == 200
    assert source.passages.get().locator == "L23"


def test_parts_are_edited_with_their_record_only(desk):
    mandate = make.mandate()

    assert desk.get(reverse("admin:institutions_mandate_add")).status_code == 403
    assert desk.get(reverse("admin:institutions_mandate_change", args=[mandate.pk])).status_code == 200
    assert desk.post(reverse("admin:institutions_mandate_change", args=[mandate.pk]), {}).status_code == 403


def test_success_is_said(desk):
    answer = pages.save(desk, pages.form(make.decision(name_fr="Prélèvement")))

    assert "Prélèvement" in str(next(iter(get_messages(answer.wsgi_request))))


def test_editor_who_may_only_read_sees_a_form_without_buttons(signed_in):
    reader = signed_in("view_decision", "view_decisionstep")

    page = reader.get(pages.form(make.decision(name_fr="Prélèvement")))

    assert "Prélèvement" in page.content.decode()
    assert 'name="_save"' not in page.content.decode()


def test_two_summits_of_one_organ_do_not_have_the_same_number(desk):
    organ = make.organ()
    make.summit(organ=organ, number=2)

    page = pages.save(desk, pages.new(Summit), name_fr="Sommet", summary_fr="Résumé", organ=str(organ.pk), number="2")

    assert "Cet organe a déjà une session de ce numéro" in str(page.context["adminform"].form.non_field_errors())


def test_ledgers_of_a_status_are_boxes_to_tick(desk):
    status = make.status("held", ledgers=["meeting"])

    pages.save(desk, pages.form(status), ledgers=["meeting", "decision"])

    status.refresh_from_db()
    assert status.ledgers == ["meeting", "decision"]

"""The history of a record at the desk, and the bin."""

import pytest
from django.contrib.auth.models import User
from django.urls import reverse

from desk.home.history import one_of
from institutions.models import Organ
from publishing.history.revisions import delete, keep_revision, versions
from summits.models import Decision
from tests import factories as make
from tests.desk import pages

pytestmark = pytest.mark.django_db


@pytest.fixture
def organ():
    return make.organ(name_fr="Collège", summary_fr="Ancien texte")


def history(record):
    return reverse(f"admin:{record._meta.app_label}_{record._meta.model_name}_history", args=[record.pk])


def test_each_save_makes_a_version_with_its_author(desk, organ):
    pages.save(desk, pages.form(organ), summary_fr="Nouveau texte")

    latest, first = versions(organ)
    assert (latest.by, latest.number) == ("editrice", 2)
    assert (first.by, first.as_snapshot.rows["institutions_organ"][0]["summary_fr"]) == ("", "Ancien texte")


def test_save_that_changes_nothing_makes_none(desk, organ):
    keep_revision(organ)

    pages.save(desk, pages.form(organ))

    assert versions(organ).count() == 1


def test_new_record_has_a_version(desk):
    pages.save(desk, pages.new(Decision), name_fr="Nouveau", slug="")

    assert versions(Decision.objects.get()).get().by == "editrice"


def test_page_compares_the_last_two_versions_unless_others_are_asked_for(desk, organ):
    for text in ("Texte second", "Texte tiers"):
        pages.save(desk, pages.form(organ), summary_fr=text)

    last = desk.get(history(organ)).content.decode()
    whole = desk.get(history(organ), {"de": "1", "a": "3"}).content.decode()

    assert "<del>second</del>" in last
    assert "<ins>tiers</ins>" in last
    assert "Ancien" in whole
    assert "<del>second</del>" not in whole


def test_version_is_restored_as_a_draft(desk, organ):
    make.published(organ)
    pages.save(desk, pages.form(organ), summary_fr="Nouveau texte")

    response = desk.post(history(organ), {"version": "1", "restore": ""})

    assert response.url == pages.form(organ)
    assert Organ.objects.get().summary_fr == "Ancien texte"
    assert (versions(organ)[0].action, versions(organ)[0].by) == ("restored", "editrice")


def test_version_is_named(desk, organ):
    keep_revision(organ)

    desk.post(history(organ), {"version": "1", "label": "avant le sommet", "name": ""})

    assert "avant le sommet" in desk.get(history(organ)).content.decode()


def test_who_may_only_look_restores_nothing(signed_in, organ):
    keep_revision(organ)
    client = signed_in("view_organ", name="lecteur")

    assert client.get(history(organ)).status_code == 200
    assert client.post(history(organ), {"version": "1", "restore": ""}).status_code == 403


def test_who_may_not_look_sees_no_history(signed_in, organ):
    assert signed_in("view_decision", name="autre").get(history(organ)).status_code == 403


def test_record_without_versions_has_a_page(desk, organ):
    assert "Aucune version" in desk.get(history(organ)).content.decode()


# The bin


def test_deleted_record_comes_back_from_the_bin(desk, organ):
    delete([organ], by=User.objects.get(username="editrice"))
    address = reverse("admin:bin")
    (entry,) = desk.get(address).context["deleted"]
    assert entry["title"] == "Collège"

    desk.post(address, {"revision": entry["revision"].pk})

    assert Organ.objects.get().name_fr == "Collège"
    assert desk.get(address).context["deleted"] == []


def test_deletion_at_the_desk_leads_to_the_bin(desk, organ):
    delete_address = reverse("admin:institutions_organ_delete", args=[organ.pk])

    desk.post(delete_address, {"post": "yes"})

    (entry,) = desk.get(reverse("admin:bin")).context["deleted"]
    assert entry["revision"].by == "editrice"


def test_bin_shows_only_what_the_editor_may_add(signed_in, organ):
    Organ.objects.all().delete()
    client = signed_in("view_organ", name="lecteur")

    assert client.get(reverse("admin:bin")).context["deleted"] == []


def test_record_that_came_back_is_not_restored_twice(desk, organ):
    Organ.objects.all().delete()
    (entry,) = desk.get(reverse("admin:bin")).context["deleted"]
    desk.post(reverse("admin:bin"), {"revision": entry["revision"].pk})

    assert desk.post(reverse("admin:bin"), {"revision": entry["revision"].pk}).status_code == 404


def test_version_is_found_by_its_number_as_addresses_write_it(organ):
    keep_revision(organ)
    found = list(versions(organ))

    assert one_of(found, "1") == found[0]
    assert [one_of(found, number) for number in ("2", "01", "x", None)] == [None] * 4

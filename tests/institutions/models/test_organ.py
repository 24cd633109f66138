"""Organs: above whom they stand, what they are filed and told under."""

import pytest
from django.core.exceptions import ValidationError

from institutions.models.organ import Organ
from publishing.models import Facets
from tests import factories as make

pytestmark = pytest.mark.django_db


def test_organs_above_stand_nearest_first():
    union = make.organ()
    college = make.organ(parent=union)

    assert make.organ(parent=college).ancestors == [college, union]
    assert union.ancestors == []


def test_organ_attached_to_itself_by_another_is_refused_with_the_way_round():
    first = make.organ(name_fr="Collège")
    second = make.organ(name_fr="Conseil", parent=first)
    first.parent = second

    with pytest.raises(ValidationError, match="Collège → Conseil → Collège"):
        first.clean()
    assert first.ancestors == [second, first]


def test_organ_is_filed_under_itself_its_state_and_its_status():
    organ = make.organ(slug="college", state=make.state("ML"))
    make.organ_step(organ, "created")

    assert organ.facets() == Facets(organs=("college",), states=("ML",), statuses=organ.ledger.statuses())
    assert make.organ(slug="seul").facets() == Facets(organs=("seul",))


def test_organ_is_found_by_its_acronym_and_other_names():
    organ = make.organ(name_fr="Banque", acronym="BCID", aim_fr="Financer")
    make.organ_name(organ, name="Banque de l’AES")

    assert organ.search_text("fr").body == "BCID\nBanque de l’AES\n\nFinancer"


def test_organ_only_announced_is_no_organisation_yet():
    make.status("announced", family="expected")
    organ = make.organ(summary_fr="Une banque")
    make.organ_step(organ, "announced", occurred="2024-07-06")
    assert organ.structured_data() == {"description": "Une banque"}

    make.status("created", family="done")
    make.organ_step(organ, "created", occurred="2025-12-23")
    told = Organ.objects.get(pk=organ.pk).structured_data()

    assert (told["@type"], told["foundingDate"]) == ("GovernmentOrganization", "2025-12-23")
    assert make.organ(level="external").structured_data()["@type"] == "Organization"

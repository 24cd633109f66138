"""What every record has: its reference, its address, the languages it exists in."""

import pytest
from django.utils.translation import override

from institutions.models import Organ, Person
from publishing.models import path_in
from publishing.models.record import FormerKey
from summits.models import Topic
from tests import factories as make


@pytest.mark.django_db
def test_reference_is_given_at_the_first_save_and_kept():
    organ = make.organ()
    reference = organ.reference
    organ.save()

    assert (organ.reference, len(reference) > 0) == (reference, True)
    assert make.meeting(held="2024-05-02").reference.split("-")[2] == "2024"


def test_record_is_called_by_its_title_else_by_its_reference():
    assert str(Organ(name_fr="Collège", reference="AES-O-2025-001")) == "Collège"
    assert str(Organ(reference="AES-O-2025-001")) == "AES-O-2025-001"


def test_text_is_in_exactly_one_language_and_without_tags_where_it_is_read_plain():
    organ = Organ(name_fr="Collège", summary_fr="<p>Un <strong>mot</strong></p>")

    assert (organ.text_in("name", "fr"), organ.text_in("name", "en")) == ("Collège", "")
    assert Person(name="Awa").text_in("name", "en") == "Awa"
    assert organ.plain_text_in("summary", "fr") == "Un mot"


def test_record_exists_in_the_languages_that_have_its_title():
    assert Organ(name_fr="Collège").languages == ("fr",)
    assert Organ(name_fr="Collège", name_en="College").languages == ("fr", "en")
    assert Organ().languages == ()


def test_address_is_that_of_its_page_in_a_language():
    organ = Organ(name_fr="Collège", slug="college")

    assert [path_in(organ, language).split("/")[1] for language in ("fr", "en")] == ["fr", "en"]
    with override("fr"):
        assert organ.get_absolute_url() == path_in(organ, "fr")
        assert path_in(organ, "fr").endswith("/college/")


def test_record_without_a_page_is_an_anchor_in_its_list():
    topic = Topic(name_fr="Sujet", slug="sujet", reference="AES-T-2025-001")
    topic.detail_view = None

    assert path_in(topic, "fr").endswith("?fiche=AES-T-2025-001#sujet")


def test_the_part_of_a_former_column_has_the_same_key_wherever_it_is_read():
    former, record = FormerKey("memberships", "ended_on", {}), "00000000-0000-4000-8000-000000000001"

    assert former.id_for(record, "ended_on") == former.id_for(record, "ended_on")
    assert former.id_for(record, "ended_on") != former.id_for(record, "started_on")

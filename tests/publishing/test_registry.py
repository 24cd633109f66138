"""Which tables a record is made of."""

import pytest

from institutions.models import Organ, Pillar
from publishing.registry import record_type_of, references_to, tables_by_model
from sources.models import Passage
from summits.models import Decision, DecisionStep, Meeting, MeetingStep, Summit


def table(model):
    return tables_by_model()[model][1]


def test_record_is_its_row_its_parts_and_the_links_of_both():
    names = [found.name for found in record_type_of(Meeting).tables]

    assert names == [
        "summits_meeting",
        "summits_agendaitem",
        "summits_attendance",
        "summits_meetingstep",
        "summits_meeting_evidence",
        "summits_meeting_documents",
        "summits_agendaitem_evidence",
        "summits_agendaitem_decisions",
        "summits_attendance_evidence",
        "summits_meetingstep_evidence",
    ]


@pytest.mark.parametrize("what", [Meeting, Summit, Summit(), "summits.meeting", "summits.Summit"])
def test_record_type_is_found_by_model_record_label_and_proxy(what):
    assert record_type_of(what).label == "summits.meeting"


@pytest.mark.parametrize("what", [MeetingStep, "auth.user", "nowhere.nothing"])
def test_what_is_not_published_by_itself_has_no_record_type(what):
    with pytest.raises(LookupError):
        record_type_of(what)


def test_links_of_a_part_belong_to_the_record_of_the_part():
    links = table(MeetingStep.evidence.through)

    assert links.owner == 'part."meeting_id"'
    assert links.source("live") == (
        'live."summits_meetingstep_evidence" a JOIN live."summits_meetingstep" part ON part.id = a."meetingstep_id"'
    )


def test_link_to_the_same_type_belongs_to_where_it_starts():
    assert table(Decision.amends.through).owner == 'a."from_decision_id"'


def test_generated_columns_and_numbers_of_links_do_not_travel():
    assert "occurred" in table(MeetingStep).columns
    assert "occurred_first" not in table(MeetingStep).columns
    assert table(MeetingStep.evidence.through).columns == ("meetingstep_id", "passage_id")


def test_base_columns_are_copied_from_the_french_ones_and_not_compared():
    assert table(Organ).base_columns["name"] == "name_fr"
    assert "name" in table(Organ).columns
    assert "name" not in table(Organ).own_columns
    assert "name_en" in table(Organ).own_columns


def test_references_leave_out_the_owner():
    assert {field.name for field in table(DecisionStep).references} == {
        "status",
        "corrects",
        "state",
        "organ",
        "meeting",
        "resulting_decision",
    }


def test_references_to_a_part_come_from_links_everywhere():
    sources = {kind.label for kind, _table, _field in references_to(Passage)}

    assert "summits.decision" in sources
    assert "institutions.pillar" in sources
    assert "sources.source" not in sources


def test_vocabulary_has_no_address():
    assert not record_type_of(Pillar).has_address
    assert record_type_of(Organ).has_address

"""Two states of a record told apart: fields, parts and links, each with its words."""

import pytest

from publishing.history.diff import NONE, TEXT_LENGTH, Comparison
from publishing.rich.links import href_of
from publishing.snapshots import DESK, ids_by_type, read_snapshots
from tests import factories as make

pytestmark = pytest.mark.django_db
NBSP = "\N{NO-BREAK SPACE}"


def taken(record):
    return next(iter(read_snapshots(ids_by_type([record]), DESK).values()))


def differences(record, change):
    """What a change of the record makes different, as location, label, before and after."""
    before = taken(record)
    change()
    return [
        tuple(str(part).replace(NBSP, " ") for part in (d.location, d.label, d.before, d.after))
        for d in Comparison(before, taken(record))
    ]


def saved(row, **values):
    for name, value in values.items():
        setattr(row, name, value)
    row.save()


def test_same_states_do_not_differ():
    assert differences(make.organ(), lambda: None) == []


def test_field_is_named_with_its_language_and_an_empty_value_is_a_dash():
    organ = make.organ(name_fr="Avant")

    found = differences(organ, lambda: saved(organ, name_fr="Après", parent=make.organ(name_fr="Au-dessus")))

    assert [each[0] for each in found] == ["", ""]
    assert ("", "Nom (français)", "Avant", "Après") in found
    assert [each[2:] for each in found if each[1] != "Nom (français)"] == [(NONE, "Au-dessus")]


def test_choice_is_told_by_its_label_and_a_long_text_cut():
    meeting = make.meeting(summary_fr="a")

    found = differences(meeting, lambda: saved(meeting, level="ministerial", summary_fr="a" * 900))

    assert max(len(after) for *_place, after in found) == TEXT_LENGTH
    assert meeting.get_level_display() in [after for *_place, after in found]


def test_parts_are_told_by_their_texts_whether_changed_added_or_removed():
    meeting = make.meeting()
    changed, gone = (make.agenda_item(meeting, number=n, text_fr=text) for n, text in ((1, "Un"), (2, "Deux")))

    def change():
        gone.delete()
        saved(changed, number=9)
        make.agenda_item(meeting, number=3, text_fr="Trois")

    found = {(place, label) for place, label, _before, _after in differences(meeting, change)}

    kind = "Point de l’ordre du jour"
    assert {place for place, _label in found} == {f"{kind} « {text} »" for text in ("Un", "Deux", "Trois")}
    assert {(f"{kind} « Deux »", "retiré"), (f"{kind} « Trois »", "ajouté")} < found


def test_links_are_told_by_what_they_lead_to_those_of_a_part_with_the_part():
    decision, document = make.decision(), make.document(name_fr="Charte")
    step = make.decision_step(decision, evidence=[], text_fr="Adoptée")

    def change():
        decision.documents.add(document)
        step.evidence.add(make.passage(make.source(title="Journal"), locator="p. 2"))

    found = differences(decision, change)

    assert [(place, before) for place, _label, before, _after in found] == [("", NONE), (found[1][0], NONE)]
    assert (found[0][3], "Adoptée" in found[1][0], "p. 2" in found[1][3]) == ("Charte", True, True)


def test_rich_text_shows_its_tags_as_signs_and_its_links_by_name():
    organ, other = make.organ(), make.organ(name_fr="Collège")
    html = f'<p>Un <strong>mot</strong> <a href="{href_of(other)}">là</a></p>'

    ((_place, _label, before, after),) = differences(organ, lambda: saved(organ, summary_fr=html))

    assert (before, after) == ("Présentation", "Un **mot** là [→ Collège]")

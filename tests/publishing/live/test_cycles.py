import pytest
from django.core.exceptions import ValidationError

from institutions.models import Organ
from publishing.live.connection import live_path, live_reading
from publishing.live.cycles import circles
from publishing.live.publish import Refused, publish
from publishing.registry import record_type_of
from tests import factories as make

pytestmark = pytest.mark.django_db


def live_parents():
    with live_reading():
        return dict(Organ.objects.values_list("slug", "parent__slug"))


def attach(organ, parent):
    organ.parent = parent
    organ.save()


@pytest.fixture
def organs(db):
    """The council below the college, both live."""
    college = make.organ(slug="college", name_fr="Collège")
    return make.published(college), make.published(make.organ(slug="conseil", name_fr="Conseil", parent=college))


def test_organs_attached_to_each_other_are_refused_together(organs):
    college, council = organs
    attach(college, council)

    with pytest.raises(Refused) as refusal:
        publish([college])

    (problem,) = refusal.value.errors
    assert problem.replace("\N{NO-BREAK SPACE}", " ") == (
        "Organes : le rattachement tourne en rond (« Collège » · « Conseil »)."
    )
    assert live_parents() == {"college": None, "conseil": "college"}


def test_a_circle_is_that_of_what_readers_see_not_of_the_desk(organs):
    college, council = organs
    attach(council, None)  # a draft that readers do not see
    attach(college, council)

    with pytest.raises(Refused):
        publish([college])
    publish([college, council])

    assert live_parents() == {"college": "conseil", "conseil": None}


def test_a_long_line_of_organs_is_no_circle(organs):
    publish([make.organ(slug="comite", parent=organs[1])])
    assert live_parents()["comite"] == "conseil"


def test_the_form_refuses_a_circle_and_names_it(organs):
    college, council = organs
    college.parent = council

    with pytest.raises(ValidationError) as refusal:
        college.clean()

    assert refusal.value.message_dict["parent"] == [
        (
            "Un organe ne peut pas être rattaché à lui-même, même par un autre\N{NO-BREAK SPACE}: "
            "Collège → Conseil → Collège."
        )
    ]


def test_a_document_is_not_attached_to_itself_either():
    document = make.document()
    document.parent = document
    document.save()

    with pytest.raises(Refused, match="Documents"):
        publish([document])


def test_only_a_circle_is_told(organs):
    council, kind = organs[1], record_type_of(Organ)
    assert circles({kind: [council.pk]}) == []

    with live_path():
        Organ.objects.filter(pk=council.pk).update(parent=council)

    assert len(circles({kind: [council.pk]})) == 1

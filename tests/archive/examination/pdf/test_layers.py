"""Layers of a PDF: which are off when it is opened, and what of a membership is shown then."""

import pytest
from pypdf import PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject

from archive.examination.pdf.layers import Layers


def dictionary(**entries) -> DictionaryObject:
    return DictionaryObject({NameObject(f"/{name}"): value for name, value in entries.items()})


@pytest.fixture
def groups():
    """Two layers, as references."""
    writer = PdfWriter()
    return [writer._add_object(dictionary(Type=NameObject("/OCG"))) for _layer in range(2)]


def layers(groups, **default) -> Layers:
    properties = dictionary(OCGs=ArrayObject(groups), D=dictionary(**default))
    return Layers(dictionary(OCProperties=properties))


def test_only_layers_that_are_off_hide(groups):
    found = layers(groups, OFF=ArrayObject(groups[:1]))
    holder = dictionary(First=groups[0], Second=groups[1])

    assert [found.hides(holder, name) for name in ("/First", "/Second", "/Third")] == [True, False, False]


def test_where_all_are_off_at_first_those_that_are_on_are_named(groups):
    found = layers(groups, BaseState=NameObject("/OFF"), ON=ArrayObject(groups[1:]))
    holder = dictionary(First=groups[0], Second=groups[1])

    assert [found.hides(holder, name) for name in ("/First", "/Second")] == [True, False]


@pytest.mark.parametrize(
    ("policy", "is_hidden"), [("/AnyOn", False), ("/AllOn", True), ("/AnyOff", False), ("/AllOff", True)]
)
def test_a_membership_is_shown_by_its_policy(groups, policy, is_hidden):
    membership = dictionary(Type=NameObject("/OCMD"), OCGs=ArrayObject(groups), P=NameObject(policy))

    assert layers(groups, OFF=ArrayObject(groups[:1])).hides(dictionary(M=membership), "/M") is is_hidden

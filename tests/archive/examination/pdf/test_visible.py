"""What a reader of a PDF sees: letters that are not painted are taken out, and told of."""

import io

import pytest
from pypdf import PdfReader

from archive.examination.pdf.layers import Layers
from archive.examination.pdf.visible import PageSight, Pen
from tests import files
from tests.archive import pdf


def seen(content: bytes) -> tuple[str, set[str]]:
    reader = PdfReader(io.BytesIO(content))
    sight = PageSight(reader.pages[0], Layers(reader.root_object))
    sight.clear()
    return sight.page.extract_text().strip(), sight.traces


@pytest.mark.parametrize(("content", "trace"), pdf.HIDING.values(), ids=pdf.HIDING)
def test_text_without_what_is_not_painted(content, trace):
    assert seen(pdf.made(content)) == ("Vu", {trace})


@pytest.mark.parametrize(("content", "traces"), pdf.SHOWING.values(), ids=pdf.SHOWING)
def test_text_with_all_that_is_painted(content, traces):
    assert seen(pdf.made(content)) == ("Vu", set(traces))


def test_a_page_that_is_a_picture_has_no_text():
    assert seen(files.scanned_pdf()) == ("", set())


def test_white_is_no_ink_and_all_light():
    assert Pen().coloured([1, 1, 1], is_ink=False).is_white
    assert not Pen().coloured([1, 1, 1, 1], is_ink=True).is_white
    assert Pen().coloured([0, 0, 0, 0], is_ink=True).is_white

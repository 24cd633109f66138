"""What a reader of a DOCX sees: what is not seen is taken out, and told of."""

import io
import zipfile

import pytest

from archive.examination.office.package import part, xml
from archive.examination.office.visible_docx import Sight, Styles
from archive.examination.office.words import text_of_docx
from tests.archive import docx


def seen(content: bytes) -> tuple[str, set[str]]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        body = part(archive, "word/document.xml")
        sight = Sight(xml(archive, "word/styles.xml"), body.namespaces)
    sight.clear(body.root)
    return text_of_docx(body.root, None), sight.traces


@pytest.mark.parametrize(("body", "text", "trace"), docx.HIDING.values(), ids=docx.HIDING)
def test_text_without_what_is_not_seen(body, text, trace):
    assert seen(docx.made(body)) == (text, {trace})


@pytest.mark.parametrize(("body", "text"), docx.SHOWING.values(), ids=docx.SHOWING)
def test_text_with_all_that_is_seen(body, text):
    assert seen(docx.made(body)) == (text, set())


def test_a_document_without_styles_hides_nothing_by_them():
    assert not Styles(None).hides("Cache")

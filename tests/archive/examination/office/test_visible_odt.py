"""What a reader of an ODT sees: what is not seen is taken out, and told of."""

import io
import zipfile

import pytest

from archive.examination import HIDDEN
from archive.examination.office.package import xml
from archive.examination.office.visible_odt import Sight
from archive.examination.office.words import text_of_odt
from tests.archive import odt


def seen(content: bytes) -> tuple[str, set[str]]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = [name for name in ("content.xml", "styles.xml") if name in archive.namelist()]
        parts = [xml(archive, name) for name in names]
    sight = Sight(parts)
    for part in parts:
        sight.clear(part)
    return text_of_odt(parts[0]), sight.traces


@pytest.mark.parametrize(("body", "text", "trace"), odt.HIDING.values(), ids=odt.HIDING)
def test_text_without_what_is_not_seen(body, text, trace):
    assert seen(odt.made(body)) == (text, {trace})


@pytest.mark.parametrize(("body", "text"), odt.SHOWING.values(), ids=odt.SHOWING)
def test_text_with_all_that_is_seen(body, text):
    assert seen(odt.made(body)) == (text, set())


def test_letters_and_paragraphs_of_hidden_styles():
    body = (
        '<text:p>Vu<text:span text:style-name="T1">SECRET</text:span> et lu</text:p>'
        '<text:p text:style-name="P1">SECRET</text:p><text:p text:style-name="P2">SECRET</text:p>'
        '<text:p text:style-name="P1">SECRET<text:span text:style-name="T2">montré</text:span></text:p>'
    )
    shown = odt.hiding("text", "T2").replace('"none"', '"true"')
    styles = odt.odt_styles(odt.hiding("paragraph", "P1"))
    own = odt.hiding("text", "T1") + shown + '<style:style style:name="P2" style:family="paragraph" '
    content = odt.made(body, own + 'style:parent-style-name="P1"/>', **{"styles.xml": styles})

    assert seen(content) == ("Vu et lu\nmontré", {HIDDEN})

"""DOCX and ODT, opened only when that harms nothing."""

import pytest

from archive.examination import DOCX, ODT, Unacceptable
from archive.examination.office.reading import examine_office
from tests import files

STATISTICS = (
    '<office:document-meta xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0">'
    '<office:meta><meta:document-statistic meta:page-count="7"/></office:meta></office:document-meta>'
)


@pytest.mark.parametrize(
    ("content", "kind", "pages"),
    [
        (files.docx("Vu"), DOCX, None),
        (files.docx("Vu", **{"docProps/app.xml": "<Properties xmlns='urn:p'><Pages>3</Pages></Properties>"}), DOCX, 3),
        (files.odt("Vu"), ODT, None),
        (files.odt("Vu", **{"meta.xml": STATISTICS}), ODT, 7),
    ],
)
def test_type_text_and_the_pages_that_its_own_statistics_tell(as_file, content, kind, pages):
    assert examine_office(as_file(content)) == {"media_type": kind, "pages": pages, "text": "Vu", "traces": []}


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (files.zipped({"a.txt": "x"}), "type"),
        (files.docx("x", **{"../../etc/passwd": "x"}), "paths"),
        (files.docx("x", **{"word/vbaProject.bin": "x"}), "active"),
        (files.docx_that_fetches(), "active"),
        (files.encrypted_odt(), "encrypted"),
        (files.zipped({"mimetype": ODT, "content.xml": "<a/>"}, b"comment"), "polyglot"),
        (files.docx("x", **{f"word/{number}.xml": "" for number in range(2_000)}), "bomb"),
    ],
)
def test_what_is_refused(as_file, content, reason):
    with pytest.raises(Unacceptable) as refused:
        examine_office(as_file(content))

    assert refused.value.reason == reason

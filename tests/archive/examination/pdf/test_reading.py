"""PDF: whole, open to all, without anything that acts; its pages and their text."""

import pytest

from archive.examination import COMMENTS, PDF, Unacceptable
from archive.examination.pdf.reading import examine_pdf
from tests import files
from tests.archive import pdf


def test_a_text_for_each_page_and_what_is_beside_it(as_file):
    found = examine_pdf(as_file(files.pdf("Premier point", "Deuxième point")))

    assert (found["media_type"], found["pages"], found["traces"]) == (PDF, 2, [])
    assert [page.strip() for page in found["text"].split("\f")] == ["Premier point", "Deuxième point"]
    assert examine_pdf(as_file(pdf.made_with_note()))["traces"] == [COMMENTS]


def test_who_only_forbids_copying_has_locked_nothing(as_file):
    assert examine_pdf(as_file(files.encrypted_pdf(password="")))["text"].strip() == "Secret"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (files.encrypted_pdf(), "encrypted"),
        (files.pdf_for_recipients(), "recipients"),
        (files.pdf_with_script(), "active"),
        (files.pdf_that_launches(), "active"),
        (files.pdf_with_attachment(), "attachments"),
        (files.pdf() + b"<html>", "polyglot"),
        (files.pdf()[:-8], "broken"),
    ],
)
def test_what_is_refused(as_file, content, reason):
    with pytest.raises(Unacceptable) as refused:
        examine_pdf(as_file(content))

    assert refused.value.reason == reason

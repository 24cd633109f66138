"""What a file is taken for, by its first bytes alone."""

import pytest

from archive.examination import PDF, PNG, Unacceptable
from archive.examination.__main__ import BLANKS, examine, guessed, refuse_markup, start_of_pdf
from tests import files


@pytest.mark.parametrize(
    ("head", "start"),
    [(b"%PDF-1.7", 0), (b"\r\n %PDF-1.7", 3), (BLANKS + b"%PDF-", len(BLANKS)), (b"x%PDF-", 0), (b" " * 2000, 0)],
)
def test_pdf_begins_after_blanks_alone(head, start):
    assert start_of_pdf(head) == start


@pytest.mark.parametrize("head", [b"<!DOCTYPE html>", b"x < SCRIPT >", b"\0<svg>"])
def test_what_a_browser_could_take_for_a_page_is_refused(head):
    with pytest.raises(Unacceptable, match="polyglot"):
        refuse_markup(head)


def test_word_that_is_no_element_is_not_refused():
    assert refuse_markup(b"<heading> scripts") is None


def test_bytes_that_speak_for_nothing_have_no_extension():
    assert guessed(b"Communique final") == set()
    assert ".pdf" in guessed(b"%PDF-1.7")


@pytest.mark.parametrize(("content", "media_type"), [(files.pdf("Texte"), PDF), (files.image("PNG"), PNG)])
def test_sound_file_is_known_by_its_content(tmp_path, content, media_type):
    (tmp_path / "sent").write_bytes(content)

    assert examine(tmp_path / "sent", tmp_path / "cleaned")["media_type"] == media_type


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"Communique final", "type"),
        (files.old_office(), "old_office"),
        (files.old_office("EncryptedPackage"), "encrypted"),
        (b"Avant\n" + files.pdf(), "before"),
        (files.pdf() + files.docx("x"), "polyglot"),
    ],
)
def test_any_other_is_refused_with_its_reason(tmp_path, content, reason):
    (tmp_path / "sent").write_bytes(content)

    with pytest.raises(Unacceptable) as refusal:
        examine(tmp_path / "sent", tmp_path / "cleaned")

    assert refusal.value.reason == reason

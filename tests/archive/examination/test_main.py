"""The program that opens files: what it takes a content for, and what it says when that is nothing of ours."""

import json
import subprocess
import sys

import pytest
from django.conf import settings

from archive.examination import EXTENSIONS, Unacceptable
from archive.examination.__main__ import examine, start_of_pdf
from tests import files


@pytest.mark.parametrize("extension", files.SOUND)
def test_a_sound_file_is_known_by_its_content(as_file, tmp_path, extension):
    found = examine(as_file(files.SOUND[extension]), tmp_path / "cleaned")

    assert EXTENSIONS[found["media_type"]] == extension


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"GIF89a" + b"\0" * 40, "type"),
        (files.old_office(), "old_office"),
        (files.old_office("EncryptedPackage"), "encrypted"),
        (b"MZ\x90\0" + files.pdf(), "before"),
        (files.pdf() + files.docx("x"), "polyglot"),
    ],
)
def test_what_it_is_not_is_refused(as_file, tmp_path, content, reason):
    with pytest.raises(Unacceptable) as refused:
        examine(as_file(content), tmp_path / "cleaned")

    assert refused.value.reason == reason


def test_a_pdf_may_begin_after_blanks_and_after_nothing_else():
    assert (start_of_pdf(b"\r\n%PDF-1.7"), start_of_pdf(b"MZ%PDF-1.7")) == (2, 0)


@pytest.mark.parametrize(("content", "said"), [(b"GIF89a", {"refused": "type"}), (b"%PDF-1.7", {"refused": "broken"})])
def test_a_refusal_is_one_line_of_json(as_file, tmp_path, content, said):
    command = [sys.executable, "-m", "archive.examination", as_file(content), tmp_path / "cleaned"]

    assert json.loads(subprocess.check_output(command, cwd=settings.BASE_DIR)) == said

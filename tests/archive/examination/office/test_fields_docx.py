"""Fields of a DOCX: their codes are no text, and only plain ones stay."""

from xml.etree import ElementTree as Tree

import pytest

from archive.examination.office.fields_docx import codes_of_fields, is_plain
from tests.archive.docx import W, paragraph, run

BEGIN, SEPARATE, END = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))


def left_of(*runs: str) -> tuple[str, str]:
    """The words and the codes that are not taken for codes of fields."""
    part = Tree.fromstring(f'<w:body xmlns:w="{W}">{paragraph(*runs)}</w:body>')
    codes = codes_of_fields(part)
    left = [node for node in part.iter() if node not in codes]
    return tuple("".join(node.text or "" for node in left if node.tag == f"{{{W}}}{tag}") for tag in ("t", "instrText"))


def code(words: str) -> str:
    return f"<w:r><w:instrText>{words}</w:instrText></w:r>"


def test_the_result_of_a_field_is_text_and_a_plain_code_stays():
    assert left_of(BEGIN, code("PAGE"), SEPARATE, run("12"), END, run(" et lu")) == ("12 et lu", "PAGE")


def test_a_code_that_may_hold_texts_goes_and_so_does_what_stands_in_it():
    assert left_of(BEGIN, code('IF x "SECRET"'), run("SECRET"), SEPARATE, run("Vu"), END) == ("Vu", "")


def test_a_field_that_never_ends_swallows_nothing():
    assert left_of(BEGIN, run("Vu")) == ("Vu", "")


@pytest.mark.parametrize(("words", "answer"), [(" page \\* MERGEFORMAT", True), ("DOCVARIABLE a", False), (" ", False)])
def test_plain_codes_say_no_more_than_is_printed(words, answer):
    assert is_plain(words) is answer

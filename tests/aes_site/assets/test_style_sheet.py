from pathlib import Path

import brotli
import pytest
from django.conf import settings
from django.contrib.staticfiles import finders

from aes_site.assets.style_sheet import SHEETS, StyleSheetFinder, style_sheet

PARTS = settings.BASE_DIR / "static" / "css"


def test_the_parts_are_joined_in_the_order_of_their_names(tmp_path):
    (tmp_path / "20-b.css").write_text("b { color: red }\n")
    (tmp_path / "10-a.css").write_text("/* first\n   of all */\na { color: blue;\n  margin: 0 }\n")

    assert style_sheet(tmp_path) == "a{color: blue;margin: 0}b{color: red}\n"


def test_a_descendant_is_not_taken_for_the_element_itself(tmp_path):
    (tmp_path / "a.css").write_text("ul :first-child > li { margin: 0 }")
    assert "ul :first-child" in style_sheet(tmp_path)


@pytest.mark.parametrize("name", SHEETS)
def test_the_joined_sheet_is_found_and_its_parts_are_not_served(name):
    parts = settings.BASE_DIR / "static" / SHEETS[name]

    assert Path(finders.find(name)).read_text() == style_sheet(parts) != "\n"
    listed = [path for finder in finders.get_finders() for path, _storage in finder.list([])]
    assert listed.count(name) == 1
    assert [path for path in listed if path.startswith(f"{SHEETS[name]}/")] == []


@pytest.mark.parametrize("name", SHEETS)
def test_parts_are_short(name):
    lines = {
        part.name: len(part.read_text().splitlines())
        for part in (settings.BASE_DIR / "static" / SHEETS[name]).iterdir()
    }

    assert len(lines) > 15
    assert [part for part, count in lines.items() if count > 120] == []


def test_a_part_that_changes_is_in_the_sheet_that_is_asked_for_next(tmp_path, settings):
    settings.BASE_DIR, settings.VAR = tmp_path, tmp_path / "var"
    for folder in SHEETS.values():
        (tmp_path / "static" / folder).mkdir(parents=True)
    part = tmp_path / "static" / "desk" / "css" / "10-a.css"
    part.write_text("a { color: red }")
    finder = StyleSheetFinder()
    assert Path(finder.find("desk/desk.css")).read_text() == "a{color: red}\n"

    part.write_text("a { color: blue }")

    assert Path(finder.find("desk/desk.css")).read_text() == "a{color: blue}\n"


def test_the_sheet_of_readers_is_light():
    assert len(brotli.compress(style_sheet(PARTS).encode(), quality=11)) <= 5_000


def test_the_sheet_reads_right_to_left_as_well():
    physical = ("margin-left", "margin-right", "padding-left", "padding-right", "text-align: left", "text-align: right")
    assert [word for word in physical if word in style_sheet(PARTS)] == []

import brotli
from django.conf import settings
from django.contrib.staticfiles import finders

from aes_site.assets.style_sheet import style_sheet

PARTS = settings.BASE_DIR / "static" / "css"


def test_the_parts_are_joined_in_the_order_of_their_names(tmp_path):
    (tmp_path / "20-b.css").write_text("b { color: red }\n")
    (tmp_path / "10-a.css").write_text("/* first\n   of all */\na { color: blue;\n  margin: 0 }\n")

    assert style_sheet(tmp_path) == "a{color: blue;margin: 0}b{color: red}\n"


def test_a_descendant_is_not_taken_for_the_element_itself(tmp_path):
    (tmp_path / "a.css").write_text("ul :first-child > li { margin: 0 }")
    assert "ul :first-child" in style_sheet(tmp_path)


def test_pages_ask_for_the_joined_sheet_and_the_parts_are_not_served():
    assert finders.find("site.css")
    listed = [path for finder in finders.get_finders() for path, _storage in finder.list([])]
    assert "site.css" in listed
    assert not [path for path in listed if path.startswith("css/")]


def test_the_sheet_is_light_and_its_parts_are_short():
    assert len(brotli.compress(style_sheet(PARTS).encode(), quality=11)) <= 5_000
    assert [part.name for part in PARTS.glob("*.css") if len(part.read_text().splitlines()) > 120] == []


def test_the_sheet_reads_right_to_left_as_well():
    physical = ("margin-left", "margin-right", "padding-left", "padding-right", "text-align: left", "text-align: right")
    assert [word for word in physical if word in style_sheet(PARTS)] == []

"""The colours of the register, over those of the style sheet."""

from editions.identity import Identity
from readers.identity_style import write


def test_the_accent_is_told_for_light_and_dark_ground():
    sheet = write(Identity({"colours": {"light": "#1c6540", "dark": "#86d1a2"}})).decode()

    assert sheet.startswith(":root{--ochre:light-dark(#1c6540,#86d1a2)}\n")


def test_a_register_without_colours_has_an_empty_sheet():
    assert write(Identity({})) == b""

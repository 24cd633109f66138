"""Straight quotation marks as pairs."""

import pytest

from publishing.typography.shared import opens, quoted


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ('a "b" c "d"', "a <b> c <d>"),
        ('a "b "c" d"', "a <b [c] d>"),
        ('« a "b" »', "« a [b] »"),
        ('one " alone', 'one " alone'),
        ("none", "none"),
    ],
)
def test_marks_open_and_close_and_take_the_second_level_within_others(given, kept):
    assert quoted(given, "<", ">", inner=("[", "]")) == kept


def test_a_mark_opens_after_a_space_and_at_the_beginning():
    assert [opens('"a ("b" c"', place) for place in (0, 4, 6)] == [True, True, False]

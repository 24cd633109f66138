"""English lines; whole texts are in tests/publishing/test_typography.py."""

import pytest

from publishing.typography.english import corrected


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("It's so : yes !", "It’s so: yes!"),
        ('He said "yes"', "He said “yes”"),
        ("« word »", "“word”"),
        ("25 % and...", "25% and…"),
        ("pages 4-7", "pages 4–7"),
    ],
)
def test_line_is_corrected_and_then_stays(given, kept):
    assert corrected(given) == corrected(kept) == kept

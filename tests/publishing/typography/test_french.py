"""French lines; whole texts are in tests/publishing/test_typography.py."""

import pytest

from publishing.typography.french import NARROW, NBSP, corrected


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("L'Etat : oui !", f"L’État{NBSP}: oui{NARROW}!"),
        ('Il dit "oui"', f"Il dit «{NBSP}oui{NBSP}»"),
        ("le 1er mai 2025", f"le 1ᵉʳ{NBSP}mai{NBSP}2025"),
        ("la 2ème, le XXIe", "la 2ᵉ, le XXIᵉ"),
        ("12 000 F CFA", f"12{NARROW}000{NBSP}F{NBSP}CFA"),
    ],
)
def test_line_is_corrected_and_then_stays(given, kept):
    assert corrected(given) == corrected(kept) == kept

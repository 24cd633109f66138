"""The offline pack that a page offers."""

from readers.templatetags.offline import available_pack


def test_where_no_pack_was_made_none_is_offered():
    assert available_pack() is None

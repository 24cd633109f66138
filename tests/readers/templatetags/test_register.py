"""Blocks of data in pages."""

from readers.templatetags.register import block, entities


def test_an_entity_cannot_end_the_element_it_stands_in():
    assert block({"name": "</script>é"}) == ('<script type="application/ld+json">{"name":"\\u003c/script>é"}</script>')


def test_a_page_about_nothing_has_no_entities():
    assert entities({}) == []

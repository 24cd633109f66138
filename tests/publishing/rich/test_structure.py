"""Whatever is written or pasted becomes paragraphs, headings, lists, quotations and tables, none of them empty."""

import pytest

from publishing.rich.structure import arranged
from publishing.rich.tree import read, write

WORD_ITEM = '<p style="mso-list:l0 level{}"><span style="mso-list:Ignore">{}</span>{}</p>'


def as_arranged(html):
    return write(arranged(read(html)))


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("mots", "<p>mots</p>"),
        ("un<p>deux</p>trois", "<p>un</p><p>deux</p><p>trois</p>"),
        ("<p> </p><p>un</p><h2><br></h2>", "<p>un</p>"),
        ("<p>  un \n deux<br></p>", "<p>un deux</p>"),
        ("<h1>a</h1><h5>b</h5>", "<h2>a</h2><h3>b</h3>"),
        ("<p><b>a</b><i>b</i></p>", "<p><strong>a</strong><em>b</em></p>"),
        ("<p>a<strong> </strong>b<span>c</span></p>", "<p>a bc</p>"),
        ("<p><a>a</a></p>", "<p>a</p>"),
        ('<b style="font-weight:normal"><p>a</p></b>', "<p>a</p>"),
        ("<div><p>a</p>b</div>", "<p>a</p><p>b</p>"),
        ("<blockquote>a</blockquote><blockquote></blockquote>", "<blockquote><p>a</p></blockquote>"),
    ],
)
def test_words_become_blocks(given, kept):
    assert as_arranged(given) == kept


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("<ul>\n<li>a</li>\n<li></li></ul>", "<ul><li>a</li></ul>"),
        ("<ul>a<li><p>b</p></li></ul>", "<ul><li>a</li><li>b</li></ul>"),
        ("<ol><li><p>a</p><p>b</p></li></ol>", "<ol><li><p>a</p><p>b</p></li></ol>"),
        ("<ul><li>a</li><ul><li>b</li></ul></ul>", "<ul><li>a</li><li><ul><li>b</li></ul></li></ul>"),
    ],
)
def test_lists_hold_items(given, kept):
    assert as_arranged(given) == kept


def test_paragraphs_of_word_that_are_a_list_become_one():
    given = WORD_ITEM.format(1, "·", "un") + WORD_ITEM.format(2, "1.", "deux") + WORD_ITEM.format(1, "·", "trois")

    assert as_arranged(given) == "<ul><li>un<ol><li>deux</li></ol></li><li>trois</li></ul>"


def test_table_has_a_body_without_empty_rows_after_its_caption():
    given = "<table><caption>Titre</caption><tr><th colspan=2 width=9>a</th></tr><tr><td> </td></tr></table>"

    assert as_arranged(given) == '<p>Titre</p><table><tbody><tr><th colspan="2">a</th></tr></tbody></table>'

"""HTML as a tree: read, walked and written again."""

from publishing.rich.tree import Node, is_block, read, text_of, write

HTML = '<p>Un <a href="/a?b=1&amp;c=2">lien</a><br>et &lt;deux&gt;</p><ul><li>trois</li></ul>'


def test_what_was_read_is_written_as_it_was():
    assert write(read(HTML)) == HTML


def test_nodes_hold_elements_with_their_attributes_and_texts():
    assert read('<p>a<a href="x">b</a></p>c') == [Node("p", {}, ["a", Node("a", {"href": "x"}, ["b"])]), "c"]


def test_words_are_read_through_marks_and_a_break_is_a_new_line():
    paragraph, items = read(HTML)

    assert text_of(paragraph) == "Un lien\net <deux>"
    assert text_of(items) == "trois"


def test_elements_are_found_at_any_depth_in_the_order_of_reading():
    (table,) = read("<table><tr><th>a</th><td><em>b</em></td></tr><tr><td>c</td></tr></table>")

    assert [node.tag + node.text for node in table.all("td", "th", "em")] == ["tha", "tdb", "emb", "tdc"]


def test_paragraphs_are_blocks_and_marks_are_none():
    assert [is_block(node) for node in read("<p>a</p><em>b</em>c")] == [True, False, False]


def test_what_is_written_is_escaped():
    assert write([Node("a", {"href": '"><script>'}, ["<b>"])]) == '<a href="&quot;&gt;&lt;script&gt;">&lt;b&gt;</a>'

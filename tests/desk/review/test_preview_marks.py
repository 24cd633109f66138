"""What a page says that another state of it does not, marked in its HTML."""

import pytest

from desk.review.preview_marks import marked_page


@pytest.mark.parametrize(
    ("before", "after", "marked"),
    [
        ("<p>Un</p>", "<p>Un</p><p>Deux</p>", "<p>Un</p><p data-preview-changed>Deux</p>"),
        ("<li>Un</li>", "<li>Un</li>\n<li>Un</li>", "<li>Un</li>\n<li data-preview-changed>Un</li>"),
        ("<li>A<p>b</p></li>", "<li>A<p>c</p></li>", "<li>A<p data-preview-changed>c</p></li>"),
        ("<p> Un  deux</p>", "<p>Un\ndeux</p>", "<p>Un\ndeux</p>"),
        ('<p class="x">É</p>', '<p class="y">È</p>', '<p data-preview-changed class="y">È</p>'),
    ],
)
def test_smallest_block_with_other_words_is_marked(before, after, marked):
    assert marked_page(after, before) == marked

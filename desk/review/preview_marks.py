"""What a page says that another state of it does not: the smallest blocks of text that are new, marked in its HTML."""

from collections import Counter
from html.parser import HTMLParser

BLOCKS = {"p", "li", "dt", "dd", "td", "th", "h1", "h2", "h3", "h4", "figcaption", "summary", "caption", "blockquote"}
MARK = " data-preview-changed"


class Blocks(HTMLParser):
    """The blocks of a page in order: where the name of each ends in the text, and the words that are its own."""

    def __init__(self, html: str):
        super().__init__()
        self.starts = [0]
        for line in html.splitlines(keepends=True):
            self.starts.append(self.starts[-1] + len(line))
        self.open: list = []
        self.found: list = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        if tag in BLOCKS:
            line, column = self.getpos()
            self.open.append((tag, self.starts[line - 1] + column + 1 + len(tag), []))
            self.found.append(self.open[-1])

    def handle_endtag(self, tag):
        names = [name for name, _place, _words in self.open]
        if tag in names:
            del self.open[len(names) - 1 - names[::-1].index(tag) :]

    def handle_data(self, data):
        if self.open:
            self.open[-1][2].extend(data.split())

    @property
    def said(self) -> list[tuple[int, str]]:
        return [(place, " ".join(words)) for _name, place, words in self.found if words]


def marked_page(after: str, before: str) -> str:
    """The first page, with an attribute on each block whose words the second one has not."""
    known = Counter(text for _place, text in Blocks(before).said)
    pieces, last = [], 0
    for place, text in Blocks(after).said:
        known[text] -= 1
        if known[text] < 0:
            pieces += [after[last:place], MARK]
            last = place
    return "".join([*pieces, after[last:]])

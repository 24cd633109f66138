"""The allow-list of rich texts, in one place, and what makes any HTML fit it.

nh3 (ammonia, in Rust) has the first and the last word: what stands between its two passes only rearranges, so
that nothing gets past it. The result is canonical: cleaned again, it is the same.
"""

import re

import nh3

from publishing.rich.links import is_address
from publishing.rich.structure import arranged
from publishing.rich.tree import read, write

BLOCKS = {"p", "h2", "h3", "ul", "ol", "li", "blockquote", "table", "tbody", "tr", "th", "td"}
MARKS = {"a", "strong", "em", "sup", "sub", "code", "br"}
ATTRIBUTES = {
    "a": {"href"},
    "th": {"colspan", "rowspan"},
    "td": {"colspan", "rowspan"},
}
SCHEMES = {"https", "http", "mailto", "tel", "register"}
DROPPED_WHOLE = {"script", "style", "title", "template", "noscript", "iframe", "object", "svg", "math", "textarea"}

# What word processors and browsers write, and `structure` turns into what is allowed.
FOREIGN = {"b", "i", "h1", "h4", "h5", "h6", "thead", "tfoot", "div", "span", "section", "article", "pre", "caption"}
WORD_MARKS = {"p": {"class", "style"}, "span": {"style"}, "b": {"style"}}

HTML = re.compile(r"<[a-zA-Z/!?]")
SPAN = re.compile(r"[1-9]\d?")
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def allowed_value(tag: str, name: str, value: str) -> str | None:
    """The value of an attribute, or none for one that may not stay."""
    if name == "href":
        return value.strip() if is_address(value.strip()) else None
    if name in {"colspan", "rowspan"}:
        return value if SPAN.fullmatch(value) and value != "1" else None
    return value


FIRST = nh3.Cleaner(
    tags=BLOCKS | MARKS | FOREIGN,
    attributes=ATTRIBUTES | WORD_MARKS,
    attribute_filter=allowed_value,
    url_schemes=SCHEMES,
    link_rel=None,
    clean_content_tags=DROPPED_WHOLE,
)
LAST = nh3.Cleaner(
    tags=BLOCKS | MARKS,
    attributes=ATTRIBUTES,
    attribute_filter=allowed_value,
    url_schemes=SCHEMES,
    link_rel=None,
    clean_content_tags=DROPPED_WHOLE,
)


def is_html(text: str) -> bool:
    """Whether a browser would find a tag in the text; else it is plain."""
    return HTML.search(text) is not None


def clean(html: str) -> str:
    """The HTML with nothing but what is allowed, its blocks in order, blank when no word is left."""
    html = CONTROL.sub("", html.replace("\r\n", "\n"))
    kept = LAST.clean(write(arranged(read(FIRST.clean(html)))))
    return kept.replace("&nbsp;", "\N{NO-BREAK SPACE}")

"""Editable prose: paragraphs, headings and lists, out of plain text that no one can break a page with."""

from django import template
from django.utils.html import escape, format_html
from django.utils.safestring import mark_safe

from publishing.templatetags.records import marked, wording_of

register = template.Library()


@register.simple_tag(takes_context=True)
def written(context, page, field_name):
    """The text of a page as HTML: blocks are parted by blank lines; « ## » heads one, « - » lists items."""
    wording, language = wording_of(page, field_name)
    blocks = wording.replace("\r\n", "\n").split("\n\n")
    html = "".join(block_of(block.strip()) for block in blocks if block.strip())
    return marked(context, mark_safe(html), language, "div")  # noqa: S308 - every piece is escaped


def block_of(text) -> str:
    if text.startswith("## "):
        return format_html("<h2>{}</h2>", text[3:])
    lines = text.split("\n")
    if all(line.startswith("- ") for line in lines):
        return f"<ul>{''.join(format_html('<li>{}</li>', line[2:]) for line in lines)}</ul>"
    return f"<p>{'<br>'.join(escape(line) for line in lines)}</p>"

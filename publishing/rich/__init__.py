"""Texts with headings, lists, quotations, tables and links: what is allowed in them, and how they are read.

A rich text is stored as plain text as long as plain text says it all (paragraphs, « ## » headings, « - » lists),
else as the HTML of `cleaning`. See docs/decisions/0020-rich-text.md.
"""

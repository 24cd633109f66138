"""Tags that a rich text may not hold: refused in files, where silently taking them out would lose something unseen."""

from html.parser import HTMLParser

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from publishing.rich.cleaning import ATTRIBUTES, BLOCKS, MARKS, allowed_value, is_html


class Foreign(HTMLParser):
    """Collects what of a text the allow-list of rich texts would take out."""

    def __init__(self, text: str):
        super().__init__()
        self.found: dict[str, None] = {}
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        if tag not in BLOCKS | MARKS:
            self.found[f"<{tag}>"] = None
        for name, value in attrs if tag in BLOCKS | MARKS else ():
            if name not in ATTRIBUTES.get(tag, ()) or allowed_value(tag, name, value or "") is None:
                self.found[f'{name}="{value or ""}"'] = None

    def handle_comment(self, data):
        self.found["<!-- -->"] = None

    def handle_decl(self, decl):
        self.found["<!>"] = None


def refuse_foreign(text: str) -> None:
    """Raise ValidationError, naming them, if a rich text holds tags or attributes that it may not."""
    found = Foreign(text).found if is_html(text) else {}
    if found:
        words = _("ce texte contient du HTML qui n’est pas admis : %(found)s.") % {"found": ", ".join(found)}
        raise ValidationError(words)

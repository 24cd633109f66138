"""Values in one cell: line breaks of one kind, several values between bars, yes and no."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from publishing.rich.fields import RichTextField
from publishing.rich.foreign import refuse_foreign

SEPARATOR = " | "
BETWEEN = re.compile(r"\s*(?<!\\)\|\s*")
YES, NO = {"oui", "yes", "true", "vrai", "t", "1", "x"}, {"non", "no", "false", "faux", "f", "0"}


def normal(text: str) -> str:
    """A text as forms keep it: line breaks of one kind, no space around."""
    return str(text).replace("\r\n", "\n").replace("\r", "\n").strip()


def joined(values) -> str:
    return SEPARATOR.join(value.replace("|", r"\|") for value in values)


def separated(cell: str) -> list[str]:
    """The values of a cell, in their order, each once."""
    pieces = (piece.replace(r"\|", "|") for piece in BETWEEN.split(cell.strip()))
    return list(dict.fromkeys(piece for piece in pieces if piece))


def truth(text: str) -> bool:
    if text.lower() in YES:
        return True
    if text.lower() in NO:
        return False
    raise ValidationError(_("« %(text)s » n’est ni oui ni non.") % {"text": text})


def admitted(column, text: str) -> str:
    """A text for a column; what a rich one may not hold is refused, not taken out unseen."""
    if isinstance(column, RichTextField):
        refuse_foreign(text)
    return text

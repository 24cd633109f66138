"""What is wrong with a file, and where: *errors* refuse it, *warnings* tell what of it was left out."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

from django.utils.translation import gettext as _


@dataclass(frozen=True, order=True)
class Place:
    """A place in the files of a dossier: file, line (from 1), and the path of keys that leads there."""

    file: str
    line: int
    path: str = ""

    def __str__(self):
        return f"{self.file}:{self.line}: {self.path}" if self.path else f"{self.file}:{self.line}"


@dataclass(frozen=True, order=True)
class Message:
    """One error or warning, told so that whoever wrote the file can correct it.

    In one file that an editor sends, the place is in words: « ligne 12 », « steps, ligne 3, colonne occurred ».
    """

    place: Place | str
    message: str

    def __str__(self):
        if isinstance(self.place, Place):
            return f"{self.place} — {self.message}"
        words = {"place": self.place, "message": self.message}
        return _("%(place)s : %(message)s") % words if self.place else str(self.message)


class FileRefused(Exception):  # noqa: N818 (an answer to whoever sent the file, not an error)
    """Nothing was written: `errors` says why and where."""

    def __init__(self, errors: Iterable[Message]):
        self.errors = list(errors)
        super().__init__("\n".join(map(str, self.errors)))


def place(sheet: str, line: int, column: str = "") -> str:
    """« steps, ligne 3, colonne occurred »."""
    pieces = [sheet, at(line), _("colonne %(name)s") % {"name": column} if column else ""]
    return ", ".join(piece for piece in pieces if piece)


def at(line: int) -> str:
    return _("ligne %(line)d") % {"line": line}


def did_you_mean(word: str, known: Iterable[str], most=1) -> str:
    """The end of a sentence about a word that is not known: those that may have been meant, or nothing."""
    close = get_close_matches(word, list(known), n=most)
    return _(" ; vouliez-vous : %(close)s ?") % {"close": ", ".join(close)} if close else ""

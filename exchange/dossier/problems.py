"""What is wrong with a dossier, and where."""

from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Spot:
    """A place in the files: file, line (from 1), and the path of keys that leads there."""

    file: str
    line: int
    path: str = ""

    def __str__(self):
        return f"{self.file}:{self.line}: {self.path}" if self.path else f"{self.file}:{self.line}"


@dataclass(frozen=True, order=True)
class Problem:
    """One fault, told so that whoever wrote the file can correct it."""

    spot: Spot
    message: str

    def __str__(self):
        return f"{self.spot} — {self.message}"


class DossierError(Exception):
    """The dossier cannot be loaded; `problems` lists every reason."""

    def __init__(self, problems):
        self.problems = sorted(set(problems))
        super().__init__("\n".join(map(str, self.problems)))

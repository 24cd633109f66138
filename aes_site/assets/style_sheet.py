"""Style sheets out of folders of parts: a file per component to read, a single request to serve.

See docs/decisions/0009-one-style-sheet.md.
"""

import re
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import FileSystemFinder
from django.core.files.storage import FileSystemStorage

PARTS = "css"  # a folder of this name holds the parts of a sheet
SHEETS = {"site.css": "css", "desk/desk.css": "desk/css"}


class StyleSheetFinder(FileSystemFinder):
    """Finds the project's own static files, with each sheet in the place of the parts it is made of."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.joined = FileSystemStorage(location=Path(settings.VAR) / "style_sheet")

    def list(self, ignore_patterns):
        yield from super().list([*(ignore_patterns or []), PARTS])
        for name in SHEETS:
            self.join(name)
            yield name, self.joined

    def find(self, path, find_all=False, **kwargs):
        if path not in SHEETS:
            return super().find(path, find_all=find_all, **kwargs)
        return [self.join(path)] if find_all else self.join(path)

    def join(self, name) -> str:
        """The path of a sheet, written only when its parts changed."""
        path = Path(self.joined.path(name))
        text = style_sheet(settings.BASE_DIR / "static" / SHEETS[name])
        if not path.exists() or path.read_text() != text:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
        return str(path)


def style_sheet(directory: Path) -> str:
    """The parts in the order of their names, without comments and needless white space."""
    parts = "".join(part.read_text() for part in sorted(directory.glob("*.css")))
    bare = re.sub(r"\s+", " ", re.sub(r"/\*.*?\*/", "", parts, flags=re.DOTALL))
    # Not around “:”, since “main :first-child” and “main:first-child” differ.
    return re.sub(r" ?([{};,]) ?", r"\1", bare).strip() + "\n"

"""One style sheet out of `static/css/`: a file per component to read, a single request to serve.

See docs/decisions/0009-one-style-sheet.md.
"""

import re
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import FileSystemFinder
from django.core.files.storage import FileSystemStorage

NAME = "site.css"


class StyleSheetFinder(FileSystemFinder):
    """Finds the project's own static files, with `site.css` in the place of the parts it is made of."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.bundles = FileSystemStorage(location=Path(settings.VAR) / "style_sheet")

    def list(self, ignore_patterns):
        yield from super().list([*(ignore_patterns or []), "css"])
        self.bundle()
        yield NAME, self.bundles

    def find(self, path, find_all=False, **kwargs):
        if path != NAME:
            return super().find(path, find_all=find_all, **kwargs)
        return [self.bundle()] if find_all else self.bundle()

    def bundle(self) -> str:
        """The path of the joined parts, written only when they changed."""
        path = Path(self.bundles.path(NAME))
        text = style_sheet(settings.BASE_DIR / "static" / "css")
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

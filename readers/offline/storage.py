"""Where packs lie, `var/packs/`: a zip per language with a note of what it tells, replaced whole or not at all."""

import json
import os
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings

from editions.models import Change
from readers.offline.archive import sha256_of, write_pack


@dataclass(frozen=True)
class Copy:
    """A pack that lies on the shelf: its file, size in bytes and digest, and what it tells."""

    path: Path
    language: str
    version: int
    changed: datetime
    size: int
    sha256: str


def shelf() -> Path:
    return Path(settings.VAR) / "packs"


def note_of(language: str) -> Path:
    return shelf() / f"{language}.json"


def store_pack(language: str, progress: Callable[[int, int], None] = lambda done, total: None) -> Copy:
    """Make the pack of a language and lay it in the place of the one before; a failure leaves that one there."""
    shelf().mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=shelf()) as folder:
        made = Path(folder) / "pack.zip"
        pack = write_pack(made, language, progress)
        digest = sha256_of(made)
        path = shelf() / f"{language}-{digest[:16]}.zip"
        copy = Copy(path, language, pack.version, pack.changed, made.stat().st_size, digest)
        os.replace(made, path)
        note = Path(folder) / "note.json"
        note.write_text(json.dumps({**vars(copy), "path": path.name, "changed": copy.changed.isoformat()}))
        os.replace(note, note_of(language))
    for former in shelf().glob(f"{language}-*.zip"):
        if former != path:
            former.unlink(missing_ok=True)
    return copy


def current_pack(language: str) -> Copy | None:
    """The copy of a language, or none."""
    try:
        note = json.loads(note_of(language).read_text())
    except FileNotFoundError:
        return None
    return Copy(**note | {"path": shelf() / note["path"], "changed": datetime.fromisoformat(note["changed"])})


def available_pack(language: str) -> Copy | None:
    """The copy that readers may have: none while it still holds what was withdrawn since. Within live reading."""
    copy = current_pack(language)
    if copy is None or Change.objects.filter(action=Change.Action.WITHDRAWN, version__gt=copy.version).exists():
        return None
    return copy

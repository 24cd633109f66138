"""Which backups go: all but the latest ones, those that were cut off, and the files that no other names."""

import re
from datetime import datetime, timedelta

from aes_site.backup import manifest
from aes_site.backup.making import place_in
from aes_site.backup.target import Target

FILE = re.compile(r"files(-[0-9a-f]{8})?/[0-9a-f]{2}/[0-9a-f]{2}/[0-9a-f]{64}(\.age)?")
CUT_OFF = timedelta(days=1)  # a backup without its manifest is being written for so long, then it never will be


def leaving(target: Target, keep: int, now: datetime) -> list[str]:
    """The names of the backups that go when so many complete ones are kept."""
    begun = manifest.begun(target)
    finished = sorted(name for name, has_manifest in begun.items() if has_manifest)
    cut_off = [name for name, done in begun.items() if not done and manifest.age_of(name, now) > CUT_OFF]
    return sorted([*finished[: max(len(finished) - keep, 0)], *cut_off])


def remove(target: Target, names: list[str]) -> int:
    """Remove these backups, manifests first, then the files that none of the others names; how many files went."""
    for name in names:
        target.delete(f"{name}/{manifest.MANIFEST}")
        for piece in list(target.names(f"{name}/")):
            target.delete(piece)
    left = [manifest.read(target, name) for name in manifest.complete(target)]
    named = {place_in(kept, sha256) for kept in left for sha256 in kept.files}
    orphans = [name for name in target.names("files") if FILE.fullmatch(name) and name not in named]
    for name in orphans:
        target.delete(name)
    return len(orphans)

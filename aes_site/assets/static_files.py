"""Static files, collected only when one of them changed: hashing and compressing them takes seconds."""

import hashlib
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command


def collect_static_files() -> bool:
    """Collect, hash and compress what changed since the last time; tells whether anything did."""
    stamp = Path(settings.STATIC_ROOT) / ".collected-from"
    state = state_of_sources()
    if stamp.exists() and stamp.read_text() == state:
        return False
    call_command("collectstatic", interactive=False, verbosity=0)
    stamp.write_text(state)
    return True


def state_of_sources() -> str:
    """A digest of the names, sizes and times of all static files."""
    digest = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list(ignore_patterns=[]):
            changed = storage.get_modified_time(name).timestamp()
            digest.update(f"{name} {storage.size(name)} {changed}\n".encode())
    return digest.hexdigest()

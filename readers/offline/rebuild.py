"""Packs follow the register: a thread of each serving process looks whether they tell what is live.

They are made by a process of their own, so that readers' pages are not slowed; one at a time on a machine.
"""

import fcntl
import logging
import os
import subprocess
import sys
import threading
import time
from contextlib import contextmanager

from django.conf import settings
from django.db import connection

from editions.models import ContentVersion
from publishing.live.connection import live_reading
from readers.offline.storage import current_pack, shelf

log = logging.getLogger("readers.offline")


def outdated() -> list[str]:
    """The languages whose pack is missing or tells of an earlier version; none before anything was published."""
    with live_reading():
        version = ContentVersion.objects.current().number
    copies = {language: current_pack(language) for language in settings.PUBLIC_LANGUAGES if version}
    return [language for language, copy in copies.items() if copy is None or copy.version < version]


def start_keeper() -> None:
    """Look now and then, in a thread that ends with the process; not at all when the interval is 0."""
    if settings.PACK_MINUTES:
        threading.Thread(target=keep, name="packs", daemon=True).start()


def keep() -> None:
    while True:
        time.sleep(settings.PACK_MINUTES * 60)
        try:
            make_outdated()
        except OSError as error:  # the folder of a process that may only read, or a full disk
            log.error("Offline packs cannot be made: %s", error)
        except Exception:
            log.exception("Offline packs cannot be made")
        finally:
            connection.close()


def make_outdated() -> None:
    """Make what is outdated, unless another process of this machine is at it."""
    with one_at_a_time() as has_turn:
        languages = outdated() if has_turn else []
        if languages:
            command = [
                sys.executable,
                str(settings.BASE_DIR / "manage.py"),
                "build_pack",
                "--verbosity",
                "0",
                *languages,
            ]
            environment = os.environ | {"SITE_URL": settings.SITE_URL}
            done = subprocess.run(command, env=environment, stderr=subprocess.PIPE, text=True, check=False)
            if done.returncode:
                log.error("Offline packs cannot be made: %s", done.stderr.strip())
            else:
                log.info("Offline packs made: %s", ", ".join(languages))


@contextmanager
def one_at_a_time():
    """Whether this process has the turn; it is given back when the file is closed."""
    shelf().mkdir(parents=True, exist_ok=True)
    with (shelf() / ".lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True

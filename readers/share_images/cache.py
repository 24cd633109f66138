"""Images kept on disk, each drawn once: a reader who asks for all of them costs what all of them cost once."""

import fcntl
import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import astuple
from hashlib import sha256
from pathlib import Path

from django.conf import settings

from readers.share_images.cards import Card
from readers.share_images.drawing import png

MOST = 4_000  # images, of 10 to 30 kB each; beyond, the oldest leave
DRAWN_AS = "1"  # raise it when the drawing changes

log = logging.getLogger("readers.share_images")


def folder() -> Path:
    return Path(settings.VAR) / "share_images"


def kept(card: Card, reference: str = "") -> bytes:
    """The image of a card, from the disk, or drawn now: one at a time, whoever else asks waits."""
    key = sha256("\0".join((DRAWN_AS, reference, *astuple(card))).encode()).hexdigest()[:32]
    path = folder() / f"{key}.png"
    try:
        if not path.exists():
            with one_at_a_time():
                if not path.exists():
                    write(path, png(card, reference))
                    thin_out()
        return path.read_bytes()
    except OSError as error:  # a folder that may only be read, or a full disk
        log.warning("The image of %s is not kept: %s", reference or "the site", error)
        return png(card, reference)


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Wait for one's turn among all processes of this machine."""
    folder().mkdir(parents=True, exist_ok=True)
    with (folder() / ".lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def write(path: Path, content: bytes) -> None:
    """In one go: nobody reads half an image."""
    unfinished = path.with_suffix(f".{os.getpid()}")
    unfinished.write_bytes(content)
    unfinished.rename(path)


def thin_out() -> None:
    """Remove the oldest images beyond the most there may be."""
    images = sorted(folder().glob("*.png"), key=lambda path: path.stat().st_mtime)
    for path in images[: max(len(images) - MOST, 0)]:
        path.unlink()

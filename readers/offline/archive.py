"""The zip itself. The same content of the register gives the same bytes: there is no clock in them."""

import hashlib
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.utils.translation import override

from editions.identity import Identity, remembered
from editions.models import ContentVersion
from publishing.live.connection import live_reading
from readers import identity_style
from readers.conditional import BEGINNING
from readers.offline.pages import ASSETS, Fetcher, addresses_of, file_of, file_of_table, files_besides_pages, linked
from readers.open_data.content import LICENCE, LICENCE_URL, read_register
from readers.open_data.tables import tables
from readers.open_data.writing import write_csv


@dataclass(frozen=True)
class Pack:
    """What is known of a pack: its language, the content version it tells, when that was published, and by whom."""

    language: str
    version: int
    changed: datetime
    identity: Identity = field(default_factory=Identity)


def write_pack(path: Path, language: str, progress: Callable[[int, int], None] = lambda done, total: None) -> Pack:
    """Write the pack of a language to a file, from one snapshot of what is live; returns what it tells.

    `progress` is told the number of pages fetched, and of those there are. Raises `PageError` if a page fails.
    """
    with live_reading(), override(language):
        version = ContentVersion.objects.current()
        pack = Pack(language, version.number, version.changed_at or BEGINNING, remembered(version.identity))
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
            for name, content in contents(pack, progress):
                archive.writestr(entry(pack, name), content)
    return pack


def contents(pack: Pack, progress):
    """Each file of the pack: its path and what is in it, pages first."""
    addresses = addresses_of(pack.language)
    pages = {}
    for address, page in Fetcher(pack).pages(addresses):
        pages[address] = page
        progress(len(pages), max(len(addresses), len(pages)))
    files = {address: file_of(address) for address in pages} | files_besides_pages(pack.language)
    for address in sorted(pages):
        yield files[address], linked(pages[address], address, files)
    register = read_register()
    for name, table in sorted(tables().items()):
        yield file_of_table(name), write_csv(table, register)
    for name in ASSETS:
        yield name, Path(finders.find(name)).read_bytes()  # type: ignore[arg-type]  # they are ours
    if style := identity_style.write(pack.identity):
        yield identity_style.FILE, style
    about = {"pack": pack, "site_url": settings.SITE_URL, "licence": LICENCE, "licence_url": LICENCE_URL}
    yield "LISEZMOI.txt" if pack.language == "fr" else "README.txt", render_to_string("offline/readme.txt", about)


def entry(pack: Pack, name: str) -> zipfile.ZipInfo:
    """A file of the zip, dated by the register and readable by everyone."""
    info = zipfile.ZipInfo(name, pack.changed.astimezone(UTC).timetuple()[:6])
    info.compress_type = zipfile.ZIP_DEFLATED
    info.external_attr = 0o644 << 16
    return info


def sha256_of(path: Path) -> str:
    """The digest that readers check their copy by."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()

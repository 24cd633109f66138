"""Files that editors send: examined by what they hold, kept under their fingerprint, refused in words."""

import json
import logging
import re
import subprocess
import sys
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.functional import cached_property, lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from archive.examination import EXTENSIONS, READING, SECONDS, WHITE
from archive.models import StoredFile, upload_limit, worded_size
from archive.store import Incoming, fingerprint, path_of

PATIENCE = SECONDS + 10  # processor time is limited by the program itself, waiting here
NAME_LENGTH = 100
REASONS = {
    "type": _(
        "Ce fichier n’est ni un PDF, ni un document ODT ou DOCX, ni une image PNG, JPEG ou WebP : son contenu"
        " le dit, quel que soit son nom."
    ),
    "old_office": _(
        "Ce document est d’un ancien format (.doc) ou protégé par un mot de passe : enregistrez-le en DOCX, en ODT"
        " ou en PDF, sans mot de passe."
    ),
    "encrypted": _("Ce document est protégé par un mot de passe : enregistrez-le sans protection."),
    "recipients": _(
        "Ce PDF n’est lisible que par certains destinataires (certificat ou gestion de droits) : enregistrez-le sans"
        " cette protection."
    ),
    "before": _(
        "Des octets étrangers précèdent le début de ce PDF, qu’un serveur ou une messagerie a pu ajouter : ouvrez-le,"
        " puis enregistrez-le de nouveau en PDF."
    ),
    "active": _(
        "Ce document contient du code, un formulaire qui envoie, ou va chercher quelque chose ailleurs :"
        " enregistrez-le de nouveau en PDF, sans script ni macro."
    ),
    "attachments": _("Ce PDF contient d’autres fichiers en pièces jointes : déposez-les séparément."),
    "polyglot": _(
        "Ce fichier en cache un autre : des données précèdent son début ou suivent sa fin. Enregistrez-le de nouveau"
        " avec le programme qui l’a créé."
    ),
    "bomb": _("Ce document, une fois décompressé, serait démesuré : il est refusé."),
    "paths": _("Cette archive contient des chemins qui en sortent : elle est refusée."),
    "pixels": _("Cette image dépasse 50 millions de pixels : réduisez-la."),
    "animated": _("Cette image est animée : déposez une image fixe."),
    "broken": _("Ce fichier ne s’ouvre pas : il est incomplet ou abîmé."),
    "too_complex": _("Ce fichier demande trop de temps ou de mémoire pour être examiné : simplifiez-le."),
    "unclean": _(
        "Une copie nettoyée de ce fichier ne se fait pas ici : nettoyez-le dans le programme qui l’a créé, puis"
        " déposez-le de nouveau."
    ),
    "empty": _("Ce fichier est vide."),
}

log = logging.getLogger("archive.uploads")


@dataclass(frozen=True)
class Received:
    """A file that has passed: not in the store yet."""

    incoming: Incoming
    name: str
    media_type: str
    pages: int | None
    text: str
    traces: tuple[str, ...] = ()  # of what its readers are not meant to see
    original_sha256: str = ""  # of the file that it is a cleaned copy of

    @cached_property
    def size(self) -> int:
        return self.incoming.path.stat().st_size

    @cached_property
    def sha256(self) -> str:
        return fingerprint(self.incoming.path)

    def keep(self) -> StoredFile:
        """Put it in the store, and note what it is; a file that is there already is the same one."""
        facts = {name: getattr(self, name) for name in ("media_type", "size", "pages", "text")}
        facts |= {"traces": list(self.traces), "reading": READING, "original_id": self.original_sha256 or None}
        self.incoming.keep(self.sha256)
        return StoredFile.objects.get_or_create(sha256=self.sha256, defaults=facts)[0]


def receive(upload: UploadedFile) -> Received:
    """Examine what was sent; raises ValidationError, in words."""
    refuse_size(upload.size or 0)
    incoming, cleaned = Incoming(upload.chunks()), Incoming()
    try:
        found = accepted(incoming.path, cleaned.path)
    except ValidationError:
        incoming.forget()
        cleaned.forget()
        raise
    kept, other = (cleaned, incoming) if found.get("is_cleaned") else (incoming, cleaned)
    other.forget()
    return received(kept, upload.name or "", found)


def accepted(path: Path, written: Path, task: str = "examine") -> dict:
    """What the program that opens files says of one that it accepts; raises ValidationError, in words."""
    found = examined(path, written, task)
    if "refused" in found:
        log.info("File refused: %s", found["refused"])
        raise ValidationError(REASONS[found["refused"]], code=found["refused"])
    return found


def received(incoming: Incoming, name: str, found: dict, **more) -> Received:
    return Received(
        incoming=incoming,
        name=clean_name(name, found["media_type"]),
        media_type=found["media_type"],
        pages=found.get("pages"),
        text=clean_text(found["text"]),
        traces=tuple(found.get("traces", ())),
        **more,
    )


def cleaned_copy(sha256: str, name: str) -> Received:
    """A copy of a stored file that holds no more than its readers see; raises ValidationError, in words."""
    copy = Incoming()  # removed with the last mention of it, unless it is kept
    accepted(path_of(sha256), copy.path, "clean")
    found = accepted(copy.path, Incoming().path)
    if set(found["traces"]) - {WHITE}:
        raise ValidationError(REASONS["unclean"], code="unclean")
    return received(copy, name, found, original_sha256=sha256)


def refuse_size(size: int) -> None:
    if not size:
        raise ValidationError(REASONS["empty"], code="empty")
    if size > upload_limit():
        message = _("Ce fichier pèse %(size)s ; le site accepte %(limit)s au plus.")
        values = {"size": worded_size(size), "limit": worded_size(upload_limit())}
        raise ValidationError(message, code="size", params=values)


def examined(path: Path, written: Path, task: str = "examine") -> dict:
    """What the program that opens files says of one, and may write anew; it has no environment, hence no secret."""
    command = [sys.executable, "-m", "archive.examination", str(path), str(written), task]
    try:
        done = subprocess.run(
            command,
            cwd=settings.BASE_DIR,
            env={"LC_ALL": "C.UTF-8"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=PATIENCE,
            check=True,
        )
        return json.loads(done.stdout)
    except (subprocess.SubprocessError, ValueError) as error:
        log.warning("Examination of an upload ended badly: %s", error)
        return {"refused": "too_complex"}


def read_again(stored: StoredFile) -> bool:
    """Note what is read of a stored file today; returns whether its text is another. Raises FileNotFoundError.

    What would be refused today has no text any more. What was confirmed is asked again when more is found.
    """
    path = path_of(stored.sha256)
    path.stat()
    found = examined(path, Incoming().path)
    text, before = clean_text(found.get("text", "")), stored.text
    traces = found.get("traces", [])
    stored.confirmed_at = stored.confirmed_at if set(traces) <= set(stored.traces) else None
    stored.text, stored.traces, stored.reading = text, traces, READING
    stored.save(update_fields=["text", "traces", "reading", "confirmed_at"])
    return text != before


# Names and texts

FOLDERS = re.compile(r"[/\\]")
UNUSUAL = re.compile(r"[^\w .,()’'+&-]+")


def clean_name(given: str, media_type: str) -> str:
    """A name to show: without folders, control or direction characters, with the extension that fits the content."""
    last = FOLDERS.split(unicodedata.normalize("NFC", given or ""))[-1]
    visible = "".join(sign if unicodedata.category(sign)[0] != "C" else " " for sign in last)
    stem = visible.rpartition(".")[0] or visible
    words = " ".join(UNUSUAL.sub(" ", stem).split()).strip(" .")[:NAME_LENGTH].strip(" .")
    return f"{words or 'fichier'}.{EXTENSIONS[media_type]}"


def clean_text(text: str) -> str:
    """Without control characters (PostgreSQL holds no NUL), but for line and page breaks."""
    kept = "".join(sign for sign in text if sign in "\n\f\t" or unicodedata.category(sign) not in {"Cc", "Cs", "Co"})
    return unicodedata.normalize("NFC", kept)


# In forms

ACCEPTED = ",".join(f".{extension}" for extension in (*EXTENSIONS.values(), "jpeg"))


def _advice() -> str:
    return gettext(
        "PDF, DOCX, ODT, PNG, JPEG ou WebP, %(limit)s au plus. Les métadonnées des images sont retirées."
    ) % {"limit": worded_size(upload_limit())}


class UploadField(forms.FileField):
    """A file to keep; cleaned, it is a `Received`."""

    widget = forms.FileInput(attrs={"accept": ACCEPTED})

    def __init__(self, **kwargs):
        options: dict[str, Any] = {
            "required": False,
            "label": _("déposer un fichier"),
            "help_text": lazy(_advice, str)(),
        }
        super().__init__(**options | kwargs)

    def clean(self, data, initial=None):
        upload = super().clean(data, initial)
        return receive(upload) if isinstance(upload, UploadedFile) else None

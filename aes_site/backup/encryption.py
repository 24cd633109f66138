"""Who can read a backup: whoever holds a key of its recipients; everybody where there are none.

The format is age (age-encryption.org/v1), so that its own program opens a backup where nothing of ours is left.
"""

import hashlib
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO

from aes_site.backup.target import BackupError

SUFFIX = ".age"
INSTALL = "make install-backup"


def encrypt(source: BinaryIO, destination: BinaryIO, recipients: Sequence[str]) -> None:
    """Copy a stream so that only these recipients, age public keys, can read it; as it is if there are none."""
    if not recipients:
        return shutil.copyfileobj(source, destination)
    try:
        return age().encrypt_io(source, destination, parsed(recipients))
    except age().EncryptError as error:  # a full disk, for one
        raise BackupError(f"It cannot be encrypted: {error}.") from error


def decrypt(source: BinaryIO, destination: BinaryIO, identities: Sequence) -> None:
    """Copy such a stream in the clear. Raises BackupError when no key fits, or a byte of it was altered."""
    if not identities:
        return shutil.copyfileobj(source, destination)
    try:
        return age().decrypt_io(source, destination, identities)
    except (age().DecryptError, OSError) as error:
        if getattr(error, "errno", None):  # of a disk or a pipe; what was altered is an OSError without a number
            raise
        raise BackupError(f"It cannot be decrypted: {error}.") from error


def parsed(recipients: Sequence[str]) -> list:
    try:
        return [age().x25519.Recipient.from_str(recipient) for recipient in recipients]
    except age().RecipientError as error:
        raise BackupError(f"A recipient is a public key of age, age1…: {error}.") from error


def read_identities(path: Path) -> list:
    """The secret keys in a file as age-keygen writes it: one a line, and comments."""
    lines = path.read_text().split()
    try:
        found = [age().x25519.Identity.from_str(line) for line in lines if line.startswith("AGE-SECRET-KEY-")]
    except age().IdentityError as error:
        raise BackupError(f"{path} holds a key that cannot be read: {error}.") from error
    if not found:
        raise BackupError(f"{path} holds no key (AGE-SECRET-KEY-1…).")
    return found


def folder_for(recipients: Sequence[str]) -> str:
    """Where files lie: apart for each set of recipients, so that another key means another copy of all."""
    if not recipients:
        return "files"
    return f"files-{hashlib.sha256(' '.join(sorted(recipients)).encode()).hexdigest()[:8]}"


def age():
    """The library, which only operators who encrypt need."""
    try:
        import pyrage
    except ImportError as error:
        raise BackupError(f"Encrypted backups need a library that is not installed: {INSTALL}") from error
    return pyrage

"""An encrypted backup: who has the key reads it, nobody else does, and what was altered is refused."""

import pytest
from django.core.management import CommandError

from aes_site.backup.encryption import decrypt, encrypt, read_identities
from aes_site.backup.target import BackupError
from tests.aes_site.backup.conftest import CONTENT, back_up, everything_in, restore
from tests.database import connected_to

pyrage = pytest.importorskip("pyrage", reason="requirements-backup.txt is not installed")


@pytest.fixture
def key(tmp_path):
    """A new key: its public half, and the file of its secret one as age-keygen writes it."""
    identity = pyrage.x25519.Identity.generate()
    path = tmp_path / "key.txt"
    path.write_text(f"# created: 2026-11-30\n# public key: {identity.to_public()}\n{identity}\n")
    return str(identity.to_public()), path


def test_only_who_has_the_key_restores_it(document, target, empty_database, key, tmp_path):
    public, secret = key
    back_up(target, "--recipient", public)
    other = tmp_path / "other.txt"
    other.write_text(f"{pyrage.x25519.Identity.generate()}\n")

    with pytest.raises(CommandError, match="That backup is encrypted: give the file of a key with --identity"):
        restore(empty_database, target)
    with pytest.raises(CommandError, match="It cannot be decrypted: No matching keys found"):
        restore(empty_database, target, "--identity", str(other))
    restore(empty_database, target, "--identity", str(secret))

    with connected_to(empty_database):
        document.refresh_from_db()
    assert document.name_fr == "Charte"


def test_nothing_of_the_content_lies_in_the_clear(document, target, key):
    name = back_up(target, "--recipient", key[0])

    named = everything_in(target)
    assert f"{name}/database.dump.age" in named
    assert all(place.endswith(".age") for place in named if not place.endswith("manifest.json"))
    for place in named:
        content = (target / place).read_bytes()
        assert b"Charte" not in content
        assert CONTENT[:20] not in content


def test_another_key_makes_another_copy_of_the_files(document, target, key):
    back_up(target, "--recipient", key[0])
    back_up(target, "--recipient", key[0])
    assert len([name for name in everything_in(target) if name.startswith("files")]) == 1

    back_up(target, "--recipient", str(pyrage.x25519.Identity.generate().to_public()))

    assert len([name for name in everything_in(target) if name.startswith("files")]) == 2


@pytest.mark.parametrize("place", [0, 100, -1])
def test_altered_byte_is_found(tmp_path, key, place):
    sealed = tmp_path / "sealed"
    with open(__file__, "rb") as source, sealed.open("wb") as file:
        encrypt(source, file, [key[0]])
    content = bytearray(sealed.read_bytes())
    content[place] ^= 1
    sealed.write_bytes(content)

    with sealed.open("rb") as source, (tmp_path / "open").open("wb") as file, pytest.raises(BackupError):
        decrypt(source, file, read_identities(key[1]))


def test_keys_that_are_none_are_refused_before_anything_is_written(db, target, tmp_path):
    path = tmp_path / "empty.txt"
    path.write_text("# nothing\n")

    with pytest.raises(CommandError, match="A recipient is a public key of age"):
        back_up(target, "--recipient", "age1rien")
    with pytest.raises(BackupError, match="holds no key"):
        read_identities(path)
    assert not target.exists()

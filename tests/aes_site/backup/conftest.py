"""A register with a published file and a draft, a place for its backups, and an empty database to restore into."""

import io
import re

import pytest
from django.core.management import call_command
from django.db import connection

from aes_site.backup.database import refuse_used_database
from archive.uploads import receive
from tests import factories as make
from tests import files
from tests.database import connected_to

CONTENT = files.pdf("Charte du Liptako-Gourma", "Article 2")


@pytest.fixture
def target(tmp_path):
    return tmp_path / "backups"


@pytest.fixture
def document(transactional_db):
    return document_with_file()


def document_with_file():
    """A published document whose file is in the store."""
    received = receive(files.upload(CONTENT, "Charte.pdf"))
    kept = received.keep()
    facts = {"size": kept.size, "media_type": kept.media_type, "pages": kept.pages, "sha256": kept.sha256}
    document = make.document(name_fr="Charte")
    make.document_file(document, url="", name=received.name, **facts)
    return make.published(document)


@pytest.fixture
def empty_database(transactional_db):
    """A name of a database without anything in it; it goes with the test."""
    name = f"{connection.settings_dict['NAME']}_restored"
    with connection._nodb_cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {name}")
        cursor.execute(f"CREATE DATABASE {name} TEMPLATE template0")
    yield name
    with connection._nodb_cursor() as cursor:
        cursor.execute(f"DROP DATABASE {name}")


def back_up(target, *arguments) -> str:
    """Make a backup; returns its name."""
    out = io.StringIO()
    call_command("backup", str(target), *arguments, stdout=out)
    return re.search(r"^\S+Z(?=: )", out.getvalue(), re.MULTILINE)[0]


def restore(database, target, *arguments) -> str:
    """Restore into a database; what the command said."""
    out = io.StringIO()
    with connected_to(database):
        call_command("restore", str(target), *arguments, stdout=out)
    return out.getvalue()


def everything_in(folder) -> list[str]:
    """Every file below it, by relative path."""
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def is_empty(database) -> bool:
    with connected_to(database):
        refuse_used_database()  # raises otherwise
    return True


def the_file_in(target):
    (name,) = [name for name in everything_in(target) if name.startswith("files")]
    return target / name

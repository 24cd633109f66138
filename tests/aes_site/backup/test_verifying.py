"""A backup is proven by the system that it brings back."""

import io
import re

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from aes_site.backup.target import BackupError
from aes_site.backup.verifying import Scratch, scratch_system
from tests import factories as make
from tests.aes_site.backup.conftest import back_up, document_with_file


def test_what_a_process_of_the_system_complains_of_is_told(tmp_path):
    with pytest.raises(BackupError, match="Not restored"):
        Scratch(tmp_path).run("-c", "raise SystemExit('CommandError: Not restored')")


def test_the_system_is_removed_whatever_happens():
    with pytest.raises(BackupError), scratch_system() as scratch:
        scratch.run("-c", "raise SystemExit(1)")

    assert not scratch.folder.exists()


@pytest.mark.long
def test_backup_of_the_whole_dossier_is_proven(transactional_db, target):
    call_command("load_dossier", settings.BASE_DIR / "data" / "dossier", publish=True, verbosity=0)
    document_with_file()
    name = back_up(target)
    out = io.StringIO()

    call_command("verify_backup", str(target), stdout=out)

    assert re.search(rf"{name} is proven: \d+ rows, 1 files, \d+ pages \(the same as here\)", out.getvalue())


@pytest.mark.long
def test_backup_that_would_not_bring_the_register_back_is_not_proven(document, target):
    name = back_up(target)
    make.published(make.organ(name_fr="Publié depuis"))
    out = io.StringIO()
    call_command("verify_backup", str(target), stdout=out)
    assert "none compared: the site has gone on" in out.getvalue()

    (file,) = target.glob("files/??/??/*")
    file.write_bytes(b"something else")

    with pytest.raises(CommandError, match=f"Not proven: Not restored: The file {file.name} is not what was written"):
        call_command("verify_backup", str(target), name)

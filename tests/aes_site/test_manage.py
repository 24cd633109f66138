"""The command line, when whoever reads what it says has had enough."""

import os
import subprocess
import sys

from django.conf import settings


def test_a_reader_that_leaves_is_no_error_to_be_told(tmp_path):
    reading, writing = os.pipe()
    os.close(reading)

    ran = subprocess.run(
        [sys.executable, "manage.py", "database", "status"],
        cwd=settings.BASE_DIR,
        env=os.environ | {"VAR": str(tmp_path), "DATABASE_URL": "", "DJANGO_SETTINGS_MODULE": "aes_site.settings"},
        stdout=writing,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    os.close(writing)

    assert ran.stderr == ""

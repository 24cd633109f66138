import json
import os

import pytest
from django.contrib.staticfiles import finders

from aes_site.assets.static_files import collect_static_files


@pytest.fixture
def style_sheet(tmp_path, settings):
    """A site with one style sheet, stored as in production."""
    source = tmp_path / "static"
    source.mkdir()
    (source / "site.css").write_text("body { color: black }\n" * 50)
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STATICFILES_DIRS = [source]
    settings.STATIC_ROOT = tmp_path / "collected"
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}
    }
    finders.get_finder.cache_clear()
    yield source / "site.css"
    finders.get_finder.cache_clear()


def test_files_are_named_by_their_content_and_compressed(style_sheet, settings):
    assert collect_static_files()

    manifest = json.loads((settings.STATIC_ROOT / "staticfiles.json").read_text())
    name = manifest["paths"]["site.css"]
    assert name != "site.css"
    assert {path.name for path in settings.STATIC_ROOT.glob(f"{name}*")} == {name, f"{name}.br", f"{name}.gz"}


def test_another_account_may_serve_them(style_sheet, settings):
    collect_static_files()

    files = {path.suffix: path.stat().st_mode & 0o777 for path in settings.STATIC_ROOT.glob("site.*")}
    assert files == {".css": 0o644, ".br": 0o644, ".gz": 0o644}


def test_nothing_is_done_until_a_file_changes(style_sheet):
    collect_static_files()
    assert not collect_static_files()

    os.utime(style_sheet, (0, 0))

    assert collect_static_files()

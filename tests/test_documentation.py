"""Links, `make help` and the table of settings are complete (`test_docs` looks at what texts name)."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import get_commands

ROOT = Path(settings.BASE_DIR)
DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")], key=str)
MAKEFILE = (ROOT / "Makefile").read_text()

each_document = pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))


def named(pattern, text):
    return set(re.findall(pattern, text, re.MULTILINE))


TARGETS = named(r"^([a-z-]+):", MAKEFILE)


@each_document
def test_links_lead_somewhere(document):
    targets = named(r"\]\((?!https?:)([^)#]+)", document.read_text())

    assert [target for target in targets if not (document.parent / target).exists()] == []


def test_makefile_calls_commands_that_exist():
    assert named(r"\$\(MANAGE\) ([a-z_]+)", MAKEFILE) <= set(get_commands())


def test_makefile_explains_every_target():
    assert named(r"^([a-z-]+):.*## ", MAKEFILE) == TARGETS


def test_every_setting_of_the_environment_is_documented():
    read = named(r'os\.environ\.get\("(\w+)"', (ROOT / "aes_site" / "settings.py").read_text())
    documented = named(r"^\| `([A-Z_]+)` \|", (ROOT / "docs" / "operating.md").read_text())

    assert read == documented

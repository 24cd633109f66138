"""Links, `make help`, tests and the table of settings are complete (`test_docs` looks at what texts name)."""

import ast
import re
from functools import cache
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


@cache
def names_of_tests(path: Path) -> set[str]:
    """The names of the tests of a module, read without running it; none if it is not there."""
    if not path.exists():
        return set()
    return {node.name for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.FunctionDef)}


TARGETS = named(r"^([a-z-]+):", MAKEFILE)


@each_document
def test_links_lead_somewhere(document):
    targets = named(r"\]\((?!https?:)([^)#]+)", document.read_text())

    assert [target for target in targets if not (document.parent / target).exists()] == []


@each_document
def test_tests_that_docs_name_exist(document):
    tests = set(re.findall(r"(tests/[\w/]+\.py)::(\w+)", document.read_text()))

    assert {f"{path}::{name}" for path, name in tests if name not in names_of_tests(ROOT / path)} == set()


def test_comparison_and_refusals_name_tests():
    for name in ("comparison", "refusals"):
        rows = re.findall(r"^\|(?! ---).*", (ROOT / f"docs/{name}.md").read_text(), re.MULTILINE)
        headings = [row for row in rows if row.endswith("| proof |")]
        assert [row for row in rows if row not in headings and "`tests/" not in row] == []
        assert headings


def test_makefile_calls_commands_that_exist():
    assert named(r"\$\(MANAGE\) ([a-z_]+)", MAKEFILE) <= set(get_commands())


def test_makefile_explains_every_target():
    assert named(r"^([a-z-]+):.*## ", MAKEFILE) == TARGETS


def test_every_setting_of_the_environment_is_documented():
    read = named(r'os\.environ\.get\("(\w+)"', (ROOT / "aes_site" / "settings.py").read_text())
    documented = named(r"^\| `([A-Z_]+)` \|", (ROOT / "docs" / "operating.md").read_text())

    assert read == documented

"""README and docs name only files, commands and targets that exist."""

import re
from collections import Counter
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import get_commands

ROOT = Path(settings.BASE_DIR)
APPS = [path.parent.name for path in ROOT.glob("*/__init__.py") if path.parent.name != "tests"]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")], key=str)
CODE = re.compile(r"`([^`\n]+)`")
FILE = re.compile(r"[\w.-]+(/[\w.-]*)*\.(py|md|yaml|yml|toml|html|css|js|sh|po)|requirements\.txt|\.ci/run|Makefile")

each_document = pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))


def exists(name: str, document: Path) -> bool:
    """Whether the file is there: from the top, beside the document, or anywhere of ours if the name is bare."""
    if (ROOT / name).exists() or (document.parent / name).exists():
        return True
    folders = [f for f in ROOT.iterdir() if f.is_dir() and f.name not in {".venv", ".git", "var"}]
    return "/" not in name and any(next(folder.rglob(name), None) for folder in folders)


@each_document
def test_files_that_docs_name_exist(document):
    named = {text for text in CODE.findall(document.read_text()) if FILE.fullmatch(text)}
    assert {name for name in named if not exists(name, document)} == set()


def test_decisions_have_numbers_of_their_own():
    numbers = Counter(path.name[:4] for path in (ROOT / "docs/decisions").glob("*.md"))
    assert [number for number, count in numbers.items() if count > 1] == []


def test_documents_that_the_code_names_exist():
    code = [path for app in APPS for path in (ROOT / app).rglob("*.py")]
    named = {name for path in code for name in re.findall(r"docs/[\w/-]+\.md", path.read_text())}
    assert {name for name in named if not (ROOT / name).exists()} == set()


@each_document
def test_commands_that_docs_name_exist(document):
    assert set(re.findall(r"manage\.py (\w+)", document.read_text())) - set(get_commands()) == set()


@each_document
def test_make_targets_that_docs_name_exist(document):
    targets = set(re.findall(r"^([\w-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    assert set(re.findall(r"`make ([\w-]+)", document.read_text())) - targets == set()


def test_walks_name_functions_that_are_in_the_file_named_before_them():
    text = (ROOT / "docs/architecture.md").read_text().partition("## Walks")[2].partition("\n## ")[0]
    walked, file = [], None
    for code in CODE.findall(text):
        if code.endswith(".py"):
            file = ROOT / code
        elif name := re.fullmatch(r"(?:\w+\.)*(\w+)\(\)", code):
            walked.append((file, name[1]))
    assert len(walked) > 5, "nothing was looked at"
    assert [(file, name) for file, name in walked if f"def {name}(" not in file.read_text()] == []

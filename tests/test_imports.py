"""The layers of the project: who may import whom (docs/architecture.md, “Apps”)."""

import ast
from pathlib import Path

import pytest
from django.conf import settings

MAY_IMPORT = {
    "archive": set(),
    "editions": set(),
    "accounts": set(),
    "publishing": {"archive", "editions", "accounts"},
    "sources": {"archive", "publishing", "editions"},
    "institutions": {"archive", "sources", "publishing", "editions"},
    "summits": {"archive", "institutions", "sources", "publishing", "editions"},
}
OURS = {*MAY_IMPORT, "aes_site"}


def imported_apps(path: Path) -> set[str]:
    """The apps of ours that a module imports, at its top or inside a function."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and not node.level:
            names.add(node.module)
    return {name.split(".")[0] for name in names} & OURS


@pytest.mark.parametrize("app", MAY_IMPORT)
def test_an_app_imports_only_those_below_it(app):
    wrong = {
        f"{path.relative_to(settings.BASE_DIR)} imports {other}"
        for path in (settings.BASE_DIR / app).rglob("*.py")
        if "migrations" not in path.parts
        for other in imported_apps(path) - MAY_IMPORT[app] - {app}
    }
    assert wrong == set()


def test_only_the_addresses_of_the_site_import_every_app():
    paths = (settings.BASE_DIR / "aes_site").rglob("*.py")
    importing_all = [path.name for path in paths if imported_apps(path) >= {"sources", "institutions", "summits"}]
    assert set(importing_all) <= {"urls.py"}

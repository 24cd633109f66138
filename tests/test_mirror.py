"""Tests mirror modules: `archive/store.py` has `tests/archive/test_store.py`, which imports it.

That is asked of modules that decide something: with a condition, a loop or an error that is caught.
"""

import ast
from pathlib import Path

import pytest
from django.conf import settings

from tests.test_imports import HEIGHT, ROOT, imports, modules_of

ROOMS = sorted(HEIGHT)
BRANCHES = (ast.If, ast.For, ast.While, ast.Try, ast.IfExp)
DECLARATIONS = {"__init__.py", "apps.py", "urls.py"}  # of names, of an app, of addresses
# Why a module has none: its tests stand where what it does is seen.
ELSEWHERE = {
    "aes_site/settings.py": "tests/aes_site/test_settings.py reads them in processes of their own",
    **dict.fromkeys(
        (f"institutions/headlines/{name}.py" for name in ("facts", "gathering", "lines")),
        "tests/institutions/headlines/test_headline.py asks where every record stands, which takes all three",
    ),
    "institutions/headlines/clauses.py": "tests/institutions/headlines/test_wording.py reads them in sentences",
}


def mirror_of(module: Path) -> Path:
    """`tests/archive/examination/test_main.py` of `archive/examination/__main__.py`."""
    return ROOT / "tests" / module.relative_to(ROOT).with_name(f"test_{module.stem.strip('_')}.py")


def decides(module: Path) -> bool:
    tree = ast.parse(module.read_text())
    return module.name not in DECLARATIONS and any(isinstance(node, BRANCHES) for node in ast.walk(tree))


def is_imported(module: Path, test: Path) -> bool:
    """As `archive.store`, or by one of its names."""
    dotted = ".".join(module.relative_to(ROOT).with_suffix("").parts)
    return any(name == dotted or name.startswith(f"{dotted}.") for name in imports(test))


@pytest.mark.parametrize("room", ROOMS)
def test_each_module_that_decides_something_has_its_test(room):
    modules = {str(module.relative_to(ROOT)): module for module in modules_of(room) if decides(module)}
    assert modules, "nothing was looked at"
    lacking = {
        name
        for name, module in modules.items()
        if not mirror_of(module).exists() or not is_imported(module, mirror_of(module))
    }
    assert lacking == {name for name in ELSEWHERE if name.startswith(f"{room}/")}


def test_every_exemption_has_its_reason():
    assert all(ELSEWHERE.values())
    assert [name for name in ELSEWHERE if not (Path(settings.BASE_DIR) / name).exists()] == []

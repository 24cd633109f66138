"""The rooms of the desk: forms, then review, then files and home, then what stands at its root."""

import ast
from pathlib import Path

import pytest

import desk

ROOT = Path(desk.__file__).parent
BELOW = {"forms": set(), "review": {"forms"}, "files": {"forms", "review"}, "home": {"forms", "review"}}


def imports(room: str) -> set[tuple[str, str]]:
    """Each module of a room with what of the desk it imports, at its top or inside a function."""
    found = set()
    for path in (ROOT / room).glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.ImportFrom):
                names = {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
            elif isinstance(node, ast.Import):
                names = {alias.name for alias in node.names}
            else:
                continue
            found |= {(path.name, name) for name in names if name.split(".")[0] == "desk"}
    return found


def room_of(name: str) -> str:
    """The room that a dotted name leads into; the root has none."""
    return next((part for part in name.split(".")[1:2] if (ROOT / part).is_dir()), "root")


@pytest.mark.parametrize("room", BELOW)
def test_a_room_imports_only_those_below_it(room):
    found = imports(room)

    assert found
    assert {(module, name) for module, name in found if room_of(name) not in BELOW[room] | {room}} == set()


def test_no_room_is_left_out():
    assert {path.parent.name for path in ROOT.glob("*/__init__.py")} == set(BELOW)
    assert {room_of(name) for name in ("desk.site", "desk.change_lists", "desk.home.trash")} == {"root", "home"}


def test_no_room_holds_more_modules_than_a_reader_keeps_in_mind():
    modules = {room: len([*(ROOT / room).glob("[!_]*.py")]) for room in BELOW}

    assert [room for room, count in modules.items() if not 0 < count <= 15] == []

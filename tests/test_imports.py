"""Who may import whom: rooms from low to high, and no circle within `readers` (docs/architecture.md, “Rooms”)."""

import ast
from collections import defaultdict
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
LEVELS = [
    {"archive", "editions", "accounts"},
    {"publishing"},
    {"exchange"},
    {"desk"},
    {"sources"},
    {"institutions"},
    {"summits"},
    {"readers"},
    {"aes_site"},
]
HEIGHT = {room: height for height, rooms in enumerate(LEVELS) for room in rooms}


def modules_of(room: str) -> list[Path]:
    return [path for path in sorted((ROOT / room).rglob("*.py")) if "migrations" not in path.parts]


def imports(path: Path) -> set[str]:
    """The modules that one imports, at its top or inside a function; names imported from a package are among them."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and not node.level:
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return names


def rooms_imported(path: Path) -> set[str]:
    return {name.split(".")[0] for name in imports(path)} & set(HEIGHT)


@pytest.mark.parametrize("room", sorted(HEIGHT))
def test_a_room_imports_only_those_below_it(room):
    imported = {path: rooms_imported(path) - {room} for path in modules_of(room)}
    assert any(imported.values()) or HEIGHT[room] == 0, "nothing was looked at"
    wrong = {
        f"{path.relative_to(ROOT)} imports {other}"
        for path, others in imported.items()
        for other in others
        if HEIGHT[other] >= HEIGHT[room]
    }
    assert wrong == set()


def test_every_room_has_its_height():
    rooms = {path.parent.name for path in ROOT.glob("*/__init__.py")} - {"tests", "bench", "releases"}
    assert rooms == set(HEIGHT)


def room_within_readers(dotted: str) -> str:
    """`feeds` of `readers.feeds.rss`, `facets` of `readers.facets.names`."""
    return dotted.split(".")[1]


def test_rooms_of_readers_import_each_other_in_no_circle():
    arrows = defaultdict(set)
    for path in modules_of("readers"):
        here = room_within_readers(".".join(path.relative_to(ROOT).with_suffix("").parts))
        named = {room_within_readers(name) for name in imports(path) if name.startswith("readers.")}
        arrows[here] |= named - {here}
    assert arrows["feeds"] & {"search"}, "nothing was looked at"
    try:
        TopologicalSorter(arrows).prepare()
    except CycleError as circle:
        pytest.fail(" imports ".join(reversed(circle.args[1])))


def test_only_the_addresses_of_the_site_import_every_app_of_records():
    """They include them by name: what the resolver finds there is what the module knows."""
    apps = {"sources", "institutions", "summits"}
    knowing = {
        str(path.relative_to(ROOT))
        for path in modules_of("aes_site")
        if apps <= rooms_imported(path) | {name for name in apps if f'"{name}.urls"' in path.read_text()}
    }
    assert knowing == {"aes_site/urls.py"}

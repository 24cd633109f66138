"""No test loops over nothing: what asserts only inside loops takes its rows from `every()`, or writes them down."""

import ast

import pytest
from django.conf import settings

from tests.every import every

WRITTEN = (ast.Tuple, ast.List, ast.Set)


def asserts_by_loops(test: ast.FunctionDef) -> list[list[ast.For]]:
    """For each assertion of a test, the loops that it stands in."""
    found = []

    def walk(node, loops):
        for child in ast.iter_child_nodes(node):
            within = [*loops, child] if isinstance(child, ast.For) else loops
            if isinstance(child, ast.Assert):
                found.append(within)
            walk(child, within)

    walk(test, [])
    return found


def is_never_empty(rows: ast.expr) -> bool:
    """Whether the rows of a loop are written in the test, or refused when there are none."""
    if isinstance(rows, ast.Call):
        return getattr(rows.func, "id", "") in {"every", "range"}
    return isinstance(rows, WRITTEN) and bool(rows.elts)


def functions_of(source: str) -> list[ast.FunctionDef]:
    nodes = ast.walk(ast.parse(source))
    return [node for node in nodes if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")]


def may_say_nothing(test: ast.FunctionDef) -> bool:
    asserts = asserts_by_loops(test)
    return bool(asserts) and not any(all(is_never_empty(loop.iter) for loop in within) for within in asserts)


def test_no_test_asserts_only_within_loops_that_could_be_empty():
    modules = every((settings.BASE_DIR / "tests").rglob("test_*.py"))

    assert [
        f"{path.relative_to(settings.BASE_DIR)}: {test.name}"
        for path in modules
        for test in functions_of(path.read_text())
        if may_say_nothing(test)
    ] == []


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("for row in rows():\n  assert row", True),
        ("for row in []:\n  assert row", True),
        ("for row in every(rows()):\n  assert row", False),
        ("for row in (1, 2):\n  assert row", False),
        ("for row in rows():\n  assert row\n assert rows()", False),
    ],
)
def test_the_rule_tells_such_tests_apart(body, expected):
    (test,) = functions_of(f"def test_it():\n {body}\n")

    assert may_say_nothing(test) is expected


def test_nothing_to_look_at_is_a_failure():
    with pytest.raises(AssertionError, match="nothing to look at"):
        every([])

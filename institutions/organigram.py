"""The organigram: organs below those they are attached to, as trees and as a drawing of them.

Each organ stands in it once, even where links should lead round in a circle.
"""

import textwrap
from collections import defaultdict
from dataclasses import dataclass

from django.utils.translation import get_language_bidi

from institutions.models import Organ

# Of a drawing, in its own units: about a pixel each on a desk.
BOX, BOX_HEIGHT, BETWEEN, ROW = 196, 50, 32, 58
LETTERS, LINES, LEADING = 25, 3, 14


def organigram(organs) -> list:
    """Per level in order: its name and the roots of its trees, each with `branches`."""
    below, keys = defaultdict(list), {organ.pk for organ in organs}
    levels: dict[str, tuple] = {value: (label, []) for value, label in Organ.Level.choices}
    for organ in organs:
        if organ.parent_id in keys and organ.level != Organ.Level.UNION:
            below[organ.parent_id].append(organ)
        else:
            levels[organ.level][1].append(organ)
    for organ in organs:
        organ.branches = below[organ.pk]
    for organ in unreached(organs, [root for _label, roots in levels.values() for root in roots]):
        levels[organ.level][1].append(organ)
    return [(label, roots) for label, roots in levels.values() if roots]


def unreached(organs, roots) -> list:
    """One organ of each circle, cut loose from the one above it, so that all below it is reached."""
    reached, loose = set(), []
    for root in roots:
        reached |= {organ.pk for organ in walk(root)}
    for organ in organs:
        if organ.pk not in reached:
            cut(organ, organs)
            reached |= {other.pk for other in walk(organ)}
            loose.append(organ)
    return loose


def cut(organ, organs) -> None:
    for other in organs:
        other.branches = [branch for branch in other.branches if branch.pk != organ.pk]


def walk(organ):
    yield organ
    for branch in organ.branches:
        yield from walk(branch)


@dataclass(frozen=True)
class Box:
    """An organ in the drawing: where its box begins, where its text does, and the text line by line."""

    organ: Organ
    x: int
    y: int
    text_x: int
    shape_x: int
    lines: list[tuple[int, str]]


@dataclass(frozen=True)
class Drawing:
    """Trees from left to right, or from right to left, one column a generation."""

    width: int
    height: int
    boxes: list[Box]
    links: list[str]


class Plan:
    """Places boxes: leaves below each other, those above at the middle of their own."""

    def __init__(self, name_of):
        self.name_of = name_of
        self.places: list[tuple[Organ, int, float]] = []
        self.pairs: list[tuple[int, float, float]] = []
        self.rows = 0

    def place(self, organ, depth=0) -> float:
        """The row of an organ, after those below it have theirs."""
        rows = [self.place(branch, depth + 1) for branch in organ.branches]
        if rows:
            row = (rows[0] + rows[-1]) / 2
        else:
            row, self.rows = self.rows, self.rows + 1
        self.places.append((organ, depth, row))
        self.pairs += [(depth, row, other) for other in rows]
        return row

    def drawing(self, is_mirrored: bool) -> Drawing:
        columns = 1 + max(depth for _organ, depth, _row in self.places)
        width = columns * (BOX + BETWEEN) - BETWEEN
        boxes = [self.box(*place, width if is_mirrored else 0) for place in self.places]
        links = [link(*pair, width if is_mirrored else 0) for pair in self.pairs]
        return Drawing(width, self.rows * ROW, boxes, links)

    def box(self, organ, depth, row, mirror) -> Box:
        start = depth * (BOX + BETWEEN)
        y = round(row * ROW + (ROW - BOX_HEIGHT) / 2)
        text = textwrap.wrap(self.name_of(organ), LETTERS, max_lines=LINES, placeholder="…")
        top = y + BOX_HEIGHT // 2 - (len(text) - 1) * LEADING // 2 + 4
        lines = [(top + number * LEADING, line) for number, line in enumerate(text)]
        if mirror:
            return Box(organ, mirror - start - BOX, y, mirror - start - 26, mirror - start - 20, lines)
        return Box(organ, start, y, start + 26, start + 8, lines)


def link(depth, row, other, mirror) -> str:
    """The path from the box above to one below it."""
    start = depth * (BOX + BETWEEN) + BOX
    xs = [start, start + BETWEEN // 2, start + BETWEEN]
    one, two, three = (mirror - x if mirror else x for x in xs)
    above, below = (round(place * ROW + ROW / 2) for place in (row, other))
    return f"M{one} {above}H{two}V{below}H{three}"


def draw(roots, name_of) -> Drawing | None:
    """The trees that have more than their root; none if there is no such tree."""
    trees, plan = [root for root in roots if root.branches], Plan(name_of)
    for root in trees:
        plan.place(root)
    return plan.drawing(get_language_bidi()) if trees else None

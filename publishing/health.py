"""The health of the register: what should be mended, found by checks that each app declares in its module `health`.

A check looks at the desk, where things are mended, and costs a fixed number of statements whatever it finds.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol

from django.db.models import Model, QuerySet
from django.utils.functional import Promise

from publishing.models import Part

HEALTH_CHECKS: dict[str, "HealthCheck"] = {}


@dataclass(frozen=True)
class Finding:
    """One thing to mend: the record whose form mends it, and what is wrong with it, in words.

    `target` is another record that it is about, told to whoever may view it.
    """

    record: Model
    text: str
    target: Model | None = None


class Findings(Protocol):
    """What a check found: how many, and the first of them."""

    def of(self, models: Collection[type[Model]]) -> "Findings":
        """Only what is found in records of these types."""

    def count(self) -> int: ...

    def first(self, limit: int) -> list[Finding]: ...


@dataclass(frozen=True)
class Rows:
    """What is found row by row: `words` says what is wrong, `records` whose forms mend it, in their order."""

    queryset: QuerySet
    words: Callable[[Any], str]
    records: Callable[[list[Any]], Sequence[Model]] = list

    def of(self, models):
        model = self.queryset.model
        owner = model._meta.get_field(model.owner_field).related_model if issubclass(model, Part) else model
        return self if owner in models else replace(self, queryset=self.queryset.none())

    def count(self) -> int:
        return self.queryset.count()

    def first(self, limit: int) -> list[Finding]:
        rows = list(self.queryset[:limit])
        return [Finding(record, self.words(row)) for row, record in zip(rows, self.records(rows), strict=True)]


@dataclass(frozen=True)
class Listed:
    """What is found at once."""

    findings: list[Finding]

    def of(self, models):
        return Listed([finding for finding in self.findings if type(finding.record) in models])

    def count(self) -> int:
        return len(self.findings)

    def first(self, limit: int) -> list[Finding]:
        return self.findings[:limit]


@dataclass(frozen=True)
class HealthCheck:
    """One line of the board: what it finds, and what to do about it."""

    name: str
    title: str | Promise
    advice: str | Promise
    find: Callable[[], Iterable[Findings]]

    def count(self, models: Collection[type[Model]]) -> int:
        """How much it finds in records of these types."""
        return sum(found.of(models).count() for found in self.find())

    def first(self, limit: int, models: Collection[type[Model]]) -> list[Finding]:
        """The first findings in records of these types, in the order of the check."""
        findings: list[Finding] = []
        for found in self.find():
            findings += found.of(models).first(limit - len(findings))
        return findings


def health_check(name: str, title: str | Promise, advice: str | Promise):
    """Declare the decorated function, which yields `Findings`, as the check of that name (a segment of its address)."""

    def declare(find):
        HEALTH_CHECKS[name] = HealthCheck(name, title, advice, find)
        return find

    return declare


def owners(rows: Iterable[Part]) -> list[Model]:
    """The records that these parts are of; fetch them with the parts."""
    return [getattr(row, row.owner_field) for row in rows]

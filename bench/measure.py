"""Requests measured in this process: statements, bytes and milliseconds."""

import statistics
from dataclasses import dataclass
from time import perf_counter

import brotli
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

ROUNDS = 5
OWN_STATEMENTS = 4  # that open and close the reading


@dataclass
class Cost:
    """What a page costs: the median of several rounds."""

    milliseconds: float
    in_database: float
    statements: int
    kilobytes: float


def cost_of(path: str, rounds: int = ROUNDS) -> Cost:
    """The page must be answered; the first round, which fills what is remembered, does not count."""
    client, times, in_database = Client(), [], []
    for number in range(rounds + 1):
        started = perf_counter()
        with CaptureQueriesContext(connection) as queries:
            response = client.get(path, headers={"host": settings.HOST})
        if response.status_code != 200:
            raise SystemExit(f"{path} answers {response.status_code}")
        if number:
            times.append((perf_counter() - started) * 1000)
            in_database.append(sum(float(query["time"]) for query in queries.captured_queries) * 1000)
    weight = len(brotli.compress(response.content, quality=5)) / 1000
    return Cost(statistics.median(times), statistics.median(in_database), len(queries) - OWN_STATEMENTS, weight)


def table(rows: list[tuple], *titles: str) -> None:
    """Lines of text and numbers, numbers to the right."""
    cells = [titles, *([f"{cell:.1f}" if isinstance(cell, float) else str(cell) for cell in row] for row in rows)]
    widths = [max(len(line[column]) for line in cells) for column in range(len(titles))]
    for line in cells:
        first, *others = line
        print(
            "  ".join(
                [first.ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(others, widths[1:], strict=True))]
            )
        )

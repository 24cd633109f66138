"""What every page of the register weighs and costs, by type of page.

Weights are kilobytes (1,000 bytes) in brotli, quality 5, with the style sheet at quality 11: all that a
first visit needs. Times are milliseconds in this process, from request to rendered bytes, the quicker of
two; statements are those the page sends, without the four that open and close the reading. Absolute times
depend on the machine: compare ratios.
"""

import re
import statistics
import sys
from collections import defaultdict
from dataclasses import dataclass
from time import perf_counter

import brotli
from django.conf import settings
from django.db import connection, reset_queries
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import resolve

from aes_site.assets.style_sheet import style_sheet

BUDGETS = {"home": 14.0, "summits:summit-detail": 24.0}
BUDGET_OF_A_RECORD = 14.0
BUDGET_OF_THE_STYLE_SHEET = 5.0
OWN_STATEMENTS = 4


@dataclass
class Visit:
    """One page fetched: its weight without the style sheet, its time and its statements."""

    kilobytes: float
    milliseconds: float
    statements: int


def visit(client: Client, path: str) -> Visit:
    times = []
    reset_queries()
    for _round in range(2):
        started = perf_counter()
        with CaptureQueriesContext(connection) as queries:
            response = client.get(path, headers={"host": settings.HOST})
        times.append((perf_counter() - started) * 1000)
    if response.status_code != 200:
        raise SystemExit(f"{path} answers {response.status_code}")
    return Visit(weight(response.content), min(times), len(queries) - OWN_STATEMENTS)


def weight(content: bytes, quality: int = 5) -> float:
    """Kilobytes of it in brotli; what is static is compressed at quality 11, once."""
    return len(brotli.compress(content, quality=quality)) / 1000


def style_weight() -> float:
    """Kilobytes of the style sheet, which every page needs."""
    return weight(style_sheet(settings.BASE_DIR / "static" / "css").encode(), quality=11)


def addresses(client: Client, path: str = "/sitemap.xml") -> list[str]:
    """Every address of the sitemaps, without the host."""
    text = client.get(path, headers={"host": settings.HOST}).content.decode()
    found = [loc.removeprefix(settings.SITE_URL) for loc in re.findall("<loc>([^<]+)</loc>", text)]
    return [address for loc in found for address in (addresses(client, loc) if loc.endswith(".xml") else [loc])]


def visits(language: str) -> dict[str, list[Visit]]:
    """Every page of a language, by the name of its address."""
    client, found = Client(), defaultdict(list)
    paths = [path for path in addresses(client) if path.startswith(f"/{language}/")]
    for number, path in enumerate(paths, start=1):
        if sys.stderr.isatty():
            print(f"\r{language}: {number} of {len(paths)} pages", end="", file=sys.stderr, flush=True)
        found[resolve(path).view_name].append(visit(client, path))
    return found


def budget_of(name: str) -> float | None:
    return BUDGETS.get(name) or (BUDGET_OF_A_RECORD if name.endswith("-detail") else None)


def line(name: str, pages: list[Visit], style: float) -> str:
    """A row of the table: the median page is held against the budget, the heaviest is shown beside it."""
    weights = [page.kilobytes + style for page in pages]
    budget = budget_of(name)
    median = statistics.median(weights)
    verdict = "" if budget is None else f"{'within' if median <= budget else 'OVER'} {budget:g}"
    time = statistics.median(page.milliseconds for page in pages)
    statements = max(page.statements for page in pages)
    return f"{name:34}{len(pages):6}{median:9.1f}{max(weights):9.1f}  {verdict:12}{time:8.1f}{statements:6}"


def report(language: str) -> None:
    style = style_weight()
    print(f"style sheet {style:.1f} kB")
    print(f"{'page':34}{'pages':>6}{'median':>9}{'heaviest':>9}  {'budget':12}{'ms':>8}{'sql':>6}")
    for name, pages in sorted(visits(language).items()):
        print(line(name, pages, style))

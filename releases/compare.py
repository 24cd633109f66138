"""`python -m releases.compare [--base COMMIT]`: do the newest release and the present code serve the same bytes?

Both serve a database restored from one dump, the present one migrated, and each address is asked of both in turn.
The clock: readers' pages read the day and no more (the front cache keeps them until midnight on that ground), so
a pair of answers counts if the day in UTC did not change between; otherwise both are asked again. Nothing of the
clock is cut out of answers: what depends on the hour shows as a difference.
"""

import argparse
import re
import sys
import threading
import time
import tomllib
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from releases import ROOT, named_releases
from releases.checkout import HistoryError, full_hash
from releases.crawl import Answer, Client, crawl, sitemap_addresses
from releases.demonstration import demonstration
from releases.published import rows_of
from releases.reading import as_text, short_diff
from releases.site import Site, SiteError, Workshop, workshop

LANGUAGES = ("fr", "en")
SHOWN = 20  # differences in full; the others by address


@dataclass(frozen=True)
class Declared:
    """A difference that is meant: what is taken out of both answers at the addresses it is declared for."""

    address: re.Pattern
    pattern: re.Pattern
    reason: str

    def without(self, address: str, text: str) -> str:
        return self.pattern.sub("", text) if self.address.fullmatch(address) else text


def declared_differences(file: Path) -> list[Declared]:
    entries = tomllib.loads(file.read_text())["difference"]
    return [
        Declared(re.compile(one["address"]), re.compile(one["pattern"], re.MULTILINE), one["reason"]) for one in entries
    ]


@dataclass
class Comparison:
    """Two servers asked the same; `differences` are short diffs by address."""

    base: Client
    present: Client
    declared: list[Declared]
    kinds: Counter = field(default_factory=Counter)
    differences: dict[str, str] = field(default_factory=dict)
    excused: Counter = field(default_factory=Counter)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def visit(self, address: str) -> Answer:
        """Compare one address; returns the answer of the base, which says where to go next."""
        before, now = self.on_one_day(address)
        difference = self.difference(address, before, now)
        with self.lock:
            self.kinds[before.kind or str(before.status)] += 1
            if difference:
                self.differences[address] = difference
        return before

    def on_one_day(self, address: str) -> tuple[Answer, Answer]:
        while True:
            day = datetime.now(UTC).date()
            pair = self.base.get(address), self.present.get(address)
            if datetime.now(UTC).date() == day:
                return pair

    def difference(self, address: str, before: Answer, now: Answer) -> str:
        """A short diff; blank where the answers are the same, or differ only as declared."""
        texts = as_text(address, before), as_text(address, now)
        for one in self.declared if texts[0] != texts[1] else ():
            cut = one.without(address, texts[0]), one.without(address, texts[1])
            self.excused[one.reason] += cut != texts
            texts = cut
        return short_diff(address, *texts) if texts[0] != texts[1] else ""


def twins(shop: Workshop, commit: str) -> tuple[Site, Site]:
    """The demonstration of that commit, restored for its own code and for the present one."""
    origin = shop.site("origin", commit)
    with demonstration(origin, commit):
        pass
    dump = origin.dump(shop.folder / "register.dump")
    pair = shop.site("base", commit), shop.site("present", None)
    for site in pair:
        site.restore(dump, origin.var / "files")
    return pair


def compare(base: Site, present: Site) -> tuple[Comparison, list[str]]:
    """What was compared, and what is wrong with it, in words."""
    declared = declared_differences(ROOT / "releases" / "differences.toml")
    with base.serving(SITE="public") as base_port, present.serving(SITE="public") as port:
        for site in (base, present):
            site.manage("build_pack", "--verbosity", "0")
        with Client(base_port) as asked_base, Client(port) as asked_present:
            comparison = Comparison(asked_base, asked_present, declared)
            expected = sitemap_addresses(asked_base) | sitemap_addresses(asked_present)
            compared = crawl(rows_of(base)["addresses"], comparison.visit)
    print(f"{len(compared)} addresses compared, {len(expected)} of them in the sitemaps")
    return comparison, [*too_little(compared, expected), *map(str, comparison.differences.values())]


def too_little(compared: set[str], expected: set[str]) -> list[str]:
    """Sentences about what was not looked at."""
    missing = [f"not compared, though in a sitemap: {address}" for address in sorted(expected - compared)]
    silent = [name for name in LANGUAGES if not any(one.startswith(f"/{name}/") for one in expected)]
    return [*missing, *(f"no address of /{name}/ is in the sitemaps" for name in silent)]


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m releases.compare", description=__doc__)
    parser.add_argument("--base", default=named_releases()[-1].commit, help="a commit; the newest release by default")
    base, started = parser.parse_args(arguments).base, time.monotonic()
    try:
        with workshop() as shop:
            comparison, wrong = compare(*twins(shop, full_hash(base)))
    except (HistoryError, SiteError) as error:
        print(error, file=sys.stderr)
        return 2
    report(comparison, wrong, time.monotonic() - started)
    return 1 if wrong else 0


def report(comparison: Comparison, wrong: list[str], seconds: float) -> None:
    for kind, number in comparison.kinds.most_common():
        print(f"{number:7} {kind}")
    for reason, number in comparison.excused.items():
        print(f"{number:7} differ as declared: {reason}")
    for text in wrong[:SHOWN]:
        print(f"\n{text}")
    for text in wrong[SHOWN:]:
        print(text.splitlines()[0])
    print(f"\n{len(wrong)} undeclared differences; {seconds:.0f} s")


if __name__ == "__main__":
    sys.exit(main())

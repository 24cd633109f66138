"""How fast kept pages are answered: `python -m bench front [--url http://127.0.0.1:8000]`, beside `make demo`.

Requests per second over 32 connections, by `wrk`, which must be installed; rounds interleaved, since a machine's
speed changes under them: the ratio to a static file of the same server is what to read.
"""

import re
import shutil
import statistics
import subprocess
from urllib.request import urlopen

from bench.measure import table

ROUNDS = 5
WRK = ["wrk", "--threads", "1", "--connections", "32", "--duration", "3", "--header", "Accept-Encoding: br"]


def report(url: str) -> None:
    if not shutil.which(WRK[0]):
        raise SystemExit("wrk is needed (apt-get install wrk).")
    addresses = {name: url + path for name, path in paths(url).items()}
    rates = {name: [] for name in addresses}
    for _round in range(ROUNDS):
        for name, address in addresses.items():
            rates[name].append(rate(address))
    medians = {name: statistics.median(found) for name, found in rates.items()}
    static = next(iter(medians.values()))
    table([(name, round(median), median / static) for name, median in medians.items()], "answer", "a second", "ratio")


def paths(url: str) -> dict[str, str]:
    """A static file first, then pages that are kept, then one that never is."""
    with urlopen(f"{url}/fr/", timeout=60) as answer:  # noqa: S310 - the address is the operator's
        home = answer.read().decode()
    return {
        "style sheet": re.search(r'href="([^"]+\.css)"', home)[1],
        "home": "/fr/",
        "decisions": "/fr/decisions/",
        "feed of everything": "/fr/flux/registre.rss",
        "open data (never kept)": "/fr/donnees/",
    }


def rate(address: str) -> float:
    """Requests answered in a second; all must be answered well."""
    said = subprocess.run([*WRK, address], capture_output=True, text=True, check=True).stdout
    if "Non-2xx" in said:
        raise SystemExit(f"{address} is not answered well:\n{said}")
    return float(re.search(r"Requests/sec: +([\d.]+)", said)[1])

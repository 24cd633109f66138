"""What a release published and must keep: its addresses, the entries of its feeds, its editions, its steps."""

import json
import threading
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, urldefrag, urlencode
from xml.etree import ElementTree

from releases.crawl import REDIRECTS, THREADS, Answer, Client, Page, address_of, crawl, links_of, sitemap_addresses
from releases.site import Site

ATOM = "{http://www.w3.org/2005/Atom}"
JUMPS = 5

EDITIONS = """
SELECT record_type, record_id::text, number, version, published_at, snapshot::text, sha256, note
FROM live.editions_edition
"""
ENTRIES = "SELECT entry_id, path FROM live.editions_changetext"
REFERENCES = """
SELECT address.reference, edition.number FROM live.editions_address AS address
JOIN live.editions_edition AS edition USING (record_type, record_id)
"""
FORMER_ADDRESSES = """
SELECT replace(entry.path, now.address, former.address) FROM live.editions_address AS former
JOIN live.editions_address AS now USING (record_type, record_id)
JOIN live.editions_searchentry AS entry USING (record_type, record_id)
WHERE now.is_current AND NOT former.is_current
"""
STEP_TABLES = """
SELECT table_name FROM information_schema.columns
WHERE table_schema = 'live' AND column_name IN ('occurred', 'stated_on', 'recorded_at', 'status_id')
GROUP BY table_name HAVING count(*) = 4
"""
FACTS = ("status_id", "state_id", "corrects_id", "occurred", "stated_on", "recorded_at")
STEPS = "SELECT id::text, to_jsonb(step) FROM live.{} AS step"

Entry = tuple[str, str]  # when it was published, its permanent address


@dataclass
class Published:
    """What readers were given: answers by address, anchors by address, entries by feed and id, rows by key."""

    answers: dict[str, int] = field(default_factory=dict)
    anchors: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    feeds: dict[str, dict[str, Entry]] = field(default_factory=lambda: defaultdict(dict))
    sitemap: set[str] = field(default_factory=set)
    editions: dict[tuple, tuple] = field(default_factory=dict)
    steps: dict[tuple, dict] = field(default_factory=dict)
    told: set[str] = field(default_factory=set)

    @property
    def lasting(self) -> list[str]:
        """The addresses that must go on answering."""
        return sorted(address for address, status in self.answers.items() if status in (200, 410, *REDIRECTS))


class Recorder:
    """Visits a site and writes down what it publishes."""

    def __init__(self, client: Client):
        self.client = client
        self.published = Published()
        self.lock = threading.Lock()
        self.links: set[str] = set()
        self.pages: dict[str, set[str]] = {}

    def visit(self, address: str) -> Answer:
        answer = self.client.get(address)
        page = Page(answer.text) if answer.kind == "text/html" else None
        entries = entries_of(answer)
        with self.lock:
            self.published.answers[address] = answer.status
            self.links |= links_of(answer, address)
            self.published.feeds[feed_of(address)] |= entries
            if page:
                self.pages[address] = page.anchors
        return answer

    def record(self, rows: dict) -> Published:
        """Everything, from the sitemap and from what the database names (`rows_of`)."""
        self.published.sitemap = sitemap_addresses(self.client)
        for name in ("editions", "steps", "told"):
            setattr(self.published, name, rows[name])
        crawl(rows["addresses"] | self.published.sitemap, self.visit)
        for address, fragment in map(split, self.links):
            if fragment in self.pages.get(address, ()):
                self.published.anchors[address].add(fragment)
        self.published.feeds = {feed: entries for feed, entries in self.published.feeds.items() if entries}
        return self.published


def split(link: str) -> tuple[str, str]:
    return address_of(link, "/"), urldefrag(link).fragment


def rows_of(site: Site) -> dict:
    """What the tables of published facts hold, and the addresses they name; the database must run."""
    editions = {row[:3]: row[3:] for row in site.rows(EDITIONS)}
    tables = [name for (name,) in site.rows(STEP_TABLES)]
    steps = {
        (table, key): {name: row[name] for name in FACTS if name in row}
        for table in tables
        for key, row in site.rows(STEPS.format(table))
    }
    entries = site.rows(ENTRIES)
    permanent = {f"/r/{name}{edition}" for name, number in site.rows(REFERENCES) for edition in ("", f"/{number}")}
    former = {path for (path,) in site.rows(FORMER_ADDRESSES)}
    addresses = permanent | former | {address_of(path, "/") for _id, path in entries}
    return {"editions": editions, "steps": steps, "told": {entry for entry, _path in entries}, "addresses": addresses}


def feed_of(address: str) -> str:
    """The address of a feed, whichever of its archived pages is asked for."""
    path, _mark, query = address.partition("?")
    kept = [(name, value) for name, value in parse_qsl(query) if name != "archive"]
    return f"{path}?{urlencode(kept)}" if kept else path


def entries_of(answer: Answer) -> dict[str, Entry]:
    """The entries of a feed in any of its formats: when each was published and where it leads, by id."""
    readers = {
        "application/atom+xml": atom_entries,
        "application/rss+xml": rss_entries,
        "application/feed+json": json_entries,
    }
    read = readers.get(answer.kind)
    return dict(read(answer.body)) if read and answer.status == 200 else {}


def atom_entries(body: bytes):
    for entry in ElementTree.fromstring(body).iter(f"{ATOM}entry"):  # noqa: S314 - written by the site itself
        links = {link.get("rel"): link.get("href") for link in entry.iter(f"{ATOM}link")}
        yield entry.findtext(f"{ATOM}id"), (entry.findtext(f"{ATOM}published"), links["alternate"])


def rss_entries(body: bytes):
    for item in ElementTree.fromstring(body).iter("item"):  # noqa: S314 - likewise
        yield item.findtext("guid"), (item.findtext("pubDate"), item.findtext("link"))


def json_entries(body: bytes):
    for item in json.loads(body)["items"]:
        yield item["id"], (item["date_published"], item["url"])


class Keeping:
    """Whether a later release keeps what an earlier one published: sentences about what it does not."""

    def __init__(self, before: Published, client: Client):
        self.before, self.client = before, client
        self.now = Recorder(client)
        self.wrong: list[str] = []

    def ask_again(self) -> None:
        """Every old address, and the archived pages of today's feeds, where old entries may have moved."""
        with ThreadPoolExecutor(THREADS) as pool:
            self.wrong = [problem for problem in pool.map(self.visit, self.before.lasting) if problem]
        while archives := self.archives() - set(self.now.published.answers):
            for address in archives:
                self.now.visit(address)

    def archives(self) -> set[str]:
        return {address_of(link, "/") for link in self.now.links if "archive=" in link}

    def visit(self, address: str) -> str:
        """What is wrong with an old address; blank if it answers as it should."""
        where, answer = address, self.now.visit(address)
        first = answer.status
        for _jump in range(JUMPS):
            if answer.status not in REDIRECTS:
                break
            where = address_of(answer.header("Location"), where)
            answer = self.client.get(where)
            self.now.published.feeds[feed_of(address)] |= entries_of(answer)
        if first not in (200, 301, 410, self.before.answers[address]) or answer.status not in (200, 410):
            return f"{address} answered {self.before.answers[address]}, now {first}, then {answer.status} at {where}"
        return self.without_anchors(address, answer)

    def without_anchors(self, address: str, answer: Answer) -> str:
        wanted = self.before.anchors.get(address, set())
        lost = wanted - Page(answer.text).anchors if wanted and answer.status == 200 else set()
        return f"{address} no longer has {', '.join(sorted(lost))}" if lost else ""

    def lost_entries(self) -> list[str]:
        """Entries of old feeds that are gone, or say another date or address."""
        now = self.now.published.feeds
        return [
            f"{feed}: {entry} was {told}, now {now.get(feed, {}).get(entry)}"
            for feed, entries in self.before.feeds.items()
            for entry, told in entries.items()
            if now.get(feed, {}).get(entry) != told
        ]


def changed_rows(before: dict, now: dict) -> list:
    """Keys of rows that are gone or say something else."""
    return [key for key, row in before.items() if now.get(key) != row]

"""The manifest of the original dossier: what it held, entry by entry, and where each entry is on the desk.

`data/manifest.yaml` names a target for every entry: a record (`meetings/sommet-de-bamako-2025`) or one of
its parts (`offices/presidence-de-la-confederation/85ccdc14`). `data/dossier-keys.yaml` says into which
field each key went. Both are read here, and compared with the desk and with the original file.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import yaml

from exchange.schema.content import Content
from exchange.schema.record_types import collections

ANY = "any section"
TEXT = re.compile(r"\.(fr|en)$")
DATE = re.compile(r"\d{4}(-\d\d){0,2}(/\d{4}(-\d\d){0,2})?")
DATE_KEYS = {"date", "start", "end", "created", "as_of", "effective", "working_session", "ecowas_exit_effective"}
QUOTATIONS = {"title": "title", "publisher": "publisher", "name": "name", "address": "url"}


class Loader(yaml.SafeLoader):
    """Dates stay as they are written."""

    yaml_implicit_resolvers = {
        first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith(":timestamp")]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


def read(path: Path):
    return yaml.load(path.read_text(encoding="utf-8"), Loader=Loader)  # noqa: S506 (a SafeLoader)


# The desk


class Register:
    """The desk, asked by the targets of the manifest."""

    def __init__(self):
        self.collections = collections()
        self.desk = Content(self.collections)
        self._records = {
            f"{name}/{entry[self.collections[name].handle]}": entry
            for name, entries in self.desk.entries.items()
            for entry in entries.values()
        }

    def find(self, target):
        """The plain entry of a record or part, or None."""
        name, slug, *digits = target.split("/")
        record = self._records.get(f"{name}/{slug}")
        if not digits or record is None:
            return record
        return next((part for part in self._parts(name, record) if is_named(part, digits[0])), None)

    def rows(self, target):
        """The record of a target and all its parts."""
        name, slug = target.split("/")[:2]
        record = self._records.get(f"{name}/{slug}")
        return [record, *self._parts(name, record)] if record else []

    def _parts(self, name, record):
        return [part for kind in self.collections[name].parts for part in record.get(kind, ())]

    def counts(self):
        """Entries, parts and filled fields of each collection."""
        return {name: self._count(name, entries.values()) for name, entries in self.desk.entries.items()}

    def _count(self, name, entries):
        rows = [row for entry in entries for row in [entry, *self._parts(name, entry)]]
        shapes = self.collections[name].shapes
        known = {field for shape in shapes for field in shape.fields}
        values = sum(len([key for key in row if key in known]) for row in rows)
        return {"entries": len(entries), "rows": len(rows), "values": values}


def is_named(part, digits):
    return part["id"].replace("-", "").startswith(digits)


# The manifest and the desk


def targets_of(entry) -> Iterator[str]:
    """Every place where something of the entry is."""
    yield entry["target"]
    yield from entry.get("also", ())
    yield from entry.get("parts", {}).values()


def entries_of(manifest) -> Iterator[tuple]:
    for section, content in manifest["sections"].items():
        for name, entry in content.get("entries", {}).items():
            yield section, name, entry


def differences_with_desk(manifest, register) -> list[str]:
    """What the manifest says and the desk does not hold, in words."""
    found = []
    for section, name, entry in entries_of(manifest):
        label = f"{section}.{name}"
        found += [f"{label}: nothing at {target}" for target in targets_of(entry) if not register.find(target)]
        row = register.find(entry["target"])
        if "field" in entry and row and not holds(row.get(entry["field"]), entry["to"]):
            found.append(f"{label}: {entry['target']} has not {entry['field']} = {entry['to']}")
    for name, counts in register.counts().items():
        if counts != manifest["register"].get(name):
            found.append(f"{name}: {manifest['register'].get(name)} in the manifest, {counts} on the desk")
    return found


def holds(value, expected):
    return expected in value if isinstance(value, list) else value == expected


# The original file


class Original:
    """The original dossier, entry by entry and key by key."""

    def __init__(self, path: Path):
        content = read(path)
        self.sections = {"meta": content.pop("meta"), **content}
        self.sections["status_vocabulary"] = self.sections["meta"]["status_vocabulary"]

    def entries(self):
        for section, content in self.sections.items():
            for number, entry in enumerate(content, start=1) if isinstance(content, list) else ():
                yield section, str(entry.get("id", number)), entry

    def count(self, section):
        content = self.sections[section]
        if section == "meta":
            content = {key: value for key, value in content.items() if key != "status_vocabulary"}
        return sum(1 for _key, _value in leaves(content))

    def keys(self) -> Counter:
        """Every key met, and how many values it has."""
        found: Counter[str] = Counter()
        for section, content in self.sections.items():
            if section != "status_vocabulary":
                found.update(TEXT.sub(".{fr,en}", key) for key, _value in leaves(content, section))
        return found


def leaves(value, path=""):
    """The single values below, with their paths."""
    if isinstance(value, dict):
        for key, below in value.items():
            yield from leaves(below, f"{path}.{key}" if path else key)
    elif isinstance(value, list):
        for below in value:
            yield from leaves(below, f"{path}[]")
    else:
        yield path, value


def differences_with_original(manifest, keys, original, register) -> list[str]:
    """What the original file holds and the manifest, the table of keys or the desk do not; and the reverse."""
    return [
        *differences_of_ids(manifest, original),
        *differences_of_counts(manifest, original),
        *differences_of_keys(keys, original),
        *differences_of_facts(manifest, original, register),
    ]


def differences_of_ids(manifest, original):
    known = {(section, name) for section, name, _entry in entries_of(manifest)}
    given = {(section, name) for section, name, _entry in original.entries()}
    for section, name in sorted(given - known):
        yield f"{section}.{name}: not in the manifest"
    for section, name in sorted(known - given):
        yield f"{section}.{name}: not in the file"


def differences_of_counts(manifest, original):
    for section in original.sections:
        expected = manifest["sections"].get(section, {}).get("fields")
        if expected != (count := original.count(section)):
            yield f"{section}: {expected} values in the manifest, {count} in the file"


def differences_of_keys(keys, original):
    met = original.keys()
    used = {key: field_of(keys, key) for key in met}
    for key in (key for key, rule in used.items() if rule is None):
        yield f"{key}: no field is named for this key ({met[key]} values)"
    rules = {rule for section in keys.values() for rule in section}
    for rule in sorted(rules - set(used.values())):
        yield f"{rule}: in the table of keys, not in the file"


def field_of(keys, key):
    """The rule of the table that tells where a key went, or None."""
    if key in keys.get(key.split("[")[0].split(".")[0], {}):
        return key
    general = "*" + key.removeprefix("meta.status_vocabulary").removeprefix(key.split("[")[0])
    return general if general in keys[ANY] else None


def differences_of_facts(manifest, original, register):
    """Citations, dates, numbers, quotations and confidence of each entry, looked for where the manifest says it is."""
    sources = {
        name: entry["target"].split("/")[1] for name, entry in manifest["sections"]["sources"]["entries"].items()
    }
    for section, name, entry in original.entries():
        where = manifest["sections"].get(section, {}).get("entries", {}).get(name)
        if where:
            rows = [row for target in targets_of(where) for row in register.rows(target)]
            for missing in [
                *missing_citations(entry, rows, sources),
                *missing_dates(entry, rows),
                *missing_numbers(entry, rows),
                *missing_quotations(entry, register.find(where["target"])),
                *missing_confidence(entry, register.find(where["target"])),
            ]:
                yield f"{section}.{name}: {missing} not found at {where['target']}"


def missing_citations(entry, rows, sources):
    cited = {(link["source"], link.get("at", "")) for row in rows for link in row.get("evidence", ())}
    for reference, place in citations(entry):
        if (sources[reference], place) not in cited:
            yield f"{reference} {place}".strip()


def citations(value) -> Iterator[tuple[str, str]]:
    """Every source named below, one pair for each place in it; remarks in parentheses are left out."""
    if isinstance(value, dict) and "ref" in value and set(value) <= {"ref", "at"}:
        places = re.sub(r"\s*\(.*\)", "", value.get("at") or "").replace("-", "–")
        yield from ((value["ref"], place.strip()) for place in places.split(","))
    elif isinstance(value, dict | list):
        for below in value.values() if isinstance(value, dict) else value:
            yield from citations(below)


def missing_dates(entry, rows):
    written = {str(value) for row in rows for value in row.values()}
    ends = {end for value in written if DATE.fullmatch(value) for end in value.split("/")}
    for path, value in leaves(entry):
        is_date = path.split(".")[-1] in DATE_KEYS and value and path != "seed_date.value"
        if is_date and str(value) not in written | ends:
            yield str(value)


def missing_numbers(entry, rows):
    written = {str(value) for row in rows for value in row.values()}
    for _path, value in leaves(entry):
        if isinstance(value, int) and not isinstance(value, bool) and str(value) not in written:
            yield str(value)


def missing_quotations(entry, row):
    """Names, titles and addresses, which the register may shorten by a remark, but not change."""
    for key, field in QUOTATIONS.items():
        given, kept = entry.get(key), (row or {}).get(field, "")
        is_quoted = isinstance(given, str) and (key != "address" or given.startswith("http"))
        if is_quoted and (not kept or letters(kept) not in letters(given)):
            yield f"{key} “{given}”"


def letters(text):
    return re.sub(r"[^\w/]", "", unicodedata.normalize("NFKC", text)).casefold()


def missing_confidence(entry, row):
    if "confidence" in entry and row and row.get("confidence") != entry["confidence"]:
        yield f"confidence {entry['confidence']}"


# The documentation


def keys_table(keys) -> str:
    """The table of keys for docs/dossier.md."""
    lines = ["| key of the original dossier | where it is now |", "| --- | --- |"]
    for rules in keys.values():
        lines += [f"| `{key}` | {field} |" for key, field in rules.items()]
    return "\n".join(lines)

"""Writing the desk as the files of a dossier, always in the same form."""

from collections import defaultdict
from pathlib import Path

import yaml

from editions.identity import current_identity
from exchange.dossier.identity import KEY, written_identity
from exchange.schema.content import Content
from exchange.schema.fields import Links, Value
from exchange.schema.names import derived_id, short_key
from exchange.schema.record_types import collections

HEADER = "# Dossier du registre / dossier of the register. Format: docs/dossier.md\n"


class Plain(str):
    """Text that YAML needs not quote, since the dossier knows its type."""

    __slots__ = ()


class Flow(dict):
    """A mapping written on one line."""


class Dumper(yaml.CSafeDumper):
    """Block style, texts on as many lines as they need, short citations on one."""

    def ignore_aliases(self, data):
        return True


def represent_text(dumper, text):
    style = "|" if "\n" in text else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


def represent_plain(dumper, text):
    """With the tag that YAML gives these characters unquoted, so that it writes neither quotes nor tag."""
    return dumper.represent_scalar(dumper.resolve(yaml.ScalarNode, str(text), (True, False)), str(text))


Dumper.add_representer(str, represent_text)
Dumper.add_representer(Plain, represent_plain)
Dumper.add_representer(Flow, lambda d, data: d.represent_mapping("tag:yaml.org,2002:map", data, flow_style=True))


def dump_dossier(folder: Path) -> dict[str, int]:
    """Write every collection; returns the number of entries by collection."""
    known = collections()
    desk = Content(known)
    files: dict[str, dict] = defaultdict(dict)
    for collection in known.values():
        entries = [written(collection, entry) for entry in desk.entries[collection.name].values()]
        files[collection.file_name][collection.name] = entries
    if entered := current_identity().entered:
        files[f"{KEY}.yaml"][KEY] = written_identity(entered)
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (folder / name).write_text(HEADER + to_yaml(content), encoding="utf-8")
    return {name: len(entries) for name, entries in desk.entries.items()}


def dossier_text(known, entries) -> str:
    """Every collection in one file, from entries in plain form."""
    content = {name: [written(known[name], entry) for entry in found] for name, found in entries.items()}
    return HEADER + to_yaml(content)


def to_yaml(content):
    return yaml.dump(content, Dumper=Dumper, allow_unicode=True, sort_keys=False, width=110)


def written(collection, entry):
    """The entry with the style each value is written in."""
    result = styled(collection, entry)
    for part in collection.parts.values():
        if part.name in entry:
            result[part.name] = [written_part(part, row, entry["id"]) for row in entry[part.name]]
    return result


def written_part(part, row, owner_id):
    """The text by which it is cited alone, where that says it all."""
    if word := short_key(part.model):
        text = row.get(word[1], "")
        if set(row) <= {"id", word[1]} and row["id"] == derived_id(owner_id, part.model, text):
            return text
    return styled(part, row)


def styled(shape, entry):
    values = {"id": Plain(entry["id"])}
    for name, field in shape.fields.items():
        if name in entry:
            values[name] = styled_value(field, entry[name])
    return values


def styled_value(field, value):
    if isinstance(field, Links):
        return [Flow(name) if isinstance(name, dict) else name for name in value]
    if isinstance(field, Value) and not field.is_text and isinstance(value, str):
        return Plain(value)
    return value

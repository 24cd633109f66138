"""The register as files. The same content gives the same bytes: there is no clock in them."""

import csv
import json
from io import StringIO

from editions.identity import current_identity
from exchange.dossier.dumping import dossier_text
from exchange.spreadsheets.formulas import inert
from readers.addresses import absolute
from readers.open_data.content import LICENCE, LICENCE_URL, Register, value_of
from readers.open_data.tables import ExportTable, address_of


def write_csv(table: ExportTable, register: Register) -> bytes:
    """RFC 4180 in UTF-8; the byte order mark is for spreadsheets, which else read another encoding."""
    file = StringIO()
    writer = csv.writer(file)
    writer.writerow([column.name for column in table.columns])
    writer.writerows([inert(cell) for cell in row] for row in table.rows(register))
    return file.getvalue().encode("utf-8-sig")


def write_json(register: Register, version) -> bytes:
    """Everything, with parts within their records, and every key even where nothing is known."""
    content = {
        **about(version),
        "collections": {
            name: [
                entry_in_full(collection, entry) | headline_in_full(register, name, entry)
                for entry in register.entries[name]
            ]
            for name, collection in register.collections.items()
        },
    }
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def entry_in_full(collection, entry):
    address = {"url": address_of(entry)} if collection.is_record else {}
    parts = {
        name: [{"id": row["id"], **values(part, row)} for row in entry.get(name, [])]
        for name, part in collection.parts.items()
    }
    return {"id": entry["id"], **address, **values(collection, entry), **parts}


def headline_in_full(register: Register, name: str, entry: dict) -> dict:
    """Where the record stands, of those that stand somewhere."""
    told = register.headlines[name].get(entry["id"])
    return {"headline": told} if told else {}


def values(shape, row) -> dict:
    return {name: value_of(shape, row, name) for name in shape.fields}


def write_yaml(register: Register) -> bytes:
    """The dossier in one file, as `load_dossier` takes it."""
    return dossier_text(register.collections, register.entries).encode()


def write_package(tables: dict[str, ExportTable], address, version) -> bytes:
    """The description of the tables: a Data Package (Frictionless), in the active language."""
    content = {
        "profile": "tabular-data-package",
        "name": current_identity().file_name,
        "title": current_identity().french_name,
        "version": str(version.number),
        "homepage": absolute(""),
        "licenses": [{"name": LICENCE, "path": LICENCE_URL}],
        "resources": [resource(table, address(name)) for name, table in tables.items()],
    }
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def resource(table: ExportTable, address: str) -> dict:
    fields = [{"name": c.name, "title": c.title, "type": c.kind} for c in table.columns]
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "title": table.title,
        "path": address,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": {"fields": fields, "primaryKey": "id"},
    }


def about(version) -> dict:
    """What the file is, under which licence, and which state of the register it tells."""
    return {
        "name": current_identity().french_name,
        "homepage": absolute(""),
        "licence": LICENCE,
        "licence_url": LICENCE_URL,
        "version": version.number,
        "changed_at": version.changed_at.isoformat() if version.changed_at else None,
    }

"""How files name rows: one grammar, whichever the file.

A record is named by its slug, or its reference; a row of vocabulary by its key. A part that has a `dossier_key` is
cited by its record and that: `le-sahel#L23`, or `le-sahel` for the whole. Any other part is named by its record and
the beginning of its own key: `presidence/1f3c9a2e`.

In plain form, as dossiers and JSON write it, a citation is a mapping: `{source: le-sahel, at: L23}`.
"""

import re
import uuid
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from exchange.schema.errors import did_you_mean
from publishing.models import Part
from publishing.registry import RECORD_TYPES, target_of

PREFIX = 8  # digits of a part's key that are written; as many as needed are read
CITATION = re.compile(r"(?P<owner>[\w-]+)(?:#|,\s)(?P<text>.+)", re.DOTALL)  # with a comma, as open data writes it


def handle_field(model) -> str:
    """The field by which files name what they link to: a slug may change, and links follow."""
    return "slug" if hasattr(model, "reference_prefix") else "key"


def permanent_field(model) -> str:
    """The field by which a file names the record that it changes: it never changes."""
    return "reference" if hasattr(model, "reference_prefix") else "key"


def short_key(model):
    """The word and the field by which citations name a part of this model, or None: see `Part.dossier_key`."""
    return model.dossier_key if issubclass(model, Part) else None


def owner_of(model):
    """The model of the records that parts of this model are of."""
    return target_of(model._meta.get_field(model.owner_field))


def part_list_name(model) -> str:
    """The name of a kind of parts within their record: `steps`."""
    return model._meta.get_field(model.owner_field).remote_field.get_accessor_name()


def name_of_part(part_id, model, owner_name, values):
    """The plain name of a part."""
    if word := short_key(model):
        return citation(model, owner_name, values[word[1]])
    return f"{owner_name}/{digits_of(part_id)[:PREFIX]}"


def citation(model, owner_name, text):
    cited = {model.owner_field: owner_name, model.dossier_key[0]: text}
    return {word: value for word, value in cited.items() if value}


def written(name) -> str:
    """A plain name in one line of text; names sort by it."""
    return name if isinstance(name, str) else "#".join(name.values())


def read_name(model, text):
    """The plain name that a text is."""
    if not short_key(model):
        return text
    cited = CITATION.fullmatch(text)
    return citation(model, *cited.group("owner", "text")) if cited else citation(model, text, "")


def digits_of(key) -> str:
    return str(key).replace("-", "")


def derived_id(owner_id, model, text):
    """The key of a part known by its `dossier_key` alone."""
    return str(uuid.uuid5(uuid.UUID(owner_id), f"{model.dossier_key[1]}:{text}"))


@dataclass
class NamesOf:
    """The rows of one model: their plain names by key, their keys by name, written, or by reference."""

    names: dict = field(default_factory=dict)
    ids: dict = field(default_factory=dict)

    def add(self, row_id, name, reference=""):
        self.names[row_id] = name
        self.ids[written(name)] = row_id
        if reference:
            self.ids[reference] = row_id


class Names:
    """Names of rows by key and keys of rows by name, for every model; they are those that were added."""

    def __init__(self):
        self._known = {}

    def of(self, model) -> NamesOf:
        if model not in self._known:
            self._known[model] = self.read(model)
        return self._known[model]

    def read(self, model) -> NamesOf:
        return NamesOf()

    def add(self, model, row_id, name, reference=""):
        self.of(model).add(str(row_id), name, reference)

    def name(self, model, row_id):
        return None if row_id is None else self.of(model).names.get(str(row_id))

    def id(self, model, name):
        """The key of the row of that name, or None."""
        text = written(name)
        return self._id_of_part(model, text) if issubclass(model, Part) else self.of(model).ids.get(text)

    def _id_of_part(self, model, text):
        owner, sign, rest = re.fullmatch(r"([\w-]*)([#/]?)(.*)", text, re.DOTALL).groups()  # type: ignore[union-attr]  # it fits any text
        owner_name = self.name(owner_of(model), self.id(owner_of(model), owner))
        if owner_name is None or sign != "/":
            return self.of(model).ids.get(f"{owner_name}{sign}{rest}")
        digits, beginning = digits_of(rest), f"{owner_name}/"
        of_owner = (row_id for row_id, name in self.of(model).names.items() if written(name).startswith(beginning))
        found = [row_id for row_id in of_owner if digits_of(row_id).startswith(digits)]
        return found[0] if len(found) == 1 and len(digits) >= PREFIX else None

    def canonical(self, model, name):
        """The name as it is written of what `name` names in any way; itself if that is nothing."""
        row_id = self.id(model, name)
        return name if row_id is None else self.name(model, row_id)

    def unknown(self, model, name) -> str:
        """What to say of a name that nothing has."""
        values = {"kind": model._meta.verbose_name, "name": written(name)}
        known = dict.fromkeys(map(written, self.of(model).names.values()))
        words = _("aucun « %(kind)s » ne s’appelle « %(name)s »") % values
        return words + did_you_mean(written(name), known, most=3)


class DeskNames(Names):
    """The names on the desk, read when first asked: one statement for each model."""

    def read(self, model):
        found, rows = NamesOf(), model._base_manager
        if model in RECORD_TYPES:
            handle, permanent = handle_field(model), permanent_field(model)
            for row in rows.values("pk", *{handle, permanent}):
                found.add(str(row["pk"]), row[handle], row[permanent])
            return found
        owner = f"{model.owner_field}__{handle_field(owner_of(model))}"
        for row in rows.values("pk", owner, *(short_key(model) or ())[1:]):
            found.add(str(row["pk"]), name_of_part(row["pk"], model, row[owner], row))
        return found

    def forget(self, model):
        """What a model was read to be is no longer so: something of it was written."""
        self._known.pop(model, None)

"""Reading the files of a dossier: every value keeps its file, line and path, every fault is collected."""

import uuid
from difflib import get_close_matches
from pathlib import Path

import yaml
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from publishing.dossier.entries import Entry, derived_id
from publishing.dossier.names import citation, handle
from publishing.dossier.problems import Problem, Spot
from publishing.dossier.shapes import Items, Link, Links, Texts, short_key
from publishing.rich.fields import RichTextField
from publishing.rich.foreign import refuse_foreign

NULL = "tag:yaml.org,2002:null"


class Reader:
    """Reads files into entries; what is wrong with them gathers in `problems`."""

    def __init__(self, collections):
        self.collections = collections
        self.problems = []
        self.entries = []
        self.link_spots = {}
        self._ids = {}

    def spot_of_link(self, entry, field_name, name):
        """Where an entry names that target, to the item of the list."""
        spot = entry.spot_of(field_name)
        return self.link_spots.get((spot.path, handle(name)), spot)

    def report(self, spot, message):
        self.problems.append(Problem(spot, str(message)))

    # Files

    def read(self, path: Path) -> list[Entry]:
        """The entries of a file, or of all files of a folder."""
        files = sorted(path.glob("*.yaml")) if path.is_dir() else [path]
        if not files or not path.exists():
            self.report(Spot(str(path), 1), _("aucun fichier .yaml à cet endroit"))
            return []
        for file in files:
            self._read_file(file)
        return self.entries

    def _read_file(self, file):
        try:
            root = yaml.compose(file.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
        except UnicodeDecodeError:
            self.report(Spot(str(file), 1), _("le fichier n’est pas en UTF-8"))
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
            reason = getattr(error, "problem", None) or str(error)
            self.report(
                Spot(str(file), mark.line + 1 if mark else 1),
                _("YAML mal formé : %(reason)s") % {"reason": reason},
            )
        else:
            if root is not None:
                self._read_collections(root, Spot(str(file), 1))

    def _read_collections(self, root, spot):
        for name, (key_spot, node) in self._mapping(root, spot).items():
            collection = self.collections.get(name)
            if collection is None:
                self._unknown(key_spot, name, self.collections, _("rubrique inconnue « %(name)s »"))
                continue
            for number, item in enumerate(self._sequence(node, key_spot), start=1):
                self._read_record(collection, item, number, key_spot)

    def _read_record(self, collection, node, number, spot):
        label = scalar_at(node, collection.handle) or str(number)
        spot = Spot(spot.file, line(node), f"{collection.name}[{label}]")
        if entry := self._entry(collection, node, spot):
            self.entries.append(entry)

    # Entries

    def _entry(self, shape, node, spot, owner=None):
        faults = len(self.problems)
        keys = self._mapping(node, spot)
        if not keys:
            return None
        entry = Entry(shape, self._id(keys.pop("id", None), spot), spot)
        for name, (key_spot, value) in keys.items():
            entry.spots[name] = key_spot
            self._read_key(entry, name, value, key_spot)
        self._complete(entry)
        entry.is_sound = len(self.problems) == faults
        return entry

    def _read_key(self, entry, name, node, spot):
        shape = entry.shape
        if name in shape.fields:
            self._keep(entry, shape.fields[name], node, spot)
        elif name in getattr(shape, "parts", {}):
            items = enumerate(self._sequence(node, spot), start=1)
            parts = [self._part(entry, shape.parts[name], item, n, spot) for n, item in items]
            entry.parts[name] = [part for part in parts if part]
        else:
            known = [*shape.fields, *getattr(shape, "parts", {})]
            self._unknown(spot, name, known, _("champ inconnu « %(name)s »"))

    def _keep(self, entry, shape_field, node, spot):
        value = self._value(shape_field, node, spot)
        if value is not None and value != shape_field.default:
            entry.values[shape_field.name] = value

    def _part(self, owner, shape, node, number, spot):
        spot = Spot(spot.file, line(node), f"{spot.path}[{number}]")
        word = short_key(shape.model)
        if word and isinstance(node, yaml.ScalarNode):
            return self._short_part(owner, shape, node, spot)
        return self._entry(shape, node, spot, owner)

    def _short_part(self, owner, shape, node, spot):
        """A part of which only its `dossier_key` is given: its key follows from its record's."""
        text = text_of(node) or ""
        entry = Entry(shape, derived_id(owner.id, shape.model, text), spot)
        self._keep(entry, shape.fields[shape.model.dossier_key[1]], node, spot)
        self._once(entry.id, spot)
        return entry

    def _complete(self, entry):
        """Report what is required and not given; a reference is allocated at loading."""
        self._name_links(entry)
        for name, shape_field in entry.shape.fields.items():
            if not shape_field.is_required or name in entry.values or name == "reference":
                continue
            spot = entry.spot_of(name)
            if not any(problem.spot == spot for problem in self.problems if name in entry.spots):
                self.report(spot, _("champ manquant « %(name)s »") % {"name": name})

    def _name_links(self, entry):
        """What a link of its own says more of is linked, whether or not the list of names has it."""
        for accessor, links in entry.shape.link_rows.items():
            parts = entry.parts.get(accessor, ())
            if linked := {part.values.get(links.target_field) for part in parts} - {None}:
                entry.values[links.name] = sorted({*entry.values.get(links.name, ()), *linked})
                entry.parts[accessor] = [part for part in parts if links.says_more(part.plain())]

    def _id(self, given, spot):
        if given is None:
            self.report(spot, _("champ manquant « %(name)s »") % {"name": "id"})
            return str(uuid.uuid4())
        key_spot, node = given
        try:
            row_id = str(uuid.UUID(text_of(node) or ""))
        except ValueError:
            self.report(key_spot, _("« %(text)s » n’est pas un identifiant UUID") % {"text": text_of(node)})
            return str(uuid.uuid4())
        self._once(row_id, key_spot)
        return row_id

    def _once(self, row_id, spot):
        first = self._ids.setdefault(row_id, spot)
        if first is not spot:
            self.report(spot, _("identifiant %(id)s déjà donné à %(first)s") % {"id": row_id, "first": first})

    # Values

    def _value(self, shape_field, node, spot):
        if isinstance(shape_field, Texts):
            return self._texts(shape_field, node, spot)
        if isinstance(shape_field, Items):
            return self._items(shape_field, node, spot)
        if isinstance(shape_field, Links):
            return self._links(shape_field, node, spot)
        if isinstance(shape_field, Link):
            return self._link(shape_field, node, spot)
        return self._checked(shape_field.parse, node, spot)

    def _checked(self, check, node, spot):
        """What `check` makes of a scalar, or None once its objection is reported."""
        if not isinstance(node, yaml.ScalarNode):
            self.report(spot, _("une seule valeur est attendue ici"))
            return None
        try:
            return check(text_of(node))
        except ValidationError as error:
            for message in error.messages:
                self.report(spot, message)
        return None

    def _texts(self, shape_field, node, spot):
        texts = {}
        for code, (key_spot, value) in self._mapping(node, spot).items():
            column = shape_field.by_language.get(code)
            if column is None:
                self._unknown(key_spot, code, shape_field.by_language, _("langue inconnue « %(name)s »"))
            else:
                texts[code] = self._checked(text_check(column), value, key_spot)
        if not texts.get("fr") and (shape_field.is_required or any(texts.values())):
            self.report(spot, _("texte français manquant"))
        return {code: texts[code] for code in shape_field.by_language if texts.get(code)}

    def _items(self, shape_field, node, spot):
        return [self._checked(shape_field.parse_item, item, spot) for item in self._sequence(node, spot)]

    def _links(self, shape_field, node, spot):
        names = {}
        for number, item in enumerate(self._sequence(node, spot), start=1):
            item_spot = Spot(spot.file, line(item), f"{spot.path}[{number}]")
            name = self._link(shape_field, item, item_spot)
            if name is None:
                continue
            if handle(name) in names:
                self.report(item_spot, _("cité deux fois"))
            names[handle(name)] = name
            self.link_spots[spot.path, handle(name)] = item_spot
        return [names[key] for key in sorted(names)]

    def _link(self, shape_field, node, spot):
        """The plain name of a target; a citation, for parts that have a `dossier_key`."""
        if not short_key(shape_field.target):
            return self._checked(lambda text: text, node, spot)
        words = (shape_field.target.owner_field, short_key(shape_field.target)[0])
        given = {}
        for word, (key_spot, value) in self._mapping(node, spot).items():
            if word in words:
                given[word] = self._checked(lambda text: text or "", value, key_spot)
            else:
                self._unknown(key_spot, word, words, _("champ inconnu « %(name)s »"))
        if not given.get(words[0]):
            self.report(spot, _("champ manquant « %(name)s »") % {"name": words[0]})
            return None
        return citation(shape_field.target, given[words[0]], given.get(words[1], ""))

    # Nodes

    def _mapping(self, node, spot):
        """Spot and node of each key."""
        if not isinstance(node, yaml.MappingNode):
            self.report(Spot(spot.file, line(node), spot.path), _("des champs « nom : valeur » sont attendus ici"))
            return {}
        keys = {}
        for key_node, value in node.value:
            name = str(key_node.value)
            path = f"{spot.path}.{name}" if spot.path else name
            key_spot = Spot(spot.file, line(key_node), path)
            if name in keys:
                self.report(key_spot, _("champ donné deux fois"))
            keys[name] = (key_spot, value)
        return keys

    def _sequence(self, node, spot):
        if isinstance(node, yaml.SequenceNode):
            return node.value
        if text_of(node) is not None:
            self.report(Spot(spot.file, line(node), spot.path), _("une liste est attendue ici"))
        return []

    def _unknown(self, spot, name, known, message):
        text = message % {"name": name}
        if close := get_close_matches(name, list(known), n=1):
            text += " ; " + _("vouliez-vous « %(close)s » ?") % {"close": close[0]}
        self.report(spot, text)


def line(node):
    return node.start_mark.line + 1


def text_of(node):
    """The text of a scalar as written, whatever YAML makes of it; None for null and for anything else."""
    if not isinstance(node, yaml.ScalarNode) or (node.tag == NULL and node.value in {"", "~", "null"}):
        return None
    return node.value


def scalar_at(node, name):
    pairs = node.value if isinstance(node, yaml.MappingNode) else []
    return next((text_of(value) for key, value in pairs if key.value == name), None)


def text_check(column):
    """What reads a text of a column; a rich one that would lose something is refused."""

    def check(text):
        if isinstance(column, RichTextField):
            refuse_foreign(text or "")
        column.run_validators(text or "")
        return column.to_python(text or "")

    return check

"""Reading the files of a dossier: every value keeps its file, line and path, every error is collected."""

import uuid
from pathlib import Path

import yaml
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from exchange.dossier.entries import Entry
from exchange.schema.errors import Message, Place, did_you_mean
from exchange.schema.fields import Items, Link, Links, Texts
from exchange.schema.names import citation, derived_id, read_name, short_key, written
from exchange.schema.text import admitted

NULL = "tag:yaml.org,2002:null"
MERGE = "tag:yaml.org,2002:merge"


class Reader:
    """Reads files into entries; what is wrong with them gathers in `errors`."""

    def __init__(self, collections):
        self.collections = collections
        self.errors = []
        self.entries = []
        self.link_spots = {}
        self._ids = {}

    def spot_of_link(self, entry, field_name, name):
        """Where an entry names that target, to the item of the list."""
        spot = entry.spot_of(field_name)
        return self.link_spots.get((spot.path, written(name)), spot)

    def report(self, spot, message):
        self.errors.append(Message(spot, str(message)))

    # Files

    def read(self, path: Path) -> list[Entry]:
        """The entries of a file, or of all files of a folder."""
        files = sorted(path.glob("*.yaml")) if path.is_dir() else [path]
        if not files or not path.exists():
            self.report(Place(str(path), 1), _("aucun fichier .yaml à cet endroit"))
            return []
        for file in files:
            self._read_file(file)
        return self.entries

    def _read_file(self, file):
        try:
            root = yaml.compose(file.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
        except UnicodeDecodeError:
            self.report(Place(str(file), 1), _("le fichier n’est pas en UTF-8"))
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
            reason = getattr(error, "problem", None) or str(error)
            self.report(
                Place(str(file), mark.line + 1 if mark else 1),
                _("YAML mal formé : %(reason)s") % {"reason": reason},
            )
        else:
            if root is not None:
                self._read_collections(root, Place(str(file), 1))

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
        spot = Place(spot.file, line(node), f"{collection.name}[{label}]")
        if entry := self._entry(collection, node, spot):
            self.entries.append(entry)

    # Entries

    def _entry(self, shape, node, spot, owner=None):
        before = len(self.errors)
        keys = self._mapping(node, spot)
        if not keys:
            return None
        entry = Entry(shape, self._id(keys.pop("id", None), spot), spot)
        for name, (key_spot, value) in keys.items():
            entry.spots[name] = key_spot
            self._read_key(entry, name, value, key_spot)
        self._complete(entry)
        entry.is_sound = len(self.errors) == before
        return entry

    def _read_key(self, entry, name, node, spot):
        shape = entry.shape
        if name in shape.fields:
            self._keep(entry, shape.fields[name], node, spot)
        elif name in shape.parts:
            items = enumerate(self._sequence(node, spot), start=1)
            parts = [self._part(entry, shape.parts[name], item, n, spot) for n, item in items]
            entry.parts[name] = [part for part in parts if part]
        else:
            known = [*shape.fields, *shape.parts]
            self._unknown(spot, name, known, _("champ inconnu « %(name)s »"))

    def _keep(self, entry, shape_field, node, spot):
        value = self._value(shape_field, node, spot)
        if value is not None and value != shape_field.default:
            entry.values[shape_field.name] = value

    def _part(self, owner, shape, node, number, spot):
        spot = Place(spot.file, line(node), f"{spot.path}[{number}]")
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
        for name, shape_field in entry.shape.fields.items():
            if not shape_field.is_required or name in entry.values or name == "reference":
                continue
            spot = entry.spot_of(name)
            if not any(error.place == spot for error in self.errors if name in entry.spots):
                self.report(spot, _("champ manquant « %(name)s »") % {"name": name})

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
        """What `check` makes of a scalar, or None once its error is reported."""
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
        names = []
        for number, item in enumerate(self._sequence(node, spot), start=1):
            item_spot = Place(spot.file, line(item), f"{spot.path}[{number}]")
            name = self._link(shape_field, item, item_spot)
            if name is not None:
                names.append(name)
                self.link_spots[spot.path, written(name)] = item_spot
        return sorted(names, key=written)

    def _link(self, shape_field, node, spot):
        """The plain name of a target; a citation, for parts that have a `dossier_key`, may be a mapping."""
        if not short_key(shape_field.target) or text_of(node) is not None:
            return self._checked(lambda text: text and read_name(shape_field.target, text), node, spot)
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
            self.report(Place(spot.file, line(node), spot.path), _("des champs « nom : valeur » sont attendus ici"))
            return {}
        keys = {}
        for key_node, value in self._with_merged(node, spot):
            name = str(key_node.value)
            path = f"{spot.path}.{name}" if spot.path else name
            key_spot = Place(spot.file, line(key_node), path)
            if name in keys:
                self.report(key_spot, _("champ donné deux fois"))
            keys[name] = (key_spot, value)
        return keys

    def _with_merged(self, node, spot, done=None):
        """The pairs of a mapping, then those of mappings that `<<` names, which give way to them; each is read once."""
        done = {node} if done is None else done
        pairs = [(key, value) for key, value in node.value if key.tag != MERGE]
        for merged in (value for key, value in node.value if key.tag == MERGE):
            for mapping in merged.value if isinstance(merged, yaml.SequenceNode) else [merged]:
                if not isinstance(mapping, yaml.MappingNode):
                    words = _("« << » reprend les champs d’une autre entrée, par son ancre")
                    self.report(Spot(spot.file, line(mapping), spot.path), words)
                elif mapping not in done:
                    done.add(mapping)
                    given = {key.value for key, _value in pairs}
                    further = self._with_merged(mapping, spot, done)
                    pairs += [(key, value) for key, value in further if key.value not in given]
        return pairs

    def _sequence(self, node, spot):
        if isinstance(node, yaml.SequenceNode):
            return node.value
        if text_of(node) is not None:
            self.report(Place(spot.file, line(node), spot.path), _("une liste est attendue ici"))
        return []

    def _unknown(self, spot, name, known, message):
        self.report(spot, message % {"name": name} + did_you_mean(name, known))


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
    """What reads a text of a column."""

    def check(text):
        text = admitted(column, text or "")
        column.run_validators(text)
        return column.to_python(text)

    return check

"""Reading the files of a dossier: every value keeps its file, line and path, every error is collected."""

import uuid
from pathlib import Path

import yaml
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from exchange.dossier.entries import Entry
from exchange.dossier.identity import KEY, read_identity
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
        self.identity = None
        self.identity_place = None
        self.link_places = {}
        self._ids = {}

    def place_of_link(self, entry, field_name, name):
        """Where an entry names that target, to the item of the list."""
        place = entry.place_of(field_name)
        return self.link_places.get((place.path, written(name)), place)

    def report(self, place, message):
        self.errors.append(Message(place, str(message)))

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

    def _read_collections(self, root, place):
        for name, (key_place, node) in self.mapping(root, place).items():
            if name == KEY:
                self._read_identity(node, key_place)
                continue
            collection = self.collections.get(name)
            if collection is None:
                self.unknown(key_place, name, [*self.collections, KEY], _("rubrique inconnue « %(name)s »"))
                continue
            for number, item in enumerate(self.sequence(node, key_place), start=1):
                self._read_record(collection, item, number, key_place)

    def _read_identity(self, node, place):
        if self.identity_place:
            self.report(place, _("déjà donné à %(first)s") % {"first": self.identity_place})
        self.identity_place = place
        self.identity = read_identity(self, node, place)

    def _read_record(self, collection, node, number, place):
        label = scalar_at(node, collection.handle) or str(number)
        place = Place(place.file, line(node), f"{collection.name}[{label}]")
        if entry := self._entry(collection, node, place):
            self.entries.append(entry)

    # Entries

    def _entry(self, shape, node, place, owner=None):
        before = len(self.errors)
        keys = self.mapping(node, place)
        if not keys:
            return None
        entry = Entry(shape, self._id(keys.pop("id", None), place), place)
        for name, (key_place, value) in keys.items():
            entry.places[name] = key_place
            self._read_key(entry, name, value, key_place)
        self._complete(entry)
        entry.is_sound = len(self.errors) == before
        return entry

    def _read_key(self, entry, name, node, place):
        shape = entry.shape
        if name in shape.fields:
            self._keep(entry, shape.fields[name], node, place)
        elif name in shape.parts:
            items = enumerate(self.sequence(node, place), start=1)
            parts = [self._part(entry, shape.parts[name], item, n, place) for n, item in items]
            entry.parts.setdefault(name, []).extend(part for part in parts if part)
        elif former := getattr(shape.model, "former_keys", {}).get(name):
            self._read_former(entry, name, former, node, place)
        else:
            known = [*shape.fields, *shape.parts]
            self.unknown(place, name, known, _("champ inconnu « %(name)s »"))

    def _keep(self, entry, shape_field, node, place):
        value = self._value(shape_field, node, place)
        if value is not None and value != shape_field.default:
            entry.values[shape_field.name] = value

    def _part(self, owner, shape, node, number, place):
        place = Place(place.file, line(node), f"{place.path}[{number}]")
        word = short_key(shape.model)
        if word and isinstance(node, yaml.ScalarNode):
            return self._short_part(owner, shape, node, place)
        return self._entry(shape, node, place, owner)

    def _read_former(self, owner, name, former, node, place):
        """A key of earlier dossiers: what it says is said by a part now."""
        shape = owner.shape.parts[former.part]
        part = Entry(shape, former.id_for(owner.id, name), place)
        self._keep(part, shape.fields[former.field], node, place)
        if part.values:
            known = shape.model(**former.columns)
            fields = [field for field in shape.fields.values() if hasattr(field, "of")]
            part.values |= {f.name: f.of(known) for f in fields if f.of(known) not in (None, f.default)}
            owner.parts.setdefault(former.part, []).append(part)

    def _short_part(self, owner, shape, node, place):
        """A part of which only its `dossier_key` is given: its key follows from its record's."""
        text = text_of(node) or ""
        entry = Entry(shape, derived_id(owner.id, shape.model, text), place)
        self._keep(entry, shape.fields[shape.model.dossier_key[1]], node, place)
        self._once(entry.id, place)
        return entry

    def _complete(self, entry):
        """Report what is required and not given; a reference is allocated at loading."""
        self._name_links(entry)
        for name, shape_field in entry.shape.fields.items():
            if not shape_field.is_required or name in entry.values or name == "reference":
                continue
            place = entry.place_of(name)
            if not any(error.place == place for error in self.errors if name in entry.places):
                self.report(place, _("champ manquant « %(name)s »") % {"name": name})

    def _name_links(self, entry):
        """What a link of its own says more of is linked, whether or not the list of names has it."""
        for accessor, links in entry.shape.link_rows.items():
            parts = entry.parts.get(accessor, ())
            if linked := {part.values.get(links.target_field) for part in parts} - {None}:
                entry.values[links.name] = sorted({*entry.values.get(links.name, ()), *linked})
                entry.parts[accessor] = [part for part in parts if links.says_more(part.values)]

    def _id(self, given, place):
        if given is None:
            self.report(place, _("champ manquant « %(name)s »") % {"name": "id"})
            return str(uuid.uuid4())
        key_place, node = given
        try:
            row_id = str(uuid.UUID(text_of(node) or ""))
        except ValueError:
            self.report(key_place, _("« %(text)s » n’est pas un identifiant UUID") % {"text": text_of(node)})
            return str(uuid.uuid4())
        self._once(row_id, key_place)
        return row_id

    def _once(self, row_id, place):
        first = self._ids.setdefault(row_id, place)
        if first is not place:
            self.report(place, _("identifiant %(id)s déjà donné à %(first)s") % {"id": row_id, "first": first})

    # Values

    def _value(self, shape_field, node, place):
        if isinstance(shape_field, Texts):
            return self._texts(shape_field, node, place)
        if isinstance(shape_field, Items):
            return self._items(shape_field, node, place)
        if isinstance(shape_field, Links):
            return self._links(shape_field, node, place)
        if isinstance(shape_field, Link):
            return self._link(shape_field, node, place)
        return self.checked(shape_field.parse, node, place)

    def checked(self, check, node, place):
        """What `check` makes of a scalar, or None once its error is reported."""
        if not isinstance(node, yaml.ScalarNode):
            self.report(place, _("une seule valeur est attendue ici"))
            return None
        try:
            return check(text_of(node))
        except ValidationError as error:
            for message in error.messages:
                self.report(place, message)
        return None

    def _texts(self, shape_field, node, place):
        texts = {}
        for code, (key_place, value) in self.mapping(node, place).items():
            column = shape_field.by_language.get(code)
            if column is None:
                self.unknown(key_place, code, shape_field.by_language, _("langue inconnue « %(name)s »"))
            else:
                texts[code] = self.checked(text_check(column), value, key_place)
        if not texts.get("fr") and (shape_field.is_required or any(texts.values())):
            self.report(place, _("texte français manquant"))
        return {code: texts[code] for code in shape_field.by_language if texts.get(code)}

    def _items(self, shape_field, node, place):
        return [self.checked(shape_field.parse_item, item, place) for item in self.sequence(node, place)]

    def _links(self, shape_field, node, place):
        names = []
        for number, item in enumerate(self.sequence(node, place), start=1):
            item_place = Place(place.file, line(item), f"{place.path}[{number}]")
            name = self._link(shape_field, item, item_place)
            if name is not None:
                names.append(name)
                self.link_places[place.path, written(name)] = item_place
        return sorted(names, key=written)

    def _link(self, shape_field, node, place):
        """The plain name of a target; a citation, for parts that have a `dossier_key`, may be a mapping."""
        if not short_key(shape_field.target) or text_of(node) is not None:
            return self.checked(lambda text: text and read_name(shape_field.target, text), node, place)
        words = (shape_field.target.owner_field, short_key(shape_field.target)[0])
        given = {}
        for word, (key_place, value) in self.mapping(node, place).items():
            if word in words:
                given[word] = self.checked(lambda text: text or "", value, key_place)
            else:
                self.unknown(key_place, word, words, _("champ inconnu « %(name)s »"))
        if not given.get(words[0]):
            self.report(place, _("champ manquant « %(name)s »") % {"name": words[0]})
            return None
        return citation(shape_field.target, given[words[0]], given.get(words[1], ""))

    # Nodes

    def mapping(self, node, place):
        """Place and node of each key."""
        if not isinstance(node, yaml.MappingNode):
            self.report(Place(place.file, line(node), place.path), _("des champs « nom : valeur » sont attendus ici"))
            return {}
        keys = {}
        for key_node, value in self._with_merged(node, place):
            name = str(key_node.value)
            path = f"{place.path}.{name}" if place.path else name
            key_place = Place(place.file, line(key_node), path)
            if name in keys:
                self.report(key_place, _("champ donné deux fois"))
            keys[name] = (key_place, value)
        return keys

    def _with_merged(self, node, place, done=None):
        """The pairs of a mapping, then those of mappings that `<<` names, which give way to them; each is read once."""
        done = {node} if done is None else done
        pairs = [(key, value) for key, value in node.value if key.tag != MERGE]
        for merged in (value for key, value in node.value if key.tag == MERGE):
            for mapping in merged.value if isinstance(merged, yaml.SequenceNode) else [merged]:
                if not isinstance(mapping, yaml.MappingNode):
                    words = _("« << » reprend les champs d’une autre entrée, par son ancre")
                    self.report(Place(place.file, line(mapping), place.path), words)
                elif mapping not in done:
                    done.add(mapping)
                    given = {key.value for key, _value in pairs}
                    further = self._with_merged(mapping, place, done)
                    pairs += [(key, value) for key, value in further if key.value not in given]
        return pairs

    def sequence(self, node, place):
        if isinstance(node, yaml.SequenceNode):
            return node.value
        if text_of(node) is not None:
            self.report(Place(place.file, line(node), place.path), _("une liste est attendue ici"))
        return []

    def unknown(self, place, name, known, message):
        self.report(place, message % {"name": name} + did_you_mean(name, known))


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

"""How entries name each other.

A record is named by its slug, a vocabulary row by its key. A part that has a `dossier_key` is named by a
citation, `{source: le-sahel, at: L23}`; any other by its record and the beginning of its own key:
`presidence-de-la-confederation/1f3c9a2e`.
"""

from collections import defaultdict
from difflib import get_close_matches

from exchange.dossier.shapes import short_key

PREFIX = 8  # digits of a part's key that are written; as many as needed are read


def name_of_part(part_id, model, owner_name, values):
    """The plain name of a part."""
    if word := short_key(model):
        return citation(model, owner_name, values[word[1]])
    return f"{owner_name}/{part_id.replace('-', '')[:PREFIX]}"


def citation(model, owner_name, text):
    cited = {model.owner_field: owner_name, model.dossier_key[0]: text}
    return {word: value for word, value in cited.items() if value}


def handle(name):
    """The same name as a key of a dictionary, by which names also sort."""
    return (name, "") if isinstance(name, str) else tuple([*name.values(), ""][:2])


def wording(name):
    return name if isinstance(name, str) else ", ".join(filter(None, name.values()))


class Names:
    """Names of rows by key and keys of rows by name, for every model."""

    def __init__(self):
        self._names = defaultdict(dict)
        self._ids = defaultdict(dict)

    def add(self, model, row_id, name):
        self._names[model][row_id] = name
        self._ids[model][handle(name)] = row_id

    def name(self, model, row_id):
        return None if row_id is None else self._names[model][str(row_id)]

    def id(self, model, name):
        """The key of the row of that name, or None."""
        known = self._ids[model]
        found = known.get(handle(name))
        if found is None and isinstance(name, str) and "/" in name:
            found = self._by_beginning(model, name)
        return found

    def _by_beginning(self, model, name):
        owner, _slash, digits = name.rpartition("/")
        matches = [
            row_id
            for (known, _), row_id in self._ids[model].items()
            if known.startswith(f"{owner}/") and row_id.replace("-", "").startswith(digits.replace("-", ""))
        ]
        return matches[0] if len(matches) == 1 and len(digits) >= PREFIX else None

    def close_to(self, model, name):
        """Names that may have been meant."""
        known = {wording(known): None for known in self._names[model].values()}
        return get_close_matches(wording(name), known, n=3)

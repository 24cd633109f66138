"""Filters of feeds, as parameters of the address: pillar, organ, state, status and a search, in any combination."""

from dataclasses import dataclass

from django.db.models import Q
from django.http import QueryDict
from django.utils.translation import gettext as _

from publishing.models import active_language
from readers import facets
from readers.feeds.channels import Channel
from readers.search.query import SearchQuery, clean
from readers.search.sql import records_matching

SEARCH = "q"


class UnknownValueError(Exception):
    """A filter has a value that does not exist, or several; `choices` are those that do, with their names."""

    def __init__(self, parameter: str, value: str, choices: dict[str, str]):
        super().__init__(f"{parameter}={value}")
        self.parameter, self.value, self.choices = parameter, value, choices


@dataclass(frozen=True)
class Filter:
    """One parameter with its canonical value, what it takes, and its name."""

    parameter: str
    value: str
    condition: Q
    name: str


def narrow(channel: Channel, asked: QueryDict, names: dict) -> Channel:
    """The channel with the filters asked for, in canonical order; blank ones do not count.

    Raises UnknownValueError. An organ is found by any address it had, and the channel names its current one.
    """
    given = {name: [value for value in asked.getlist(name) if value] for name in (*facets.COLUMNS, SEARCH)}
    filters = [
        _search(values) if name == SEARCH else _facet(name, values, names[name])
        for name, values in given.items()
        if values
    ]
    return channel.narrowed(filters) if filters else channel


def _facet(parameter, values, choices):
    """For an organ, its former values too: what was told then keeps them."""
    value, *others = values
    if parameter == "organe" and "\0" not in value:  # which PostgreSQL refuses to look for
        known = facets.addresses_of_organ(value)
    else:
        known = [value] * (value in choices)
    if others or not known:
        raise UnknownValueError(parameter, " ".join(values), choices)
    condition = Q(**facets.condition(parameter, known, "change__"))
    return Filter(parameter, known[0], condition, choices.get(known[0], known[0]))


def _search(values):
    """The changes of the records that a search finds today."""
    question = SearchQuery(clean(" ".join(values)), active_language())
    if question.is_too_long:
        raise UnknownValueError(SEARCH, question.text, {})
    condition = Q(change__record_id__in=records_matching(question))
    return Filter(SEARCH, question.text, condition, quoted(question))


def quoted(question: SearchQuery) -> str:
    """What is searched, between the quotation marks of the reader's language."""
    return _("« %(words)s »") % {"words": question.text}

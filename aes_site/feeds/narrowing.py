"""Filters of feeds: pillar, organ, state and status, in any combination, as parameters of the address."""

from django.db.models import Q
from django.http import QueryDict

from aes_site import facets
from aes_site.feeds.channels import Channel


class UnknownValueError(Exception):
    """A filter has a value that does not exist, or several; `choices` are those that do, with their names."""

    def __init__(self, parameter: str, value: str, choices: dict[str, str]):
        super().__init__(f"{parameter}={value}")
        self.parameter, self.value, self.choices = parameter, value, choices


def narrow(channel: Channel, asked: QueryDict, names: dict) -> Channel:
    """The channel with the filters asked for, in canonical order; blank ones do not count.

    Raises UnknownValueError. An organ is found by any address it had, and the channel names its current one.
    """
    query, condition, words = {}, Q(), []
    for parameter in facets.COLUMNS:
        values = [value for value in asked.getlist(parameter) if value]
        if not values:
            continue
        known = _known(parameter, values, names[parameter])
        query[parameter] = known[0]
        condition &= Q(**facets.condition(parameter, known, "change__"))
        words.append(names[parameter].get(known[0], known[0]))
    return channel.narrowed(query, condition, " · ".join(words)) if query else channel


def _known(parameter, values, choices):
    """The value asked for, and for an organ its former ones too: what was told then keeps them."""
    value, *others = values
    if parameter == "organe" and "\0" not in value:  # which PostgreSQL refuses to look for
        known = facets.addresses_of_organ(value)
    else:
        known = [value] * (value in choices)
    if others or not known:
        raise UnknownValueError(parameter, " ".join(values), choices)
    return known

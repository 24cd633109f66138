"""Pages of a list that cost the same however deep they are: each begins after a record, not after so many rows.

`?apres=` and `?avant=` name the record at the edge of the page shown before, `?fiche=` the one that a page begins
with: the address of what has no page of its own. Rows are ordered by the fields of their queryset, then by reference.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce
from django.http import Http404

CURSORS = ("apres", "avant", "fiche")
AFTER, BEFORE, FROM = CURSORS
NOTHING = Q(pk__in=[])


@dataclass
class Page:
    """The rows shown, and the cursors of the pages beside it, such as `{"apres": "AES-D-2025-014"}`."""

    rows: list
    previous: dict[str, str] = field(default_factory=dict)
    next: dict[str, str] = field(default_factory=dict)


class UnknownCursorError(Http404):
    """No record of the list has the reference that a page was to begin after; `reference` is it."""

    def __init__(self, reference: str):
        super().__init__(reference)
        self.reference = reference


def page_of(rows: QuerySet, given: Mapping[str, str], *, size: int, key: str = "reference") -> Page:
    """The page asked for, the first by default; `key` names the field that cursors hold.

    Raises UnknownCursorError when the cursor names no row of the list.
    """
    order = [*order_of(rows), key]
    rows = rows.order_by(*order)
    cursor, reference = next(((name, given[name]) for name in CURSORS if given.get(name)), ("", ""))
    if not cursor:
        found = list(rows[: size + 1])
        return Page(found[:size], next=cursor_to(AFTER, found[:size], key) if len(found) > size else {})
    edge = edge_of(rows, order, key, reference)
    if cursor == BEFORE:
        found = list(beyond(rows, order, edge, forward=False).reverse()[: size + 1])
        shown = found[:size][::-1]
        return Page(shown, cursor_to(BEFORE, shown, key) if len(found) > size else {}, cursor_to(AFTER, shown, key))
    first = list(rows.filter(**{key: reference})) if cursor == FROM else []
    found = first + list(beyond(rows, order, edge, forward=True)[: size + 1 - len(first)])
    shown = found[:size]
    has_previous = cursor == AFTER or beyond(rows, order, edge, forward=False).exists()
    previous = (cursor_to(BEFORE, shown, key) or {BEFORE: reference}) if has_previous else {}
    return Page(shown, previous, cursor_to(AFTER, shown, key) if len(found) > size else {})


def order_of(rows: QuerySet) -> list[str]:
    """The names by which a queryset is ordered, a hyphen before those that descend."""
    return [name for name in rows.query.order_by or rows.model._meta.ordering if isinstance(name, str)]


def edge_of(rows, order, key, reference) -> list:
    """The values by which the row of that reference stands where it does."""
    names = [name.removeprefix("-") for name in order]
    try:
        edge = rows.filter(**{key: reference}).values_list(*names).first()
    except (ValueError, TypeError):
        edge = None
    if edge is None:
        raise UnknownCursorError(reference)
    return list(edge)


def beyond(rows: QuerySet, order: list[str], edge: list, *, forward: bool) -> QuerySet:
    """The rows that come after, or before, the one with those values: the first that differs decides.

    The range of the first column is said once more by itself: an index then begins there.
    """
    condition, same, bound = Q(), Q(), None
    for name, value in zip(order, edge, strict=True):
        column, ascends = name.removeprefix("-"), name.startswith("-") != forward
        condition |= same & larger(column, value, ascends, may_be_unknown(rows, column))
        same &= Q(**{f"{column}__isnull": True}) if value is None else Q(**{column: value})
        if bound is None:
            is_range = value is not None and not (ascends and may_be_unknown(rows, column))
            bound = Q(**{f"{column}__{'gte' if ascends else 'lte'}": value}) if is_range else Q()
    return rows.filter(bound, condition)


def larger(column: str, value, ascends: bool, may_be_unknown: bool) -> Q:
    """What follows a value where values ascend, what precedes it otherwise; the unknown is the largest.

    So PostgreSQL sorts: it puts what is unknown last, and first where the order descends.
    """
    if ascends:
        unknown = Q(**{f"{column}__isnull": True}) if may_be_unknown else NOTHING
        return NOTHING if value is None else Q(**{f"{column}__gt": value}) | unknown
    return Q(**{f"{column}__isnull": False}) if value is None else Q(**{f"{column}__lt": value})


def may_be_unknown(rows: QuerySet, column: str) -> bool:
    """Whether a column of the order has NULLs: what is annotated, followed or computed may, unless it is a COALESCE."""
    field = {field.name: field for field in rows.model._meta.concrete_fields}.get(column)
    if field is None:
        return True
    return not isinstance(field.expression, Coalesce) if field.generated else field.null


def cursor_to(name: str, shown: list, key: str) -> dict[str, str]:
    """The cursor from the last row shown on, or from the first one back."""
    if not shown:
        return {}
    edge = shown[-1] if name == AFTER else shown[0]
    return {name: str(edge[key] if isinstance(edge, dict) else getattr(edge, key))}

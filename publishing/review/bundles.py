"""Everything about one record that readers do not see yet, to be submitted together: a summit with all it decided."""

from collections import defaultdict
from collections.abc import Iterable

from django.db import connection
from django.db.models import Model

from publishing.live.references import Reference, in_order, owners_of
from publishing.registry import quoted, record_type_of, references_to, target_of
from publishing.review.workflow_state import publication_status
from publishing.snapshots import DESK, Ids


def gathered(record: Model) -> list[Model]:
    """The record and what belongs to it, as far as it has changes that nobody has submitted, in the order of the types.

    What refers to the record belongs to it, such as a decision or an item of the roadmap, and what refers to that,
    such as a statement about the decision; then whatever these cite, such as documents and sources, however far.
    """
    found: dict = {record_type_of(record): {record.pk}}
    for _step in range(2):
        add(found, referring_to(found))
    cited = with_changes(add(found, cited_by(found)))
    while cited:
        cited = with_changes(add(found, cited_by(cited)))
    return in_order(with_changes(found))


def add(found: dict, more: Ids) -> Ids:
    """Add records by type and key to those found; those that are new."""
    fresh = {kind: set(ids) - found.get(kind, set()) for kind, ids in more.items()}
    for kind, ids in fresh.items():
        found.setdefault(kind, set()).update(ids)
    return {kind: ids for kind, ids in fresh.items() if ids}


def with_changes(ids: Ids) -> Ids:
    """Those that say what readers do not see, await no decision and were not withdrawn; one statement a type."""
    return {
        kind: [
            pk
            for pk, where in publication_status(kind.model, wanted).items()
            if where.differs and where.submission_id is None and not where.is_withdrawn
        ]
        for kind, wanted in ids.items()
        if wanted
    }


def referring_to(ids: Ids) -> Ids:
    """The records of the desk that refer to those, or to parts of theirs; one statement for each link there may be."""
    found: dict = defaultdict(set)
    for kind, wanted in ids.items():
        for table in kind.tables:
            if table.model._meta.auto_created:
                continue
            for source, link, field in references_to(table.model):
                column, target = f"a.{quoted(field.column)}", f"{DESK}.{quoted(table.name)}"
                rows = f"SELECT id FROM {target} WHERE {quoted(table.owner_column)} = ANY(%s)"
                found[source] |= column_of(
                    f"SELECT {link.owner} FROM {link.source(DESK)} WHERE {column} IN ({rows})", wanted
                )
    return found


def cited_by(ids: Ids) -> Ids:
    """The records that those refer to, or whose parts they refer to."""
    references = [
        Reference(kind, None, target_of(field), target)  # type: ignore[arg-type]  # whose link it is does not matter
        for kind, wanted in ids.items()
        for table in kind.tables
        for field in table.references
        for target in column_of(
            f"SELECT a.{quoted(field.column)} FROM {table.source(DESK)} WHERE {table.owner} = ANY(%s)"
            f" AND a.{quoted(field.column)} IS NOT NULL",
            wanted,
        )
    ]
    return owners_of(references)


def column_of(statement: str, keys: Iterable) -> set:
    with connection.cursor() as cursor:
        cursor.execute(statement, [list(keys)])
        return {key for (key,) in cursor.fetchall()}

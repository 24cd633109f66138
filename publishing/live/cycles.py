"""Records that lie below others of their type: none may lie below itself, even by way of others."""

from uuid import UUID

from django.db import connection
from django.utils.translation import gettext as _

from publishing.errors import quoted_inside
from publishing.registry import RecordType, column_name, field_of, quoted
from publishing.snapshots import LIVE, Ids


def circles(ids: Ids) -> list[str]:
    """Which of those records, as they now are in `live`, are attached to themselves, in words; a statement per type."""
    return [
        _("%(type)s : le rattachement tourne en rond (%(records)s).")
        % {"type": str(kind.model._meta.verbose_name_plural).capitalize(), "records": named(circle)}
        for kind, owners in ids.items()
        if kind.model.tree_field and (circle := circle_of(kind, kind.model.tree_field, owners))
    ]


def circle_of(kind: RecordType, tree_field: str, ids: list[UUID]) -> list[str]:
    """The names of those met on the way up from any that leads back to itself."""
    field = field_of(kind.model, tree_field)
    table, above = f"{LIVE}.{quoted(kind.model._meta.db_table)}", quoted(column_name(field))
    title = kind.model.title_field
    name = quoted(f"{title}_fr" if kind.model.is_translated(title) else title)
    with connection.cursor() as cursor:
        cursor.execute(
            f"WITH RECURSIVE way(id, above) AS (SELECT id, {above} FROM {table} WHERE id = ANY(%(ids)s)"
            f" UNION SELECT way.id, step.{above} FROM way JOIN {table} step ON step.id = way.above)"
            f" SELECT {name} FROM {table} WHERE id IN (SELECT above FROM way WHERE id IN"
            f" (SELECT id FROM way WHERE id = above)) ORDER BY 1",
            {"ids": ids},
        )
        return [name for (name,) in cursor.fetchall()]


def named(names: list[str]) -> str:
    return " · ".join(f"«\N{NO-BREAK SPACE}{quoted_inside(name)}\N{NO-BREAK SPACE}»" for name in names)

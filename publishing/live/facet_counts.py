"""How many search entries have the same facets: what lists count by, and the search adds up.

Each entry names its row of counts. Must run within `live_path()`, around every change of the entries.
"""

import json
from collections.abc import Iterable

from django.db import connection

from publishing.snapshots import Key

FACETS = ("language", "section", "record_type", "pillar", "organs", "states", "statuses", "year")

COUNT_IN = f"""
INSERT INTO live.editions_facetcount ({", ".join(FACETS)}, number)
SELECT {", ".join(FACETS)}, count(*) FROM jsonb_populate_recordset(NULL::live.editions_searchentry, %s::jsonb)
GROUP BY {", ".join(FACETS)}
ON CONFLICT ({", ".join(FACETS)}) DO UPDATE SET number = editions_facetcount.number + excluded.number
"""

COUNT_OUT = """
UPDATE live.editions_facetcount counted SET number = counted.number - leaving.number
FROM (
    SELECT facets_id, count(*) AS number FROM live.editions_searchentry
    WHERE (record_type, record_id) IN (SELECT * FROM unnest(%s::text[], %s::uuid[])) GROUP BY facets_id
) leaving
WHERE counted.id = leaving.facets_id
"""

FORGET_EMPTY = "DELETE FROM live.editions_facetcount WHERE number = 0"

# Joins an entry to its row of counts; equality, which a hash can look up: only the year may be unknown.
SAME_FACETS = " AND ".join(
    f"coalesce(counted.{name}, 0) = coalesce(entry.{name}, 0)" if name == "year" else f"counted.{name} = entry.{name}"
    for name in FACETS
)


def count_in(entries: list[dict]) -> None:
    """Count entries that are about to be written."""
    with connection.cursor() as cursor:
        cursor.execute(COUNT_IN, [json.dumps(entries)])


def count_out(keys: Iterable[Key]) -> None:
    """Count no longer the entries of these records, which are about to be deleted."""
    keys = list(keys)
    with connection.cursor() as cursor:
        cursor.execute(COUNT_OUT, [[label for label, _id in keys], [pk for _label, pk in keys]])


def forget_empty() -> None:
    """Drop what no entry has any more, once the entries have been deleted."""
    with connection.cursor() as cursor:
        cursor.execute(FORGET_EMPTY)

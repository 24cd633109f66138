"""Live registers of any size, made of a small one by SQL: every row again and again, with what hangs on it."""

import re
from contextlib import contextmanager

from django.apps import apps
from django.conf import settings
from django.db import connection, models, transaction

from publishing.live.facet_counts import FACETS, SAME_FACETS
from publishing.registry import translated_fields

COUNTED = {"FacetCount", "SearchWord", "ContentVersion"}  # of entries: made anew, or not told by pages
NAMES = {"slug", "key", "address", "entry_id", "locator"}
NUMBERS = {"number", "position"}
TOLD = {"name", "text", "title"}
COPY = re.compile(r"copie[ -](\w+)[ -](\d+)")

COUNT_ANEW = f"""
DELETE FROM live.editions_facetcount;
INSERT INTO live.editions_facetcount ({", ".join(FACETS)}, number)
    SELECT {", ".join(FACETS)}, count(*) FROM live.editions_searchentry GROUP BY {", ".join(FACETS)};
ANALYZE live.editions_searchentry, live.editions_facetcount;
UPDATE live.editions_searchentry entry SET facets_id = counted.id
    FROM live.editions_facetcount counted WHERE {SAME_FACETS};
ANALYZE
"""


@contextmanager
def multiplied(number: int, *kept: models.Model):
    """Inside, the register is that many times itself, but for the records kept: what hangs on them is multiplied.

    Each copy has its own persons, organs, states, statuses and so on; names and texts of the n-th end in
    “copie <model> n”, addresses in “copie-<model>-n”.
    """
    with transaction.atomic():
        with connection.cursor() as cursor:
            for model in tables():
                cursor.execute(copying(model), {"number": number, **values_of(kept)})
            cursor.execute(COUNT_ANEW)
        yield
        transaction.set_rollback(True)


def copies_shown(text: str) -> dict[str, set[int]]:
    """Which copies of which models a page names."""
    shown = {}
    for model, number in COPY.findall(text):
        shown.setdefault(model, set()).add(int(number))
    return shown


def tables() -> list[type[models.Model]]:
    """The models of schema `live`, those of links too."""
    labels = settings.LIVE_APPS | settings.LIVE_ONLY_APPS
    found = [model for label in sorted(labels) for model in apps.get_app_config(label).get_models(True)]
    return [model for model in found if not model._meta.proxy and model.__name__ not in COUNTED]


def values_of(kept) -> dict[str, list]:
    keys = [str(record.pk) for record in kept]
    return {"kept": keys, "names": [getattr(record, "slug", "") for record in kept]}


def copying(model) -> str:
    """The statement that copies the rows of a table; those whose identity is kept are left alone."""
    fields = [field for field in model._meta.concrete_fields if not field.generated and not is_serial(field)]
    columns = ", ".join(f'"{field.column}"' for field in fields)
    values = ", ".join(value(model, field) for field in fields)
    identity = ", ".join(f'row."{column}"' for column in identity_of(model))
    return f"""INSERT INTO live."{model._meta.db_table}" ({columns})
        SELECT {values} FROM live."{model._meta.db_table}" row CROSS JOIN generate_series(2, %(number)s) k
        WHERE NOT coalesce(ARRAY[{identity}] <@ %(kept)s::uuid[], false)"""


def identity_of(model) -> list[str]:
    """The columns of keys that tell whether a row is one that stays alone."""
    if isinstance(model._meta.pk, models.UUIDField):
        return [model._meta.pk.column]
    names = {field.column for field in model._meta.concrete_fields}
    if "record_id" in names:
        return ["record_id"]
    return [field.column for field in model._meta.concrete_fields if is_key(field)]


def is_serial(field) -> bool:
    return isinstance(field, models.AutoField)


def is_key(field) -> bool:
    return isinstance(field.target_field if field.is_relation else field, models.UUIDField)


def value(model, field) -> str:
    """The column of a copy, in SQL over the `row` copied and its number `k`."""
    column = f'row."{field.column}"'
    if is_key(field):
        return f"CASE WHEN {column} = ANY(%(kept)s::uuid[]) THEN {column} ELSE md5({column}::text || k)::uuid END"
    if field.name in NAMES:
        return f"{column} || '-copie-{model._meta.model_name}-' || k"
    if field.name == "path":
        return f"regexp_replace({column}, '/?$', '-copie-{model._meta.model_name}-' || k || '/')"
    if field.name == "organs":
        renamed = "o || '-copie-organ-' || k"
        return f"ARRAY(SELECT CASE WHEN o = ANY(%(names)s) THEN o ELSE {renamed} END FROM unnest({column}) o)"
    if field.name == "reference":
        return f"{column} || lpad(k::text, 4, '0')"
    if field.name == "code":
        return f"left({column}, 1) || chr(256 + k)"
    if field.name in NUMBERS:
        return f"{column} || '-' || k" if isinstance(field, models.CharField) else f"{column} + 200 * k"
    if is_told(model, field):
        return f"CASE WHEN {column} = '' THEN '' ELSE {column} || ' copie {model._meta.model_name} ' || k END"
    return column


def is_told(model, field) -> bool:
    """Whether it is a text by which pages name or tell the row."""
    columns = {column.column: name for name, found in translated_fields(model).items() for column in found}
    return columns.get(field.column, field.name) in TOLD and isinstance(field, models.CharField | models.TextField)

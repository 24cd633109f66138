"""Only the columns that a page in one language shows: its own and the French ones, of records and of all they fetch.

A text in another language is left in the table, but for those by which one knows in which languages a record exists.
"""

from django.conf import settings
from django.db.models import Model, Prefetch, QuerySet

from publishing.registry import translated_fields


def defer_other_languages(rows: QuerySet, language: str) -> QuerySet:
    """The same rows, their relations and what is prefetched of them without texts in other languages."""
    names = [*unread(rows.model, language), *unread_of_relations(rows, language)]
    rows = QuerySet.defer(rows, *names)  # that of modeltranslation would take every language for one
    lookups = list(prefetched(rows, language))
    return rows.prefetch_related(None).prefetch_related(*lookups) if lookups else rows


def unread(model: type[Model], language: str) -> list[str]:
    """The columns of a model that such a page does not read; those that hold any language are never read."""
    read = {language, settings.LANGUAGE_CODE}
    markers = model.language_marker_fields() if hasattr(model, "language_marker_fields") else ()
    unread = []
    for name, columns in translated_fields(model).items():
        unread.append(name)
        unread += [column.name for column in columns if column.language not in read and name not in markers]
    return unread


def unread_of_relations(rows, language) -> list[str]:
    """The same of what is joined to the rows."""
    selected = rows.query.select_related
    return list(_unread_below(rows.model, selected, language)) if isinstance(selected, dict) else []


def _unread_below(model, selected, language):
    for name, deeper in selected.items():
        related = model._meta.get_field(name).related_model
        yield from (f"{name}__{column}" for column in unread(related, language))
        yield from (f"{name}__{column}" for column in _unread_below(related, deeper, language))


def prefetched(rows, language):
    """Each step of each lookup with a queryset that leaves other languages out, in the order given."""
    seen: set[str] = set()
    for lookup in rows._prefetch_related_lookups:
        path = lookup.prefetch_through if isinstance(lookup, Prefetch) else lookup
        *steps, last = path.split("__")
        model = rows.model
        for n, step in enumerate(steps):
            model = related_model(model, step)
            yield from _once("__".join(path.split("__")[: n + 1]), model, language, seen)
        if isinstance(lookup, Prefetch) and lookup.queryset is not None:
            seen.add(path)
            yield Prefetch(
                path,
                defer_other_languages(lookup.queryset, language),
                lookup.to_attr if lookup.to_attr != last else None,
            )
        else:
            yield from _once(path, related_model(model, last), language, seen)


def _once(path, model, language, seen):
    if path not in seen:
        seen.add(path)
        yield Prefetch(path, defer_other_languages(model._default_manager.all(), language))


def related_model(model: type[Model], accessor: str) -> type[Model]:
    """The model at the other end of a relation, named as an attribute of the record."""
    for relation in model._meta.related_objects:
        if relation.get_accessor_name() == accessor:
            return relation.related_model
    return model._meta.get_field(accessor).related_model  # type: ignore[return-value]  # it is a relation

"""Addresses of records made from their French titles."""

from django.conf import settings
from django.db.models import Model
from django.utils.text import slugify


def title_column(model: type[Model]) -> str:
    """The column that holds the French title of a record."""
    return (
        f"{model.title_field}_{settings.LANGUAGE_CODE}" if model.is_translated(model.title_field) else model.title_field
    )


def free_slug(record: Model, title: str) -> str:
    """An address from a title, numbered when another record of the type has it."""
    length = record._meta.get_field("slug").max_length - 4
    slug = slugify(title)[:length].strip("-") or record._meta.model_name
    others = type(record)._base_manager.exclude(pk=record.pk).filter(slug__startswith=slug)
    taken = set(others.values_list("slug", flat=True))
    numbered = (f"{slug}-{number}" for number in range(2, len(taken) + 3))
    return next(candidate for candidate in (slug, *numbered) if candidate not in taken)

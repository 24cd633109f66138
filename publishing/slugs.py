"""Addresses of records made from their French titles."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.text import slugify

from publishing.registry import field_of

if TYPE_CHECKING:
    from publishing.models import PublishableModel, Record


def title_column(model: "type[PublishableModel]") -> str:
    """The column that holds the French title of a record."""
    return (
        f"{model.title_field}_{settings.LANGUAGE_CODE}" if model.is_translated(model.title_field) else model.title_field
    )


def free_slug(record: "Record", title: str) -> str:
    """An address from a title, numbered when another record of the type has it."""
    length = field_of(type(record), "slug").max_length - 4  # type: ignore[operator]  # every slug has one
    slug = slugify(title)[:length].strip("-") or str(record._meta.model_name)
    others = type(record)._base_manager.exclude(pk=record.pk).filter(slug__startswith=slug)
    taken = set(others.values_list("slug", flat=True))
    numbered = (f"{slug}-{number}" for number in range(2, len(taken) + 3))
    return next(candidate for candidate in (slug, *numbered) if candidate not in taken)

"""Which records a reader of one language meets."""

from typing import TYPE_CHECKING

from django.db import models

from publishing.registry import column_of

if TYPE_CHECKING:
    from publishing.models import Record


class RecordQuerySet(models.QuerySet):
    """Records of one type."""

    model: "type[Record]"  # type: ignore[assignment]  # a class of QuerySet[Record] is no QuerySet at run time

    def existing_in(self, language: str):
        """Those that exist in that language: they have their title in it."""
        return self.having_text_in(self.model.title_field, language)

    def having_text_in(self, field_name: str, language: str):
        """Those whose field is written in that language; a field without translations is in all of them."""
        if not self.model.is_translated(field_name):
            return self
        return self.exclude(**{column_of(field_name, language): ""})

    def at(self, **address):
        """The record at an address, or none."""
        return self.filter(**address).first()

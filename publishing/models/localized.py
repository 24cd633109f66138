"""Texts of rows in the active language, else in French."""

from django.conf import settings

from publishing.models.record import PublishableModel, Record, active_language
from publishing.rich.fields import is_rich
from publishing.rich.plain import as_text


def localized_text(entry: PublishableModel, field_name: str) -> tuple[str, str]:
    """A text in the active language, else in French, and the language it is in."""
    language = active_language()
    wording = entry.text_in(field_name, language)
    if not wording and language != settings.LANGUAGE_CODE:
        return entry.text_in(field_name, settings.LANGUAGE_CODE), settings.LANGUAGE_CODE
    return wording, language


def localized_plain_text(entry: PublishableModel | None, field_name: str) -> str:
    """The same in words alone; blank for no entry, or one without such a field."""
    if entry is None or not hasattr(entry, field_name):
        return ""
    wording, _language = localized_text(entry, field_name)
    return as_text(wording) if is_rich(type(entry), field_name) else wording


def title_of(record: Record | None) -> str:
    """The title of a record in words alone; blank for none."""
    return localized_plain_text(record, record.title_field) if record else ""

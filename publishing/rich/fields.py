"""The model field of rich texts."""

from django.db.models import Model, TextField

from publishing.registry import column_name, translated_fields
from publishing.rich.plain import stored


class RichTextField(TextField):
    """A text that is cleaned whichever way it is saved: by a form, by code, in bulk, from a dossier.

    In the database and in migrations it is a text as any other. Short texts, and those of parts, are plain:
    a form with an editor in each of its rows would be slow.
    """

    def deconstruct(self):
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.TextField", args, kwargs

    def to_python(self, value):
        text = super().to_python(value)
        return stored(text) if isinstance(text, str) else text

    def get_db_prep_save(self, value, connection):
        prepared = super().get_db_prep_save(value, connection)
        return stored(prepared) if isinstance(prepared, str) else prepared


def is_rich(model: type[Model], name: str) -> bool:
    """Whether a field of a model, in all its languages, holds rich texts."""
    return isinstance(model._meta.get_field(name), RichTextField)


def rich_columns(model: type[Model]) -> list[str]:
    """The columns that hold rich texts and say something: one per language for translated fields."""
    translated = translated_fields(model)
    fields = [f for f in model._meta.concrete_fields if isinstance(f, RichTextField)]
    return [column_name(f) for f in fields if f.name not in translated]

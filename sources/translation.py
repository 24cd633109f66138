"""Which texts of the sources exist in several languages."""

from modeltranslation.translator import TranslationOptions, register

from sources.models import Source


def blank_by_default(*names):
    """Options that make each language column NOT NULL and blank by default, so that histories stay quiet."""
    return {name: {"default": {"null": False, "default": ""}} for name in names}


@register(Source)
class SourceTranslation(TranslationOptions):
    fields = ("date_note", "note")
    field_options = blank_by_default(*fields)

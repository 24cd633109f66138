"""Which texts of the institutions exist in several languages."""

from modeltranslation.translator import TranslationOptions, register

from institutions import models
from sources.translation import blank_by_default

TERM = ("name", "definition")
STEP = ("text", "scope", "date_note")


@register(models.Pillar)
class PillarTranslation(TranslationOptions):
    fields = TERM
    field_options = blank_by_default(*fields)


@register(models.Status)
class StatusTranslation(TranslationOptions):
    fields = TERM
    field_options = blank_by_default(*fields)


@register(models.GlossaryTerm)
class GlossaryTermTranslation(TranslationOptions):
    fields = TERM
    field_options = blank_by_default(*fields)


@register(models.Place)
class PlaceTranslation(TranslationOptions):
    fields = TERM
    field_options = blank_by_default(*fields)


@register(models.State)
class StateTranslation(TranslationOptions):
    fields = ("name", "official_name", "membership", "note")
    field_options = blank_by_default(*fields)


@register(models.ExternalMembership)
class ExternalMembershipTranslation(TranslationOptions):
    fields = ("body",)
    field_options = blank_by_default(*fields)


@register(models.Person)
class PersonTranslation(TranslationOptions):
    fields = ("role", "official_title", "rank", "note")
    field_options = blank_by_default(*fields)


@register(models.Organ)
class OrganTranslation(TranslationOptions):
    fields = (
        "name",
        "acronym",
        "name_meaning",
        "legal_nature",
        "seat",
        "summary",
        "procedure",
        "aim",
        "initial_capital_note",
        "attributed_to",
        "note",
    )
    field_options = blank_by_default(*fields)


@register(models.OrganStep)
class OrganStepTranslation(TranslationOptions):
    fields = STEP
    field_options = blank_by_default(*fields)


@register(models.Competence)
class CompetenceTranslation(TranslationOptions):
    fields = ("domain", "legal_basis")
    field_options = blank_by_default(*fields)


@register(models.Office)
class OfficeTranslation(TranslationOptions):
    fields = ("name", "nominal_term", "summary", "note")
    field_options = blank_by_default(*fields)


@register(models.Mandate)
class MandateTranslation(TranslationOptions):
    fields = ("note",)
    field_options = blank_by_default(*fields)


@register(models.Document)
class DocumentTranslation(TranslationOptions):
    fields = ("name", "other_names", "date_note", "summary", "in_force_note", "note")
    field_options = blank_by_default(*fields)


@register(models.Point)
class PointTranslation(TranslationOptions):
    fields = ("text",)
    field_options = blank_by_default(*fields)


@register(models.Ratification)
class RatificationTranslation(TranslationOptions):
    fields = ("text", "note")
    field_options = blank_by_default(*fields)

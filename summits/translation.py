"""Which texts of the summits app exist in several languages."""

from modeltranslation.translator import TranslationOptions, register

from institutions.translation import STEP
from sources.translation import blank_by_default
from summits import models


@register(models.Meeting)
class MeetingTranslation(TranslationOptions):
    fields = ("name", "body_as_stated", "date_note", "venue", "theme", "summary", "introduction", "note")
    field_options = blank_by_default(*fields)


@register(models.Summit)
class SummitTranslation(TranslationOptions):
    pass


@register(models.AgendaItem)
class AgendaItemTranslation(TranslationOptions):
    fields = ("text", "outcome")
    field_options = blank_by_default(*fields)


@register(models.Attendance)
class AttendanceTranslation(TranslationOptions):
    fields = ("note",)
    field_options = blank_by_default(*fields)


@register(models.MeetingStep)
class MeetingStepTranslation(TranslationOptions):
    fields = STEP
    field_options = blank_by_default(*fields)


@register(models.Decision)
class DecisionTranslation(TranslationOptions):
    fields = ("name", "text", "modality", "body_as_stated", "date_note", "legal_note", "note")
    field_options = blank_by_default(*fields)


@register(models.DecisionStep)
class DecisionStepTranslation(TranslationOptions):
    fields = STEP
    field_options = blank_by_default(*fields)


@register(models.Check)
class CheckTranslation(TranslationOptions):
    fields = ("text", "looked_in", "looked_for", "by_role")
    field_options = blank_by_default(*fields)


@register([models.DecisionLink, models.DocumentLink])
class ItemLinkTranslation(TranslationOptions):
    fields = ("scope",)
    field_options = blank_by_default(*fields)


@register(models.Roadmap)
class RoadmapTranslation(TranslationOptions):
    fields = ("name", "summary", "note")
    field_options = blank_by_default(*fields)


@register(models.RoadmapItem)
class RoadmapItemTranslation(TranslationOptions):
    fields = ("name", "summary", "note")
    field_options = blank_by_default(*fields)


@register(models.RoadmapStep)
class RoadmapStepTranslation(TranslationOptions):
    fields = STEP
    field_options = blank_by_default(*fields)


@register(models.Deadline)
class DeadlineTranslation(TranslationOptions):
    fields = ("text",)
    field_options = blank_by_default(*fields)


@register(models.Milestone)
class MilestoneTranslation(TranslationOptions):
    fields = ("name", "note")
    field_options = blank_by_default(*fields)


@register(models.Topic)
class TopicTranslation(TranslationOptions):
    fields = ("name", "definition", "note")
    field_options = blank_by_default(*fields)


@register(models.Statement)
class StatementTranslation(TranslationOptions):
    fields = ("text", "attributed_to", "note")
    field_options = blank_by_default(*fields)


@register(models.Conflict)
class ConflictTranslation(TranslationOptions):
    fields = ("name", "text", "retained", "note")
    field_options = blank_by_default(*fields)


@register(models.Gap)
class GapTranslation(TranslationOptions):
    fields = ("text", "note")
    field_options = blank_by_default(*fields)

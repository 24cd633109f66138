"""What is published, and the desk's own tables: one module for each of their subjects."""

from publishing.models.description import SCHEMA_ORG, Brief, CitedAs, Mention
from publishing.models.dossier import DossierEntry
from publishing.models.localized import localized_plain_text, localized_text, title_of
from publishing.models.presence import Presence
from publishing.models.preview import Opinion, PreviewLink, PreviewOpening
from publishing.models.publication import Publication
from publishing.models.record import (
    CurrentStatusRow,
    Facets,
    FormerKey,
    Part,
    PublishableModel,
    Record,
    SearchText,
    StepChange,
    active_language,
    path_in,
)
from publishing.models.reference import ReferenceCounter
from publishing.models.revision import NAME_LENGTH, Frozen, NamedVersion, OfRecord, Revision
from publishing.models.saved_form import KeptForm
from publishing.models.submission import Submission, SubmissionAuthor, SubmissionItem

__all__ = [
    "NAME_LENGTH",
    "SCHEMA_ORG",
    "Brief",
    "CitedAs",
    "CurrentStatusRow",
    "DossierEntry",
    "Facets",
    "FormerKey",
    "Frozen",
    "KeptForm",
    "Mention",
    "NamedVersion",
    "OfRecord",
    "Opinion",
    "Part",
    "Presence",
    "PreviewLink",
    "PreviewOpening",
    "Publication",
    "PublishableModel",
    "Record",
    "ReferenceCounter",
    "Revision",
    "SearchText",
    "StepChange",
    "Submission",
    "SubmissionAuthor",
    "SubmissionItem",
    "active_language",
    "localized_plain_text",
    "localized_text",
    "path_in",
    "title_of",
]

"""The institutions of the region and what they are described with."""

from institutions.models.document import Document, DocumentFile, Point, Ratification
from institutions.models.ledger import Grade, Step
from institutions.models.office import Mandate, Office
from institutions.models.organ import Competence, Organ, OrganName, OrganStep
from institutions.models.person import Person
from institutions.models.vocabulary import ExternalMembership, GlossaryTerm, Pillar, Place, State, Status

__all__ = [
    "Competence",
    "Document",
    "DocumentFile",
    "ExternalMembership",
    "GlossaryTerm",
    "Grade",
    "Mandate",
    "Office",
    "Organ",
    "OrganName",
    "OrganStep",
    "Person",
    "Pillar",
    "Place",
    "Point",
    "Ratification",
    "State",
    "Status",
    "Step",
]

"""The sections of the register: what lists, feeds, sitemaps and the search call a kind of record.

A section is named by the French word that stands in its addresses, the same in every language. A new
record type needs a line in `SECTIONS`; a test says so when it is missing.
"""

from dataclasses import dataclass

from django.apps import apps
from django.db.models import Model, Q


@dataclass(frozen=True)
class Section:
    """A kind of record as readers know it: its word, the labels of its models, the first of which names it.

    Summits and other meetings are one record type in two sections: the paths of their pages tell them
    apart, even once the record itself is withdrawn.
    """

    word: str
    labels: tuple[str, ...]
    list_view: str = ""
    is_told_by_path: bool = False

    @property
    def name(self) -> str:
        """Its name in the active language, such as “décisions”."""
        return str(self.models[0]._meta.verbose_name_plural)

    @property
    def models(self) -> tuple[type[Model], ...]:
        """The models of its records."""
        return tuple(apps.get_model(label) for label in self.labels)

    @property
    def record_types(self) -> tuple[str, ...]:
        """Its types as the change log and the search name them: concrete models."""
        return tuple(model._meta.concrete_model._meta.label_lower for model in self.models)  # type: ignore[union-attr]  # none is abstract

    @property
    def path_condition(self) -> Q:
        """What the path of a row about a record must be, where the type alone does not tell the section."""
        return Q(path__regex=rf"^/[^/]+/{self.word}/") if self.is_told_by_path else Q()


SECTIONS = {
    section.word: section
    for section in (
        Section("sommets", ("summits.summit",), "summits:summit-list", is_told_by_path=True),
        Section("reunions", ("summits.meeting",), "summits:meeting-list", is_told_by_path=True),
        Section("decisions", ("summits.decision",), "summits:decision-list"),
        Section("feuille-de-route", ("summits.roadmapitem", "summits.roadmap"), "summits:roadmap"),
        Section("organes", ("institutions.organ",), "institutions:organ-list"),
        Section("etats", ("institutions.state",), "institutions:state-list"),
        Section("personnes", ("institutions.person",), "institutions:person-list"),
        Section("fonctions", ("institutions.office",), "institutions:office-list"),
        Section("documents", ("institutions.document",), "institutions:document-list"),
        Section("chronologie", ("summits.milestone",), "summits:chronology"),
        Section("themes", ("summits.topic",), "summits:topic-list"),
        Section("enonces", ("summits.statement",), "summits:statement-list"),
        Section("divergences", ("summits.conflict",), "summits:conflict-list"),
        Section("lacunes", ("summits.gap",), "summits:gap-list"),
        Section("sources", ("sources.source",), "sources:source-list"),
        Section("pages", ("aes_site.page",)),
    )
}


def section_of(record_type: str, path: str) -> Section | None:
    """The section of a record, from its type and the path of its page."""
    candidates = [section for section in SECTIONS.values() if record_type in section.record_types]
    return next((s for s in candidates if not s.is_told_by_path or f"/{s.word}/" in path), None)


def kind_of(record_type: str, path: str) -> str:
    """What a record is called, in the active language: “sommet”, “décision”."""
    section = section_of(record_type, path)
    kinds = dict(zip(section.record_types, section.models, strict=True))  # type: ignore[union-attr]  # each record has a section
    return str(kinds[record_type]._meta.verbose_name)

"""Drafts for tests: `from tests import factories as make`, then `make.decision()`.

Every record type, part and vocabulary row has its function, named after its model. What is
not given is filled with what publishing requires, in French only; a test that needs something
public must ask for it with `published()`.
"""

from datetime import date
from importlib import import_module
from itertools import count

from aes_site.models import Page
from institutions.models import (
    Competence,
    Document,
    DocumentFile,
    ExternalMembership,
    GlossaryTerm,
    Mandate,
    Office,
    Organ,
    OrganName,
    OrganStep,
    Person,
    Pillar,
    Place,
    Point,
    Ratification,
    State,
    Status,
)
from publishing.live.publish import closure, publish
from sources.models import Passage, Source
from summits.models import (
    AgendaItem,
    Attendance,
    Check,
    Conflict,
    Deadline,
    Decision,
    DecisionLink,
    DecisionStep,
    DocumentLink,
    Gap,
    Meeting,
    MeetingStep,
    Milestone,
    Roadmap,
    RoadmapItem,
    RoadmapStep,
    Statement,
    Summit,
    Topic,
)

numbers = count(1)
STAGES = import_module("institutions.migrations.0008_stages_of_statuses").STAGES


def published(record, *others, **options):
    """The record, published with the others and whatever must go with them."""
    publish(closure([record, *others]), **options)
    return record


def create(model, links=None, **fields):
    """Save a row, then its many-to-many links, given as lists by name."""
    row = model.objects.create(**fields)
    for name, linked in (links or {}).items():
        getattr(row, name).set(linked)
    return row


def record(model, *, links=None, **fields):
    """A record with an address of its own, and a title unless it has one."""
    n = next(numbers)
    title = model.title_field
    column = f"{title}_fr" if model.is_translated(title) else title
    return create(model, links, **{"slug": f"{model._meta.model_name}-{n}", column: f"Titre {n}"} | fields)


# Sources


def source(**fields):
    return record(Source, **{"kind": Source.Kind.OFFICIAL} | fields)


def passage(owner=None, **fields):
    return create(Passage, **{"source": owner or source(), "locator": f"L{next(numbers)}"} | fields)


# Vocabulary: asked for twice, it is the same row


def state(code="ML", **fields):
    return State.objects.filter(code=code).first() or record(State, code=code, **fields)


def place(key="bamako", **fields):
    names = {"name_fr": key.capitalize(), "zone": "Africa/Bamako"}
    return Place.objects.filter(key=key).first() or create(Place, **{"key": key} | names | fields)


def pillar(key="defence", **fields):
    return Pillar.objects.filter(key=key).first() or create(Pillar, **{"key": key, "name_fr": f"Pilier {key}"} | fields)


def status(key="expected", **fields):
    """A status named « statut <key> », for any ledger, with the axis and stages of the shipped one of that key."""
    axis, text_stage, deed_stage = STAGES.get(key, ("", None, None))
    stages = {"axis": axis, "text_stage": text_stage, "deed_stage": deed_stage}
    defaults = {"key": key, "name_fr": f"statut {key}", "name_en": f"status {key}"} | stages
    return Status.objects.filter(key=key).first() or create(
        Status, **defaults | {"ledgers": Status.Ledger.values} | fields
    )


def glossary_term(key="modality", **fields):
    names = {"name_fr": f"Mot {key}", "definition_fr": "Ce qu’il veut dire"}
    found = GlossaryTerm.objects.filter(key=key).first()
    return found or create(GlossaryTerm, **{"key": key} | names | fields)


# Institutions


def organ(**fields):
    return record(Organ, **{"level": Organ.Level.CONFEDERAL, "summary_fr": "Présentation"} | fields)


def organ_step(owner=None, status_key="announced", **fields):
    return step(OrganStep, owner or organ(), status_key, **fields)


def organ_name(owner=None, **fields):
    return create(OrganName, **{"organ": owner or organ(), "name": f"Nom {next(numbers)}"} | fields)


def competence(owner=None, **fields):
    defaults = {"organ": owner or organ(), "domain_fr": "Monnaie", "holder": Competence.Holder.SHARED}
    return create(Competence, **defaults | fields)


def person(**fields):
    return record(Person, **{"role_fr": "Ministre"} | fields)


def office(**fields):
    return record(Office, **fields)


def mandate(owner=None, **fields):
    defaults = {"office": owner or office(), "person": fields.pop("person", None) or person()}
    return create(Mandate, **defaults | fields)


def document(**fields):
    defaults = {"kind": Document.Kind.COMMUNIQUE, "text_state": Document.TextState.PUBLISHED}
    return record(Document, **defaults | fields)


def document_file(owner=None, **fields):
    return create(DocumentFile, **{"document": owner or document(), "url": "https://example.org/a.pdf"} | fields)


def point(owner=None, **fields):
    n = next(numbers)
    defaults = {"document": owner or document(), "position": n, "number": str(n), "text_fr": f"Point {n}"}
    return create(Point, **defaults | {"kind": Point.Kind.DECISION} | fields)


def ratification(owner=None, **fields):
    defaults = {"document": owner or document(), "state": fields.pop("state", None) or state()}
    return create(Ratification, **defaults | {"act": Ratification.Act.SIGNED} | fields)


def external_membership(owner=None, **fields):
    defaults = {"state": owner or state(), "body_fr": "l’Organisation", "act": ExternalMembership.Act.LEFT}
    return create(ExternalMembership, fields.pop("links", None), **defaults | fields)


# Ledgers


def step(model, owner, status_key, *, evidence=None, **fields):
    """A step with one passage as evidence; none with `evidence=[]`."""
    defaults = {
        model.owner_field: owner,
        "status": status(status_key),
        "occurred": "2025-12-23",
        "text_fr": f"Étape {next(numbers)}",
    }
    return create(model, {"evidence": [passage()] if evidence is None else evidence}, **defaults | fields)


# Summits


def meeting(**fields):
    defaults = {"level": Meeting.Level.COUNCIL, "held": "2025-11-26", "summary_fr": "Résumé"}
    return record(Meeting, **defaults | fields)


def summit(**fields):
    defaults = {"level": Meeting.Level.SUMMIT, "held": "2025-12-22/2025-12-23", "summary_fr": "Résumé"}
    return record(Summit, **defaults | fields)


def agenda_item(owner=None, **fields):
    n = next(numbers)
    return create(AgendaItem, **{"meeting": owner or meeting(), "number": n, "text_fr": f"Sujet {n}"} | fields)


def attendance(owner=None, **fields):
    defaults = {"meeting": owner or meeting(), "person": fields.pop("person", None) or person()}
    return create(Attendance, **defaults | fields)


def meeting_step(owner=None, status_key="announced", **fields):
    return step(MeetingStep, owner or meeting(), status_key, **fields)


def decision(**fields):
    return record(Decision, **fields)


def decision_step(owner=None, status_key="expected", **fields):
    return step(DecisionStep, owner or decision(), status_key, **fields)


def roadmap(**fields):
    return record(Roadmap, **fields)


def roadmap_item(**fields):
    return record(RoadmapItem, pillar=fields.pop("pillar", None) or pillar(), **fields)


def roadmap_step(owner=None, status_key="announced", **fields):
    return step(RoadmapStep, owner or roadmap_item(), status_key, **fields)


def deadline(owner=None, **fields):
    return create(Deadline, **{"item": owner or roadmap_item(), "due": "2026-06"} | fields)


def decision_link(owner=None, **fields):
    return create(
        DecisionLink,
        **{"item": owner or roadmap_item(), "decision": fields.pop("decision", None) or decision()} | fields,
    )


def document_link(owner=None, **fields):
    return create(
        DocumentLink,
        **{"item": owner or roadmap_item(), "document": fields.pop("document", None) or document()} | fields,
    )


def check(**fields):
    """A look at the whole register, which found nothing newer."""
    n = next(numbers)
    facts = {"scope": Check.Scope.REGISTER, "looked_on": date(2026, 3, 4), "covers_until": date(2026, 3, 4)}
    said = {"result": Check.Result.NOTHING_NEWER, "text_fr": "Rien de plus récent trouvé"}
    return create(Check, **{"key": f"veille-{n}"} | facts | said | fields)


def milestone(**fields):
    return record(Milestone, **{"occurred": "2024-07-06"} | fields)


def topic(**fields):
    return record(Topic, **fields)


def statement(**fields):
    return record(Statement, **{"attributed_to_fr": "Un analyste"} | fields)


def conflict(**fields):
    return record(Conflict, **{"text_fr": "Deux dates", "retained_fr": "La première"} | fields)


def gap(**fields):
    return record(Gap, **fields)


# The site


def page(**fields):
    return record(Page, **fields)

"""Records with everything that hangs on them, `n` times each, for tests of pages: drafts as in `factories`."""

from publishing.live.publish import publish
from publishing.registry import RECORD_TYPES
from tests import factories as make

KNOWLEDGE = (make.gap, make.conflict, make.statement, make.topic, make.milestone)


def publish_everything():
    """Whatever is on the desk becomes live; what is already is left alone."""
    return publish([record for kind in RECORD_TYPES.values() for record in kind.model.objects.all()])


def evidence():
    return {"evidence": [make.passage()]}


def known_about(relation, record, n):
    """Gaps, contradictions, statements, topics and milestones that concern a record."""
    for concern in KNOWLEDGE:
        for _ in range(n):
            concern(links={relation: [record]})


def source(n):
    record = make.source(publisher="Agence")
    for _ in range(n):
        passage = make.passage(record)
        make.decision(links={"evidence": [passage]})
        make.decision_step(evidence=[passage])
        make.organ(links={"evidence": [passage]})
    return record


def state(n):
    record = make.state("NE", links=evidence())
    for _ in range(n):
        make.mandate(make.office(), on_behalf_of=record)
        make.ratification(make.document(), state=record, links=evidence())
        make.external_membership(record, dated="2025-01-29", links=evidence())
        make.roadmap_step(make.roadmap_item(), state=record)
        make.organ(state=record)
        make.meeting(state=record)
    known_about("states", record, n)
    return record


def organ(n):
    record = make.organ(parent=make.organ(), links=evidence())
    for _ in range(n):
        make.organ_step(record, "created", document=make.document())
        make.organ_name(record, links=evidence())
        make.competence(record, links=evidence())
        make.organ(parent=record)
        make.meeting(organ=record)
        make.decision_step(make.decision(organ=record))
        make.decision_step(make.decision(), organ=record)
        make.roadmap_step(make.roadmap_item(organ=record))
        make.mandate(make.office(organ=record), on_behalf_of=make.state())
        record.legal_basis.add(make.document())
    known_about("organs", record, n)
    return record


def person(n):
    record = make.person(links=evidence())
    for _ in range(n):
        make.mandate(make.office(), person=record, on_behalf_of=make.state(), links=evidence())
        make.attendance(make.meeting(), person=record)
        make.document(signatory=record)
    known_about("persons", record, n)
    return record


def office(n):
    record = make.office(organ=make.organ(), links=evidence())
    for _ in range(n):
        make.mandate(record, on_behalf_of=make.state(), links=evidence())
    known_about("offices", record, n)
    return record


def document(n):
    record = make.document(place=make.place(), signatory=make.person(), links=evidence())
    for number in range(n):
        point = make.point(record, links=evidence())
        make.decision(links={"points": [point], "documents": [record]})
        make.ratification(record, state=make.state(("ML", "BF", "NE")[number]), links=evidence())
        make.document(parent=record)
        make.meeting(links={"documents": [record]})
    known_about("documents", record, n)
    return record


def meeting(n, record=None):
    record = record or make.meeting(organ=make.organ(), place=make.place(), links=evidence())
    for _ in range(n):
        make.meeting_step(record, "held", foreseen="2025-12")
        make.attendance(record, state=make.state(), links=evidence())
        decision = make.decision(meeting=record, modality_fr="devrait", pillar=make.pillar(), links=evidence())
        make.decision_step(decision)
        make.agenda_item(record, links=evidence() | {"decisions": [decision]})
        make.roadmap_step(make.roadmap_item(expected_at=record))
        make.meeting(prepares=make.meeting(prepares=record))
        make.decision_step(make.decision(), meeting=record)
        record.documents.add(make.document())
    known_about("meetings", record, n)
    return record


def summit(n):
    return meeting(n, make.summit(number=2, organ=make.organ(), place=make.place(), links=evidence()))


def decision(n):
    record = make.decision(organ=make.organ(), meeting=make.summit(), pillar=make.pillar(), links=evidence())
    for _ in range(n):
        make.decision_step(record, "adopted", organ=make.organ(), meeting=make.meeting())
        make.decision_step(make.decision(), resulting_decision=record, fulfilment="partly")
        make.roadmap_step(make.roadmap_item(links={"decisions": [record]}))
        make.agenda_item(make.meeting(), links={"decisions": [record]})
        record.documents.add(make.document())
        record.points.add(make.point())
        record.mandates.add(make.mandate())
    known_about("decisions", record, n)
    return record


def roadmap(n):
    record = make.roadmap(mandate=make.mandate(), document=make.document(), links=evidence())
    for _ in range(n):
        make.roadmap_step(make.roadmap_item(roadmap=record))
    return record


def roadmap_item(n):
    record = make.roadmap_item(organ=make.organ(), roadmap=make.roadmap(), links=evidence())
    for _ in range(n):
        make.roadmap_step(record, strength=5000)
        make.roadmap_step(record, state=make.state())
        make.deadline(record, links=evidence())
        record.related_organs.add(make.organ())
        record.depends_on.add(make.roadmap_item())
        decision = make.decision()
        make.decision_step(decision)
        record.decisions.add(decision)
    known_about("roadmap_items", record, n)
    return record


def topic(n):
    record = make.topic(links=evidence())
    for _ in range(n):
        record.meetings.add(make.meeting())
        record.organs.add(make.organ())
        record.decisions.add(make.decision())
        record.persons.add(make.person())
    return record


def page(n):
    return make.page(body_fr="Un paragraphe.\n\n" * n)


DETAILS = (
    *(source, state, organ, person, office, document, meeting, summit),
    *(decision, roadmap, roadmap_item, topic, page),
)

"""The facts of each kind of record, from relations already fetched."""

from collections.abc import Iterable

from institutions.headlines.facts import Fact, carried, facts_of_acts, facts_of_steps, facts_of_text
from institutions.models.stages import TextStage

WHOLE, PART = "whole", "part"


def facts_of_document(document) -> list[Fact]:
    """A document has a text only; needs `ratifications` with their states."""
    return [*facts_of_text(document), *facts_of_acts(document.ratifications.all())]


def facts_of_decision(decision) -> list[Fact]:
    """Its own steps, and what states did with its texts; needs `steps` and `documents` with `ratifications`."""
    acts = [act for document in decision.documents.all() for act in facts_of_acts(document.ratifications.all())]
    return [*facts_of_steps(decision.steps.all()), *carried(acts)]


def facts_of_item(item) -> list[Fact]:
    """Its own steps, those of the organ that it creates, and of what it is linked to as far as the link says.

    Two words for one act: the item's stands.

    Needs `steps`, `subject` with `steps`, `decision_links` with their decisions, `document_links` with theirs.
    """
    own = facts_of_steps(item.steps.all())
    organ = carried(facts_of_steps(item.subject.steps.all())) if item.subject else []
    decided = [fact for link in item.decision_links.all() for fact in facts_of_decision_link(link)]
    written = [fact for link in item.document_links.all() for fact in facts_of_document_link(link)]
    organ = [fact for fact in organ if not any(is_same_act(fact, mine) and fact.part == mine.part for mine in own)]
    linked = [fact for fact in [*decided, *written] if not any(is_same_act(fact, mine) for mine in own)]
    return [*own, *organ, *linked]


def facts_of_organ(organ) -> list[Fact]:
    """Those of the item that creates it, else its own; needs `creating_items` as `facts_of_item()` does."""
    items = organ.creating_items.all()
    return facts_of_item(items[0]) if items else facts_of_steps(organ.steps.all())


def facts_of_decision_link(link) -> list[Fact]:
    facts = facts_of_decision(link.decision) if link.extent in (WHOLE, PART) else []
    return within(link, facts)


def facts_of_document_link(link) -> list[Fact]:
    facts = facts_of_document(link.document) if link.extent in (WHOLE, PART) else []
    return within(link, facts)


def within(link, facts: Iterable[Fact]) -> list[Fact]:
    """All of them through a link to the whole; through one to a part, acts of states and what is decided of it."""
    if link.extent == WHOLE:
        return carried(facts)
    of_part = [f for f in facts if f.is_whole and (f.stage or 0) >= TextStage.DECIDED] if link.scope else []
    return [*carried(of_part, link), *carried(fact for fact in facts if fact.is_act)]


def is_same_act(one: Fact, other: Fact) -> bool:
    """Of the same day and axis, from the same source or at the same stage."""
    if (one.date, one.axis, one.state) != (other.date, other.axis, other.state):
        return False
    return one.stage == other.stage or bool(sources_of(one) & sources_of(other))


def sources_of(fact: Fact) -> set:
    return {passage.source_id for passage in fact.row.evidence.all()} if fact.is_step else set()

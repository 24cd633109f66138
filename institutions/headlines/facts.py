"""What the rows of ledgers, texts and acts say of a record, in one form."""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _

from institutions.models.document import Document, Ratification
from institutions.models.ledger import Grade, Step, uncorrected
from institutions.models.stages import Axis, DeedStage, TextStage
from institutions.models.vocabulary import State, Status
from sources.dates import PartialDate
from sources.models import Confidence

DRAFT_STATES = {
    Document.TextState.IN_PREPARATION,
    Document.TextState.ADOPTED_AS_DRAFT,
    Document.TextState.APPROVED_BY_MINISTERS,
}


@dataclass(frozen=True)
class Fact:
    """What one row says, on one axis: of the whole, of a part (`scope`), or of one state.

    `stage` is none for a mark and for an end. `row` is the step, the act or the document that says it; `known_on` is
    the first day on which it can be told.
    """

    row: Any  # Step | Ratification | Document: `is_step` and `is_act` tell them apart
    axis: str
    stage: int | Any  # Any for none: whoever compares stages has left those without out
    date: PartialDate | None
    known_on: datetime.date
    recorded_at: datetime.datetime | None = None
    is_stated: bool = False  # the date is that of the statement
    is_contested: bool = False
    is_search: bool = False
    is_end: bool = False
    is_postponement: bool = False
    is_reading: bool = False  # by the register, and so no fact
    state: State | None = None
    carrier: Any = None  # the link or the text that gives the fact its scope, where the row has none
    is_own: bool = True

    @property
    def first(self) -> datetime.date:
        return self.date.first if self.date else datetime.date.min

    @property
    def last(self) -> datetime.date:
        return self.date.last if self.date else self.known_on

    @property
    def is_step(self) -> bool:
        return isinstance(self.row, Step)

    @property
    def is_act(self) -> bool:
        return isinstance(self.row, Ratification)

    @property
    def is_uncertain(self) -> bool:
        """Whether it rests on one source alone."""
        return self.is_step and self.row.confidence == Confidence.LOW

    @property
    def part(self) -> str:
        """What part it concerns, blank for the whole; in French, by which parts are told apart."""
        return scope_of(self, "fr")

    @property
    def is_whole(self) -> bool:
        return not self.part and self.state is None

    @property
    def counts(self) -> bool:
        """Whether it is a fact that may raise a stage or renew what is known."""
        return not (self.is_search or self.is_contested or self.is_end or self.is_postponement)

    @property
    def word(self) -> str:
        """What it says in a word, in the active language."""
        if self.is_act:
            return ACT_WORDS[self.row.act]()
        if not self.is_step:
            return text_state_word(self.row)
        if self.axis == Axis.DEED and self.stage == DeedStage.ANNOUNCED:
            return str(DeedStage.ANNOUNCED.label)
        if self.axis == Axis.TEXT and self.stage == TextStage.IN_PART:
            return str(TextStage.IN_PART.label)
        return str(self.row.status)


ACT_WORDS = {
    Ratification.Act.SIGNED: lambda: _("signé"),
    Ratification.Act.BILL: lambda: _("projet de loi de ratification"),
    Ratification.Act.AUTHORISED: lambda: _("ratification autorisée par le parlement"),
    Ratification.Act.RATIFIED: lambda: _("ratifié"),
    Ratification.Act.DEPOSITED: lambda: _("instrument déposé"),
    Ratification.Act.NOT_FOUND: lambda: _("aucun acte trouvé"),
}
ACT_RANKS = {act: rank for rank, act in enumerate(ACT_WORDS)}


def text_state_word(document: Document) -> str:
    if document.text_state == Document.TextState.ADOPTED_AS_DRAFT:
        return _("adopté en projet")
    return str(document.get_text_state_display())


def scope_of(fact: Fact, language: str) -> str:
    """The part that a fact concerns in a language, in French for want of it."""
    for row in (fact.row, fact.carrier):
        if row is not None and hasattr(row, "scope") and (text := row.text_in("scope", language)):
            return text
    return "" if language == "fr" else scope_of(fact, "fr")


# From rows


def facts_of_steps(steps: Iterable[Step]) -> list[Fact]:
    """What the uncorrected steps of a ledger say; `status`, `state` and `resulting_decision` are fetched."""
    return [fact_of_step(step) for step in uncorrected(list(steps))]


def fact_of_step(step: Step) -> Fact:
    axis = step.axis or step.status.axis or Axis.TEXT
    told, is_stated = date_of(step)
    is_search = step.status.is_absence
    state = getattr(step, "state", None)
    return Fact(
        row=step,
        axis=axis,
        stage=stage_of(step, axis, state),
        date=told,
        known_on=told.last if told else step.recorded_at.date(),
        recorded_at=step.recorded_at,
        is_stated=is_stated,
        is_contested=step.is_contested or step.status.family == Status.Family.DISPUTED,
        is_search=is_search,
        is_end=step.status.is_end,
        is_postponement=step.status.is_postponement,
        is_reading=step.grade == Grade.OBSERVED and not step.occurred and not is_search,
        state=state,
    )


def date_of(step: Step) -> tuple[PartialDate | None, bool]:
    """When it happened, and whether that is only when it was said; a search is of the day of the look."""
    fulfilling = getattr(step, "resulting_decision", None)
    if fulfilling and fulfilling.decided and not step.status.is_absence:
        return fulfilling.decided, False
    if step.status.is_absence and step.grade == Grade.OBSERVED and step.stated_on:
        return step.stated_on, False
    if step.occurred:
        return step.occurred, False
    return step.stated_on, step.stated_on is not None and not step.status.is_absence


def stage_of(step: Step, axis: str, state: State | None) -> int | None:
    """A national step decides for its state alone."""
    if axis == Axis.DEED:
        return step.status.deed_stage
    return None if step.status.is_national and state is None else step.status.text_stage


def facts_of_text(document: Document) -> list[Fact]:
    """How far a document has come; a text without a date says so without one."""
    known_on = document.day or (document.as_of.last if document.as_of else datetime.date.min)
    stage = TextStage.PREPARING if document.text_state in DRAFT_STATES else TextStage.DECIDED
    return [Fact(document, Axis.TEXT, stage, document.dated, known_on)]


def facts_of_acts(ratifications: Iterable[Ratification]) -> Iterator[Fact]:
    """What each state did to be bound; a search is of the day until which was looked."""
    for act in ratifications:
        is_search = act.act == Ratification.Act.NOT_FOUND
        told = act.dated or act.as_of
        if told and act.act != Ratification.Act.SIGNED:
            yield Fact(act, Axis.TEXT, None, told, told.last, is_search=is_search, state=act.state)


def carried(facts: Iterable[Fact], carrier: object = None) -> list[Fact]:
    """The same as facts of another record, within the scope of what links them."""
    return [replace(fact, carrier=carrier or fact.carrier, is_own=False) for fact in facts]

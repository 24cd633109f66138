"""Both axes of a record together, and the count that it belongs to."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy

from institutions.headlines.facts import Fact
from institutions.headlines.lines import Line, line_of
from institutions.models.stages import Axis, DeedStage, TextStage
from institutions.models.vocabulary import Status


class Count(TextChoices):
    """The partition by which records are counted: each belongs to the first that holds."""

    ENDED = "ended", pgettext_lazy("count", "arrêté")
    EFFECTIVE = "effect", pgettext_lazy("count", "effectif")
    LAUNCHED = "launched", pgettext_lazy("count", "lancé")
    BEGUN = "begun", pgettext_lazy("count", "amorcé")
    DECIDED = "decided", pgettext_lazy("count", "décidé")
    PART = "part", pgettext_lazy("count", "décidé en partie ou en principe")
    PREPARING = "prep", pgettext_lazy("count", "en préparation")
    ANNOUNCED = "announced", pgettext_lazy("count", "annoncé")
    NONE = "none", pgettext_lazy("count", "sans étape connue")


@dataclass(frozen=True)
class Headline:
    """Where a record stands as of a day: the text, the deed, and until when it was known.

    `horizon` is the last day of which anything can be said. `expects_deed` is whether the absence of any row on the
    deed is told. Of a decision whose own steps say nothing of the deed, `mandates` are those that it gave, `carriers`
    the items that carry it, each with its own headline.
    """

    text: Line
    deed: Line
    day: date
    horizon: date
    expects_deed: bool = False
    is_organ: bool = False
    mandates: tuple = ()
    carriers: tuple = ()

    @property
    def lines(self) -> tuple[Line, Line]:
        """The line that leads first: the deed once it is effective."""
        return (self.deed, self.text) if self.deed.stage == DeedStage.EFFECTIVE else (self.text, self.deed)

    @property
    def is_contested(self) -> bool:
        return self.text.is_contested or self.deed.is_contested

    @property
    def is_sought(self) -> bool:
        return bool(self.text.search or self.deed.search)

    @property
    def is_postponed(self) -> bool:
        return bool(self.text.postponed or self.deed.postponed)

    @property
    def count(self) -> Count:
        return next(count for count, holds in RULES if holds(self.text, self.deed))

    @property
    def stages(self) -> tuple[int, int]:
        """How far the text and the deed have come, as a whole."""
        return self.text.stage, self.deed.stage

    @property
    def reached(self) -> tuple:
        """The same with the count, which an end and a part change too."""
        return self.count, *self.stages

    @property
    def is_closed(self) -> bool:
        """Whether nothing more is awaited: it is effective, or was ended."""
        return self.count in (Count.EFFECTIVE, Count.ENDED)

    @property
    def latest(self) -> Fact | None:
        """The latest dated fact on either axis."""
        found = [line.latest for line in (self.text, self.deed) if line.latest]
        return max(found, key=lambda fact: (fact.first, fact.last), default=None)

    @property
    def main(self) -> Line:
        """The line by which tables tell one status: the deed from stage 3, else the text, else the deed after all."""
        if self.deed.stage >= DeedStage.BEGUN or not (self.text.head or self.text.ended or self.text.every_part):
            return self.deed if self.deed else self.text
        return self.text

    @property
    def status_rows(self) -> list[Status]:
        """The statuses it answers to: of both heads and of its marks, the one by which tables tell it first."""
        found = [line.head for line in (self.main, self.text, self.deed)]
        for line in (self.text, self.deed):
            found += [line.ended, line.postponed, line.search, *line.contrary]
        return list(dict.fromkeys(fact.row.status for fact in found if fact and fact.is_step))

    @property
    def statuses(self) -> tuple[str, ...]:
        """The keys of these."""
        return tuple(status.key for status in self.status_rows)


RULES = (
    (Count.ENDED, lambda text, deed: text.ended and not (text.head or deed.head)),
    (Count.EFFECTIVE, lambda text, deed: deed.stage == DeedStage.EFFECTIVE),
    (Count.LAUNCHED, lambda text, deed: deed.stage >= DeedStage.LAUNCHED),
    (Count.BEGUN, lambda text, deed: max([deed.stage, *deed.heights]) >= DeedStage.BEGUN),
    (Count.DECIDED, lambda text, deed: text.stage >= TextStage.DECIDED),
    (
        Count.PART,
        lambda text, deed: (
            text.stage >= TextStage.PRINCIPLE or any(part.stage >= TextStage.DECIDED for part in text.every_part)
        ),
    ),
    (Count.PREPARING, lambda text, deed: TextStage.PREPARING in (text.stage, deed.stage)),
    (Count.ANNOUNCED, lambda text, deed: text or deed),
    (Count.NONE, lambda text, deed: True),
)


def headline_of(facts: Iterable[Fact], day: date, watched_until: date | None = None, **options) -> Headline:
    """Where a record stands as of a day, from all that its rows say; a pure function of its arguments.

    `watched_until` is the last day that a look at the record covered.
    """
    known = [fact for fact in facts if fact.known_on <= day]
    return Headline(
        text=line_of(known, Axis.TEXT),
        deed=line_of(known, Axis.DEED),
        day=day,
        horizon=horizon_of(known, day, watched_until),
        **options,
    )


def horizon_of(facts: Iterable[Fact], day: date, watched_until: date | None) -> date:
    """The last day of which anything can be said: until then one has looked, or something is known to have happened."""
    told = [f.first for f in facts if f.date and not f.is_reading]
    reached = [*told, watched_until] if watched_until else told
    return min(day, max(reached, default=day))

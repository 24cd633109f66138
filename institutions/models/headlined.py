"""Records that stand somewhere: whether they have been decided, and whether they have been done."""

from datetime import date
from functools import cached_property

from django.db import models
from django.utils import timezone

from institutions.headlines import Headline, headline_of
from institutions.headlines.facts import Fact
from publishing.models import CurrentStatusRow


class Headlined(models.Model):
    """A record whose page answers, as of a day, how far its text and its deed have come.

    `headline_paths` are the relations that the answer is read from, besides the record's own parts.
    """

    headline_paths: tuple[str, ...] = ()

    class Meta:
        abstract = True

    def headline_facts(self) -> list[Fact]:
        """What its rows say, from relations already fetched."""
        raise NotImplementedError

    def headline_options(self) -> dict:
        """What the headline of this kind of record says besides."""
        return {}

    def headline_on(self, day: date, watched_until: date | None = None) -> Headline:
        """Where it stood at the end of a day, one having looked until another."""
        return headline_of(self.headline_facts(), day, watched_until, **self.headline_options())

    @cached_property
    def headline(self) -> Headline:
        """Where it stands; a view that tells of absence sets it with the day until which one has looked."""
        return self.headline_on(timezone.localdate())

    def current_statuses(self):
        """The status by which tables tell it, and what each state stands at."""
        headline = self.headline
        told = [fact for line in (headline.text, headline.deed) for fact in line.states]
        facts = {fact.state.pk if fact.state else None: fact for fact in told}
        if headline.main.head:
            facts[None] = headline.main.head
        return [
            CurrentStatusRow(fact.row.status_id, fact.row.pk, str(fact.date or ""), state)
            for state, fact in facts.items()
            if fact.is_step
        ]

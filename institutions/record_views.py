"""What pages of institutions, meetings, decisions and roadmap items have in common."""

from django.utils import timezone

from institutions.headlines.horizons import told_on
from institutions.models import Status
from sources.views import SourcedDetailView

# Who is concerned by gaps, contradictions, statements, topics and milestones does not know them: they point here.
KNOWLEDGE = ("gap_set", "conflict_set", "statement_set", "topic_set", "milestone_set")

# Expected is not adopted, and a search without result is no event: they are shown apart.
GROUPS = {Status.Family.EXPECTED: "expected_steps", Status.Family.ABSENT: "absent_steps"}


class ConcernedDetailView(SourcedDetailView):
    """The page of a record about which something is known to be unknown, disputed, or said."""

    def get_queryset(self):
        return super().get_queryset().prefetch_related(*KNOWLEDGE)


class LedgerDetailView(ConcernedDetailView):
    """The page of a record with a ledger: what was expected, what happened, and where no trace was found."""

    sourced_parts = {"steps": ("status",)}

    def get_queryset(self):
        return super().get_queryset().prefetch_related("steps__corrections")

    def get_ledger(self):
        """The ledger as the page shows it."""
        return self.object.ledger

    def get_context_data(self, **kwargs):
        ledger = self.get_ledger()
        groups: dict[str, list] = {"expected_steps": [], "absent_steps": [], "steps": []}
        for step in ledger.steps:
            groups[GROUPS.get(step.status.family, "steps")].append(step)
        words = sorted({step.status for step in ledger.steps}, key=lambda status: status.position)
        return super().get_context_data(current=ledger.current(), status_words=words, **groups, **kwargs)


class HeadlineDetailView(LedgerDetailView):
    """The page of a record that stands somewhere: its headline first, with the day until which one has looked."""

    def get_object(self, queryset=None):
        record = super().get_object(queryset)
        record.headline = self.headline_on(record, timezone.localdate())
        return record

    def headline_on(self, record, day):
        return told_on([record], day)[0].headline

    def get_context_data(self, **kwargs):
        return super().get_context_data(**{"headline": self.object.headline} | kwargs)

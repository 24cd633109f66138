"""Topics, attributed statements, contradictions and gaps."""

from publishing.views import RecordListView
from sources.citations import evidence_of
from sources.views import SourcedDetailView
from summits.models import Conflict, Gap, Statement, Topic

# What topics, statements, contradictions and gaps may concern.
CONCERNS = (
    "meetings",
    "organs",
    "decisions",
    "roadmap_items",
    "documents",
    "offices",
    "persons",
    "states",
)


class ConcerningListView(RecordListView):
    """What is known about other records, each with links to those it concerns."""

    def get_queryset(self):
        return super().get_queryset().prefetch_related(evidence_of(), *CONCERNS)


class GapListView(ConcerningListView):
    """What is known to be unknown."""

    model = Gap


class ConflictListView(ConcerningListView):
    """Sources that disagree."""

    model = Conflict


class StatementListView(ConcerningListView):
    """What is said of the facts, by whom."""

    model = Statement


class TopicListView(RecordListView):
    """Notions that recur."""

    model = Topic


class TopicDetailView(SourcedDetailView):
    """A notion across the records it concerns."""

    model = Topic

    def get_queryset(self):
        steps = (f"{ledgers}__steps__status" for ledgers in ("meetings", "organs", "decisions", "roadmap_items"))
        return super().get_queryset().prefetch_related(*CONCERNS, *steps)

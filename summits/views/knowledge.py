"""Topics, attributed statements, contradictions and gaps."""

from typing import Any

from django.db.models import Prefetch
from django.utils.translation import gettext_lazy as _

from institutions.models import Organ
from publishing.views import RecordListView
from sources.citations import evidence_of
from sources.views import SourcedDetailView
from summits.models import Conflict, Decision, Gap, Meeting, RoadmapItem, Statement, Topic

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
    extra_context = {
        "description": _(
            "Ce que le registre sait ne pas savoir. Une absence d’information n’est pas une information : elle "
            "est dite, et datée quand elle peut l’être."
        )
    }


class ConflictListView(ConcerningListView):
    """Sources that disagree."""

    model = Conflict
    extra_context = {
        "description": _(
            "Où les sources se contredisent : ce que dit chacune, ce que le registre retient, et pourquoi."
        )
    }


class StatementListView(ConcerningListView):
    """What is said of the facts, by whom."""

    model = Statement
    extra_context = {
        "page_title": _("Énoncés attribués"),
        "description": _(
            "Évaluations et prises de position, toujours avec leur auteur. Le registre les rapporte et ne les "
            "prend pas à son compte."
        ),
    }


class TopicListView(RecordListView):
    """Notions that recur."""

    model = Topic
    extra_context = {"description": _("Notions qui reviennent d’une fiche à l’autre.")}


class TopicDetailView(SourcedDetailView):
    """A notion across the records it concerns."""

    model = Topic

    def get_queryset(self):
        followed: dict[str, Any] = {
            "meetings": Meeting,
            "organs": Organ,
            "decisions": Decision,
            "roadmap_items": RoadmapItem,
        }
        others = (name for name in CONCERNS if name not in followed)
        standing = (Prefetch(name, model.objects.with_statuses()) for name, model in followed.items())
        return super().get_queryset().prefetch_related(*standing, *others)

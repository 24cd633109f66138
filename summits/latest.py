"""The latest facts of the register: what occurred last, whenever it was recorded."""

from django.db.models import Exists, OuterRef

from institutions.models import Status
from publishing.deferral import defer_other_languages
from publishing.registry import column_of
from summits.models import DecisionStep, RoadmapStep

NO_FACT = {Status.Family.ABSENT, Status.Family.EXPECTED}


def latest_facts(language: str, number: int) -> list:
    """The latest steps of decisions and of the roadmap, newest first, each with its `record`; no mere announcement."""
    found = [step for model in (DecisionStep, RoadmapStep) for step in latest_of(model, language, number)]
    return sorted(found, key=lambda step: (step.occurred, str(step.pk)), reverse=True)[:number]


def latest_of(model, language, number) -> list:
    """Of one ledger: their keys by its index of dates, then these few with what is shown of them."""
    owner = model.owner_field
    corrected = Exists(model.objects.filter(corrects=OuterRef("pk")))
    facts = Status.objects.exclude(family__in=NO_FACT).values_list("pk", flat=True)
    steps = model.objects.filter(~corrected, occurred_last__isnull=False, status__in=list(facts))
    told = steps.exclude(**{f"{owner}__{column_of('name', language)}": ""})
    keys = told.order_by("-occurred_last", "-occurred_first", "pk").values_list("pk", flat=True)[:number]
    latest = defer_other_languages(
        model.objects.select_related("status", "state", owner).filter(pk__in=list(keys)), language
    )
    for step in latest:
        step.record = getattr(step, owner)
    return list(latest)

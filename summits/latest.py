"""The latest facts of the register: what occurred last, whenever it was recorded."""

from institutions.models import Status
from summits.models import DecisionStep, RoadmapStep

NO_FACT = {Status.Family.ABSENT, Status.Family.EXPECTED}


def latest_facts(language: str, number: int) -> list:
    """The latest steps of decisions and of the roadmap, newest first, each with its `record`; no mere announcement."""
    found = [step for model in (DecisionStep, RoadmapStep) for step in latest_of(model, language, number)]
    return sorted(found, key=lambda step: (step.occurred, str(step.pk)), reverse=True)[:number]


def latest_of(model, language, number) -> list:
    owner = model.owner_field
    steps = model.objects.filter(occurred__isnull=False, corrections=None).exclude(status__family__in=NO_FACT)
    told = steps.exclude(**{f"{owner}__name_{language}": ""}).select_related("status", "state", owner)
    latest = list(told.order_by("-occurred_last", "-occurred_first", "pk")[:number])
    for step in latest:
        step.record = getattr(step, owner)
    return latest

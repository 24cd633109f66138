"""Until when each record was watched, from the published looks; two statements for one kind of record."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Max

from institutions.models.vocabulary import Pillar

NAMED = {"RoadmapItem": "roadmap_items", "Decision": "decisions", "Organ": "organs", "Document": "documents"}


@dataclass
class Horizons:
    """The last day that any look at the register, at a pillar or at a record covered."""

    register: date | None = None
    pillars: dict = field(default_factory=dict)
    records: dict = field(default_factory=dict)

    def of(self, record) -> date | None:
        """Until when the record was watched; none if nobody ever looked."""
        found = (self.register, self.pillars.get(getattr(record, "pillar_id", None)), self.records.get(record.pk))
        return max(filter(None, found), default=None)


def horizons_of(model: type) -> Horizons:
    """Those of the records of a model; a look that was not possible covers nothing."""
    check: Any = Pillar._meta.get_field("checks").related_model
    looks = check.objects.exclude(result=check.Result.COULD_NOT_LOOK).order_by()
    rows = looks.filter(scope__in=[check.Scope.REGISTER, check.Scope.PILLAR])
    wide = dict(rows.values_list("pillar").annotate(Max("covers_until")))
    named = looks.filter(scope=check.Scope.RECORDS).values_list(NAMED[model.__name__])
    return Horizons(wide.pop(None, None), wide, dict(named.annotate(Max("covers_until"))))


def told_on(records, day: date) -> list:
    """The records of one model, each with its `headline` as of a day and until when it was watched."""
    records = list(records)
    if records:
        horizons = horizons_of(type(records[0]))
        for record in records:
            record.headline = record.headline_on(day, horizons.of(record))
    return records

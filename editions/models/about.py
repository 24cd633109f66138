"""Rows about records of any type."""

import uuid
from collections import defaultdict
from collections.abc import Iterable
from functools import reduce
from operator import or_

from django.db import models


class AboutRecordQuerySet(models.QuerySet):
    """Rows about records of any types."""

    def about(self, keys: Iterable[tuple[str, uuid.UUID]]):
        """The rows about these records, each given by type and key."""
        ids = defaultdict(list)
        for record_type, record_id in keys:
            ids[record_type].append(record_id)
        wanted = [models.Q(record_type=kind, record_id__in=found) for kind, found in ids.items()]
        return self.filter(reduce(or_, wanted)) if wanted else self.none()


class AboutRecord(models.Model):
    """A row about one record, named by its type (`summits.decision`) and key."""

    record_type = models.CharField(max_length=60)
    record_id = models.UUIDField()

    objects = AboutRecordQuerySet.as_manager()

    class Meta:
        abstract = True

    @property
    def record_key(self) -> tuple[str, uuid.UUID]:
        return self.record_type, self.record_id

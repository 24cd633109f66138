"""The references of records: numbered by kind and year."""

from django.db import models, transaction

from editions.identity import current_identity


class ReferenceCounterManager(models.Manager["ReferenceCounter"]):
    """Hands out references; never the same twice, even after a deletion."""

    def allocate(self, prefix: str, year: int) -> str:
        """The next free reference of that kind (`prefix`) and year, such as AES-D-2025-014."""
        with transaction.atomic():
            self.get_or_create(prefix=prefix, year=year)
            counter = self.select_for_update().get(prefix=prefix, year=year)
            counter.last += 1
            counter.save()
        return f"{current_identity().prefix}-{prefix}-{year}-{counter.last:03}"

    def note(self, reference: str) -> None:
        """Take account of a reference that a dossier brings, so that it is not allocated again."""
        _, prefix, year, number = reference.split("-")
        with transaction.atomic():
            counter, _created = self.get_or_create(prefix=prefix, year=year)
            self.filter(pk=counter.pk, last__lt=int(number)).update(last=int(number))


class ReferenceCounter(models.Model):
    """The last number allocated for one kind of reference in one year; gaps are allowed."""

    prefix = models.CharField(max_length=4)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    objects = ReferenceCounterManager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["prefix", "year"], name="reference_counter_once")]

"""What the desk remembers of the dossiers it was loaded from."""

from django.db import models


class DossierEntry(models.Model):
    """An entry of a dossier as last loaded: a record that reads otherwise was changed at the desk since."""

    record_type = models.CharField(max_length=60)
    record_id = models.UUIDField()
    sha256 = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["record_type", "record_id"], name="dossier_entry_once")]

"""The desk's own table of forms that could not be received."""

import uuid

from django.db import models
from django.http import QueryDict
from django.utils import timezone


class KeptForm(models.Model):
    """What somebody typed, as it was sent to a form of the desk."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user_id = models.PositiveBigIntegerField()
    path = models.TextField()
    body = models.TextField()
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes = [models.Index(fields=["user_id", "at"], name="kept_form_of_user")]

    def __str__(self):
        return self.path

    @property
    def sent(self) -> QueryDict:
        return QueryDict(self.body)

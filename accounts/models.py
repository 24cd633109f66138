"""What the desk remembers of its accounts, beside Django's own tables."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Preference(models.Model):
    """In which language somebody works: their mail is written in it."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="preference")
    language = models.CharField(_("langue de l’interface"), max_length=12)

    class Meta:
        default_permissions = ()

    def __str__(self):
        return self.language

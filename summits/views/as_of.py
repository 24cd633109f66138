"""`?au=AAAA-MM-JJ`: the roadmap with what had occurred by a day."""

from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from summits.periods import day_of


class AsOfMixin:
    """A view that shows facts as of the day asked for, and says what is wrong with what is no such day."""

    @cached_property
    def asked(self) -> str:
        return self.request.GET.get("au", "").strip()

    @cached_property
    def day(self):
        """The day asked for; none: today."""
        day = day_of(self.asked)
        return day if day and day <= timezone.localdate() else None

    @property
    def refusal(self) -> str:
        if not self.asked or self.day:
            return ""
        if day_of(self.asked):
            return _("Le %(day)s n’est pas encore venu : voici ce qu’il en est aujourd’hui.") % {"day": self.asked}
        return _(
            "« %(asked)s » n’est pas une date : écrivez-la AAAA-MM-JJ, par exemple 2025-12-23."
            " Voici ce qu’il en est aujourd’hui."
        ) % {"asked": self.asked}

    def get_context_data(self, **kwargs):
        return super().get_context_data(day=self.day, refusal=self.refusal, **kwargs)

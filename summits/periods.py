"""The periods that a report may cover: between two days, each its own or the last one of a summit."""

import datetime
from dataclasses import dataclass
from itertools import pairwise

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from editions.models import Address
from institutions.models import Mandate
from publishing.deferral import defer_other_languages
from publishing.models import active_language
from sources.dates import PartialDate
from summits.models import Meeting, Summit


class NoSuchPeriodError(ValueError):
    """What is asked for is no period of the register; the message says why, in the reader's language."""


@dataclass(frozen=True)
class End:
    """One end of a period: a day, and the summit that closed on it where the period is named after one."""

    day: datetime.date
    summit: Summit | None = None

    @property
    def address(self) -> str:
        return self.summit.slug if self.summit else self.day.isoformat()


@dataclass(frozen=True)
class Period:
    """What lies between the ends of two days: the first is left out, since what it held had occurred by then."""

    start: End
    end: End
    mandate: Mandate | None = None

    def get_absolute_url(self) -> str:
        return reverse("summits:report", args=[self.start.address, self.end.address])

    @property
    def is_between_summits(self) -> bool:
        return bool(self.start.summit and self.end.summit)


def period_between(start: str, end: str) -> Period:
    """The period that two ends of an address name; raises NoSuchPeriodError."""
    period = Period(end_at(start), end_at(end))
    if period.start.day >= period.end.day:
        raise NoSuchPeriodError(_("La période doit finir après avoir commencé."))
    if period.end.day > timezone.localdate():
        raise NoSuchPeriodError(_("La période finit dans l’avenir : le registre ne rapporte que ce qui a eu lieu."))
    return period


def period_of(start: Summit, end: Summit) -> Period | None:
    """The period from one summit to another; none while it has not ended, or where a date is not known."""
    if start.held and end.held and start.held.last < end.held.last <= timezone.localdate():
        return Period(End(start.held.last, start), End(end.held.last, end))
    return None


def end_at(text: str) -> End:
    """The day, or the last day of the summit at that address, be it a former one."""
    if day := day_of(text):
        return End(day)
    summit = summit_at(text)
    if summit is None:
        message = _("« %(text)s » n’est ni une date écrite AAAA-MM-JJ, ni un sommet du registre.")
        raise NoSuchPeriodError(message % {"text": text})
    if summit.held is None:
        raise NoSuchPeriodError(_("La date du sommet « %(text)s » n’est pas connue.") % {"text": text})
    return End(summit.held.last, summit)


def day_of(text: str) -> datetime.date | None:
    """The day a reader asks for; none if the text is not one."""
    try:
        date = PartialDate.parse(text)
    except ValueError:
        return None
    return date.last if date.precision == "day" else None


def summit_at(slug: str) -> Summit | None:
    """The summit at a current or former address."""
    if summit := Summit.objects.at(slug=slug):
        return summit
    address = Address.objects.find(Meeting._meta.label_lower, slug)
    return Summit.objects.at(pk=address.record_id) if address else None


def between_summits() -> list[Period]:
    """From each summit to the next, newest first: the latest of them to this day."""
    today = timezone.localdate()
    summits = Summit.objects.filter(held_last__lt=today).order_by("held_last", "slug")
    told = defer_other_languages(summits, active_language())
    ends = [*(End(summit.held.last, summit) for summit in told), End(today)]
    return [Period(*pair) for pair in pairwise(ends) if pair[0].day < pair[1].day][::-1]


def presidencies() -> list[Period]:
    """Each mandate of an office that rotates, newest first: to its end, or to this day."""
    today = timezone.localdate()
    mandates = Mandate.objects.filter(office__rotates=True, started_on__lt=today)
    told = defer_other_languages(mandates.select_related("person", "office", "on_behalf_of"), active_language())
    periods = [
        Period(End(mandate.started_on), End(min(mandate.ended_on or today, today)), mandate)
        for mandate in told.order_by("-started_on", "pk")
    ]
    return [period for period in periods if period.start.day < period.end.day]

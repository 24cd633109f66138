"""What may be amiss with what is followed: silence, deadlines that have passed, steps without evidence."""

from datetime import timedelta

from django.apps import apps
from django.conf import settings
from django.db.models import DateField, F, Max, Q
from django.db.models.functions import Greatest
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from institutions.models import Status
from institutions.models.ledger import Step
from publishing.health import Rows, health_check, owners
from sources.dates import PartialDate
from summits.models import RoadmapItem


def open_items():
    """Items of the roadmap that no step closes, with `told`, the day of their latest fact."""
    facts = ~Q(steps__status__family=Status.Family.ABSENT)
    latest = Greatest(
        Max("steps__occurred_last", filter=facts), Max("steps__stated_on_last", filter=facts), output_field=DateField()
    )
    return RoadmapItem.objects.exclude(steps__status__is_terminal=True).annotate(told=latest)


@health_check(
    "silence",
    _("Points de la feuille de route sans fait nouveau depuis longtemps"),
    _("Cherchez ce qui s’est passé depuis ; si rien n’est trouvé, enregistrez une étape qui le dit."),
)
def silent_items():
    since = timezone.localdate() - timedelta(days=settings.SILENT_DAYS)
    rows = open_items().filter(Q(told__lt=since) | Q(told=None)).order_by(F("told").asc(nulls_first=True), "reference")
    yield Rows(rows, silence_in_words)


def silence_in_words(item) -> str:
    if item.told is None:
        return gettext("aucun fait daté")
    days = (timezone.localdate() - item.told).days
    return gettext("sans fait nouveau depuis %(days)s jours") % {"days": days}


@health_check(
    "echeances",
    _("Échéances passées sans que le point soit clos"),
    _("Dites ce qu’il en est : une étape, ou la nouvelle échéance qui a été annoncée."),
)
def late_items():
    due = open_items().annotate(due=Max("deadlines__due_last")).filter(due__lt=timezone.localdate())
    yield Rows(
        due.order_by("due", "reference"),
        lambda item: gettext("échéance passée le %(day)s") % {"day": PartialDate.of(item.due).as_words()},
    )


@health_check(
    "preuves",
    _("Étapes sans preuve"),
    _("Citez au moins un passage d’une source : sans preuve, l’étape ne peut pas paraître."),
)
def steps_without_evidence():
    for model in apps.get_models():
        if issubclass(model, Step):
            rows = model._base_manager.filter(evidence=None).exclude(status__family=Status.Family.ABSENT)
            yield Rows(rows.select_related(model.owner_field).order_by("pk"), str, owners)

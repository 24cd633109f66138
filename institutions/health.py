"""What may be amiss with institutions: terms of office that end, points that nothing takes up."""

from datetime import timedelta

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from institutions.models import Mandate
from institutions.points import unlinked_points
from publishing.health import Rows, health_check, owners

AHEAD = timedelta(days=60)


@health_check(
    "mandats",
    _("Mandats dont la fin prévue est proche ou passée"),
    _("Dites qui exerce la fonction : la fin constatée, le mandat suivant, ou la prolongation annoncée."),
)
def terms_ending():
    soon = Q(ended_on=None, planned_end_last__lt=timezone.localdate() + AHEAD)
    rows = Mandate.objects.filter(soon).select_related("office", "person").order_by("planned_end_last", "pk")
    yield Rows(rows, term_in_words, owners)


def term_in_words(mandate) -> str:
    values = {"person": mandate.person, "date": mandate.planned_end.as_words()}
    return gettext("%(person)s : fin prévue %(date)s") % values


@health_check(
    "points",
    _("Points de documents que rien ne reprend"),
    _("Liez chaque point aux décisions et aux points de la feuille de route qui en parlent."),
)
def points_unlinked():
    rows = unlinked_points().select_related("document").order_by("document__slug", "position")
    yield Rows(rows, str, owners)

"""What may be amiss with sources: addresses that no longer answer."""

from django.utils.translation import gettext_lazy as _

from archive.models import AddressCheck
from publishing.health import Rows, health_check
from sources.models import Source


@health_check(
    "sources-mortes",
    _("Sources dont l’adresse ne répond plus"),
    _("Donnez la nouvelle adresse, ou joignez une copie archivée : la preuve doit rester lisible."),
)
def dead_sources():
    dead = AddressCheck.objects.filter(result=AddressCheck.Result.DEAD)
    rows = Source.objects.exclude(url="").filter(url__in=dead.values("url")).order_by("slug")
    yield Rows(rows, lambda source: source.url)

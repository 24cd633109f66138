"""The chronology page."""

import re

from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from institutions.models import Pillar, State
from publishing.deferral import defer_other_languages
from publishing.models import active_language
from publishing.views import parameters
from sources.dates import PartialDate
from summits import chronology
from summits.facets import is_year

ON_ONE_PAGE = 400  # facts of a year; one that has more is read month by month


class ChronologyView(TemplateView):
    """Every dated fact of a year, the latest by default, narrowed by type, pillar and state."""

    template_name = "summits/chronology.html"

    def get_context_data(self, **kwargs):
        years, given = chronology.years(), parameters(self.request)
        year = chosen_year(given.get("annee", ""), years)
        chosen = {name: given.get(name, "") for name in ("type", "pilier", "etat")}
        narrowed = {"kind": chosen["type"], "pillar": chosen["pilier"], "state": chosen["etat"]}
        months = chronology.months_of(year, **narrowed) if year else {}
        month = chosen_month(given.get("mois", ""), months)
        language = active_language()
        return super().get_context_data(
            page_title=_("Chronologie"),
            description=_("Tous les faits datés que portent les fiches du registre."),
            years=years,
            year=year,
            months=[(one, PartialDate.parse(f"{year:04}-{one:02}")) for one in months] if month else [],
            month=month,
            chosen=chosen,
            kinds=list(chronology.KINDS.items()),
            pillars=defer_other_languages(Pillar.objects.all(), language),
            states=defer_other_languages(State.objects.existing_in(language), language),
            facts=chronology.facts_of(year, month=month, language=language, **narrowed),
            **kwargs,
        )


def chosen_month(text, months) -> int | None:
    """The month asked for, else the last; none of a year whose facts are read on one page."""
    if sum(months.values()) <= ON_ONE_PAGE:
        return None
    return int(text) if re.fullmatch("[1-9]|1[0-2]", text) and int(text) in months else max(months)


def chosen_year(text, years) -> int | None:
    """The year asked for, else the latest that has anything."""
    if is_year(text) and int(text) in years:
        return int(text)
    return years[0] if years else None

"""The chronology page."""

from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from institutions.models import Pillar, State
from publishing.models import active_language
from publishing.views import parameters
from summits import chronology
from summits.facets import is_year


class ChronologyView(TemplateView):
    """Every dated fact of a year, the latest by default, narrowed by type, pillar and state."""

    template_name = "summits/chronology.html"

    def get_context_data(self, **kwargs):
        years, given = chronology.years(), parameters(self.request)
        year = chosen_year(given.get("annee", ""), years)
        chosen = {name: given.get(name, "") for name in ("type", "pilier", "etat")}
        return super().get_context_data(
            page_title=_("Chronologie"),
            description=_("Tous les faits datés du registre, année par année."),
            years=years,
            year=year,
            chosen=chosen,
            kinds=list(chronology.KINDS.items()),
            pillars=Pillar.objects.all(),
            states=State.objects.existing_in(active_language()),
            facts=chronology.facts_of(
                year,
                language=active_language(),
                kind=chosen["type"],
                pillar=chosen["pilier"],
                state=chosen["etat"],
            ),
            **kwargs,
        )


def chosen_year(text, years) -> int | None:
    """The year asked for, else the latest that has anything."""
    if is_year(text) and int(text) in years:
        return int(text)
    return years[0] if years else None

"""The report from one summit to another, or between any two days."""

from django.http import HttpResponsePermanentRedirect, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.generic import TemplateView

from publishing.models import active_language
from publishing.views import parameters
from sources.dates import PartialDate
from summits import report
from summits.periods import NoSuchPeriodError, between_summits, day_of, period_between, presidencies


class ReportListView(TemplateView):
    """The periods that make sense, and a form for any other: `?du=AAAA-MM-JJ&au=AAAA-MM-JJ`."""

    template_name = "summits/report_list.html"

    def get(self, request):
        asked = {name: text.strip() for name, text in parameters(request).items() if name in {"du", "au"}}
        if not any(asked.values()):
            return self.render_to_response(self.get_context_data())
        try:
            period = period_between(asked.get("du", ""), asked.get("au", ""))
        except NoSuchPeriodError as error:
            return self.refuse(error, **asked)
        return HttpResponseRedirect(period.get_absolute_url())

    def refuse(self, error, *, du="", au=""):
        """404: says why there is no such period, and which there are."""
        context = self.get_context_data(refusal=str(error), start=day_of(du), end=day_of(au))
        return self.render_to_response(context, status=404)

    def get_context_data(self, **kwargs):
        context = {
            "page_title": _("Bilans"),
            "description": _(
                "Ce que la feuille de route est devenue d’un sommet à l’autre, au fil d’une présidence, ou entre "
                "deux dates : ce qui s’est ouvert, ce qui a bougé, ce qui est fait, ce qui tarde, ce dont on "
                "n’entend plus parler."
            ),
            "groups": [(_("D’un sommet à l’autre"), between_summits()), (_("Par présidence"), presidencies())],
            "refusal": "",
            "start": None,
            "end": None,
        }
        return super().get_context_data(**context | kwargs)


class ReportView(ReportListView):
    """What was opened, moved, done, late or silent over a period, what was decided and which meetings were held."""

    def get(self, request, start, end):  # type: ignore[override]  # its address says which
        try:
            period = period_between(start, end)
        except NoSuchPeriodError as error:
            return self.refuse(error, du=start, au=end)
        if request.path != period.get_absolute_url():
            return HttpResponsePermanentRedirect(period.get_absolute_url())
        self.template_name = "summits/report.html"
        return self.render_to_response(context_of(period))


def context_of(period) -> dict:
    language = active_language()
    lines = report.lines_of(period, language)
    decisions, meetings = report.decisions_of(period, language), report.meetings_of(period, language)
    title = _("Bilan du %(start)s au %(end)s") % {
        "start": PartialDate.of(period.start.day).as_words(),
        "end": PartialDate.of(period.end.day).as_words(),
    }
    return {
        "page_title": title,
        "description": _("Feuille de route, décisions et réunions : ce qui a changé entre ces deux dates."),
        "period": period,
        "horizon": report.horizon_of(lines),
        "counts": [*report.counts_of(lines), *counts_beside(decisions, meetings)],
        "multiples": report.multiples_of(lines),
        "pillars": report.by_pillar(lines).items(),
        "decisions": decisions,
        "meetings": meetings,
    }


def counts_beside(decisions, meetings) -> list[tuple[int, str]]:
    """How many decisions and meetings, with the words for that number."""
    return [
        (len(decisions), ngettext("décision prise", "décisions prises", len(decisions))),
        (len(meetings), ngettext("réunion tenue", "réunions tenues", len(meetings))),
    ]

"""The health board: each check with what it finds, and the way to where it is mended."""

from collections.abc import Collection
from dataclasses import dataclass

from django.contrib import admin
from django.db.models import Model
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from desk.forms.addresses import form_address
from publishing.errors import name_of
from publishing.health import HEALTH_CHECKS, HealthCheck

SHOWN = 200


@dataclass(frozen=True)
class Line:
    """One check on the board, with how much it finds today."""

    check: HealthCheck
    count: int

    @property
    def address(self) -> str:
        return reverse("admin:health_check", args=[self.check.name])


def board(models: Collection[type[Model]]) -> list[Line]:
    """Every check with what it finds in records of these types, those that find something first."""
    lines = [Line(check, check.count(models)) for check in HEALTH_CHECKS.values()]
    return sorted(lines, key=lambda line: line.count == 0)


class HealthPage(TemplateView):
    """A page of the board, in the frame of the desk."""

    site: admin.AdminSite = None  # type: ignore[assignment]  # given by as_view()

    def get_context_data(self, **kwargs):
        self.request.current_app = self.site.name
        return super().get_context_data(**self.site.each_context(self.request), **kwargs)


class HealthView(HealthPage):
    template_name = "desk/health.html"

    def get_context_data(self, **kwargs):
        lines = board(self.site.viewable_models(self.request))
        return super().get_context_data(title=_("Santé du registre"), lines=lines, **kwargs)


class HealthCheckView(HealthPage):
    """What one check finds in records that the editor may see, the first of it when it is much."""

    template_name = "desk/health_check.html"

    def get_context_data(self, name, **kwargs):  # type: ignore[override]  # its address says which
        if name not in HEALTH_CHECKS:
            raise Http404
        check = HEALTH_CHECKS[name]
        models = self.site.viewable_models(self.request)
        count = check.count(models)
        findings = [
            {
                "name": name_of(found.record),
                "address": form_address([found.record]),
                "text": found.text,
                "target": name_of(found.target) if found.target and type(found.target) in models else "",
            }
            for found in check.first(SHOWN, models)
        ]
        return super().get_context_data(
            title=check.title, check=check, count=count, findings=findings, left_out=count - len(findings), **kwargs
        )

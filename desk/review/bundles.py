"""From a summit to everything of it that readers do not see yet: chosen here, submitted together."""

from django.core.exceptions import PermissionDenied
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.views import View

from desk.forms.addresses import RECORD, form_address, named, record_or_404
from desk.review.submit_views import SUBMIT
from desk.review.wording import worded_state
from publishing.errors import name_of
from publishing.registry import record_type_of
from publishing.review.bundles import gathered
from publishing.review.workflow_state import publication_status


def bundle_address(record) -> str:
    return reverse("admin:bundle", args=[record_type_of(record).label, record.pk])


class BundleView(View):
    """What belongs to a record and has changes, by type, all of it chosen until somebody says otherwise."""

    site = None
    http_method_names = ("get", "head")

    def get(self, request, label, pk):
        record = record_or_404(label, pk)
        if not request.user.has_perm(SUBMIT) or not self.site.may_view(request, record):
            raise PermissionDenied
        request.current_app = self.site.name
        context = self.site.each_context(request) | {
            "title": _("Lot de « %(record)s »") % {"record": record},
            "record": record,
            "back": form_address([record]),
            "groups": self.groups(one for one in gathered(record) if self.site.may_view(request, one)),
            "record_parameter": RECORD,
        }
        return TemplateResponse(request, "desk/bundle.html", context)

    def groups(self, records) -> list:
        """The records by type, each with its state."""
        by_type: dict = {}
        for record in records:
            by_type.setdefault(type(record), []).append(record)
        return [(capfirst(model._meta.verbose_name_plural), as_rows(model, rows)) for model, rows in by_type.items()]


def as_rows(model, records) -> list[dict]:
    found = publication_status(model, [record.pk for record in records])
    return [
        {"value": named(r), "name": name_of(r), "address": form_address([r]), "state": worded_state(found[r.pk])}
        for r in records
    ]

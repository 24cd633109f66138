"""Home, editable pages, the change log, permanent addresses, and what is said when something is missing."""

import sys
from http import HTTPStatus
from uuid import UUID

from django.apps import apps
from django.db import OperationalError
from django.db.models import F, Q
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from django.views.generic import TemplateView, View

from aes_site.models import Page
from editions.identity import current_identity, last_known, speaking_as
from editions.models import Address, Change, ChangeText, CurrentStatus
from institutions.models import Mandate, Status
from publishing.deferral import defer_other_languages
from publishing.models import active_language, path_in
from publishing.views import PagedListView, RecordDetailView, gone, other_languages
from readers.default_pages import default_page
from summits.latest import latest_facts
from summits.models import Deadline, Decision, Meeting, RoadmapItem, Summit
from summits.outcomes import counts_of_outcomes, was_expected
from summits.progress import figures_of, horizon_of, standings_on

LATEST_CHANGES = 8
NEXT_DATES = 6
LATEST_FACTS = 6


class HomeView(TemplateView):
    """The current cycle, what changed lately, the roadmap in figures, the next dates."""

    template_name = "aes_site/home.html"

    def get_context_data(self, **kwargs):
        language, today = active_language(), timezone.localdate()
        summits = Summit.objects.existing_in(language).with_place().with_statuses()
        summits = defer_other_languages(summits.exclude(pk__in=not_held()), language)
        summit = summits.filter(held_first__lte=today).first()
        deadlines = defer_other_languages(
            Deadline.objects.filter(revisions=None).select_related("item"), language
        ).order_by("due_last")
        meetings = defer_other_languages(Meeting.objects.existing_in(language).with_place(), language)
        standings = standings_on(
            defer_other_languages(RoadmapItem.objects.existing_in(language).with_statuses(), language)
        )
        return super().get_context_data(
            page_title=_("Ce qui a été annoncé, qui l’a décidé, ce qui a été fait"),
            description=current_identity().description,
            summit=summit,
            expected=expected_outcomes(summit, language),
            next_summit=summits.filter(held_first__gt=today).last(),
            presidency=current_presidency(),
            changes=latest_changes(language).filter(change__in=Change.objects.of_site())[:LATEST_CHANGES],
            facts=latest_facts(language, LATEST_FACTS),
            figures=figures_of(standings),
            horizon=horizon_of(standings),
            meetings=meetings.filter(held_last__gte=today).exclude(pk__in=not_held()).reverse()[:NEXT_DATES],
            deadlines=deadlines.filter(due_last__gte=today)[:NEXT_DATES],
            past_deadlines=deadlines.filter(due_last__lt=today).reverse()[:NEXT_DATES],
            **kwargs,
        )


def not_held():
    """The meetings that were cancelled or put off, as their ledgers stood when they were published."""
    stopped = Status.objects.filter(family=Status.Family.STOPPED)
    standing = CurrentStatus.objects.filter(record_type="summits.meeting", state_id=None)
    return standing.filter(status_id__in=stopped.values("pk")).values("record_id")


def expected_outcomes(summit, language) -> list:
    """What came of the decisions that a summit was expected to take, each in one count."""
    if summit is None:
        return []
    decisions = Decision.objects.existing_in(language).filter(meeting=summit).with_statuses()
    return counts_of_outcomes(d for d in defer_other_languages(decisions, language) if was_expected(d))


def current_presidency():
    """Who presides over the Confederation: of the mandates begun and not known to have ended, the latest.

    Nobody is said to preside after the planned end of that one: one would have to look again.
    """
    today = timezone.localdate()
    begun = Mandate.objects.filter(office__rotates=True, ended_on=None).exclude(started_on__gt=today)
    begun = begun.filter(Q(planned_end=None) | Q(planned_end_last__gte=today))
    latest_first = F("started_on").desc(nulls_last=True)
    told = defer_other_languages(begun.select_related("person", "office", "on_behalf_of"), active_language())
    return told.order_by(latest_first).first()


def latest_changes(language):
    """The change log in one language, newest first."""
    return ChangeText.objects.filter(language=language).select_related("change").order_by("-change__at", "-pk")


class PageView(RecordDetailView):
    """A page of editable prose; those that every register has say so much by default."""

    model = Page
    template_name = "aes_site/page_detail.html"

    def answer_without_record(self):
        try:
            return super().answer_without_record()
        except Http404:
            self.object = default_page(self.kwargs[self.slug_url_kwarg])
            if self.object is None:
                raise
        if active_language() not in self.object.languages:
            return other_languages(self.request, self.object)
        return self.render_to_response(self.get_context_data(object=self.object))


class ChangeListView(PagedListView):
    """The change log: each line is what feeds tell too."""

    page_size = 100
    cursor_key = "pk"
    template_name = "aes_site/change_list.html"
    extra_context = {
        "page_title": _("Changements"),
        "description": _(
            "Tout ce que le registre a publié, complété, rectifié ou retiré, dans l’ordre où il l’a fait."
        ),
    }

    def get_queryset(self):
        return latest_changes(active_language())


class CorrectionListView(ChangeListView):
    """What the register got wrong, and what it withdrew."""

    template_name = "aes_site/correction_list.html"
    extra_context = {
        "page_title": _("Corrections"),
        "description": _(
            "Ce que le registre a dit de faux, et ce qu’il a retiré. "
            "Une étape publiée n’est jamais effacée : une autre la corrige."
        ),
    }

    def get_queryset(self):
        return (
            super()
            .get_queryset()
            .filter(Q(change__action=Change.Action.CORRECTION) | Q(change__action=Change.Action.WITHDRAWN))
        )


class LanguageView(View):
    """`/`: to the home page in the language that the reader's browser asks for."""

    def get(self, request):
        response = HttpResponseRedirect(reverse("home"))
        patch_vary_headers(response, ["Accept-Language"])
        return response


class PermanentView(View):
    """`/r/<key or reference>`: to the record's page, in the reader's language if it exists there."""

    def get(self, request, identifier):
        address = Address.objects.filter(named(identifier)).order_by("-is_current").first()
        if address is None:
            raise Http404
        if address.withdrawn_at:
            return gone(request, address)
        record = get_object_or_404(apps.get_model(address.record_type), pk=address.record_id)
        spoken = active_language() if active_language() in record.languages else record.languages[0]
        return self.lead_to(record, spoken)

    def lead_to(self, record, language):
        return see_other(path_in(record, language))


class PermanentEditionView(PermanentView):
    """`/r/<key or reference>/<number>`: to an edition, which stays as it was published."""

    def get(self, request, identifier, number):  # type: ignore[override]  # its address says which
        self.number = number
        return super().get(request, identifier)

    def lead_to(self, record, language):
        with override(language):
            return see_other(reverse("readers:edition", args=[record.reference, self.number]))


def see_other(path) -> HttpResponseRedirect:
    """303, whose address depends on the reader's language."""
    response = HttpResponseRedirect(path, status=HTTPStatus.SEE_OTHER)
    patch_vary_headers(response, ["Accept-Language"])
    return response


def named(identifier) -> Q:
    """The condition on addresses for the key or the reference that a citation prints."""
    try:
        return Q(record_id=UUID(identifier))
    except ValueError:
        return Q(reference=identifier.upper())


def page_not_found(request, exception):
    """404, in the language of the address."""
    return error_page(request, HTTPStatus.NOT_FOUND, _("Page introuvable"))


def server_error(request):
    """500; or 503 when it is the database that does not answer."""
    is_away = isinstance(sys.exc_info()[1], OperationalError)
    with speaking_as(last_known()):
        if not is_away:
            return error_page(request, HTTPStatus.INTERNAL_SERVER_ERROR, _("Erreur du site"))
        page = error_page(request, HTTPStatus.SERVICE_UNAVAILABLE, _("Momentanément indisponible"))
        page.headers["Retry-After"] = "120"
        return page


def error_page(request, status, title):
    """A page that says what went wrong and where to go from there; it needs no database."""
    response = TemplateResponse(request, f"{status.value}.html", {"page_title": title}, status=status.value)
    return response.render()

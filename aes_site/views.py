"""Home, editable pages, the change log, permanent addresses, and what is said when something is missing."""

from django.db import OperationalError
from django.db.models import Q
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.generic import ListView, TemplateView, View

from aes_site.models import Page
from editions.models import Change, ChangeText
from institutions.models import Mandate
from publishing.models import active_language
from publishing.views import RecordDetailView
from summits.models import Deadline, Meeting, RoadmapItem, Summit
from summits.progress import figures_by_pillar

LATEST_CHANGES = 8
NEXT_DATES = 6


class HomeView(TemplateView):
    """The current cycle, what changed lately, the roadmap in figures, the next dates."""

    template_name = "aes_site/home.html"

    def get_context_data(self, **kwargs):
        language, today = active_language(), timezone.localdate()
        summits = Summit.objects.existing_in(language).with_place().with_statuses()
        deadlines = Deadline.objects.select_related("item").order_by("due_last")
        return super().get_context_data(
            page_title=_("Ce qui a été annoncé, qui l’a décidé, ce qui a été fait"),
            description=_(
                "Les sommets de l’AES, leurs décisions et leur mise en œuvre, point par point et avec leurs sources."
            ),
            summit=summits.filter(held_first__lte=today).first(),
            next_summit=summits.filter(held_first__gt=today).last(),
            presidency=current_presidency(),
            changes=latest_changes(language)[:LATEST_CHANGES],
            figures=figures_by_pillar(RoadmapItem.objects.existing_in(language)),
            meetings=Meeting.objects.existing_in(language)
            .with_place()
            .filter(held_last__gte=today)
            .reverse()[:NEXT_DATES],
            deadlines=deadlines.filter(due_last__gte=today)[:NEXT_DATES],
            past_deadlines=deadlines.filter(due_last__lt=today).reverse()[:NEXT_DATES],
            **kwargs,
        )


def current_presidency():
    """Who presides over the Confederation: the latest mandate, not known to have ended, of an office that rotates."""
    mandates = Mandate.objects.filter(office__rotates=True, ended_on=None)
    return mandates.select_related("person", "office", "on_behalf_of").order_by("-started_on").first()


def latest_changes(language):
    """The change log in one language, newest first."""
    return ChangeText.objects.filter(language=language).select_related("change").order_by("-change__at", "-pk")


class PageView(RecordDetailView):
    """A page of editable prose."""

    model = Page
    template_name = "aes_site/page_detail.html"


class ChangeListView(ListView):
    """The change log: each line is what feeds tell too."""

    paginate_by = 100
    template_name = "aes_site/change_list.html"

    def get_queryset(self):
        return latest_changes(active_language())

    def get_context_data(self, **kwargs):
        return super().get_context_data(page_title=_("Changements"), description="", **kwargs)


class CorrectionListView(ChangeListView):
    """What the register got wrong, and what it withdrew."""

    template_name = "aes_site/correction_list.html"

    def get_queryset(self):
        return (
            super()
            .get_queryset()
            .filter(Q(change__action=Change.Action.CORRECTION) | Q(change__action=Change.Action.WITHDRAWN))
        )


class FeedListView(TemplateView):
    """Every way to follow the register, explained."""

    template_name = "aes_site/feed_list.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(page_title=_("Flux et abonnements"), description="", **kwargs)


class SearchView(TemplateView):
    template_name = "aes_site/search.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(page_title=_("Recherche"), description="", **kwargs)


class LanguageView(View):
    """`/`: to the home page in the language that the reader's browser asks for."""

    def get(self, request):
        response = HttpResponseRedirect(reverse("home"))
        patch_vary_headers(response, ["Accept-Language"])
        return response


def page_not_found(request, exception):
    context = {"page_title": _("Page introuvable"), "description": ""}
    return TemplateResponse(request, "404.html", context, status=404).render()


def server_error(request):
    """500, or 503 when it is the database that does not answer."""
    import sys

    if isinstance(sys.exc_info()[1], OperationalError):
        context = {"page_title": _("Momentanément indisponible"), "description": ""}
        return TemplateResponse(request, "503.html", context, status=503, headers={"Retry-After": "120"}).render()
    context = {"page_title": _("Erreur du site"), "description": ""}
    return TemplateResponse(request, "500.html", context, status=500).render()

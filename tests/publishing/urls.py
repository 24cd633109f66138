"""An address for every record type, with next to nothing behind it."""

from django.conf.urls.i18n import i18n_patterns
from django.http import HttpResponse
from django.urls import include, path

from summits.models import Meeting

VIEWS = {
    "sources": ["source-list", "source-detail"],
    "institutions": [
        f"{model}-{kind}" for model in ("document", "office", "organ", "person", "state") for kind in ("list", "detail")
    ],
    "summits": [
        *("summit-list", "summit-detail", "meeting-list", "meeting-detail", "decision-list", "decision-detail"),
        *("roadmap", "roadmap-detail", "roadmap-item-detail", "chronology", "topic-list", "topic-detail"),
        *("conflict-list", "gap-list", "statement-list"),
    ],
}


def meetings(request, *args, **kwargs):
    return HttpResponse(", ".join(Meeting.objects.values_list("name_fr", flat=True)))


def address(name):
    return path(f"{name}/<str:address>/" if name.endswith("detail") else f"{name}/", meetings, name=name)


urlpatterns = [
    path("admin/meetings/", meetings),
    *i18n_patterns(
        *(path("", include(([address(name) for name in names], app))) for app, names in VIEWS.items()),
        path("changements/", meetings, name="change-list"),
        path("<slug:address>/", meetings, name="page"),
    ),
]

"""An address for every record type, with next to nothing behind it."""

from importlib import import_module

from django.conf.urls.i18n import i18n_patterns
from django.http import HttpResponse
from django.urls import include, path

from summits.models import Meeting

APPS = ("sources", "institutions", "summits")
VIEWS = {app: [pattern.name for pattern in import_module(f"{app}.urls").urlpatterns] for app in APPS}


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

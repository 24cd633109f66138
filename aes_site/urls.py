"""The addresses of the site; the only module that knows every app."""

from django.conf import settings
from django.urls import path

urlpatterns = []

if settings.HAS_DESK:
    from django.contrib import admin

    urlpatterns += [path("admin/", admin.site.urls)]

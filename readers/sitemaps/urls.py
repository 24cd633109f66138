"""Addresses of the sitemaps: at the root, so that they may speak of the whole site."""

from django.urls import path, re_path

from readers.sections import SECTIONS
from readers.sitemaps import views

WORD = "|".join([views.SITE, *SECTIONS])
ONE = rf"^sitemap-(?P<word>{WORD})(?:-(?P<number>[1-9]\d{{0,3}}))?\.xml$"

urlpatterns = [
    path("robots.txt", views.RobotsView.as_view(), name="robots"),
    path("sitemap.xml", views.SitemapIndexView.as_view(), name="sitemap-index"),
    re_path(ONE, views.SitemapView.as_view(), name="sitemap"),
]

"""Addresses of feeds: permanent, since subscribers keep them; below `flux/` of a language."""

from django.urls import path, re_path

from readers.feeds import views
from readers.feeds.opml import OutlineView
from readers.sections import SECTIONS

SECTION = f"(?P<section>{'|'.join(SECTIONS)})"
FORMAT = rf"\.(?P<format>{'|'.join(views.WRITERS)})$"

app_name = "feeds"
urlpatterns = [
    path("flux.opml", OutlineView.as_view(), name="outline"),
    re_path(rf"^registre{FORMAT}", views.SiteFeedView.as_view(), name="site"),
    re_path(rf"^corrections{FORMAT}", views.CorrectionsFeedView.as_view(), name="corrections"),
    re_path(rf"^{SECTION}{FORMAT}", views.SectionFeedView.as_view(), name="record-type"),
    re_path(rf"^{SECTION}/(?P<key>[A-Z0-9-]+){FORMAT}", views.RecordFeedView.as_view(), name="record"),
]

"""Addresses of what goes with a record: permanent, below `fiches/<reference>/` of a language.

Their namespace, `readers`, is that of the image too (`readers.share_images.urls`): the addresses of the site give it.
"""

from django.urls import re_path

from editions.identity import REFERENCE
from readers import views
from readers.citation.formats import FORMATS

RECORD = rf"^(?P<reference>{REFERENCE})/"
EDITION = rf"{RECORD}editions/(?P<number>[1-9]\d{{0,5}})/"
CITATION = rf"citation\.(?P<format>{'|'.join(FORMATS)})$"

urlpatterns = [
    re_path(rf"{RECORD}$", views.RecordView.as_view(), name="record"),
    re_path(rf"{RECORD}{CITATION}", views.CitationView.as_view(), name="citation"),
    re_path(rf"{RECORD}bref\.txt$", views.BriefView.as_view(), name="brief"),
    re_path(rf"{RECORD}antenne\.txt$", views.ReadAloudView.as_view(), name="read-aloud"),
    re_path(rf"{RECORD}agenda\.ics$", views.RecordCalendarView.as_view(), name="calendar"),
    re_path(rf"{RECORD}editions/$", views.EditionListView.as_view(), name="editions"),
    re_path(rf"{EDITION}$", views.EditionView.as_view(), name="edition"),
    re_path(rf"{EDITION}{CITATION}", views.CitationView.as_view(), name="edition-citation"),
]

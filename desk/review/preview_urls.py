"""Where preview links lead."""

from django.urls import path

from desk.review.preview_views import LinkView

urlpatterns = [
    path("<str:token>/", LinkView.as_view(), name="preview_index"),
    path("<str:token>/<path:path>", LinkView.as_view(), name="preview_page"),
]

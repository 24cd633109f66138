"""Addresses of images for sharing: permanent, below `fiches/<reference>/` of a language."""

from django.urls import re_path

from readers.share_images import views
from readers.urls import EDITION

urlpatterns = [re_path(rf"{EDITION}image\.png$", views.RecordImageView.as_view(), name="image")]

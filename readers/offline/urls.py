"""The address of the offline pack, below `donnees/` of a language."""

from django.urls import path

from readers.offline import views

urlpatterns = [path("<slug:name>.zip", views.PackView.as_view(), name="data-pack")]

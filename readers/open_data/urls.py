"""Addresses of open data, below `donnees/`; the files say the same in every language but for titles."""

from django.urls import path

from readers.open_data import views

urlpatterns = [
    path("", views.OpenDataView.as_view(), name="open-data"),
    path("registre.json", views.JSONView.as_view(), name="data-json"),
    path("registre.yaml", views.DossierView.as_view(), name="data-dossier"),
    path("datapackage.json", views.PackageView.as_view(), name="data-package"),
    path("<slug:name>.zip", views.PackView.as_view(), name="data-pack"),
    path("<slug:table>.csv", views.TableView.as_view(), name="data-table"),
]

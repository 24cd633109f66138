"""Addresses of states, organs, persons, offices and documents."""

from django.urls import path

from institutions.views import document, glossary, organ, person, state

app_name = "institutions"
urlpatterns = [
    path("glossaire/", glossary.GlossaryView.as_view(), name="glossary"),
    path("etats/", state.StateListView.as_view(), name="state-list"),
    path("etats/<slug:address>/", state.StateDetailView.as_view(), name="state-detail"),
    path("organes/", organ.OrganListView.as_view(), name="organ-list"),
    path("organes/<slug:address>/", organ.OrganDetailView.as_view(), name="organ-detail"),
    path("personnes/", person.PersonListView.as_view(), name="person-list"),
    path("personnes/<slug:address>/", person.PersonDetailView.as_view(), name="person-detail"),
    path("fonctions/", person.OfficeListView.as_view(), name="office-list"),
    path("fonctions/<slug:address>/", person.OfficeDetailView.as_view(), name="office-detail"),
    path("documents/", document.DocumentListView.as_view(), name="document-list"),
    path("documents/<slug:address>/", document.DocumentDetailView.as_view(), name="document-detail"),
]

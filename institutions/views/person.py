"""Persons in their public office, and the offices."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from institutions.models import Office, Person
from institutions.record_views import ConcernedDetailView
from institutions.terms import line_of_terms, terms_of
from publishing.views import RecordListView


class PersonListView(RecordListView):
    """Persons named in a public office."""

    model = Person
    extra_context = {"description": _("Les personnes nommées dans une fonction publique, et dans celle-ci seulement.")}


class PersonDetailView(ConcernedDetailView):
    """A person: offices held, meetings chaired or attended, texts signed."""

    model = Person
    sourced_parts = {"mandates": ("office", "on_behalf_of")}

    def get_queryset(self):
        return super().get_queryset().prefetch_related("attendances__meeting", "signed_documents")

    def get_context_data(self, **kwargs):
        attendances = sorted(self.object.attendances.all(), key=day_of_meeting, reverse=True)
        return super().get_context_data(attendances=attendances, **kwargs)


def day_of_meeting(attendance) -> date:
    return attendance.meeting.day or date.min


class OfficeListView(RecordListView):
    """Public offices, with who holds them."""

    model = Office
    extra_context = {"description": _("Les fonctions publiques, et qui les exerce.")}

    def get_queryset(self):
        return super().get_queryset().select_related("organ", "state").prefetch_related("mandates__person")


class OfficeDetailView(ConcernedDetailView):
    """An office and its holders over time."""

    model = Office
    sourced_parts = {"mandates": ("person", "on_behalf_of")}

    def get_queryset(self):
        return super().get_queryset().select_related("organ", "state")

    def get_context_data(self, **kwargs):
        mandates = self.object.mandates.all()
        line = line_of_terms(mandates)
        return super().get_context_data(line=line, terms=terms_of(mandates, line), **kwargs)

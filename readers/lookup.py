"""A record by its reference, fetched as its own page fetches it."""

from dataclasses import dataclass

from django.apps import apps
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import get_script_prefix, resolve

from editions.models import Address
from publishing.deferral import defer_other_languages
from publishing.models import Record, active_language
from publishing.registry import record_type_of
from sources.citations import Citation, citations


@dataclass(frozen=True)
class Found:
    """A live record with the sources that its page cites."""

    record: Record
    sources: list[Citation]


def address_of(reference: str) -> Address:
    """The current address of a reference, or the notice of its withdrawal; raises Http404."""
    address = Address.objects.filter(reference=reference).order_by("-is_current").first()
    if address is None:
        raise Http404
    return address


def record_at(address: Address) -> Record:
    """The live record of an address that is not withdrawn."""
    rows = apps.get_model(address.record_type).objects.all()
    return get_object_or_404(defer_other_languages(rows, active_language()), pk=address.record_id)


def as_on_its_page(record: Record) -> Found:
    """The record with all that its page shows, and the sources cited there."""
    if not record.detail_view:
        (fetched,) = record_type_of(record).fetch([record.pk])
        return Found(fetched, citations(fetched.evidence.select_related("source")))
    page = page_of(record)
    return Found(page.object, citations(page.passages()) if hasattr(page, "passages") else [])


def page_of(record: Record):
    """The view of the record's page, with its object."""
    match = resolve("/" + record.get_absolute_url().removeprefix(get_script_prefix()))
    page = match.func.view_class()  # type: ignore[attr-defined]  # pages of records are views of a class
    page.setup(None, *match.args, **match.kwargs)
    page.object = page.get_object()
    return page

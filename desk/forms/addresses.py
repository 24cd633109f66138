"""Records of any types as addresses and forms of the desk name them, `summits.decision:<key>`, and where they are."""

from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from django.conf import settings
from django.core.exceptions import BadRequest
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse

from publishing.models import active_language, path_in
from publishing.registry import record_type_of
from publishing.snapshots import records_on_desk

RECORD = "fiche"
MOST_DIGITS = 18  # a key is of 64 bits


def named(record) -> str:
    """A record as addresses and forms of the desk name it."""
    return f"{record_type_of(record).label}:{record.pk}"


def records_named(names: Iterable[str]) -> list:
    """The records of the desk that these names stand for; those that are no longer there are left out."""
    ids = defaultdict(list)
    try:
        for name in names:
            label, _colon, pk = name.partition(":")
            ids[record_type_of(label)].append(UUID(pk))
    except (LookupError, ValueError) as error:
        raise BadRequest from error
    return list(records_on_desk(ids).values())


def record_or_404(label: str, pk: UUID):
    """The record of the desk that an address names by type and key; raises Http404."""
    try:
        kind = record_type_of(label)
    except (LookupError, ValueError) as error:
        raise Http404 from error
    return get_object_or_404(kind.model._base_manager, pk=pk)


def number_in(text: str) -> int | None:
    """The number that a form or an address holds; none for anything else, and for one that no row could have."""
    return int(text) if text.isdecimal() and len(text) <= MOST_DIGITS else None


def form_address(records) -> str:
    """Where to go afterwards: the form of a lone record, else the list of the first one's type."""
    meta = records[0]._meta
    if len(records) == 1:
        return reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=[records[0].pk])
    return reverse(f"admin:{meta.app_label}_{meta.model_name}_changelist")


def public_address(record) -> str | None:
    """The public page of a record, in the editor's language if it exists there; none for vocabulary."""
    if not record_type_of(record).has_address:
        return None
    language = active_language()
    return path_in(record, language if language in record.languages else settings.LANGUAGE_CODE)

"""Addresses of records: current, former and withdrawn ones of a type share one namespace, for ever.

Must run within `live_path()`, with the records that are now live.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext as _

from editions.models import Address
from publishing.errors import name_of
from publishing.models import Record
from publishing.snapshots import Key
from publishing.withdrawal_reasons import Reason, by_language


def address_errors(records: Mapping[Key, Record]) -> list[str]:
    """Which records claim an address that another of their type has or had, in words."""
    owners = {(row.record_type, row.address): row for row in _taken(records)}
    errors = []
    for (record_type, record_id), record in records.items():
        row = owners.get((record_type, record.address))
        if row and row.record_id != record_id:
            errors.append(_sentence(record, row))
    return errors


def _taken(records):
    wanted = defaultdict(list)
    for (record_type, _id), record in records.items():
        wanted[record_type].append(record.address)
    conditions = Q()
    for record_type, addresses in wanted.items():
        conditions |= Q(record_type=record_type, address__in=addresses)
    return Address.objects.filter(conditions) if wanted else []


def _sentence(record, row):
    values = {"record": name_of(record), "address": row.address, "reference": row.reference}
    if row.withdrawn_at:
        return _("%(record)s : l’adresse « %(address)s » reste à %(reference)s, fiche retirée.") % values
    return _("%(record)s : l’adresse « %(address)s » est ou a été celle de %(reference)s.") % values


def keep_addresses(records: Mapping[Key, Record]) -> None:
    """Make each record's address its current one; those it had redirect to it, also after a withdrawal."""
    rows = Address.objects.about(records)
    rows.filter(withdrawn_at__isnull=False).update(withdrawn_at=None, reasons={})
    known = {(row.record_key, row.address): row for row in rows.all()}
    outdated = [row.pk for (key, address), row in known.items() if row.is_current and records[key].address != address]
    Address.objects.filter(pk__in=outdated).update(is_current=False)
    found = {key: known.get((key, record.address)) for key, record in records.items()}
    Address.objects.filter(pk__in=[row.pk for row in found.values() if row]).update(is_current=True)
    Address.objects.bulk_create(
        Address(record_type=key[0], record_id=key[1], address=record.address, reference=record.reference)
        for key, record in records.items()
        if not found[key]
    )


def note_withdrawal(keys: Iterable[Key], reason: Reason, *, at: datetime) -> None:
    """All addresses of these records answer with the notice from now on."""
    Address.objects.about(keys).update(withdrawn_at=at, reasons=by_language(reason))

"""Faults that no constraint knows: editors are warned of them when they save, and mend them before they submit.

What publication itself refuses is in `publishing.live.requirements`. Commands that load a dossier pass by here.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from django.conf import settings
from django.db.models import Model
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from archive.traces import errors_of_files, errors_of_record
from publishing.errors import Refused, name_of
from publishing.models import PublishableModel
from publishing.registry import RecordType, field_of
from publishing.rich.fields import rich_columns
from publishing.rich.quality import errors_of_text
from publishing.snapshots import Key, ids_by_type


def errors_of(records: Iterable[Model]) -> dict[Key, list[str]]:
    """What is wrong with these records as they stand on the desk, in words, by type and key; clean ones are left out.

    A fixed number of statements per type.
    """
    found = {}
    for kind, ids in ids_by_type(records).items():
        fetched = list(kind.fetch(ids))
        twins = twins_of(kind, fetched) if kind.has_address else {}
        files = errors_of_files(file for record in fetched if kind.has_address for file in record.kept_files)
        for record in fetched:
            words = [*future_dates(kind, record), *errors_of_texts(record), *record.errors(), *twins.get(record.pk, ())]
            words += errors_of_record(record, files) if files else []
            if words:
                found[kind.label, record.pk] = words
    return found


def refuse_errors(records: Iterable[Model]) -> None:
    """Raises Refused with every fault of these records."""
    names = {record.pk: name_of(record) for record in records}
    errors = [
        _("%(record)s : %(problem)s") % {"record": names[pk], "problem": fault}
        for (_label, pk), words in errors_of(records).items()
        for fault in words
    ]
    if errors:
        raise Refused(errors)


def future_dates(kind: RecordType, record: PublishableModel) -> Iterator[str]:
    """The dates of what is said to have happened that lie ahead, in the record and its parts."""
    today = timezone.localdate()
    for row in (record, *kind.part_rows(record)):
        for name in row.dates_not_in_future:
            date = getattr(row, name)
            if date and date.first > today:
                values = {"field": capfirst(field_of(type(row), name).verbose_name), "date": date.as_words()}
                yield _("« %(field)s » est dans l’avenir (%(date)s).") % values


def errors_of_texts(record: Model) -> Iterator[str]:
    """What a reader would stumble over in its rich texts, with the field and language."""
    for column in rich_columns(type(record)):
        field = capfirst(field_of(type(record), column).verbose_name)
        for problem in errors_of_text(getattr(record, column) or ""):
            yield _("« %(field)s » : %(problem)s.") % {"field": field, "problem": problem}


def twins_of(kind: RecordType, records: list[Model]) -> dict:
    """Other records of the type with the same French title and the same date; two statements."""
    title = kind.model.title_field
    column = f"{title}_{settings.LANGUAGE_CODE}" if kind.model.is_translated(title) else title
    ours = {record.pk: identity(record, column) for record in records}
    alike = kind.model._base_manager.filter(**{f"{column}__in": [getattr(record, column) for record in records]})
    others = defaultdict(list)
    for other in alike:
        others[identity(other, column)].append(other)
    return {
        pk: [
            _("une autre fiche a le même titre et la même date (%(reference)s) : est-ce la même ?")
            % {"reference": other.reference}  # type: ignore[attr-defined]  # they are records
            for other in others[ours[pk]]
            if other.pk != pk
        ]
        for pk in ours
    }


def identity(record, column) -> tuple:
    return getattr(record, column), record.day

"""The editions of a record, each with what it changed, in a sentence."""

from collections import defaultdict

from django.utils.translation import gettext as _

from editions.models import ChangeText, Edition
from publishing.models import active_language
from publishing.registry import record_type_of
from readers.editions.diff import changed_fields, taken_of


def as_rows(editions: list[Edition], label: str) -> list[tuple[Edition, list[str]]]:
    """These editions of one record, which follow each other, each with what it changed.

    What the change log says of a publication, else the names of the fields that differ; of one withdrawn, why.
    """
    if not editions:
        return []
    said = sentences(editions, label)
    silent = [edition for edition in editions if not said[edition.version] and edition.number > 1]
    compared = compared_with_previous(silent, label)
    return [(edition, said[edition.version] or compared.get(edition.number) or first(edition)) for edition in editions]


def sentences(editions, label) -> dict[int, list[str]]:
    """What the change log says of each publication, by content version."""
    found: dict[int, list[str]] = defaultdict(list)
    texts = ChangeText.objects.filter(
        language=active_language(),
        change__record_type=label,
        change__record_id=editions[0].record_id,
        change__version__in=[edition.version for edition in editions],
    )
    for text in texts.select_related("change").order_by("change__at"):
        found[text.change.version] += [": ".join(filter(None, [text.title, sentence_beside(text)]))]
    return found


def sentence_beside(text) -> str:
    """The sentence of the publisher; the text of other entries is on the record's page."""
    return text.text if text.change.action == text.change.Action.SIGNALLED else ""


def compared_with_previous(editions, label) -> dict[int, list[str]]:
    """Which fields each of them changed, by its number; nothing where the one before was withdrawn."""
    if not editions:
        return {}
    kind = record_type_of(label)
    numbers = {near for edition in editions for near in (edition.number, edition.number - 1)}
    rows = Edition.objects.filter(record_type=label, record_id=editions[0].record_id, number__in=numbers)
    shots = {row.number: taken_of(kind, row) for row in rows if row.snapshot is not None}
    compared = {}
    for number in (edition.number for edition in editions):
        if number in shots and number - 1 in shots:
            fields = changed_fields(shots[number - 1], shots[number])
            compared[number] = [_("Modifié : %(fields)s") % {"fields": ", ".join(fields)}]
    return compared


def first(edition) -> list[str]:
    return [_("Première édition")] if edition.number == 1 else [_("Nouvelle édition")]

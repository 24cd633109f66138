"""Points found in a text, beside those that a document has: compared, then saved together; and what links to points."""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import connection, transaction
from django.db.models import Exists, Max, OuterRef, QuerySet

from institutions.extraction import LEFT_OUT, POINT, Found
from institutions.models import Document, Point
from publishing.history.revisions import keep_revision
from publishing.models import PublishableModel
from publishing.registry import quoted

ALIKE = 0.85  # of two texts without numbers that are one point, in two wordings
SUGGESTED = 4
LIKELY = 0.35
# How well the title of a record is found within the text of a point, whatever the accents.
SUGGESTIONS = """
SELECT point.id, record.id FROM unnest(%(ids)s::uuid[], %(texts)s::text[]) point (id, text)
CROSS JOIN LATERAL (
    SELECT id, word_similarity(unaccent({title}), unaccent(point.text)) AS likeness FROM {table}
    WHERE word_similarity(unaccent({title}), unaccent(point.text)) > %(likely)s
    ORDER BY likeness DESC, id LIMIT %(limit)s
) record ORDER BY point.id, record.likeness DESC
"""


@dataclass
class Row:
    """One line of the screen that checks points: what was found, and the point of the document that it is."""

    found: Found
    existing: Point | None = None

    @property
    def is_same(self) -> bool:
        return self.existing is not None and plain(self.existing.text_fr) == plain(self.found.text)

    @property
    def fingerprint(self) -> str:
        """Of the point as it stands on the desk; blank for a new one."""
        if self.existing is None:
            return ""
        told = [str(self.existing.pk), self.existing.number, self.existing.kind, self.existing.text_fr]
        return hashlib.sha256("\0".join(told).encode()).hexdigest()


def plain(text: str) -> str:
    """The text by which two wordings are compared."""
    return " ".join(re.findall(r"\w+", text.lower()))


def compared(found: Iterable[Found], points: Iterable[Point]) -> list[Row]:
    """Each line with the point that has its number, else its text; a point is met once, and never twice."""
    rows, left = [Row(line) for line in found], list(points)
    for row in rows:
        if row.found.use == POINT:
            row.existing = same_number(row.found, left) or same_text(row.found, left)
            if row.existing:
                left.remove(row.existing)
                row.found.use = LEFT_OUT if row.is_same else POINT
    return rows


def same_number(found: Found, points: list[Point]) -> Point | None:
    return next((point for point in points if found.number and point.number == found.number), None)


def same_text(found: Found, points: list[Point]) -> Point | None:
    """The point that says the same, or nearly; one with another number is another."""
    wanted = plain(found.text)
    for point in points:
        if found.number and point.number:
            continue
        matcher = SequenceMatcher(None, wanted, plain(point.text_fr), autojunk=False)
        if matcher.real_quick_ratio() >= ALIKE and matcher.quick_ratio() >= ALIKE and matcher.ratio() >= ALIKE:
            return point
    return None


@dataclass(frozen=True)
class Checked:
    """A point as an editor has checked it; `existing` is the one whose wording it becomes."""

    number: str
    kind: str
    text: str
    page: int | None = None
    existing: Point | None = None


def save_points(document: Document, checked: Iterable[Checked], *, by: AbstractBaseUser) -> tuple[int, int]:
    """Write them all or none, new ones after those there are; returns how many are new, and how many changed.

    A point that exists keeps its identity, its place and its translations. Raises IntegrityError.
    """
    added = changed = 0
    with transaction.atomic():
        keep_revision(document)
        position = document.points.aggregate(last=Max("position"))["last"] or 0
        for line in checked:
            point = line.existing or Point(document=document, position=position + added + 1)
            point.number, point.kind, point.text_fr = line.number, line.kind, line.text
            point.page = line.page or point.page
            point.save()
            added, changed = added + (line.existing is None), changed + (line.existing is not None)
        connection.check_constraints()
        keep_revision(document, by)
    return added, changed


# What links to points


def linking_fields() -> list:
    """The many-to-many fields of records that link to points, whichever they are."""
    return [relation.field for relation in Point._meta.related_objects if relation.many_to_many]


def unlinked_points(documents: Iterable[Document] | None = None) -> QuerySet[Point]:
    """Points that no decision and no item of the roadmap takes up, of these documents or of all."""
    points = Point.objects.all() if documents is None else Point.objects.filter(document__in=documents)
    for field in linking_fields():
        links = field.remote_field.through.objects
        points = points.exclude(Exists(links.filter(**{field.m2m_reverse_field_name(): OuterRef("pk")})))
    return points


def suggestions(model: type[PublishableModel], points: Iterable[Point]) -> dict:
    """For each point, by key, the keys of records of a type whose title resembles what it says, likeliest first."""
    points = list(points)
    statement = SUGGESTIONS.format(title=quoted(f"{model.title_field}_fr"), table=quoted(model._meta.db_table))
    values: dict = {
        "ids": [point.pk for point in points],
        "texts": [point.text_fr for point in points],
        "likely": LIKELY,
        "limit": SUGGESTED,
    }
    found: dict = {}
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        for point, record in cursor.fetchall():
            found.setdefault(point, []).append(record)
    return found


def link(chosen: dict, shown: dict, points: Iterable[Point], *, by: AbstractBaseUser) -> int:
    """Add the links that were ticked and take off those that were unticked; returns how many records changed.

    `chosen` and `shown` map a field and the key of a point to keys of records: what is ticked, and what was when the
    editor began. A link that somebody else has added or taken off since stays as they left it.
    """
    points, changed = list(points), {}
    with transaction.atomic():
        for field in linking_fields():
            wanted, before = pairs(chosen, field, points), pairs(shown, field, points)
            for record, additions, removals in differences(field, wanted - before, before - wanted):
                if record not in changed:
                    keep_revision(record)
                getattr(record, field.name).add(*additions)
                getattr(record, field.name).remove(*removals)
                changed[record] = True
        for record in changed:
            keep_revision(record, by)
    return len(changed)


def pairs(links: dict, field, points: Iterable[Point]) -> set[tuple]:
    """Links of one field as keys of a record and a point."""
    return {(pk, point.pk) for point in points for pk in links.get((field, point.pk), ())}


def differences(field, added: set[tuple], removed: set[tuple]):
    """Per record that changes: keys of points to be added to its links, and to be removed."""
    owner, target = field.m2m_field_name(), field.m2m_reverse_field_name()
    keys = {record for record, _point in added | removed}
    records = list(field.model._default_manager.select_for_update(of=("self",)).filter(pk__in=keys))
    present = set(field.remote_field.through.objects.filter(**{f"{owner}__in": keys}).values_list(owner, target))
    for record in records:
        additions = [point for pk, point in added - present if pk == record.pk]
        removals = [point for pk, point in removed & present if pk == record.pk]
        if additions or removals:
            yield record, additions, removals

"""The public change log: what each publication adds to it. See docs/decisions/0008-change-log.md.

A record that appears makes one entry, each later step of its ledger another; other edits make none
unless the publisher writes a sentence. An entry exists in each language from the day that its words do.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import override

from editions.models import Change, ChangeText, ContentVersion
from publishing.live import change_log_texts
from publishing.live.changeset import Changeset
from publishing.models import Record, path_in
from publishing.registry import RECORD_TYPES
from publishing.snapshots import Key, Snapshot
from publishing.withdrawal_reasons import Reason, reason_in

Action = Change.Action
SECOND = timedelta(seconds=1)
TITLE_LENGTH = 400
REQUIRED_LANGUAGE = settings.MODELTRANSLATION_DEFAULT_LANGUAGE


@dataclass
class LogEntry:
    """A change with those of its texts that this publication writes."""

    change: Change
    texts: list[ChangeText] = field(default_factory=list)

    @property
    def is_new(self) -> bool:
        return self.change._state.adding

    def add_words(self, language: str, record: Record, words: Callable, *arguments, **options) -> None:
        """Add what `words` (a function of change_log_texts) says of the record in that language."""
        with override(language):
            title, text = words(record, *arguments, **options)
        self.add_text(language, title, text, path_in(record, language))

    def add_text(self, language: str, title: str, text: str, path: str) -> None:
        """Add the text of a language; its identifier is minted here, once and for ever."""
        self.texts.append(
            ChangeText(
                change=self.change,
                language=language,
                entry_id=f"tag:{settings.HOST},2026:{self.change.pk}:{language}",
                title=Truncator(title).chars(TITLE_LENGTH),
                text=text,
                path=path,
            )
        )

    def stamp(self, instant: datetime) -> None:
        """Date what is new: a text appears and changes now, the change itself only if it is new."""
        self.change.at = self.change.at or instant
        for text in self.texts:
            text.first_at = text.first_at or instant
            text.updated_at = instant


class ChangeLog:
    """The entries of one publication, in the order in which they are to be read."""

    def __init__(self, version: ContentVersion):
        self.number = version.number + 1
        self.last_instant = version.changed_at
        self.entries: list[LogEntry] = []

    def add(self, key: Key, record: Record, action: Action, **fields) -> LogEntry:
        """A new change of the record, found by the facets that the record has now unless given others."""
        facets = record.facets()
        values = {
            "pillar": facets.pillar,
            "organs": list(facets.organs),
            "states": list(facets.states),
            "statuses": list(facets.statuses),
        }
        change = Change(record_type=key[0], record_id=key[1], action=action, version=self.number, **values | fields)
        self.entries.append(LogEntry(change))
        return self.entries[-1]

    # Published

    def add_published(self, changeset: Changeset, *, signal: Mapping, load_title: Mapping) -> None:
        """Entries for the records that are live now, whether new to readers or changed."""
        records = changeset.live_pages
        earlier = earlier_changes(key for key in records if key in changeset.before)
        for key, record in records.items():
            if key in changeset.created:
                self.add_created(key, record)
            else:
                self.add_steps(key, record, changeset.before[key], earlier[key])
                self.add_translations(record, earlier[key])
                self.add_signalled(key, record, signal)
        if load_title and records:
            self.add_loaded(changeset, load_title)

    def add_created(self, key, record):
        entry = self.add(key, record, Action.PUBLISHED)
        for language in record.languages:
            entry.add_words(language, record, change_log_texts.published_text, language)

    def add_signalled(self, key, record, signal):
        sentences = {language: signal[language] for language in record.languages if signal.get(language)}
        if sentences:
            entry = self.add(key, record, Action.SIGNALLED)
            for language, sentence in sentences.items():
                entry.add_words(language, record, change_log_texts.signalled_text, sentence)

    def add_steps(self, key, record, before, earlier):
        """One entry for each step that was not live before; corrections name the entry they correct."""
        steps = {language: record.step_changes(language) for language in record.languages}
        ledger, published = steps[REQUIRED_LANGUAGE], part_ids(before)
        known = {change.step_id: change for change in reversed(earlier)}  # None: the entry of the record itself
        for step_id, step in ledger.items():
            if step_id not in published:
                entry = self.add_step(key, record, step_id, step, known)
                known[step_id] = entry.change
                is_latest = not any(other in published for other in following(step_id, ledger))
                for language, words in steps.items():
                    if step_id in words:
                        entry.add_words(language, record, change_log_texts.step_text, words[step_id], is_latest)

    def add_step(self, key, record, step_id, step, known):
        facets = {name: list(found) for name in ("states", "statuses") if (found := getattr(step, name))}
        if not step.corrects:
            return self.add(key, record, Action.STEP, step_id=step_id, **facets)
        corrects = known.get(step.corrects) or known.get(None)
        return self.add(key, record, Action.CORRECTION, step_id=step_id, corrects=corrects, **facets)

    def add_translations(self, record, earlier):
        """Earlier entries appear in the languages in which their words exist since."""
        for change in earlier:
            entry = LogEntry(change)
            known = {text.language for text in change.texts.all()}
            for language in record.languages:
                if language not in known:
                    self.add_translation(entry, record, language)
            if entry.texts:
                self.entries.append(entry)

    def add_translation(self, entry, record, language):
        if entry.change.action == Action.PUBLISHED:
            entry.add_words(language, record, change_log_texts.published_text, language)
        elif step := record.step_changes(language).get(entry.change.step_id):
            entry.add_words(language, record, change_log_texts.step_text, step, is_latest=False)

    def add_loaded(self, changeset, titles):
        """One entry for the whole site takes the place there of those of the records loaded."""
        for entry in self.entries:
            if entry.is_new:
                entry.change.is_signalled = False
        added = Counter(label for label, pk in changeset.live_pages if (label, pk) in changeset.created)
        counts = [(kind, added[kind.label]) for kind in RECORD_TYPES.values() if added[kind.label]]
        changed = len(changeset.live_pages) - added.total()
        self.entries.append(LogEntry(Change(action=Action.LOADED, version=self.number)))
        for language, title in titles.items():
            with override(language):
                text = change_log_texts.loaded_text(counts, changed)
                self.entries[-1].add_text(language, title, text, reverse("change-list"))

    # Withdrawn

    def add_withdrawn(self, changeset: Changeset, reason: Reason) -> None:
        """One entry for each record that leaves; the notice takes the place of what earlier ones said."""
        records = changeset.live_pages
        earlier = earlier_changes(records)
        for key, record in records.items():
            for change in earlier[key]:
                self.replace_texts(change, record, reason)
            entry = self.add(key, record, Action.WITHDRAWN)
            for language in record.languages:
                entry.add_words(language, record, change_log_texts.withdrawn_text, reason_in(reason, language)[0])

    def replace_texts(self, change, record, reason):
        texts = list(change.texts.all())
        for text in texts:
            with override(text.language):
                text.title, text.text = change_log_texts.withdrawn_text(record, reason_in(reason, text.language)[0])
        self.entries.append(LogEntry(change, texts))

    # Written

    def write(self) -> datetime:
        """Date the entries and save them, in a few statements; returns the last instant given."""
        instants = instants_for(len(self.entries), self.last_instant)
        for entry, instant in zip(self.entries, instants, strict=False):
            entry.stamp(instant)
        texts = [text for entry in self.entries for text in entry.texts]
        Change.objects.bulk_create(entry.change for entry in self.entries if entry.is_new)
        ChangeText.objects.bulk_update((t for t in texts if t.pk), ["title", "text", "updated_at"])
        ChangeText.objects.bulk_create(text for text in texts if not text.pk)
        return instants[-1]


def instants_for(count: int, last: datetime | None) -> list[datetime]:
    """Instants for so many entries, and at least one: whole seconds, each later than any given before.

    Feeds count in seconds, and no two entries may bear the same one (docs/decisions/0008-change-log.md). They
    end now; only publications that follow each other faster than their entries reach beyond.
    """
    now = timezone.now().replace(microsecond=0)
    count = max(count, 1)
    first = now - (count - 1) * SECOND
    if last:
        first = max(first, last + SECOND)
    return [first + number * SECOND for number in range(count)]


def earlier_changes(keys: Iterable[Key]) -> dict[Key, list[Change]]:
    """What the log says of these records since they were last published for the first time."""
    found: dict[Key, list[Change]] = defaultdict(list)
    for change in Change.objects.about(keys).prefetch_related("texts").order_by("at"):
        if change.action == Action.PUBLISHED:
            found[change.record_key].clear()
        found[change.record_key].append(change)
    return found


def part_ids(snapshot: Snapshot) -> set[UUID]:
    """The keys of all parts of a record as it stood."""
    tables = [table for table in snapshot.record_type.tables if table.is_part]
    return {UUID(pk) for table in tables for pk in snapshot.rows_by_id(table)}


def following(step_id: UUID, ledger: Mapping) -> list[UUID]:
    """The steps after that one in its ledger, of the same member state or of the whole alike."""
    steps = list(ledger)
    after = steps[steps.index(step_id) + 1 :]
    return [other for other in after if ledger[other].states == ledger[step_id].states]

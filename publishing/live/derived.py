"""What is written in `live` from the records just published: editions, current statuses, search entries, files.

A fixed number of statements each, for any number of records. Must run within `live_path()`.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping

from django.db import connection
from django.utils.text import Truncator

from archive.examination import PAGE_BREAK
from archive.models import KeptFile, texts_of
from editions.models import ContentVersion, CurrentStatus, Edition, PublishedFile, SearchEntry, TranslationLag
from publishing.live.facet_counts import SAME_FACETS, count_in, count_out, forget_empty
from publishing.live.schemas import search_configuration, words_of_text
from publishing.live.search_words import forget_words, learn, words_of, words_of_entries
from publishing.models import Record, path_in
from publishing.snapshots import Key, Snapshots

# Numbered after the record's last edition; the snapshot enters as the text it is, exact to the digit.
KEEP_EDITIONS = """
INSERT INTO live.editions_edition
    (record_type, record_id, number, version, published_at, snapshot, sha256, note)
SELECT record_type, record_id, 1 + coalesce(
        (SELECT max(number) FROM live.editions_edition e
         WHERE e.record_type = new.record_type AND e.record_id = new.record_id), 0),
    %(version)s, %(published_at)s, snapshot::jsonb, sha256, %(note)s
FROM unnest(%(types)s::text[], %(ids)s::uuid[], %(snapshots)s::text[], %(sha256s)s::text[])
    new (record_type, record_id, snapshot, sha256)
"""

# Title and summary rank (weights A and B); body (C) and words of files (D) are found, and rank last. Title, summary
# and reference are in there once more word by word (D): the beginning of a word may be longer than its stem.
INDEX = f"""
INSERT INTO live.editions_searchentry ({{columns}}, facets_id, head, vector)
SELECT {{values}}, counted.id, weighed.head, weighed.head
    || setweight(to_tsvector('{{configuration}}', {words_of_text("body")}), 'C')
    || setweight(to_tsvector('{{configuration}}', {words_of_text("file_text")}), 'D')
    || setweight(to_tsvector('extensions.words', {words_of_text("concat_ws(' ', title, summary, reference)")}), 'D')
FROM jsonb_populate_recordset(NULL::live.editions_searchentry, %s::jsonb) entry
    JOIN live.editions_facetcount counted ON {SAME_FACETS},
    LATERAL (SELECT setweight(to_tsvector('{{configuration}}', {words_of_text("entry.title")}), 'A')
        || setweight(to_tsvector('{{configuration}}', {words_of_text("entry.summary")}), 'B') AS head) weighed
"""


def keep_editions(snapshots: Snapshots, version: ContentVersion, note: str) -> None:
    """One edition of each record as it now stands; rows of vocabulary have none."""
    kept = [snapshot for snapshot in snapshots.values() if snapshot.record_type.has_address]
    values = {
        "version": version.number,
        "published_at": version.changed_at,
        "note": note,
        "types": [snapshot.record_type.label for snapshot in kept],
        "ids": [snapshot.id for snapshot in kept],
        "snapshots": [snapshot.text for snapshot in kept],
        "sha256s": [snapshot.sha256 for snapshot in kept],
    }
    with connection.cursor() as cursor:
        cursor.execute(KEEP_EDITIONS, values)


def blank_editions(keys: Iterable[Key], reason: str) -> None:
    """Editions of withdrawn records keep their number, date and fingerprint; the reason is their text."""
    Edition.objects.about(keys).update(snapshot=None, note=reason)


def refresh_derived_rows(records: Mapping[Key, Record]) -> None:
    """Write anew what lists, filters and searches read of these records."""
    delete_derived_rows(records)
    current_statuses = [(key, standing) for key, record in records.items() for standing in record.current_statuses()]
    CurrentStatus.objects.bulk_create(_current_status(*key, standing) for key, standing in current_statuses)
    texts = note_files(records)
    entries = defaultdict(list)
    for key, record in records.items():
        for language in record.languages:
            entries[language].append(_search_entry(*key, record, language, texts))
    for language, rows in entries.items():
        _index(language, rows)
    learn(words_of((row["language"], row["title"], row["summary"]) for rows in entries.values() for row in rows))


def keep_lags(lags: Mapping[Key, Mapping[str, int]]) -> None:
    """Write anew by how many changes these records are behind the French, by language; blank where they are not."""
    TranslationLag.objects.about(lags).delete()
    TranslationLag.objects.bulk_create(
        TranslationLag(record_type=label, record_id=pk, language=language, changes=changes)
        for (label, pk), by_language in lags.items()
        for language, changes in by_language.items()
    )


def note_files(records: Mapping[Key, Record]) -> dict[str, str]:
    """Remember for ever which files these records present; returns the texts of those files."""
    files = [(key, file.sha256) for key, record in records.items() for file in record.kept_files]
    rows = (PublishedFile(record_type=key[0], record_id=key[1], sha256=sha256) for key, sha256 in files)
    PublishedFile.objects.bulk_create(rows, ignore_conflicts=True)
    return texts_of({sha256 for _key, sha256 in files})


def words_of_files(files: Iterable[KeptFile], language: str, texts: Mapping[str, str]) -> tuple[str, str]:
    """The text of the files in that language, else of all, and the language that it is in."""
    readable = [file for file in files if file.sha256 in texts]
    chosen = [file for file in readable if file.language == language] or readable
    text = "\n".join(texts[file.sha256] for file in chosen).replace(PAGE_BREAK, "\n")
    return text, chosen[0].language if chosen else ""


def delete_derived_rows(keys: Iterable[Key]) -> None:
    """Take these records out of filters, notes and search."""
    keys = list(keys)
    CurrentStatus.objects.about(keys).delete()
    TranslationLag.objects.about(keys).delete()
    leaving = SearchEntry.objects.about(keys)
    words = words_of_entries(leaving)
    count_out(keys)
    leaving.delete()
    forget_empty()
    forget_words(words)


def _current_status(record_type, record_id, standing):
    return CurrentStatus(
        record_type=record_type,
        record_id=record_id,
        state_id=standing.state_id,
        status_id=standing.status_id,
        step_id=standing.step_id,
        since=standing.since,
    )


def _search_entry(record_type, record_id, record, language, texts):
    text, facets = record.search_text(language), record.facets()
    file_text, file_language = words_of_files(text.files, language, texts)
    path = path_in(record, language)
    return {
        "record_type": record_type,
        "record_id": str(record_id),
        "language": language,
        "reference": record.reference,
        "title": Truncator(text.title).chars(400),
        "summary": text.summary,
        "body": text.body,
        "file_text": file_text,
        "file_language": file_language,
        "path": path,
        "section": section_in(path),
        "pillar": facets.pillar,
        "organs": facets.organs,
        "states": facets.states,
        "statuses": facets.statuses,
        "year": facets.year,
        "dated": record.day and record.day.isoformat(),
    }


def section_in(path: str) -> str:
    """The word that names a section in an address: the one after the language."""
    return path.split("/")[2]


def _index(language, entries):
    count_in(entries)
    names = {"columns": ", ".join(entries[0]), "values": ", ".join(f"entry.{column}" for column in entries[0])}
    statement = INDEX.format(**names, configuration=search_configuration(language))
    with connection.cursor() as cursor:
        cursor.execute(statement, [json.dumps(entries)])

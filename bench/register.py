"""A scratch register of any size: the first content, and synthetic decisions written by bulk SQL.

It is a database of its own on the server of the checkout, kept for the next run until the tables change.
"""

import hashlib
import random
import sys
from contextlib import contextmanager
from itertools import accumulate

from django.conf import settings
from django.core.management import call_command
from django.db import connection, models, transaction

from publishing.live.derived import INDEX
from publishing.live.facet_counts import COUNT_IN
from publishing.live.schemas import search_configuration
from summits.models import Decision, DecisionStep

PREFIX = "bench_aes_"
LANGUAGES = ("fr", "en")
BATCH = 5000
TITLE, SUMMARY, STEP = 8, 30, 25  # words
SOURCES_OF_TABLES = ("*/migrations/*.py", "publishing/live/schemas.py")

DRAFTS = """
CREATE TEMP TABLE draft (
    n int PRIMARY KEY, id uuid NOT NULL DEFAULT gen_random_uuid(), step_id uuid NOT NULL DEFAULT gen_random_uuid(),
    change_id uuid NOT NULL DEFAULT gen_random_uuid(), reference text, decided date,
    name_fr text, text_fr text, step_fr text, name_en text, text_en text, step_en text,
    pillar_id uuid, pillar text, organ_id uuid, organ text, status_id uuid, status text, meeting_id uuid,
    passage_id uuid
) ON COMMIT DROP
"""
COPY = "COPY draft (n, name_fr, text_fr, step_fr, name_en, text_en, step_en) FROM STDIN"

# Pillars, organs, statuses and passages in turn, with strides that share no factor; days over sixteen years.
LINK = """
WITH pillar AS (SELECT id, key, row_number() OVER (ORDER BY key) - 1 AS k, count(*) OVER () FROM institutions_pillar),
organ AS (
    SELECT id, slug, row_number() OVER (ORDER BY slug) - 1 AS k, count(*) OVER () FROM institutions_organ
    WHERE level = 'confederal'),
status AS (
    SELECT id, key, row_number() OVER (ORDER BY key) - 1 AS k, count(*) OVER () FROM institutions_status
    WHERE 'decision' = ANY(ledgers)),
meeting AS (SELECT id, row_number() OVER (ORDER BY slug) - 1 AS k, count(*) OVER () FROM summits_meeting),
passage AS (SELECT id, row_number() OVER (ORDER BY id) - 1 AS k, count(*) OVER () FROM sources_passage)
UPDATE draft SET decided = date '2010-01-01' + n * 7919 %% 5900, reference = 'AES-D-2009-' || lpad(n::text, 6, '0'),
    pillar_id = pillar.id, pillar = pillar.key, organ_id = organ.id, organ = organ.slug,
    status_id = status.id, status = status.key, passage_id = passage.id,
    meeting_id = CASE WHEN n %% 10 = 0 THEN meeting.id END
FROM pillar, organ, status, meeting, passage
WHERE pillar.k = n %% pillar.count AND organ.k = n * 7 %% organ.count AND status.k = n * 5 %% status.count
    AND meeting.k = n * 3 %% meeting.count AND passage.k = n * 11 %% passage.count
"""

OTHERS = """
INSERT INTO live.summits_decisionstep_evidence (decisionstep_id, passage_id) SELECT step_id, passage_id FROM draft;
INSERT INTO live.editions_currentstatus (record_type, record_id, status_id, step_id, since)
    SELECT 'summits.decision', id, status_id, step_id, decided::text FROM draft;
INSERT INTO live.editions_address (record_type, record_id, address, is_current, reference, reasons)
    SELECT 'summits.decision', id, 'decision-' || n, true, reference, '{}' FROM draft;
INSERT INTO live.editions_edition (record_type, record_id, number, version, published_at, snapshot, sha256, note)
    SELECT 'summits.decision', id, 1, 1, decided, '{}', '', '' FROM draft;
INSERT INTO live.editions_change
    (id, record_type, record_id, action, version, at, is_signalled, pillar, organs, states, statuses)
    SELECT change_id, 'summits.decision', id, 'published', 1, decided + n * interval '1 second', n % 50 = 0,
        pillar, ARRAY[organ], '{}', ARRAY[status] FROM draft;
INSERT INTO live.editions_changetext (change_id, language, entry_id, title, text, path, first_at, updated_at)
    SELECT change_id, language, 'tag:bench,2026:' || change_id || ':' || language,
        CASE language WHEN 'fr' THEN name_fr ELSE name_en END, '', '/' || language || '/decisions/' || reference || '/',
        decided, decided FROM draft, unnest(ARRAY['fr', 'en']) language
"""

ENTRIES = """
SELECT jsonb_agg(jsonb_build_object(
    'record_type', 'summits.decision', 'record_id', id, 'language', '{language}', 'reference', reference,
    'title', name_{language}, 'summary', text_{language}, 'body', reference || E'\\n' || step_{language},
    'path', '/{language}/decisions/' || reference || '/', 'section', 'decisions', 'file_text', '',
    'file_language', '', 'pillar', pillar, 'organs', ARRAY[organ],
    'states', '{{}}'::text[], 'statuses', ARRAY[status], 'year', extract(year FROM decided)::int, 'dated', decided))
FROM draft WHERE n > {first} AND n <= {last}
"""
COLUMNS = (
    *("record_type", "record_id", "language", "reference", "title", "summary", "body", "path", "section"),
    *("file_text", "file_language"),
    *("pillar", "organs", "states", "statuses", "year", "dated"),
)


@contextmanager
def scratch_register(records: int):
    """Inside, the connection leads to the register of that size, which is made unless it is there."""
    name = f"{PREFIX}{records}_{digest()}"
    with connection._nodb_cursor() as cursor:
        cursor.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [PREFIX])
        present = {found for (found,) in cursor.fetchall()}
        for old in {found for found in present if not found.endswith(digest())}:
            cursor.execute(f"DROP DATABASE {old} WITH (FORCE)")
        if name not in present:
            cursor.execute(f"CREATE DATABASE {name}_new")
    usual = connection.settings_dict["NAME"]
    try:
        if name not in present:
            lead_to(f"{name}_new")
            make(records)
            lead_to(usual)
            with connection._nodb_cursor() as cursor:
                cursor.execute(f"ALTER DATABASE {name}_new RENAME TO {name}")
        lead_to(name)
        yield
    finally:
        lead_to(usual)


def lead_to(database: str) -> None:
    connection.close()
    connection.settings_dict["NAME"] = database


def digest() -> str:
    made_by = hashlib.sha256()
    for path in sorted(path for pattern in SOURCES_OF_TABLES for path in settings.BASE_DIR.glob(pattern)):
        made_by.update(path.read_bytes())
    return made_by.hexdigest()[:8]


def make(records: int) -> None:
    say("tables")
    call_command("migrate", verbosity=0)
    say("first content")
    call_command("load_dossier", settings.BASE_DIR / "data" / "dossier", publish=True, verbosity=0)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL search_path = live, extensions, pg_temp")
        say(f"{records} decisions")
        cursor.execute(DRAFTS)
        write_drafts(cursor, records)
        cursor.execute(LINK, [])
        fill(cursor, Decision, decision_columns())
        fill(cursor, DecisionStep, step_columns())
        for statement in OTHERS.split(";"):
            cursor.execute(statement)
        with indexes_of_words_made_after(cursor):
            for language in LANGUAGES:
                say(f"search entries: {language}")
                everything = ENTRIES.format(language=language, first=0, last=records)
                cursor.execute(COUNT_IN.replace("%s::jsonb", f"({everything})"))
                for first in range(0, records, BATCH):
                    index(cursor, language, first)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    say("")


def write_drafts(cursor, records):
    """Texts of real words, few of them frequent and most of them rare."""
    chance = random.Random(1)  # noqa: S311 (the same texts each time)
    words = {language: words_of(cursor, language) for language in LANGUAGES}
    weights = {language: list(accumulate(1 / (n + 3) for n in range(len(words[language])))) for language in LANGUAGES}
    with cursor.copy(COPY) as copy:
        for n in range(1, records + 1):
            texts = [
                " ".join(chance.choices(words[language], cum_weights=weights[language], k=length)).capitalize()
                for language in LANGUAGES
                for length in (TITLE, SUMMARY, STEP)
            ]
            copy.write_row([n, *texts])


def words_of(cursor, language):
    """Those of the first content in an order of their own, and as many again that only look like words."""
    cursor.execute("SELECT word FROM editions_searchword WHERE language = %s ORDER BY md5(word)", [language])
    known = [word for (word,) in cursor.fetchall()]
    return known + [word[::-1] for word in known]


def decision_columns() -> dict[str, str]:
    """Columns of a decision as SQL over a draft."""
    said = {"name": "name_fr", "name_fr": "name_fr", "name_en": "name_en"}
    told = {"text": "text_fr", "text_fr": "text_fr", "text_en": "text_en"}
    keys = {name: name for name in ("id", "reference", "pillar_id", "organ_id", "meeting_id")}
    return {**keys, **said, **told, "slug": "'decision-' || n", "decided": "decided::text"}


def step_columns() -> dict[str, str]:
    told = {"text": "step_fr", "text_fr": "step_fr", "text_en": "step_en"}
    keys = {"id": "step_id", "decision_id": "id", "status_id": "status_id", "recorded_at": "now()"}
    return {**keys, **told, "occurred": "decided::text"}


def fill(cursor, model, given: dict[str, str]) -> None:
    """One row for each draft; what is not given is blank or absent."""
    fields = [field for field in model._meta.concrete_fields if not field.generated]
    values = [given.get(field.column, blank(field)) for field in fields]
    columns = ", ".join(field.column for field in fields)
    cursor.execute(f"INSERT INTO {model._meta.db_table} ({columns}) SELECT {', '.join(values)} FROM draft")  # noqa: S608


def blank(field) -> str:
    if field.null:
        return "NULL"
    return "false" if isinstance(field, models.BooleanField) else "''"


def index(cursor, language, first):
    names = {"columns": ", ".join(COLUMNS), "values": ", ".join(f"entry.{column}" for column in COLUMNS)}
    statement = INDEX.format(**names, configuration=search_configuration(language))
    entries = ENTRIES.format(language=language, first=first, last=first + BATCH)
    cursor.execute(statement.replace("%s::jsonb", f"({entries})"))


@contextmanager
def indexes_of_words_made_after(cursor):
    """Made in one go, such an index takes a fiftieth of the time that it takes row by row."""
    statement = "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = %s AND indexdef LIKE '%%gin (vector)%%'"
    cursor.execute(statement, ["editions_searchentry"])
    indexes = cursor.fetchall()
    for name, _definition in indexes:
        cursor.execute(f"DROP INDEX {name}")
    yield
    say("indexes of words")
    for _name, definition in indexes:
        cursor.execute(definition)


def say(step: str) -> None:
    print(f"\r{step:60}" if sys.stderr.isatty() else step, end="" if sys.stderr.isatty() else "\n", file=sys.stderr)

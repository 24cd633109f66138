"""The statements of a search: one finds a page of entries, one counts them all by facet, one suggests.

They run in schema `live`. Conditions name the language, so that its index is used; the query of words is an
expression of constants, which PostgreSQL evaluates once when it plans.
"""

from dataclasses import dataclass
from uuid import UUID

from django.db import connection

from aes_site.search.question import BY_DATE, Question
from aes_site.sections import SECTIONS
from publishing.schemas import SEPARATORS, search_configuration

PAGE_SIZE = 20
FOLLOWED = 5000
RANKED = 2000  # relevance is judged among the newest so many; by date, every entry can be reached
WORDS = "extensions.words"
HIGHLIGHTED = 3  # columns of a page's rows, its first, in which what was asked is marked

# Control characters of ASCII, which texts do not have, stand for the marks of a highlight until the text is
# escaped, and for separators of words beyond ASCII while PostgreSQL looks for words (publishing.schemas).
MARK_START, MARK_END = "\x02", "\x03"
CONTROLS = "".join(map(chr, (1, *range(4, 9), *range(14, 32))))
STAND_INS = CONTROLS[: len(SEPARATORS)]
RESTORED = str.maketrans(STAND_INS, SEPARATORS)

QUERY = "websearch_to_tsquery(%(configuration)s, %(text)s)"
# The last word may be the beginning of a stem or of a word as written; of one that says nothing it is neither.
QUERY_OF_BEGINNING = f"""({QUERY} || CASE WHEN numnode(to_tsquery(%(configuration)s, %(prefix)s)) > 0
    THEN websearch_to_tsquery(%(configuration)s, %(before)s)
        && (to_tsquery(%(configuration)s, %(prefix)s) || to_tsquery('{WORDS}', %(prefix)s))
    ELSE ''::tsquery END)"""

CONDITIONS = {
    "pilier": "pillar = %(pilier)s",
    "organe": "organs @> ARRAY[%(organe)s]::varchar[]",
    "etat": "states @> ARRAY[%(etat)s]::varchar[]",
    "statut": "statuses @> ARRAY[%(statut)s]::varchar[]",
    "annee": "year::text = %(annee)s",
}

# What the register says comes before the sources it rests on. Files are quoted where nothing else has the words.
PAGE = """
SELECT ts_headline(%(configuration)s, translate(title, %(separators)s, %(stand_ins)s), {query}, %(whole)s),
    ts_headline(%(configuration)s, translate(prose, %(separators)s, %(stand_ins)s), {query}, %(extract)s),
    CASE WHEN file_text <> '' AND NOT ts_filter(vector, '{{a,b,c}}') @@ {query} THEN
        ts_headline(%(configuration)s, translate(file_text, %(separators)s, %(stand_ins)s), {query}, %(extract)s)
    ELSE '' END,
    file_language, path, reference, record_type, year, statuses
FROM (
    SELECT *, ts_rank(head, {query}) * CASE record_type WHEN 'sources.source' THEN 0.2 ELSE 1 END AS rank,
        left(concat_ws(E'\\n', summary, replace(body, reference, '')), 6000) AS prose
    FROM (
        SELECT * FROM editions_searchentry WHERE {where} ORDER BY {newest} LIMIT %(ranked)s
    ) latest ORDER BY {order} LIMIT %(limit)s OFFSET %(offset)s
) page ORDER BY {order}
"""

COUNTS = """
WITH hit AS MATERIALIZED (
    SELECT record_type, split_part(path, '/', 3) AS word, pillar, organs, states, statuses, year
    FROM editions_searchentry WHERE {where}
)
SELECT 'total', '', count(*) FROM hit
UNION ALL SELECT 'type', record_type || ' ' || word, count(*) FROM hit GROUP BY 2
UNION ALL SELECT 'pilier', pillar, count(*) FROM hit WHERE pillar <> '' GROUP BY 2
UNION ALL SELECT 'organe', organ, count(*) FROM hit, unnest(organs) organ GROUP BY 2
UNION ALL SELECT 'etat', state, count(*) FROM hit, unnest(states) state GROUP BY 2
UNION ALL SELECT 'statut', status, count(*) FROM hit, unnest(statuses) status GROUP BY 2
UNION ALL SELECT 'annee', year::text, count(*) FROM hit WHERE year IS NOT NULL GROUP BY 2
"""

MATCHING = """
SELECT record_id FROM editions_searchentry WHERE {where} ORDER BY dated DESC NULLS LAST, id DESC LIMIT %(followed)s
"""

ALIKE = """
SELECT asked.word, alike.word FROM unnest(%(words)s::text[]) asked (word) CROSS JOIN LATERAL (
    SELECT word FROM editions_searchword
    WHERE language = %(language)s AND plain %% extensions.unaccent(asked.word)
    ORDER BY similarity(plain, extensions.unaccent(asked.word)) DESC, word LIMIT 1
) alike
"""


@dataclass(frozen=True)
class Hit:
    """An entry found; `title` and `extract` bear the marks of their highlights."""

    title: str
    extract: str
    file_extract: str
    file_language: str
    path: str
    reference: str
    record_type: str
    year: int | None
    statuses: list[str]


def find(question: Question) -> list[Hit]:
    """The entries of the page asked for."""
    values = {
        **_values(question),
        "separators": SEPARATORS + MARK_START + MARK_END,
        "stand_ins": STAND_INS,
        "whole": f"StartSel={MARK_START}, StopSel={MARK_END}, HighlightAll=true",
        "extract": f"StartSel={MARK_START}, StopSel={MARK_END}, MaxFragments=2, MaxWords=28, MinWords=12,"
        ' FragmentDelimiter=" … "',
        "ranked": None if question.order == BY_DATE else RANKED,
        "limit": PAGE_SIZE,
        "offset": (question.page - 1) * PAGE_SIZE,
    }
    newest = "reference = %(reference)s DESC, dated DESC NULLS LAST, id DESC"
    order = newest if question.order == BY_DATE else f"reference = %(reference)s DESC, rank DESC, {newest}"
    statement = PAGE.format(query=_query(question), where=_where(question), newest=newest, order=order)
    rows = _rows(statement, values)
    return [Hit(*(text.translate(RESTORED) for text in row[:HIGHLIGHTED]), *row[HIGHLIGHTED:]) for row in rows]


def count(question: Question) -> list[tuple[str, str, int]]:
    """How many entries there are in all (“total”), and with each value of each facet."""
    return _rows(COUNTS.format(where=_where(question)), _values(question))


def records_matching(question: Question) -> list[UUID]:
    """The keys of the records found, for whoever follows the search: the newest so many."""
    values = {**_values(question), "followed": FOLLOWED}
    return [key for (key,) in _rows(MATCHING.format(where=_where(question)), values)]


def words_alike(words: list[str], language: str) -> dict[str, str]:
    """For each word that resembles one of the register, the most similar one."""
    return dict(_rows(ALIKE, {"words": words, "language": language}))


def _query(question):
    _before, prefix = question.beginning
    return QUERY_OF_BEGINNING if prefix else QUERY


def _where(question):
    matches = f"vector @@ {_query(question)}"
    if question.reference:
        matches = f"({matches} OR reference = %(reference)s)"
    conditions = [CONDITIONS[name] for name in question.chosen if name in CONDITIONS]
    if "type" in question.chosen:
        conditions.append("record_type = ANY(%(record_types)s) AND path ~ %(path)s")
    return " AND ".join(["language = %(language)s", matches, *conditions])


def _values(question):
    before, prefix = question.beginning
    section = SECTIONS.get(question.chosen.get("type", ""))
    return {
        **question.chosen,
        "configuration": search_configuration(question.language),
        "language": question.language,
        "text": question.words,
        "before": before,
        "prefix": f"{prefix}:*",
        "reference": question.reference,
        "record_types": list(section.record_types) if section else [],
        "path": f"^/[^/]+/{section.word}/" if section and section.is_told_by_path else "",
    }


def _rows(statement, values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall()

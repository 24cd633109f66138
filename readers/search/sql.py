"""The statements of a search: one finds a page of entries, one counts them all by facet, one suggests.

They run in schema `live`. Conditions name the language, so that its index is used; the query of words is an
expression of constants, which PostgreSQL evaluates once when it plans.
"""

from dataclasses import dataclass
from uuid import UUID

from django.db import connection

from publishing.live.schemas import SEPARATORS, search_configuration
from readers.search.query import BY_DATE, BY_RELEVANCE, SearchQuery
from readers.sections import SECTIONS

PAGE_SIZE = 20
FOLLOWED = 5000
IN_PHRASES = 3000  # an expression is looked for in the newest so many that have its words: each must be read
SOON_MET = {BY_RELEVANCE: 20_000, BY_DATE: 2_000}  # of so many found, the newest come soon; fewer are all looked up
RANKED = 2000  # relevance is judged among the newest so many; by date, every entry can be reached
WORDS = "extensions.words"
HIGHLIGHTED = 3  # columns of a page's rows, its first, in which what was asked is marked

# Control characters of ASCII, which texts do not have, stand for the marks of a highlight until the text is
# escaped, and for separators of words beyond ASCII while PostgreSQL looks for words (publishing.live.schemas).
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

NEWEST = "newest DESC, reference DESC"

# Those that have the words of an expression, wherever they stand: the index knows words, not their neighbours.
WITH_WORDS = """(
    SELECT * FROM editions_searchentry
    WHERE {where} AND vector @@ regexp_replace(({query})::text, '<(-|[0-9]+)>', '&', 'g')::tsquery
    ORDER BY newest DESC, reference DESC LIMIT %(in_phrases)s
) editions_searchentry"""

# Those found, before their order and number are known to the planner: it would read vectors from the newest on.
ALL_FOUND = "(SELECT * FROM {source} WHERE {where} OFFSET 0) editions_searchentry"

# What the register says comes before the sources it rests on. Files are quoted where nothing else has the words.
# Which entries are shown is found among narrow columns; only theirs are then fetched whole.
PAGE = """
SELECT ts_headline(%(configuration)s, translate(title, %(separators)s, %(stand_ins)s), {query}, %(whole)s),
    ts_headline(%(configuration)s, translate(prose, %(separators)s, %(stand_ins)s), {query}, %(extract)s),
    CASE WHEN file_text <> '' AND NOT ts_filter(vector, '{{a,b,c}}') @@ {query} THEN
        ts_headline(%(configuration)s, translate(file_text, %(separators)s, %(stand_ins)s), {query}, %(extract)s)
    ELSE '' END,
    file_language, path, reference, record_type, year, statuses
FROM (
    SELECT id AS found_id, ts_rank(head, {query}) * CASE record_type WHEN 'sources.source' THEN 0.2 ELSE 1 END AS rank
    FROM (
        SELECT id, head, record_type, newest, reference FROM {source} WHERE {where}
        ORDER BY {newest} LIMIT %(ranked)s
    ) latest ORDER BY {order} LIMIT %(limit)s OFFSET %(offset)s
) page JOIN LATERAL (
    SELECT *, left(concat_ws(E'\\n', summary, replace(body, reference, '')), 6000) AS prose
    FROM editions_searchentry WHERE id = found_id
) entry ON true
ORDER BY {order}
"""

# Entries are counted by what all their facets are together, which is little; that is added up facet by facet.
COUNTS = """
WITH hit AS MATERIALIZED (
    SELECT facets_id AS id, count(*) AS number FROM {source} WHERE {where} GROUP BY facets_id
)
SELECT grouping(section, pillar, organs, states, statuses, year), record_type, section,
    coalesce(organs, states, statuses), coalesce(pillar, year::text), coalesce(sum(hit.number), 0)::bigint
FROM hit JOIN editions_facetcount USING (id)
GROUP BY GROUPING SETS ((), (record_type, section), (pillar), (organs), (states), (statuses), (year))
"""
# By which bit grouping() leaves out, the column that a row counts.
SETS = {0b111111: "total", 0b011111: "type", 0b101111: "pilier", 0b110111: "organe", 0b111011: "etat"}
SETS |= {0b111101: "statut", 0b111110: "annee"}

ANY = "SELECT EXISTS (SELECT FROM {source} WHERE {where})"
IS_BOUNDED = "SELECT count(*) = %(in_phrases)s FROM {source}"

MATCHING = """
SELECT record_id FROM {source} WHERE {where} ORDER BY newest DESC, reference DESC LIMIT %(followed)s
"""

ALIKE = """
SELECT asked.word, alike.word FROM unnest(%(words)s::text[]) asked (word) CROSS JOIN LATERAL (
    SELECT word FROM editions_searchword
    WHERE language = %(language)s AND plain %% extensions.unaccent(asked.word)
    ORDER BY similarity(plain, extensions.unaccent(asked.word)) DESC, word LIMIT 1
) alike
"""


@dataclass(frozen=True)
class SearchHit:
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


def find(question: SearchQuery, total: int) -> list[SearchHit]:
    """The entries of the page asked for; how many there are in all decides by which way they are looked for."""
    values = {
        **_values(question),
        "separators": SEPARATORS + MARK_START + MARK_END,
        "stand_ins": STAND_INS,
        "whole": f"StartSel={MARK_START}, StopSel={MARK_END}, HighlightAll=true",
        "extract": f"StartSel={MARK_START}, StopSel={MARK_END}, MaxFragments=2, MaxWords=28, MinWords=12,"
        ' FragmentDelimiter=" … "',
        "ranked": question.page * PAGE_SIZE if question.order == BY_DATE else RANKED,
        "limit": PAGE_SIZE,
        "offset": (question.page - 1) * PAGE_SIZE,
    }
    newest = f"reference = %(reference)s DESC, {NEWEST}" if question.reference else NEWEST
    order = newest if question.order == BY_DATE else newest.replace(NEWEST, f"rank DESC, {NEWEST}")
    where = _where(question)
    if total < SOON_MET[question.order]:
        where = {"source": ALL_FOUND.format(**where), "where": "true"}
    statement = PAGE.format(query=_query(question), newest=newest, order=order, **where)
    rows = _rows(statement, values)
    return [SearchHit(*(text.translate(RESTORED) for text in row[:HIGHLIGHTED]), *row[HIGHLIGHTED:]) for row in rows]


def count(question: SearchQuery) -> list[tuple[str, str, int]]:
    """How many entries there are in all (“total”), and with each value of each facet: `type section` for “type”."""
    counted = []
    for bits, record_type, section, keys, key, number in _rows(COUNTS.format(**_where(question)), _values(question)):
        values = keys or [f"{record_type} {section}" if SETS[bits] == "type" else key or ""]
        counted += [(SETS[bits], value, number) for value in values]
    return [row for row in counted if row[1] or row[0] == "total"]


def finds_anything(question: SearchQuery) -> bool:
    """Whether any entry answers, which is sooner known than how many."""
    return _rows(ANY.format(**_where(question)), _values(question))[0][0]


def is_bounded(question: SearchQuery) -> bool:
    """Whether an expression was looked for among the newest entries only that have its words."""
    return question.has_phrase and _rows(IS_BOUNDED.format(**_where(question)), _values(question))[0][0]


def records_matching(question: SearchQuery) -> list[UUID]:
    """The keys of the records found, for whoever follows the search: the newest so many."""
    values = {**_values(question), "followed": FOLLOWED}
    return [key for (key,) in _rows(MATCHING.format(**_where(question)), values)]


def words_alike(words: list[str], language: str) -> dict[str, str]:
    """For each word that resembles one of the register, the most similar one."""
    return dict(_rows(ALIKE, {"words": words, "language": language}))


def _query(question):
    _before, prefix = question.beginning
    return QUERY_OF_BEGINNING if prefix else QUERY


def _where(question):
    """From what an entry is looked for, and what it must have; conditions name the language, for its index."""
    matches = f"vector @@ {_query(question)}"
    if question.reference:
        matches = f"({matches} OR reference = %(reference)s)"
    conditions = ["language = %(language)s", *(CONDITIONS[name] for name in question.chosen if name in CONDITIONS)]
    if "type" in question.chosen:
        conditions.append("record_type = ANY(%(record_types)s) AND section = coalesce(%(section)s, section)")
    source = "editions_searchentry"
    if question.has_phrase:
        source = WITH_WORDS.format(where=" AND ".join(conditions), query=_query(question))
    return {"source": source, "where": " AND ".join([*conditions, matches])}


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
        "section": section.word if section and section.is_told_by_path else None,
        "in_phrases": IN_PHRASES,
    }


def _rows(statement, values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall()

"""What searches cost in a large register: `python -m bench search [--records 100000]`.

Milliseconds in the database for each statement, beside those that a prototype took for 300,000 documents on two
cores, and the whole page in this process. Absolute times depend on the machine and on who else uses it.
"""

import statistics
from time import perf_counter
from urllib.parse import urlencode

from django.db import connection
from django.http import QueryDict

from bench.measure import ROUNDS, cost_of, table
from bench.register import scratch_register
from publishing.live.connection import live_reading
from readers.search import results, sql
from readers.search.query import SearchQuery

LANGUAGE = "fr"
EXPECTED = {"newest": "0.8–7", "relevance": "2–51", "counts": "≤ 100", "suggestion": "3–4"}

# By how often their words are met: ranks among the words of the language.
FREQUENCIES = {"frequent": 0, "common": 5, "rare": 400}


def report(records: int) -> None:
    with scratch_register(records):
        rows = [row(kind, text, **more) for kind, text, more in questions()]
    expected = ("figures to meet", "", *EXPECTED.values(), "")
    table([expected, *rows], "search", "found", *EXPECTED, "page")


def questions():
    """Each kind of search with its text, and what it is narrowed by."""
    words = words_by_frequency()
    chosen = {kind: words[rank] for kind, rank in FREQUENCIES.items()}
    for kind, word in chosen.items():
        yield f"a {kind} word", word, {}
    yield "two frequent words", f"{words[0]} {words[1]}", {}
    yield "a phrase of frequent words", f'"{words[0]} {words[1]}"', {}
    yield "a phrase of a common and a rare word", f'"{words[5]} {words[300]}"', {}
    yield "a beginning", words[2][:4], {}
    yield "all but a word", f"{words[1]} -{words[0]}", {}
    yield "a frequent word of one status", words[0], {"statut": "adopted"}
    yield "a reference", "AES-D-2009-000500", {}
    yield "a misspelt word", words[3][:-2] + "q" + words[3][-2:], {}


def words_by_frequency() -> list[str]:
    """Words of titles from the most frequent to the rarest."""
    statement = "SELECT string_agg(title, ' ') FROM live.editions_searchentry WHERE language = %s AND id %% 10 = 0"
    with connection.cursor() as cursor:
        cursor.execute(statement, [LANGUAGE])
        words = [word for word in cursor.fetchone()[0].lower().split() if len(word) > 5 and word.isalpha()]
    counts = dict.fromkeys(words, 0)
    for word in words:
        counts[word] += 1
    return sorted(counts, key=lambda word: (-counts[word], word))


def row(kind, text, **chosen):
    query = urlencode({"q": text, **chosen})
    by_relevance = SearchQuery.read(QueryDict(query), LANGUAGE)
    by_date = SearchQuery.read(QueryDict(f"{query}&tri=date"), LANGUAGE)
    with live_reading():
        found = results.search(by_relevance).total
        times = (
            milliseconds(sql.find, by_date, found),
            milliseconds(sql.find, by_relevance, found),
            milliseconds(sql.count, by_relevance),
            "" if found else milliseconds(results.suggestion, by_relevance),
        )
    return (kind, found, *times, cost_of(f"/{LANGUAGE}/recherche/?{query}").milliseconds)


def milliseconds(function, *arguments) -> float:
    function(*arguments)
    times = []
    for _round in range(ROUNDS):
        started = perf_counter()
        function(*arguments)
        times.append((perf_counter() - started) * 1000)
    return statistics.median(times)

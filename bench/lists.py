"""What the home page, lists and details cost, in registers of two sizes: `python -m bench lists [--records 100000]`.

Flat means that the second column of milliseconds is like the first.
"""

from django.db import connection

from bench.measure import Cost, cost_of, table
from bench.register import scratch_register

FEW = 2000


def report(records: int) -> None:
    costs = {}
    for size in (FEW, records):
        with scratch_register(size):
            costs[size] = {name: cost_of(path) for name, path in pages().items()}
    rows = [(name, *cells(costs[FEW][name]), *cells(costs[records][name])) for name in costs[records]]
    columns = ("ms", "in SQL", "SQL", "kB")
    table(rows, "page", *(f"{column} ({FEW})" for column in columns), *(f"{column} ({records})" for column in columns))


def cells(cost: Cost) -> tuple:
    return cost.milliseconds, cost.in_database, cost.statements, cost.kilobytes


def pages() -> dict[str, str]:
    """The pages that could grow, by name."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT key FROM live.institutions_pillar ORDER BY key LIMIT 1")
        (pillar,) = cursor.fetchone()
        cursor.execute("SELECT organs[1] FROM live.editions_searchentry WHERE reference = 'AES-D-2009-000500'")
        (organ,) = cursor.fetchone()
        cursor.execute("SELECT statuses[1] FROM live.editions_searchentry WHERE reference = 'AES-D-2009-000500'")
        (status,) = cursor.fetchone()
        cursor.execute("SELECT slug FROM live.sources_source ORDER BY slug LIMIT 1")
        (source,) = cursor.fetchone()
        cursor.execute("SELECT slug FROM live.summits_meeting WHERE level = 'summit' ORDER BY slug LIMIT 1")
        (summit,) = cursor.fetchone()
    decisions = "/fr/decisions/"
    return {
        "home": "/fr/",
        "decisions": decisions,
        "decisions of a year": f"{decisions}?annee=2014",
        "decisions of a pillar": f"{decisions}?pilier={pillar}",
        "decisions of an organ": f"{decisions}?organe={organ}",
        "decisions of a status": f"{decisions}?statut={status}",
        "decisions, four choices": f"{decisions}?pilier={pillar}&organe={organ}&statut={status}&annee=2014",
        "one decision": f"{decisions}AES-D-2009-000500/",
        "meetings": "/fr/reunions/",
        "chronology": "/fr/chronologie/",
        "chronology of a year": "/fr/chronologie/?annee=2014",
        "changes": "/fr/changements/",
        "corrections": "/fr/corrections/",
        "an organ": f"/fr/organes/{organ}/",
        "a source": f"/fr/sources/{source}/",
        "a summit": f"/fr/sommets/{summit}/",
        "feed of everything": "/fr/flux/registre.atom",
        "feed of decisions": "/fr/flux/decisions.atom",
        "sitemap": "/sitemap-decisions.xml",
    }

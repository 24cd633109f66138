"""The parameters that addresses of public pages may bear; any other is ignored (docs/decisions/0025-front-cache.md).

What other sites append to links (`fbclid`, `utm_source`…) thus makes no further page to render and to keep.
A new page that reads a parameter names it here; a test compares this with forms and links.
"""

from urllib.parse import parse_qsl, urlencode

PARAMETERS = (
    "q",  # search
    *("type", "pilier", "organe", "etat", "statut", "annee", "mois"),  # what narrows lists, feeds and the search
    *("texte", "oeuvre", "compte"),  # where items of the roadmap stand on either axis, and in which count
    "tri",
    *("page", "archive", "fiche", "apres", "avant"),  # where in a list one is
    *("du", "au"),  # a period, or the end of one
    *("de", "a"),  # two editions to compare
)
RANK = {name: number for number, name in enumerate(PARAMETERS)}


def canonical(query: str) -> str:
    """The query with its known parameters only, in their order; blank ones count as absent."""
    if not query:
        return ""
    text = query.encode("iso-8859-1", "replace").decode(errors="replace")  # as WSGI holds bytes in a string
    given = [(name, value) for name, value in parse_qsl(text, errors="replace") if name in RANK]
    return urlencode(sorted(given, key=lambda pair: RANK[str(pair[0])]))

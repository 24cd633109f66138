"""Where a record stands as of a day: whether it has been decided, and whether it has been done.

`facts` are what rows of any kind say of a record; `lines` compose one axis of them, `headline` both, with the count
that the record belongs to; `wording` puts them in sentences. Nothing here queries: rows come fetched.
See docs/decisions/0031-two-axes.md.
"""

from institutions.headlines.headline import Count, Headline, headline_of

__all__ = ["Count", "Headline", "headline_of"]

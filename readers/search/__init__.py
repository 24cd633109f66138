"""Search of the live register, by PostgreSQL's full text, without regard to accents.

`question` is what a reader asks, `statements` asks it of the database, `results` makes it readable, `views`
shows it. See `docs/decisions/0013-search.md`.
"""

"""The database used when `DATABASE_URL` is not set: a PostgreSQL server of the checkout's own.

`cluster` creates, starts and stops the server; `base` is Django's PostgreSQL backend, which
starts it when the first connection is asked for. See `docs/decisions/0001-embedded-postgresql.md`.
"""

"""Feeds of the change log: RSS 2.0, Atom 1.0 and JSON Feed 1.1 over the same entries.

`channels` says what a feed tells of, `entries` reads it, `rss`, `atom` and `json_feed` write it down,
`views` answers over HTTP. See `docs/decisions/0011-feeds.md`.
"""

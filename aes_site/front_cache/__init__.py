"""The front cache: whole answers to readers in the memory of the serving process, compressed once.

`cache` stands before Django as WSGI, `entries` is what it keeps, `version` tells whether that is still
what is published, `sessions` who is signed in at the desk. See docs/decisions/0025-front-cache.md.
"""

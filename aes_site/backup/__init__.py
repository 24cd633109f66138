"""Backups: one snapshot of the database and the files it names, in a place that is not ours to trust.

`making` writes one to a `target`, `restoring` brings it back into an empty system, `verifying` proves that it would;
`manifest` is what a backup says of itself, `encryption` who can read it. See docs/decisions/0029-backups.md.
"""

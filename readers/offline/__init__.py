"""Offline packs: the whole public record of a language as one zip, read from a memory card without a network.

`pages` fetches and links the pages, `writing` makes the zip, `shelf` keeps it under `var/` and tells whether
readers may have it, `keeping` makes it anew when the register changed. See docs/decisions/0027-offline-packs.md.
"""

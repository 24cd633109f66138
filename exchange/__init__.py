"""Content as files, in and out: the dossier (YAML), spreadsheets (CSV, XLSX), catalogues of translations (PO).

What a file brings is rehearsed and shown before it is written, all of it or nothing, and goes to the desk only.
See docs/decisions/0012-dossier-format.md and 0021-exchange.md.
"""

"""Records and translations that leave the desk as files and come back: tables (CSV, XLSX) and catalogues (PO).

What a file brings is rehearsed and shown before it is written, all of it or nothing, and goes to the desk only.
See docs/decisions/0021-exchange.md.
"""

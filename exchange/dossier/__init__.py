"""The dossier: the content of the register as YAML files, read and written through the models alone.

`reading` turns files into `entries` and tells what is wrong with them; `loading` compares them with the tables and
decides, `writing` brings the tables in line; `dumping` writes the files; `manifest` holds the register against the
original dossier. What a dossier may hold is `exchange.schema`; no module here knows a record type.
See docs/dossier.md.
"""

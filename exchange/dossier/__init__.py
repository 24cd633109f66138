"""The dossier: the content of the register as YAML files, read and written through the models alone.

`shapes` describes what a dossier may hold, from the registry; `reading` turns files into entries and
reports what is wrong with them; `desk` turns the tables into the same entries; `loading` brings the tables
in line with the files; `dumping` writes the files. No module here knows a record type.
See docs/dossier.md.
"""

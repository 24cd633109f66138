"""The whole register as files: CSV tables, one JSON, the dossier in YAML, and the description of the tables.

`content` reads it, `tables` flattens it, `writing` makes files of it, `views` answers over HTTP.
"""

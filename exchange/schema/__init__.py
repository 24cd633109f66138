"""What a record type holds and how files write it: one schema behind dossier, spreadsheets, catalogues and open data.

`fields` are its values and how each is written and read back, `record_types` its entries and parts, `names` how they
are named and cited, `text` several values in one cell, `content` the tables in plain values, `errors` what is wrong
in a file, and where. All of it is read from the registry and the models; no module here knows a record type.
"""

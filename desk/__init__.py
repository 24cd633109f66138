"""What editors use: the stock admin, with what every record type needs of it.

Nothing here runs where only readers are served. A record type begins at `desk.record_admin`, its parts at
`desk.forms.inlines`.
"""

"""Which pages there are, for search engines: an index, and a sitemap for each section (sitemaps.org).

`pages` finds them, `writing` makes XML of them, `views` answers over HTTP.
"""

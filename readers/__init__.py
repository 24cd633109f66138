"""What goes with every record: how to cite it, its editions, its dates for calendars, its brief, its structured data.

Below `fiches/<reference>/` of a language: a reference never changes, whatever the page is or was called.
"""

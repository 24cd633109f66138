"""A record in a few sentences, to quote, to send or to read on air."""

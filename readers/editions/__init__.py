"""The published states of a record: what each holds, and what differs between two."""

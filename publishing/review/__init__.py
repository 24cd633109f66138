"""The workflow: what is asked for, by whom it is read, when it appears, and how it looks before that."""

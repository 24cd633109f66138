"""What a record has been: its revisions, what differs between two of them, how far its translations have come."""

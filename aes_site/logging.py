"""What the log leaves out."""

import logging


class ClientsFaults(logging.Filter):
    """What a client got wrong, such as the host it asked for, is one line: the way through our code tells nothing."""

    def filter(self, record: logging.LogRecord) -> bool:
        if record.name.startswith("django.security"):
            record.exc_info = record.exc_text = None
        return True

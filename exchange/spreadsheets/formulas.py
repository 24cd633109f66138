"""What a spreadsheet would run as a formula is written with an apostrophe before it; reading takes it away again.

One rule for every table that leaves the register (OWASP, “CSV Injection”): ASCII and full-width signs, also after
blanks, and after apostrophes, so that a text that begins with one comes back as it was.
"""

import re

SIGNS = "=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20"
FORMULA = re.compile(rf"'*\s*[{SIGNS}]")
NEUTRALISED = re.compile(rf"'+\s*[{SIGNS}]")


def inert(text: str) -> str:
    """A text that no spreadsheet runs."""
    return f"'{text}" if FORMULA.match(text) else text


def alive(text: str) -> str:
    """The text that was made inert."""
    return text[1:] if NEUTRALISED.match(text) else text

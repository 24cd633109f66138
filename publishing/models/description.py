"""What a record tells of itself beyond its own page, in plain values and the active language; `readers` writes them."""

from dataclasses import dataclass
from enum import Enum, auto
from typing import Any

SCHEMA_ORG = "https://schema.org"


class CitedAs(Enum):
    """What a record is in a bibliography: more than a page of the register only where it was adopted or published."""

    LEGISLATION = auto()
    REPORT = auto()
    PAGE = auto()


@dataclass(frozen=True)
class Brief:
    """What a record says in a message or on air, beside its title and status; blank for what is not known.

    `dated` is its own date, where it is told apart from the status; `under` the text that it comes under or led to.
    """

    said: str = ""
    who: str = ""
    under: str = ""
    where: str = ""
    modality: str = ""
    dated: Any = None


@dataclass(frozen=True)
class Mention:
    """Another record as structured data name it in passing: its type of schema.org, and the record, if there is one."""

    type: str
    record: Any

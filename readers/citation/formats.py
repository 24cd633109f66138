"""Citations in the formats of bibliographic software: BibTeX, RIS and CSL-JSON."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass

from readers.citation.works import Kind, Work

SPECIAL = {
    **{sign: f"\\{sign}" for sign in "&%$#_{}"},
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}


@dataclass(frozen=True)
class Format:
    """A format with its media type and what writes it."""

    name: str
    media_type: str
    write: Callable[[Work], str]


def bibtex(work: Work) -> str:
    """An entry whose corporate author is kept whole by a second pair of braces."""
    fields = {
        "title": f"{{{escaped(work.title)}}}",
        "author": f"{{{escaped(work.author or work.publisher)}}}",
        "date": work.when.text,
        "year": str(work.when.first.year),
        "institution" if work.kind is Kind.REPORT else "publisher": escaped(work.publisher),
        "number": escaped(work.reference),
        "edition": escaped(work.edition),
        "language": work.language,
        "url": work.url,
    }
    lines = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items())
    return f"@{work.kind.bibtex}{{{work.key},\n{lines}\n}}\n"


def escaped(text: str) -> str:
    return "".join(SPECIAL.get(sign, sign) for sign in text)


def ris(work: Work) -> str:
    """Tags of the RIS format, one a line, each line ended as the format asks."""
    tags = [
        ("TY", work.kind.ris),
        ("TI", work.title),
        ("AU", f"{work.author or work.publisher},"),  # the comma keeps a corporate author whole
        ("PB", work.publisher),
        ("PY", str(work.when.first.year)),
        ("DA", ris_date(work)),
        ("ET", work.edition),
        ("SN" if work.kind is Kind.REPORT else "M1", work.reference),
        ("LA", work.language),
        ("UR", work.url),
        ("ID", work.key),
        ("ER", ""),
    ]
    return "".join(f"{tag}  - {one_line(value)}\r\n" for tag, value in tags if value or tag == "ER")


def ris_date(work: Work) -> str:
    """`2025/12/23/`, with what is not known left out: `2025/12//`."""
    year, month, day = (*work.when.ends[0].text.split("-"), "", "")[:3]
    return f"{year}/{month}/{day}/"


def one_line(text: str) -> str:
    return re.sub(r"\s*[\r\n]+\s*", " ", text)


def csl(work: Work) -> str:
    """An array of one item, as the Citation Style Language has it."""
    item = {
        "id": work.key,
        "type": work.kind.csl,
        "title": work.title,
        "author": [{"literal": work.author or work.publisher}],
        "issued": {"date-parts": [[int(part) for part in end.text.split("-")] for end in work.when.ends]},
        "container-title" if work.kind is Kind.PAGE else "publisher": work.publisher,
        "number": work.reference,
        "edition": str(work.number),
        "language": work.language,
        "URL": work.url,
        "note": work.edition,
    }
    return json.dumps([item], ensure_ascii=False, indent=2) + "\n"


FORMATS = {
    "bib": Format("BibTeX", "application/x-bibtex; charset=utf-8", bibtex),
    "ris": Format("RIS", "application/x-research-info-systems; charset=utf-8", ris),
    "json": Format("CSL-JSON", "application/vnd.citationstyles.csl+json", csl),
}

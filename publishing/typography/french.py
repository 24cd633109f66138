"""French typography, after the rules of the Imprimerie nationale."""

import re
from collections.abc import Callable

from publishing.typography.shared import ELLIPSIS, RANGE, SPACES, quoted

NBSP, NARROW = "\N{NO-BREAK SPACE}", "\N{NARROW NO-BREAK SPACE}"
SPACE = f"[ {NBSP}{NARROW}]"
MONTHS = "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
UNITS = r"%|€|\$|F\.? ?CFA|FCFA|km²?|kg|ha|h|milliards?|millions?"
AFTER = r"(?=[\s»”)\]…]|$)"  # what may follow a sign that ends a phrase
UNACCENTED = (  # after a capital E
    r"(?:tats?|tatiques?|conom(?:ies?|iques?)|nerg(?:ies?|étiques?)|coles?|ducation|lections?|lector(?:al|ale|aux)"
    r"|quip(?:es?|ements?)|tapes?|tudes?|tudiants?|trang(?:ers?|ères?)|galité|gypte|thiopie|changes?|laboration"
    r"|largissement|lus?|tablissements?|valuations?|vénements?|volutions?)"
)

RULES: list[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]]] = [
    (re.compile(r"\.\.\.|…{2,}"), "…"),
    (re.compile(r"['\N{PRIME}´`](?!\d)"), "’"),
    (re.compile(r"(?<=[^\W\d])’ (?=\w)"), "’"),
    (re.compile(rf"«{SPACE}*"), f"«{NBSP}"),
    (re.compile(rf"{SPACE}*»"), f"{NBSP}»"),
    (re.compile(rf"(?<=[^\s(\[{NBSP}{NARROW}]){SPACE}*([;!?]+){AFTER}"), rf"{NARROW}\1"),
    (re.compile(rf"(?<=[^\s(\[{NBSP}{NARROW}]){SPACE}*:{AFTER}"), f"{NBSP}:"),
    (re.compile(rf" +([,.]){AFTER}"), r"\1"),
    (re.compile(r"\b1(?:er|ᵉr)\b"), "1ᵉʳ"),
    (re.compile(r"\b1(?:re|ère|ere)\b"), "1ʳᵉ"),
    (re.compile(r"\b(\d+)(?:e|ème|eme|è)\b"), r"\1ᵉ"),
    (re.compile(r"\b(I)er\b"), r"\1ᵉʳ"),
    (re.compile(r"\b(?=[IVX]{2})([IVX]+)(?:e|ème)\b|\b([VX])e\b"), lambda found: f"{found[1] or found[2]}ᵉ"),
    (re.compile(rf"\b[nN][°ºᵒ]{SPACE}*(?=[\dA-Z])"), lambda found: f"{found[0][0]}ᵒ{NBSP}"),
    (re.compile(r"\b([nN])[°º](?!\w)"), r"\1ᵒ"),
    (re.compile(rf"\b1{SPACE}({MONTHS})\b"), rf"1ᵉʳ{NBSP}\1"),
    (re.compile(rf"\b(\d{{1,2}}|1ᵉʳ) ({MONTHS})\b"), rf"\1{NBSP}\2"),
    (re.compile(rf"\b({MONTHS}) (\d{{4}})\b"), rf"\1{NBSP}\2"),
    (re.compile(rf"(?<=\d)[ {NBSP}](?=\d{{3}}(?!\d))"), NARROW),
    (re.compile(rf"\b(\d{{1,2}}){SPACE}*h{SPACE}*(\d{{2}})\b"), rf"\1{NBSP}h{NBSP}\2"),
    (re.compile(rf"(?<=\d){SPACE}*(%|€)"), rf"{NBSP}\1"),
    (re.compile(rf"(?<=\d) (?=(?:{UNITS})(?!\w))"), NBSP),
    (re.compile(r"\bF ?CFA\b"), f"F{NBSP}CFA"),
    (re.compile(r"\b(MM?\.|Mmes?|Mlle|Dr|Pr|art\.|p\.) (?=[\dA-ZÀ-Ý])"), rf"\1{NBSP}"),
    (re.compile(rf"\bE(?={UNACCENTED}\b)"), "É"),
    RANGE,
    SPACES,
    ELLIPSIS,
]


def corrected(line: str) -> str:
    """One line of French."""
    line = quoted(line, f"«{NBSP}", f"{NBSP}»", inner=("“", "”"))
    for pattern, replacement in RULES:
        line = pattern.sub(replacement, line)
    return line

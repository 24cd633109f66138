"""Names that bring their article along: without it, and after « de »."""

import re

from django.utils.translation import get_language

ARTICLE = re.compile(r"(?:les?|la|the)\s|l[’']", re.IGNORECASE)
FRENCH = {"le": "du ", "les": "des ", "la": "de la ", "l’": "de l’"}
VOWELS = "aàâeéèêëiîïoôuùûyh"


def without_article(name: str) -> str:
    """« Registre AES » of « Le Registre AES »."""
    found = ARTICLE.match(name)
    return name[found.end() :] if found else name


def of(name: str) -> str:
    """In French after « de »: « du Registre AES », « de l’Union »; in English with a small article, else as it is."""
    found = ARTICLE.match(name)
    article = found[0].lower().strip().replace("'", "’") if found else ""
    language = get_language()
    if language == "fr" and not article:
        return f"d’{name}" if name[:1].lower() in VOWELS else f"de {name}"
    if language == "fr":
        return FRENCH.get(article, f"de {found[0].lower()}") + name[found.end() :]
    return f"the {name[found.end() :]}" if article == "the" else name

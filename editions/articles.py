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
    found, is_french = ARTICLE.match(name), get_language() == "fr"
    if found is None and is_french:
        return f"d’{name}" if name[:1].lower() in VOWELS else f"de {name}"
    if found is None:
        return name
    article, rest = found[0].lower().strip().replace("'", "’"), name[found.end() :]
    if is_french:
        return FRENCH.get(article, f"de {found[0].lower()}") + rest
    return f"the {rest}" if article == "the" else name

"""Why a record was withdrawn: one text, or one per language, as readers of each language are told."""

from collections.abc import Mapping

from django.conf import settings

Reason = str | Mapping[str, str]


def by_language(reason: Reason) -> dict[str, str]:
    """Its texts by language; under no language what is told in a single text."""
    return {"": reason} if isinstance(reason, str) else {code: text for code, text in reason.items() if text}


def reason_in(reason: Reason, language: str) -> tuple[str, str]:
    """The text for readers of a language, and the language it is in: theirs, else French, else whichever there is."""
    texts = by_language(reason)
    for code in (language, settings.LANGUAGE_CODE, *texts):
        if code in texts:
            return texts[code], code
    return "", ""


def in_one(reason: Reason) -> str:
    """All its texts together, French first, for accounts that know no language."""
    texts = by_language(reason)
    return " / ".join(texts[code] for code in sorted(texts, key=lambda code: code != settings.LANGUAGE_CODE))

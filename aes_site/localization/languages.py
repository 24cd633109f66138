"""The languages of the register: one place to add one.

Django knows neither most languages of the three states nor their direction of writing; what it lacks is
given here (names: CLDR; tags: BCP 47). `manage.py add_language ha` gives Hausa a line in `LANGUAGES`, its
columns and its catalogue; readers see it once it is in `PUBLIC_LANGUAGES`.
"""

from django.conf.locale import LANG_INFO

LANGUAGES = [
    ("fr", "Français"),
    ("en", "English"),
    ("ar", "العربية"),
]
PUBLIC_LANGUAGES = ["fr", "en"]

# tag: (name in English, name in the language itself, written right to left)
EXTRA_LANGUAGES = {
    "bm": ("Bambara", "bamanankan", False),
    "dje": ("Zarma", "zarmaciine", False),
    "dyu": ("Dyula", "julakan", False),
    "ff": ("Fulah", "Pulaar", False),
    "ff-adlm": ("Fulah (Adlam)", "𞤆𞤵𞤤𞤢𞤪", True),
    "ha": ("Hausa", "Hausa", False),
    "ha-arab": ("Hausa (Arabic script)", "هَوُسَ", True),
    "khq": ("Koyra Chiini", "Koyra ciini", False),
    "kr": ("Kanuri", "Kanuri", False),
    "mos": ("Mossi", "moore", False),
    "nqo": ("N’Ko", "ߒߞߏ", True),
    "ses": ("Koyraboro Senni", "Koyraboro senni", False),
    "snk": ("Soninke", "sooninkanxanne", False),
    "taq": ("Tamasheq", "Tamasheq", False),
}


def register_extra_languages() -> None:
    """Make Django accept the tags it does not know; a language it learns later keeps its own entry."""
    for code, (name, name_local, bidi) in EXTRA_LANGUAGES.items():
        entry = {"bidi": bidi, "code": code, "name": name, "name_local": name_local}
        LANG_INFO.setdefault(code, entry)

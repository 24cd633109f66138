"""What a dossier says of the register itself, under `register`: whose acts it follows, and how it is called."""

import re
from collections import Counter
from zoneinfo import available_timezones

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from editions.identity import PREFIX, Identity
from exchange.schema.errors import Message

KEY = "register"
LENGTHS = {
    "name": 60,
    "short_name": 16,
    "lede": 300,
    "description": 300,
    "disclaimer": 300,
    "is_not": 300,
    "spoken": 80,
    "search_example": 40,
}
FIELDS = (*LENGTHS, "prefix", "zones", "colours")  # in the order in which they are written
GROUNDS = {"light": "#faf6ed", "dark": "#15171b"}  # --paper in static/css/10-tokens.css
CONTRAST = 4.5  # WCAG 2.2, 1.4.3: the accent is also the colour of letters


def read_identity(reader, node, place) -> dict:
    """The mapping in plain values; what is wrong with it is reported to the reader of the files."""
    entered: dict = {}
    for name, (key_place, value) in reader.mapping(node, place).items():
        if name in LENGTHS:
            entered[name] = read_texts(reader, value, key_place, LENGTHS[name])
        elif name == "prefix":
            entered[name] = reader.checked(check_prefix, value, key_place)
        elif name == "zones":
            entered[name] = [reader.checked(check_zone, item, key_place) for item in reader.sequence(value, key_place)]
        elif name == "colours":
            entered[name] = read_colours(reader, value, key_place)
        else:
            reader.unknown(key_place, name, FIELDS, _("champ inconnu « %(name)s »"))
    return {name: value for name, value in entered.items() if value}


def written_identity(entered: dict) -> dict:
    """The mapping as files have it: a database keeps no order of keys."""
    languages = [code for code, _name in settings.LANGUAGES]
    told = {name: entered[name] for name in FIELDS if name in entered}
    for name in LENGTHS.keys() & told.keys():
        told[name] = {code: told[name][code] for code in languages if code in told[name]}
    return told


def read_texts(reader, node, place, length) -> dict:
    texts, languages = {}, dict(settings.LANGUAGES)
    for code, (key_place, value) in reader.mapping(node, place).items():
        if code in languages:
            texts[code] = reader.checked(lambda text: check_text(text, length), value, key_place)
        else:
            reader.unknown(key_place, code, languages, _("langue inconnue « %(name)s »"))
    if not texts.get(settings.LANGUAGE_CODE):
        reader.report(place, _("texte français manquant"))
    return {code: texts[code] for code in languages if texts.get(code)}


def check_text(text: str | None, length: int) -> str:
    text = " ".join((text or "").split())
    if len(text) > length:
        raise ValidationError(_("%(count)d caractères au plus") % {"count": length})
    return text


def check_prefix(text: str | None) -> str:
    if not re.fullmatch(PREFIX, text or ""):
        raise ValidationError(
            _("« %(text)s » ne peut pas commencer une référence : de 1 à 8 capitales ou chiffres, une capitale d’abord")
            % {"text": text}
        )
    return text  # type: ignore[return-value]  # what fits is a text


def check_zone(text: str | None) -> str:
    if text not in available_timezones():
        raise ValidationError(_("« %(text)s » n’est pas un fuseau horaire : Europe/Paris") % {"text": text})
    return text


def read_colours(reader, node, place) -> dict:
    colours = {}
    for ground, (key_place, value) in reader.mapping(node, place).items():
        if ground in GROUNDS:
            colours[ground] = reader.checked(lambda text, on=GROUNDS[ground]: check_colour(text, on), value, key_place)
        else:
            reader.unknown(key_place, ground, GROUNDS, _("champ inconnu « %(name)s »"))
    for ground in GROUNDS:
        if ground not in colours:
            reader.report(place, _("champ manquant « %(name)s »") % {"name": ground})
    return colours


def check_colour(text: str | None, ground: str) -> str:
    if not re.fullmatch("#[0-9a-f]{6}", text or ""):
        raise ValidationError(_("« %(text)s » n’est pas une couleur : #924a08") % {"text": text})
    ratio = contrast(text, ground)  # type: ignore[arg-type]  # what fits is a text
    if ratio < CONTRAST:
        raise ValidationError(
            _("« %(text)s » se lit mal sur %(ground)s : contraste %(ratio).1f, il en faut 4,5")
            % {"text": text, "ground": ground, "ratio": ratio}
        )
    return text  # type: ignore[return-value]  # the same


def contrast(one: str, other: str) -> float:
    """WCAG 2.2, “contrast ratio”."""
    dark, light = sorted(map(luminance, (one, other)))
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    """WCAG 2.2, “relative luminance”."""
    shares = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


# Prefixes


def identity_after(entered: dict | None, current: Identity, entries) -> Identity:
    """What the register calls itself once the entries are loaded.

    A register to which no prefix was ever given takes that of the references which a dossier brings.
    """
    after = dict(current.entered if entered is None else entered)
    prefix = after.get("prefix") or current.entered.get("prefix") or commonest_prefix(entries)
    return Identity(after | {"prefix": prefix} if prefix else after)


def commonest_prefix(entries) -> str | None:
    found = Counter(prefix_of(entry.values["reference"]) for entry in entries if entry.values.get("reference"))
    return found.most_common(1)[0][0] if found else None


def prefix_of(reference: str) -> str:
    return reference.partition("-")[0]


def errors_of_prefixes(identity: Identity, desk, entries, place):
    """References are cited: their prefix is one, and it never changes once a record bears it."""
    rows = (row for entries in desk.entries.values() for row in entries.values())
    known = {prefix_of(row["reference"]) for row in rows if "reference" in row}
    if known and identity.prefix not in known:
        message = _("le préfixe des références ne change plus : des fiches portent %(known)s")
        yield Message(place, message % {"known": ", ".join(sorted(known))})
    for entry in entries:
        reference = entry.values.get("reference")
        if reference and prefix_of(reference) not in known | {identity.prefix}:
            message = _("la référence %(reference)s ne commence pas par %(prefix)s, comme celles du registre")
            yield Message(entry.place_of("reference"), message % {"reference": reference, "prefix": identity.prefix})

"""Structured data of pages (schema.org), one entity a block, as search engines and citation tools read them.

What a record is about, it says itself (`Record.structured_data`).
"""

from django.conf import settings
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from editions.identity import current_identity
from editions.models import Edition
from publishing.models import SCHEMA_ORG, Mention, Record, title_of
from readers.addresses import absolute
from readers.open_data.content import LICENCE_URL


def without_blanks(entity: dict) -> dict:
    return {name: value for name, value in entity.items() if value}


def iri(record: Record) -> str:
    """What identifies the thing that a record is about, in every language."""
    return absolute(reverse("permanent", args=[record.reference])) + "#it"


def named(mention: Mention) -> dict | None:
    """Another record, as one is told of it in passing."""
    record = mention.record
    return record and {"@type": mention.type, "@id": iri(record), "name": title_of(record)}


def entity_of(record: Record, edition: Edition) -> dict:
    """The page of a record and what it is about."""
    page = {"@context": SCHEMA_ORG, **page_of(record, edition)}
    about = record.structured_data()
    if about is None:
        return page
    written = {name: named(value) if isinstance(value, Mention) else value for name, value in about.items()}
    thing = {"@type": "Thing"} | written
    thing |= {"@id": iri(record), "name": title_of(record), "identifier": record.reference}
    return page | {"mainEntity": without_blanks(thing)}


def page_of(record: Record, edition: Edition) -> dict:
    return {
        "@type": "WebPage",
        "@id": absolute(record.get_absolute_url()),
        "name": title_of(record),
        "inLanguage": get_language(),
        "dateModified": edition.published_at.isoformat(),
        "version": str(edition.number),
        "isPartOf": {"@type": "WebSite", "@id": site_iri()},
        "license": LICENCE_URL,
    }


# The site itself, and where a page is in it


def site_iri() -> str:
    return f"{settings.SITE_URL}/#site"


def website() -> dict:
    """The site, and how it is searched."""
    return {
        "@context": SCHEMA_ORG,
        "@type": "WebSite",
        "@id": site_iri(),
        "name": current_identity().name,
        "url": absolute(reverse("home")),
        "inLanguage": get_language(),
        "potentialAction": {
            "@type": "SearchAction",
            "target": {"@type": "EntryPoint", "urlTemplate": absolute(reverse("search")) + "?q={search_term_string}"},
        },
    }


def breadcrumb(trail: list[tuple[str, str]]) -> dict:
    """The way from the home page, as names with their paths."""
    items = [(_("Accueil"), reverse("home")), *trail]
    return {
        "@context": SCHEMA_ORG,
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": number, "name": capfirst(name), "item": absolute(path)}
            for number, (name, path) in enumerate(items, start=1)
        ],
    }


def dataset() -> dict:
    """The open data of the register."""
    files = {"data-json": "application/json", "data-dossier": "application/yaml", "data-package": "application/json"}
    return {
        "@context": SCHEMA_ORG,
        "@type": "Dataset",
        "name": _("Données ouvertes %(of_register)s") % {"of_register": current_identity().of_name},
        "description": _("Tout le registre en CSV, JSON et YAML, sous licence CC BY 4.0."),
        "url": absolute(reverse("open-data")),
        "license": LICENCE_URL,
        "isAccessibleForFree": True,
        "distribution": [
            {"@type": "DataDownload", "contentUrl": absolute(reverse(name)), "encodingFormat": media_type}
            for name, media_type in files.items()
        ],
    }

"""Structured data of pages (schema.org), one entity a block, as search engines and citation tools read them.

What a record says in words is never said stronger here: what was not adopted is a page about it, not legislation;
an organ that is only announced is no organisation yet.
"""

from collections.abc import Callable

from django.conf import settings
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from aes_site.addresses import absolute
from aes_site.aids.citing import Kind, kind_of
from editions.models import Edition
from institutions.headlines import Count
from institutions.models.stages import DeedStage, TextStage
from publishing.models import Record
from publishing.templatetags.records import reading_of

CONTEXT = "https://schema.org"
LICENCE = "https://creativecommons.org/licenses/by/4.0/"
UNSURE = {"absent", "disputed"}  # families of statuses from which nothing follows
EVENT_STATUS = {"cancelled": "EventCancelled", "postponed": "EventPostponed"}
ACTION_STATUS = {  # of what is done, never of what is decided
    Count.ANNOUNCED: "PotentialActionStatus",
    Count.PREPARING: "PotentialActionStatus",
    Count.PART: "PotentialActionStatus",
    Count.DECIDED: "PotentialActionStatus",
    Count.BEGUN: "ActiveActionStatus",
    Count.LAUNCHED: "ActiveActionStatus",
    Count.EFFECTIVE: "CompletedActionStatus",
}


def without_blanks(entity: dict) -> dict:
    return {name: value for name, value in entity.items() if value}


def iri(record: Record) -> str:
    """What identifies the thing that a record is about, in every language."""
    return absolute(reverse("permanent", args=[record.reference])) + "#it"


def named(kind: str, record: Record | None) -> dict | None:
    """Another record, as one is told of it in passing."""
    return record and {"@type": kind, "@id": iri(record), "name": reading_of(record, record.title_field)}


def entity_of(record: Record, edition: Edition) -> dict:
    """The page of a record and what it is about."""
    label = record._meta.concrete_model._meta.label_lower
    page = {"@context": CONTEXT, **page_of(record, edition)}
    if label not in TELLERS:
        return page
    thing = {"@type": "Thing"} | TELLERS[label](record)
    thing |= {"@id": iri(record), "name": reading_of(record, record.title_field), "identifier": record.reference}
    return page | {"mainEntity": without_blanks(thing)}


def page_of(record: Record, edition: Edition) -> dict:
    return {
        "@type": "WebPage",
        "@id": absolute(record.get_absolute_url()),
        "name": reading_of(record, record.title_field),
        "inLanguage": get_language(),
        "dateModified": edition.published_at.isoformat(),
        "version": str(edition.number),
        "isPartOf": {"@type": "WebSite", "@id": site_iri()},
        "license": LICENCE,
    }


# What each type of record is


def meeting(record) -> dict:
    current = record.ledger.current()
    status = current and current.status.family not in UNSURE and EVENT_STATUS.get(current.status.key, "EventScheduled")
    first, last = (record.held.ends[0], record.held.ends[-1]) if record.held else (None, None)
    return {
        "@type": "Event",
        "description": reading_of(record, "summary"),
        "startDate": record.opens_at.isoformat() if record.opens_at else first and first.text,
        "endDate": record.closes_at.isoformat() if record.closes_at else last and last.text,
        "eventStatus": status and f"{CONTEXT}/{status}",
        "location": place(record.place),
        "organizer": named("Organization", record.organ),
    }


def place(where) -> dict | None:
    if where is None:
        return None
    address = {"@type": "PostalAddress", "addressLocality": reading_of(where, "name")}
    country = {"addressCountry": where.state.code} if where.state else {}
    return {"@type": "Place", "name": reading_of(where, "name"), "address": address | country}


def organ(record) -> dict:
    text, deed = record.headline.text, record.headline.deed
    if (text or deed) and text.stage < TextStage.DECIDED and deed.stage < DeedStage.EFFECTIVE:
        return {"description": reading_of(record, "summary")}
    created = text.head.date if text.stage == TextStage.DECIDED and not text.head.is_stated else None
    return {
        "@type": "Organization" if record.level == "external" else "GovernmentOrganization",
        "description": reading_of(record, "summary"),
        "alternateName": reading_of(record, "acronym"),
        "foundingDate": created and created.ends[0].text,
        "parentOrganization": None if record.parent_is_inferred else named("Organization", record.parent),
    }


def decision(record) -> dict:
    if kind_of(record) is not Kind.LEGISLATION:
        return {"description": reading_of(record, "text")}
    in_force = record.headline.text.stage == TextStage.IN_FORCE
    return {
        "@type": "Legislation",
        "description": reading_of(record, "text"),
        "legislationDate": record.decided.ends[-1].text,
        "legislationPassedBy": named("Organization", record.organ),
        "legislationLegalForce": in_force and f"{CONTEXT}/InForce",
    }


def document(record) -> dict:
    common = {"description": reading_of(record, "summary"), "dateCreated": record.dated and record.dated.ends[-1].text}
    if kind_of(record) is not Kind.LEGISLATION:
        return {"@type": "DigitalDocument", **common}
    return {
        "@type": "Legislation",
        **common,
        "legislationType": record.get_kind_display(),
        "legislationDate": record.dated and record.dated.ends[-1].text,
    }


def person(record) -> dict:
    held = [reading_of(mandate.office, "name") for mandate in record.mandates.all() if not mandate.ended_on]
    return {
        "@type": "Person",
        "alternateName": record.name_variants,
        "jobTitle": held or reading_of(record, "official_title"),
        "description": reading_of(record, "role"),
    }


def office(record) -> dict:
    return {"@type": "Occupation", "description": reading_of(record, "summary")}


def state(record) -> dict:
    return {
        "@type": "Country",
        "alternateName": [name for name in (reading_of(record, "official_name"), record.code) if name],
    }


def roadmap_item(record) -> dict:
    status = ACTION_STATUS.get(record.headline.count)
    return {
        "@type": "Action",
        "description": reading_of(record, "summary"),
        "actionStatus": status and f"{CONTEXT}/{status}",
        "agent": named("Organization", record.organ),
    }


def source(record) -> dict:
    return {
        "@type": "CreativeWork",
        "publisher": record.publisher and {"@type": "Organization", "name": record.publisher},
        "datePublished": record.published_on and record.published_on.ends[0].text,
        "inLanguage": record.language,
        "url": record.url,
        "archivedAt": record.archive_url,
    }


def topic(record) -> dict:
    return {"@type": "DefinedTerm", "description": reading_of(record, "definition")}


TELLERS: dict[str, Callable[[Record], dict]] = {
    "summits.meeting": meeting,
    "summits.decision": decision,
    "summits.roadmapitem": roadmap_item,
    "summits.topic": topic,
    "summits.roadmap": lambda record: {"@type": "CreativeWork", "description": reading_of(record, "summary")},
    "institutions.organ": organ,
    "institutions.document": document,
    "institutions.person": person,
    "institutions.office": office,
    "institutions.state": state,
    "sources.source": source,
}


# The site itself, and where a page is in it


def site_iri() -> str:
    return f"{settings.SITE_URL}/#site"


def website() -> dict:
    """The site, and how it is searched."""
    return {
        "@context": CONTEXT,
        "@type": "WebSite",
        "@id": site_iri(),
        "name": _("Le Registre AES"),
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
        "@context": CONTEXT,
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
        "@context": CONTEXT,
        "@type": "Dataset",
        "name": _("Données ouvertes du Registre AES"),
        "description": _("Tout le registre en CSV, JSON et YAML, sous licence CC BY 4.0."),
        "url": absolute(reverse("open-data")),
        "license": LICENCE,
        "isAccessibleForFree": True,
        "distribution": [
            {"@type": "DataDownload", "contentUrl": absolute(reverse(name)), "encodingFormat": media_type}
            for name, media_type in files.items()
        ],
    }

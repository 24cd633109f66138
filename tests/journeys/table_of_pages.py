"""Every public address that shows records: what a test of all of them goes through.

A new page without a row here fails `test_query_counts.py`.
"""

from django.urls import URLPattern, get_resolver, reverse
from django.utils.translation import override

from publishing.live.publish import withdraw
from publishing.registry import record_type_of
from readers.sections import section_of
from tests import factories as make
from tests import scenes

# Of records of several types: the arguments of their address, and what is asked.
LISTS = {
    "home": ({}, ""),
    "search": ({}, "q=titre"),
    "change-list": ({}, ""),
    "correction-list": ({}, ""),
    "feed-list": ({}, ""),
    "calendar": ({}, ""),
    "open-data": ({}, ""),
    "data-json": ({}, ""),
    "data-dossier": ({}, ""),
    "data-package": ({}, ""),
    "data-table": ({"table": "decisions"}, ""),
    "sitemap-index": ({}, ""),
    "sitemap": ({"word": "decisions"}, ""),
    "feeds:outline": ({}, ""),
    "feeds:site": ({"format": "rss"}, ""),
    "feeds:corrections": ({"format": "atom"}, ""),
    "feeds:record-type": ({"section": "decisions", "format": "json"}, ""),
    "institutions:glossary": ({}, ""),
    **{f"institutions:{name}-list": ({}, "") for name in ("state", "organ", "person", "office", "document")},
    "sources:source-list": ({}, ""),
    **{f"summits:{name}-list": ({}, "") for name in ("summit", "meeting", "topic", "statement", "conflict", "gap")},
    "summits:decision-list": ({}, "pilier=defence"),
    "summits:roadmap": ({}, ""),
    "summits:chronology": ({}, ""),
    "summits:report-list": ({}, ""),
    "summits:report": ({"start": "2024-12-31", "end": "2025-12-31"}, ""),
}

# Lists that say the same however many records there are: nothing of a copy is to be looked for in them.
NAMING_NO_RECORD = {"open-data", "data-package", "sitemap-index", "feeds:outline"}

# Of one record, with the scene that makes it and what hangs on it.
DETAILS = {
    "sources:source-detail": scenes.source,
    "institutions:state-detail": scenes.state,
    "institutions:organ-detail": scenes.organ,
    "institutions:person-detail": scenes.person,
    "institutions:office-detail": scenes.office,
    "institutions:document-detail": scenes.document,
    "summits:summit-detail": scenes.summit,
    "summits:meeting-detail": scenes.meeting,
    "summits:decision-detail": scenes.decision,
    "summits:roadmap-detail": scenes.roadmap,
    "summits:roadmap-item-detail": scenes.roadmap_item,
    "summits:topic-detail": scenes.topic,
    "page": scenes.page,
}

# What goes with one record: the arguments beside its reference; only some have dates.
AIDS = {
    "readers:brief": {},
    "readers:read-aloud": {},
    "readers:citation": {"format": "ris"},
    "readers:editions": {},
    "readers:edition": {"number": 1},
    "readers:edition-citation": {"number": 1, "format": "bib"},
    "readers:calendar": {},
    "readers:image": {"number": 1},
    "feeds:record": {"format": "atom"},
}
WITH_DATES = {scenes.organ, scenes.meeting, scenes.summit, scenes.roadmap_item}

# These show no record, and why.
WITHOUT_RECORDS = {
    "root": "leads to the home page",
    "permanent": "leads to the page of a record",
    "permanent-edition": "leads to an edition",
    "readers:record": "leads to the page of a record; of one without, see tests/readers/test_views.py",
    "file": "bytes of a file",
    "data-pack": "bytes of a file made beforehand",
    "site-image": "bytes of an image",
    "opensearch": "says how the search is asked",
    "identity-style": "colours",
    "robots": "says what robots may read",
    "components": "parts of pages, for who develops them",
}
BEHIND_THE_DESK = ("admin/", "apercu/")


def everything(prepare=lambda: None):
    """A live register with a record of each type and one of everything that hangs on it; the record of each detail.

    `prepare` is called before anything is published.
    """
    shown = {name: scene(1) for name, scene in DETAILS.items()}
    make.glossary_term()
    step, withdrawn = make.decision_step(), make.topic()
    prepare()
    scenes.publish_everything()
    make.decision_step(step.decision, corrects=step)
    scenes.publish_everything()
    withdraw([withdrawn], reason="Erreur")
    return shown


def paths_of_lists(language="fr") -> dict[str, str]:
    """The addresses of lists, by name."""
    with override(language):
        return {name: reverse(name, kwargs=given) + f"?{query}" * bool(query) for name, (given, query) in LISTS.items()}


def paths_of(record, scene, language="fr") -> dict[str, str]:
    """The addresses of a record's page and of what goes with it, by name."""
    with override(language):
        paths = {"page": record.get_absolute_url()}
        section = section_of(record_type_of(record).label, paths["page"])
        for name, given in AIDS.items():
            if name == "feeds:record":
                given = {**given, "section": section.word, "key": record.reference}
            else:
                given = {**given, "reference": record.reference}
            if name != "readers:calendar" or scene in WITH_DATES:
                paths[name] = reverse(name, kwargs=given)
    return paths


def names_of_addresses() -> set[str]:
    """The names of all public addresses."""
    return set(_names(get_resolver().url_patterns))


def _names(patterns, prefix=""):
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            yield prefix + (pattern.name or str(pattern.pattern))
        elif not str(pattern.pattern).startswith(BEHIND_THE_DESK):
            yield from _names(pattern.url_patterns, f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix)

"""What a feed tells of: everything, one section, the corrections, one record; narrowed or not."""

from dataclasses import dataclass, field, replace
from functools import reduce
from operator import and_
from urllib.parse import urlencode

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from editions.identity import current_identity
from editions.models import Address, Change
from publishing.models import Record, active_language
from readers.addresses import absolute
from readers.sections import SECTIONS, Section


@dataclass(frozen=True)
class Channel:
    """A feed without its entries: its address, the page it goes with, which changes it takes.

    `query` are its filters in canonical order; they are part of its address. `unless_narrowed` holds only
    while there is none: a loaded dossier is one entry for those who follow everything, many for others.
    """

    subject: str
    description: str
    page: str
    view: str
    kwargs: dict = field(default_factory=dict)
    query: dict = field(default_factory=dict)
    condition: Q = field(default_factory=Q)
    unless_narrowed: Q = field(default_factory=Q)

    @property
    def title(self) -> str:
        return " · ".join(filter(None, [current_identity().name, self.subject]))

    def path(self, format: str, **more) -> str:
        """Its path in one format; `more` are further parameters, such as the number of an archived page."""
        path = reverse(self.view, kwargs={**self.kwargs, "format": format})
        query = urlencode({**self.query, **more})
        return f"{path}?{query}" if query else path

    def url(self, format: str, **more) -> str:
        return absolute(self.path(format, **more))

    @property
    def page_url(self) -> str:
        return absolute(self.page)

    @property
    def entries(self) -> Q:
        """Which texts of changes are its entries, whatever their language."""
        return self.condition & self.unless_narrowed

    def narrowed(self, filters: list) -> "Channel":
        """The same with filters (`readers.feeds.filters.Filter`), which name it too."""
        return replace(
            self,
            subject=" · ".join(filter(None, [self.subject, *(one.name for one in filters)])),
            query={one.parameter: one.value for one in filters},
            condition=reduce(and_, (one.condition for one in filters), self.condition),
            unless_narrowed=Q(),
        )


def site() -> Channel:
    """Everything the register signals."""
    return Channel(
        subject="",
        description=_("Fiches publiées, nouvelles étapes, rectifications et retraits."),
        page=reverse("home"),
        view="feeds:site",
        unless_narrowed=Q(change__is_signalled=True),
    )


def section(held: Section) -> Channel:
    """The changes of one section."""
    return Channel(
        subject=held.name,
        description=_("Fiches publiées, nouvelles étapes, rectifications et retraits."),
        page=reverse(held.list_view or "home"),
        view="feeds:record-type",
        kwargs={"section": held.word},
        condition=Q(change__record_type__in=held.record_types) & held.path_condition,
    )


def corrections() -> Channel:
    """What the register had wrong, and what replaces it."""
    return Channel(
        subject=_("rectifications"),
        description=_("Ce que le registre avait mal dit, et ce qui le remplace."),
        page=reverse("correction-list"),
        view="feeds:corrections",
        condition=Q(change__action=Change.Action.CORRECTION),
    )


def everything() -> list[Channel]:
    """The channels to choose from: everything, corrections, and one for each section."""
    return [site(), corrections(), *(section(held) for held in SECTIONS.values())]


def record(held: Section, about: Record) -> Channel:
    """The changes of one record, under its reference, which never changes."""
    title = about.text_in(about.title_field, active_language())
    return _of_record(held, about.reference, about.pk, title, about.get_absolute_url())


def withdrawn_record(held: Section, address: Address) -> Channel:
    """The changes of a record that was withdrawn: its title is withdrawn too, its reference names it."""
    page = reverse(held.list_view or "home")
    return _of_record(held, address.reference, address.record_id, address.reference, page)


def _of_record(held, reference, record_id, title, page):
    return Channel(
        subject=title,
        description=_("Ce qui change sur cette fiche : nouvelles étapes, rectifications, retrait."),
        page=page,
        view="feeds:record",
        kwargs={"section": held.word, "key": reference},
        condition=Q(change__record_type__in=held.record_types, change__record_id=record_id),
    )

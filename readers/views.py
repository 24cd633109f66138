"""What goes with a record, over HTTP."""

import re
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views import View

from editions.identity import current_identity
from editions.models import Edition
from publishing.models import active_language
from publishing.registry import record_type_of
from publishing.views import gone, latest_edition, other_languages
from readers import calendars, facets, lookup
from readers.briefs import briefs
from readers.calendars import Chosen
from readers.citation.formats import FORMATS
from readers.citation.works import earlier_work, work
from readers.conditional import BEGINNING, conditional_answer
from readers.editions.diff import changes, taken_of, whole
from readers.editions.summaries import as_rows

MAX_AGE = 15 * 60
CALENDAR_MAX_AGE = 30 * 60
CALENDAR_FILTERS = {"pilier": "pillar", "organe": "organ", "etat": "state"}
PAGE_SIZE = 50  # editions


class AidView(View):
    """Something that goes with the record of a reference, in the languages that the record exists in.

    A withdrawn record leaves its notice (410) here too.
    """

    def dispatch(self, request, reference, **kwargs):
        address = lookup.address_of(reference)
        if address.withdrawn_at:
            return gone(request, address)
        self.record = lookup.record_at(address)
        if active_language() not in self.record.languages:
            return other_languages(request, self.record)
        return super().dispatch(request, **{name: int(v) if name == "number" else v for name, v in kwargs.items()})

    @cached_property
    def found(self):
        """The record with all that its page shows."""
        return lookup.as_on_its_page(self.record)

    @cached_property
    def latest(self):
        return latest_edition(self.record)

    @property
    def kind(self):
        return record_type_of(self.record)

    def context(self, title: str) -> dict:
        """What a page about the record says at its head."""
        return {
            "object": self.record,
            "page_title": f"{title} — {self.record}",
            "title": title,
            "page_languages": self.record.languages,
        }

    def editions(self):
        """The editions of the record, newest first, without their texts."""
        rows = Edition.objects.defer("snapshot").filter(record_type=self.kind.label, record_id=self.record.pk)
        return rows.annotate(is_withdrawn=Q(snapshot__isnull=True)).order_by("-number")

    def edition(self, number: int) -> Edition:
        """One edition with its text; not found where it was withdrawn."""
        return get_object_or_404(self.editions().defer(None).filter(snapshot__isnull=False), number=number)

    def work(self, edition: Edition):
        """An edition as it is cited."""
        if edition.number == self.latest.number:
            return work(self.found.record, edition)
        return earlier_work(self.record, edition)

    def file(self, body: str | bytes, content_type: str):
        """A body that may be kept and asked for again; any publication may change what it says."""
        body = body.encode() if isinstance(body, str) else body
        changed = self.request.content_version.changed_at  # type: ignore[attr-defined]  # a middleware sets it
        return conditional_answer(self.request, body, content_type, changed=changed, max_age=MAX_AGE)


class EditionListView(AidView):
    """The editions of a record, each with what it changed; any two compared with `?de=1&a=3`."""

    def get(self, request):
        page = Paginator(self.editions(), PAGE_SIZE).get_page(request.GET.get("page"))
        asked = [request.GET.get(name, "") for name in ("de", "a")]
        compared = self.compare(*asked) if any(asked) else None
        context = self.context(_("Éditions publiées")) | {
            "page_obj": page,
            "is_paginated": page.has_other_pages(),
            "editions": as_rows(list(page), self.kind.label),
            "compared": compared,
            "refusal": _("Choisissez deux éditions publiées de cette fiche.") if any(asked) and not compared else "",
        }
        status = 404 if context["refusal"] else 200
        return TemplateResponse(request, "readers/edition_list.html", context, status=status)

    def compare(self, old, new):
        """Both editions, the earlier first, with what differs; none unless both can be read."""
        numbers = {int(number) for number in (old, new) if re.fullmatch("[1-9][0-9]{0,5}", number)}
        found = self.editions().defer(None).filter(number__in=numbers, snapshot__isnull=False).order_by("number")
        if len(numbers) != 2 or len(found) != 2:
            return None
        before, after = (taken_of(self.kind, edition) for edition in found)
        return {"before": found[0], "after": found[1], "passages": changes(before, after)}


class EditionView(AidView):
    """One edition as it was published, for ever; one withdrawn says so (410) and shows nothing of its text."""

    def get(self, request, number):
        edition = get_object_or_404(self.editions().defer(None), number=number)
        title = _("Édition nᵒ %(number)s") % {"number": number}
        context = self.context(title) | {"shown": edition}
        if edition.snapshot is None:
            return TemplateResponse(request, "readers/edition_withdrawn.html", context, status=410)
        is_latest = number == self.latest.number
        context["work"] = self.work(edition)
        context["is_latest"] = is_latest
        context["places"] = whole(taken_of(self.kind, edition))
        return TemplateResponse(request, "readers/edition_detail.html", context)


class RecordView(AidView):
    """The record's own page, for whoever shortens an address; of an entry of a list, how to cite it and pass it on."""

    def get(self, request):
        if self.record.detail_view:
            return HttpResponseRedirect(self.record.get_absolute_url())
        context = self.context(_("Citer ou transmettre")) | {
            "object": self.found.record,
            "edition": self.latest,
            "citations": self.found.sources,
            "list_title": capfirst(self.record._meta.verbose_name_plural),
            "list_url": reverse(self.record.list_view),
            "is_open": True,
        }
        return TemplateResponse(request, "readers/entry.html", context)


class CitationView(AidView):
    """The citation of an edition in one format, of the latest unless one is asked for."""

    def get(self, request, format, number=None):
        cited = self.work(self.edition(number) if number else self.latest)
        response = self.file(FORMATS[format].write(cited), FORMATS[format].media_type)
        response["Content-Disposition"] = f'attachment; filename="{cited.key}.{format}"'
        return response


class BriefView(AidView):
    """The record in a message of 400 characters, as plain text."""

    def get(self, request):
        return self.text(briefs.brief(self.found.record, len(self.found.sources)))

    def text(self, text):
        response = self.file(f"{text}\n", "text/plain; charset=utf-8")
        response["X-Robots-Tag"] = "noindex"
        return response


class ReadAloudView(BriefView):
    """The record as it is read on air, as plain text."""

    def get(self, request):
        return self.text(briefs.read_aloud(self.found.record, len(self.found.sources)))


class RecordCalendarView(AidView):
    """The dates of a meeting, of an item of the roadmap or of an organ; other records have none."""

    def get(self, request):
        chosen = calendars.of_record(self.record)
        if chosen is None:
            raise Http404
        path = reverse("readers:calendar", args=[self.record.reference])
        return calendar_file(self, chosen, name=str(self.record), path=path)


class CalendarView(View):
    """Every meeting and deadline, narrowed by pillar, organ or host state as feeds are."""

    def get(self, request):
        names = facets.names(active_language())
        given = {name: request.GET.get(name, "") for name in CALENDAR_FILTERS}
        for name, value in given.items():
            if value and value not in names[name]:
                return facets.unknown_value(request, facets.UnknownValueError(name, value, names[name]))
        query = {name: value for name, value in given.items() if value}
        chosen = Chosen(**{CALENDAR_FILTERS[name]: value for name, value in query.items()})
        title = " · ".join([current_identity().name, *(names[name][value] for name, value in query.items())])
        path = reverse("calendar") + (f"?{urlencode(query)}" if query else "")
        return calendar_file(self, chosen, name=title, path=path)


def calendar_file(view, chosen, *, name, path):
    """Any publication may change a calendar: a place, a name, a date."""
    changed = view.request.content_version.changed_at or BEGINNING
    body = calendars.write(chosen, name=name, path=path, language=active_language(), changed=changed)
    response = conditional_answer(
        view.request, body, "text/calendar; charset=utf-8", changed=changed, max_age=CALENDAR_MAX_AGE
    )
    response["Content-Disposition"] = f'inline; filename="{current_identity().file_name}.ics"'
    return response

"""Feeds over HTTP."""

import re
from datetime import timedelta

from django.conf import settings
from django.http import Http404, HttpResponsePermanentRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.generic import TemplateView, View

from editions.models import Address
from publishing.deferral import defer_other_languages
from publishing.models import active_language
from publishing.views import gone
from readers import facets
from readers.conditional import conditional_answer
from readers.feeds import atom, channels, entries, json_feed, rss
from readers.feeds.discovery import announcements
from readers.feeds.filters import narrow
from readers.sections import SECTIONS

WRITERS = {writer.FORMAT: writer for writer in (rss, atom, json_feed)}
MAX_AGE = rss.MINUTES * 60


class FeedView(View):
    """One page of a channel in one format; subclasses say which channel."""

    def answer(self, channel, format, names):
        """The page asked for, or 404 when there is no full page of that number."""
        feed = entries.read(channel, active_language(), names, self.archive)
        if feed is None:
            raise Http404
        writer = WRITERS[format]
        content_type = f"{writer.MEDIA_TYPE}; charset=utf-8"
        return conditional_answer(self.request, writer.write(feed), content_type, changed=feed.updated, max_age=MAX_AGE)

    @property
    def archive(self) -> int | None:
        """The number of the archived page asked for; not found unless it is one."""
        asked = self.request.GET.get("archive", "")
        if asked and not re.fullmatch("[1-9][0-9]{0,5}", asked):
            raise Http404
        return int(asked) if asked else None


class NarrowedFeedView(FeedView):
    """A channel that filters may narrow; a value that does not exist is not found, and the page says what does."""

    def get(self, request, format, **kwargs):
        names = facets.names(active_language())
        try:
            channel = narrow(self.get_channel(**kwargs), request.GET, names)  # type: ignore[attr-defined]  # each feed says its channel
        except facets.UnknownValueError as unknown:
            return facets.unknown_value(request, unknown)
        if channel.query.get("organe", "") != request.GET.get("organe", ""):
            page = {"archive": self.archive} if self.archive else {}
            return HttpResponsePermanentRedirect(channel.path(format, **page))
        return self.answer(channel, format, names)


class SiteFeedView(NarrowedFeedView):
    def get_channel(self):
        return channels.site()


class CorrectionsFeedView(NarrowedFeedView):
    def get_channel(self):
        return channels.corrections()


class SectionFeedView(NarrowedFeedView):
    def get_channel(self, section):
        return channels.section(SECTIONS[section])


class RecordFeedView(FeedView):
    """The changes of one record, found by its reference whatever its address is or was.

    Once the record is withdrawn, its feed says so for a time, then it is gone (410).
    """

    def get(self, request, section, key, format):
        held = SECTIONS[section]
        record = find_record(held, key)
        if record is None:
            return self.answer_without_record(held, key, format)
        if active_language() not in record.languages:
            raise Http404
        return self.answer(channels.record(held, record), format, facets.names(active_language()))

    def answer_without_record(self, held, key, format):
        addresses = Address.objects.filter(record_type__in=held.record_types, reference=key)
        address = addresses.filter(withdrawn_at__isnull=False).first()
        if address is None:
            raise Http404
        if timezone.now() - address.withdrawn_at > timedelta(days=settings.WITHDRAWN_FEED_DAYS):  # type: ignore[operator]  # only withdrawn ones are asked for
            return gone(self.request, address)
        channel = channels.withdrawn_record(held, address)
        return self.answer(channel, format, facets.names(active_language()))


def find_record(held, reference):
    """The live record of a section with that reference, or none."""
    rows = (model.objects.filter(reference=reference) for model in held.models)
    found = (defer_other_languages(found, active_language()).first() for found in rows)
    return next(filter(None, found), None)


class FeedListView(TemplateView):
    """Every feed explained, with addresses to copy and a form that composes one."""

    template_name = "feeds/feed_list.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            page_title=_("Flux et abonnements"),
            description=_("Suivre le registre par flux RSS, Atom ou JSON."),
            channels=[(channel, announcements(channel)) for channel in channels.everything()],
            compose=reverse("feeds:site", kwargs={"format": rss.FORMAT}),
            filters=facets.choices(active_language()),
            **kwargs,
        )

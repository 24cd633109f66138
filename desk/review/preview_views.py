"""Previews as pages: for editors below `/admin/`, for people without an account below `/apercu/<token>/`.

Nothing of them is kept by browsers, caches or search engines, and no other site learns their address.
"""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from contextlib import AbstractContextManager
from http import HTTPStatus

from django import forms
from django.conf import settings
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views import View
from django.views.decorators.csrf import csrf_exempt

from desk.forms.addresses import record_or_404
from desk.review.decisions import takes_part
from desk.review.preview_marks import marked_page
from publishing.errors import Refused
from publishing.models import Submission
from publishing.models.preview import Opinion, PreviewLink
from publishing.review.previews import (
    addresses,
    addresses_on_desk,
    as_if,
    as_if_carried_out,
    as_if_published,
    give_opinion,
    link_of,
    note_opening,
    public_page,
)

PRIVATE = {
    "Cache-Control": "no-store, private",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow, noarchive",
}
CONDITIONAL = ("ETag", "Last-Modified", "Expires")
FRAMED, MARKED = "page", "marques"
FRAMEABLE = {"frame-ancestors": ["'self'"]}


class PreviewView(ABC, View):
    """What all previews have in common: a list of the pages concerned, then any page of the site."""

    http_method_names: Sequence[str] = ("get", "head", "options")
    prefix: str

    @abstractmethod
    def as_if(self) -> AbstractContextManager:
        """Inside, pages read as if what is previewed were published."""

    @abstractmethod
    def addresses(self) -> list:
        """The pages concerned: names of records, each with its addresses by language."""

    def get(self, request, path="", **kwargs):
        try:
            if not path:
                return self.index()
            with self.as_if():
                return self.dressed(public_page(request, f"/{path}", self.prefix))
        except Refused as refusal:
            return self.page("previews/refused.html", 409, errors=refusal.errors)

    def index(self, **context):
        return self.page("previews/index.html", pages=self.addresses(), **context)

    def page(self, template, status=200, **context):
        context = {"is_editor": not isinstance(self, LinkView), "prefix": self.prefix} | self.as_context() | context
        return TemplateResponse(self.request, template, context, status=status)

    def as_context(self) -> dict:
        """What the banner and the list say of the preview."""
        return {}

    def dressed(self, response):
        """The public page with a banner, so that nobody takes it for the site."""
        if response.get("Content-Type", "").startswith("text/html"):
            head = render_to_string("previews/_head.html").encode()
            banner = render_to_string("previews/_banner.html", {"prefix": self.prefix} | self.as_context()).encode()
            content = response.content.replace(b"</head>", head + b"</head>", 1)
            response.content = content.replace(b"<body>", b"<body>" + banner, 1)
        return response

    def dispatch(self, request, *args, **kwargs):
        return private(super().dispatch(request, *args, **kwargs))


def private(response) -> HttpResponse:
    for name in CONDITIONAL:
        response.headers.pop(name, None)
    for name, value in PRIVATE.items():
        response.headers[name] = value
    return response


# For editors


class DeskPreviewView(PreviewView):
    """For whoever may submit, review or publish: also in frames as wide as a telephone and a desk, changes marked."""

    def get(self, request, path="", **kwargs):
        if not path and (shown := request.GET.get(FRAMED)):
            return self.frames(shown)
        response = super().get(request, path, **kwargs)
        if path and response.status_code == HTTPStatus.OK and MARKED in request.GET:
            self.mark(response, f"/{path}")
        if path:
            response.headers["X-Frame-Options"] = "SAMEORIGIN"
            response.policy = settings.SECURE_CSP | FRAMEABLE
        return response

    def frames(self, shown):
        """A page of the preview in two frames, in the languages that it has."""
        pages = self.addresses()
        languages = next((found for _name, found in pages if shown in dict(map(reversed, found))), None)
        if languages is None:
            raise Http404
        is_marked = MARKED in self.request.GET
        source = f"{shown}?{MARKED}" if is_marked else shown
        context = {"languages": languages, "shown": shown, "source": source, "is_marked": is_marked}
        response = self.page("previews/frames.html", framed=FRAMED, marked=MARKED, **context)
        response.policy = settings.SECURE_CSP | {"frame-src": ["'self'"]}
        return response

    def mark(self, response, path):
        """Mark what readers do not see yet; all of it, on a page that they do not have."""
        with as_if(lambda: None):
            seen = self.dressed(public_page(self.request, path, self.prefix))
        before = seen.content.decode() if seen.status_code == HTTPStatus.OK else ""
        response.content = marked_page(response.content.decode(), before)

    def dispatch(self, request, *args, **kwargs):
        if not takes_part(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class SubmissionPreviewView(DeskPreviewView):
    """The site with a submission, as it was frozen."""

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.submission = get_object_or_404(Submission, pk=kwargs["pk"])
        self.prefix = reverse("admin:preview_submission", args=[self.submission.pk])

    def as_if(self):
        return as_if_carried_out(self.submission)

    def addresses(self):
        return addresses(self.submission, self.prefix)

    def as_context(self):
        return {"submission": self.submission}


class RecordPreviewView(DeskPreviewView):
    """The site with one record as it now stands on the desk, finished or not."""

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.record = record_or_404(kwargs["label"], kwargs["pk"])
        self.prefix = reverse("admin:preview_record", args=[kwargs["label"], kwargs["pk"]])

    def dispatch(self, request, *args, **kwargs):
        if not admin.site.may_view(request, self.record):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def as_if(self):
        return as_if_published([self.record])

    def addresses(self):
        return addresses_on_desk([self.record], self.prefix)

    def as_context(self):
        return {"record": self.record}


# For people without an account


class OpinionForm(forms.ModelForm):
    class Meta:
        model = Opinion
        fields = ("verdict", "name", "text")
        widgets = {"verdict": forms.RadioSelect, "text": forms.Textarea(attrs={"rows": 5})}


@method_decorator(csrf_exempt, name="dispatch")  # who knows the address may write; no cookie is read here
class LinkView(PreviewView):
    """By a link: what is wrong with an address that leads nowhere is not told."""

    link: PreviewLink
    http_method_names: Sequence[str] = ("get", "head", "options", "post")

    def dispatch(self, request, *args, token, path="", **kwargs):
        self.link = link_of(token)  # type: ignore[assignment]  # without one, nothing follows
        self.prefix = reverse("preview_index", args=[token])
        if self.link is None:
            return private(TemplateResponse(request, "previews/closed.html", status=404))
        if not note_opening(self.link, f"/{path}"):
            return private(HttpResponse(_("Trop de pages à la fois : attendez une minute."), status=429))
        return super().dispatch(request, *args, path=path, **kwargs)

    def as_if(self):
        return as_if_carried_out(self.link.submission)

    def addresses(self):
        return addresses(self.link.submission, self.prefix)

    def as_context(self):
        return {"link": self.link}

    def index(self, **context):
        asked = {"form": OpinionForm(initial={"verdict": Opinion.Verdict.AGREES})} if self.link.asks_opinion else {}
        return super().index(**asked | {"thanks": "merci" in self.request.GET} | context)

    def post(self, request, path="", **kwargs):
        form = OpinionForm(request.POST)
        try:
            if path or not form.is_valid():
                return self.index(form=form)
            give_opinion(self.link, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, refusal.errors)
            return self.index(form=form)
        return HttpResponseRedirect(f"{self.prefix}?merci")

"""Submitting and withdrawing from the desk: every way leads to a page that shows what will happen, then asks.

Records of any types are named in addresses and forms as `summits.decision:<key>`.
"""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable
from uuid import UUID

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.admin.widgets import AdminTextareaWidget
from django.core.exceptions import BadRequest, PermissionDenied
from django.db import transaction
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.text import format_lazy
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _
from django.views import View

from publishing.errors import Refused, name_of
from publishing.history.diff import Comparison
from publishing.models import active_language, path_in
from publishing.registry import record_type_of
from publishing.snapshots import DESK, LIVE, ids_by_type, read_snapshots, records_on_desk

RECORD, COMPANY = "fiche", "avec"
SHOWN = "_shown"
CONFIRMED = "_confirm"
MOST_DIGITS = 18  # a key is of 64 bits
DETAILED = 10  # records told field by field; more would be a wall


def named(record) -> str:
    """A record as addresses and forms of the desk name it."""
    return f"{record_type_of(record).label}:{record.pk}"


def records_named(names: Iterable[str]) -> list:
    """The records of the desk that these names stand for; those that are no longer there are left out."""
    ids = defaultdict(list)
    try:
        for name in names:
            label, _colon, pk = name.partition(":")
            ids[record_type_of(label)].append(UUID(pk))
    except (LookupError, ValueError) as error:
        raise BadRequest from error
    return list(records_on_desk(ids).values())


def record_or_404(label: str, pk: UUID):
    """The record of the desk that an address names by type and key; raises Http404."""
    try:
        kind = record_type_of(label)
    except (LookupError, ValueError) as error:
        raise Http404 from error
    return get_object_or_404(kind.model._base_manager, pk=pk)


def number_in(text: str) -> int | None:
    """The number that a form or an address holds; none for anything else, and for one that no row could have."""
    return int(text) if text.isdecimal() and len(text) <= MOST_DIGITS else None


def dry_run(act: Callable[[], object]) -> Refused | None:
    """Do it and take it back: why it would be refused, or nothing."""
    try:
        with transaction.atomic():
            act()
            transaction.set_rollback(True)
    except Refused as refusal:
        return refusal
    return None


def sentence(label, code):
    """A field for a sentence in one language."""
    info = get_language_info(code)
    attrs = {"lang": code, "dir": "rtl" if info["bidi"] else "ltr", "rows": 2}
    label = format_lazy(label, info["name_local"])
    return forms.CharField(label=label, required=False, widget=AdminTextareaWidget(attrs))


def told(cleaned, name) -> dict[str, str]:
    """The sentences of a form by language."""
    return {code: text for code in settings.PUBLIC_LANGUAGES if (text := cleaned[f"{name}_{code}"])}


class Comparisons:
    """The records that are asked for, and what of them differs between the desk and what readers see."""

    def __init__(self, records):
        self.records = list(records)
        ids = ids_by_type(self.records)
        self.desk, self.live = read_snapshots(ids, DESK), read_snapshots(ids, LIVE)

    @cached_property
    def items(self) -> list[dict]:
        return [self.item(record, detailed=n < DETAILED) for n, record in enumerate(self.records)]

    def item(self, record, *, detailed):
        key = (record_type_of(record).label, record.pk)
        desk, live = self.desk[key], self.live.get(key)
        state = "new" if live is None else "same" if live.text == desk.text else "changed"
        differences = list(Comparison(live, desk)) if state == "changed" and detailed else []
        return {
            "value": named(record),
            "name": name_of(record),
            "address": form_address([record]),
            "state": state,
            "differences": differences,
        }

    @property
    def digest(self) -> str:
        """What a page has shown, so that what is confirmed is what was read."""
        texts = sorted(snapshot.text for snapshot in self.desk.values())
        return hashlib.sha256("\0".join(texts).encode()).hexdigest()


class ConfirmationView(View):
    """What submitting and withdrawing have in common: the page, the permission, the confirmation."""

    site = None
    permission = ""
    template_name: str
    form_class: type

    @classmethod
    def of(cls, site, request, records):
        """The page for records chosen in a list."""
        view = cls(site=site)
        view.setup(request)
        view.asked, view.company = list(records), []
        return view.page(view.blank_form())

    def dispatch(self, request, *args, **kwargs):
        sent = request.POST or request.GET
        self.asked, self.company = records_named(sent.getlist(RECORD)), records_named(sent.getlist(COMPANY))
        named = [*self.asked, *self.company]
        if not self.is_permitted(request) or not all(self.site.may_view(request, record) for record in named):
            raise PermissionDenied
        if not self.asked:
            messages.warning(request, _("Choisissez d’abord une fiche."))
            return HttpResponseRedirect(reverse("admin:index"))
        return super().dispatch(request, *args, **kwargs)

    def is_permitted(self, request) -> bool:
        return request.user.has_perm(self.permission)

    def blank_form(self):
        return self.form_class()

    def get(self, request):
        return self.page(self.blank_form())

    def post(self, request):
        if CONFIRMED not in request.POST:
            return self.page(self.blank_form())
        form = self.form_class(request.POST)
        bundle = Comparisons([*self.asked, *self.company])
        if bundle.digest != request.POST.get(SHOWN):
            messages.warning(request, _("Une fiche a changé depuis que cette page est affichée : relisez."))
            return self.page(form)
        if not form.is_valid():
            return self.page(form)
        try:
            self.act(bundle, form)
        except Refused as refusal:
            return self.page(form, refusal)
        return self.afterwards()

    def afterwards(self):
        """Where to go once it is done."""
        return HttpResponseRedirect(form_address(self.asked))

    def page(self, form, refusal=None):
        context = {
            **self.site.each_context(self.request),
            "form": form,
            "record_parameter": RECORD,
            "company_parameter": COMPANY,
            "shown_parameter": SHOWN,
            "confirmed_parameter": CONFIRMED,
            "back": form_address(self.asked),
            **self.content(refusal),
        }
        self.request.current_app = self.site.name
        return TemplateResponse(self.request, self.template_name, context)


def form_address(records) -> str:
    """Where to go afterwards: the form of a lone record, else the list of the first one's type."""
    meta = records[0]._meta
    if len(records) == 1:
        return reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=[records[0].pk])
    return reverse(f"admin:{meta.app_label}_{meta.model_name}_changelist")


def public_address(record) -> str | None:
    """The public page of a record, in the editor's language if it exists there; none for vocabulary."""
    if not record_type_of(record).has_address:
        return None
    language = active_language()
    return path_in(record, language if language in record.languages else settings.LANGUAGE_CODE)

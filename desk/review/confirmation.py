"""Submitting and withdrawing from the desk: every way leads to a page that shows what will happen, then asks."""

import hashlib
from collections.abc import Callable

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.admin.widgets import AdminTextareaWidget
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.text import format_lazy
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _
from django.views import View

from desk.forms.addresses import RECORD, form_address, named, records_named
from publishing.errors import Refused, name_of
from publishing.history.diff import Comparison
from publishing.live.changeset import Changeset
from publishing.registry import record_type_of

REQUIRED = "avec"
SHOWN = "_shown"
CONFIRMED = "_confirm"
DETAILED = 10  # records told field by field; more would be a wall


def dry_run(act: Callable[[], object]) -> Refused | None:
    """Do it and take it back: why it would be refused, or nothing."""
    try:
        with transaction.atomic():
            act()
            transaction.set_rollback(True)
    except Refused as refusal:
        return refusal
    return None


def sentence_field(label, code):
    """A form field for a sentence in one language."""
    info = get_language_info(code)
    attrs = {"lang": code, "dir": "rtl" if info["bidi"] else "ltr", "rows": 2}
    label = format_lazy(label, info["name_local"])
    return forms.CharField(label=label, required=False, widget=AdminTextareaWidget(attrs))


def sentences(cleaned, name) -> dict[str, str]:
    """The sentences of a form by language."""
    return {code: text for code in settings.PUBLIC_LANGUAGES if (text := cleaned[f"{name}_{code}"])}


class Comparisons:
    """The records that are asked for, and what of them differs between the desk and what readers see."""

    def __init__(self, records):
        self.records = list(records)
        self.changeset = Changeset.of_desk(self.records)

    @cached_property
    def items(self) -> list[dict]:
        return [self.item(record, detailed=n < DETAILED) for n, record in enumerate(self.records)]

    def item(self, record, *, detailed):
        key = (record_type_of(record).label, record.pk)
        state = self.state_of(key)
        before, after = self.changeset.before, self.changeset.after
        differences = list(Comparison(before[key], after[key])) if state == "changed" and detailed else []
        return {
            "value": named(record),
            "name": name_of(record),
            "address": form_address([record]),
            "state": state,
            "differences": differences,
        }

    def state_of(self, key) -> str:
        if key in self.changeset.created:
            return "new"
        return "changed" if key in self.changeset.changed else "same"

    @property
    def is_live(self) -> bool:
        """Whether readers see any of them."""
        return bool(self.changeset.before)

    @property
    def digest(self) -> str:
        """What a page has shown, so that what is confirmed is what was read."""
        texts = sorted(snapshot.text for snapshot in self.changeset.after.values())
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
        view.asked, view.required = list(records), []
        return view.page(view.blank_form())

    def dispatch(self, request, *args, **kwargs):
        sent = request.POST or request.GET
        self.asked, self.required = records_named(sent.getlist(RECORD)), records_named(sent.getlist(REQUIRED))
        named = [*self.asked, *self.required]
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
        comparisons = Comparisons([*self.asked, *self.required])
        if comparisons.digest != request.POST.get(SHOWN):
            messages.warning(request, _("Une fiche a changé depuis que cette page est affichée : relisez."))
            return self.page(form)
        if not form.is_valid():
            return self.page(form)
        try:
            self.act(comparisons, form)
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
            "required_parameter": REQUIRED,
            "shown_parameter": SHOWN,
            "confirmed_parameter": CONFIRMED,
            "back": form_address(self.asked),
            **self.content(refusal),
        }
        self.request.current_app = self.site.name
        return TemplateResponse(self.request, self.template_name, context)

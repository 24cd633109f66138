"""Publishing and withdrawing from the desk: every way leads to a page that shows what will happen, then asks.

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
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.text import format_lazy
from django.utils.translation import get_language_info, ngettext
from django.utils.translation import gettext_lazy as _
from django.views import View

from publishing.comparison import Comparison
from publishing.models import active_language, path_in
from publishing.publish import Refused, publish, withdraw
from publishing.refusals import name_of
from publishing.registry import record_type_of
from publishing.snapshots import DESK, LIVE, ids_by_type, take

RECORD, COMPANY = "fiche", "avec"
SHOWN = "_shown"
CONFIRMED = "_confirm"
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
    return [record for kind, pks in ids.items() for record in kind.model._default_manager.filter(pk__in=pks)]


def rehearsed(act: Callable[[], object]) -> Refused | None:
    """Do it and take it back: why it would be refused, or nothing."""
    try:
        with transaction.atomic():
            act()
            transaction.set_rollback(True)
    except Refused as refusal:
        return refusal
    return None


class PublicationForm(forms.Form):
    """What goes with a publication; the sentences for subscribers only when they are told."""

    note = forms.CharField(
        label=_("Note"),
        required=False,
        widget=AdminTextareaWidget({"rows": 2}),
        help_text=_("Gardée avec l’édition : ce qui a changé, et pourquoi."),
    )
    is_signalled = forms.BooleanField(
        label=_("Signaler aux abonnés"),
        required=False,
        help_text=_(
            "Ajoute une entrée aux flux, avec la phrase ci-dessous. Les nouvelles fiches et les nouvelles"
            " étapes y paraissent sans cela ; une correction d’orthographe n’y a pas sa place."
        ),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for code in settings.PUBLIC_LANGUAGES:
            self.fields[f"signal_{code}"] = sentence(_("Phrase pour les abonnés ({})"), code)

    def clean(self):
        cleaned = super().clean()
        first = f"signal_{settings.LANGUAGE_CODE}"
        if cleaned.get("is_signalled") and not cleaned.get(first):
            self.add_error(first, _("Dites en une phrase ce qui a changé."))
        return cleaned

    @property
    def signal(self) -> dict[str, str] | None:
        return told(self.cleaned_data, "signal") if self.cleaned_data["is_signalled"] else None


class WithdrawalForm(forms.Form):
    """Why a record is withdrawn: shown to readers at its address."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for code in settings.PUBLIC_LANGUAGES:
            field = self.fields[f"reason_{code}"] = sentence(_("Motif montré aux lecteurs ({})"), code)
            field.required = True

    @property
    def reason(self) -> str:
        """One notice for both languages: French first."""
        return " / ".join(told(self.cleaned_data, "reason").values())


def sentence(label, code):
    """A field for a sentence in one language."""
    info = get_language_info(code)
    attrs = {"lang": code, "dir": "rtl" if info["bidi"] else "ltr", "rows": 2}
    label = format_lazy(label, info["name_local"])
    return forms.CharField(label=label, required=False, widget=AdminTextareaWidget(attrs))


def told(cleaned, name) -> dict[str, str]:
    """The sentences of a form by language."""
    return {code: text for code in settings.PUBLIC_LANGUAGES if (text := cleaned[f"{name}_{code}"])}


class Bundle:
    """The records that are asked for, and what of them differs between the desk and what readers see."""

    def __init__(self, records):
        self.records = list(records)
        ids = ids_by_type(self.records)
        self.desk, self.live = take(ids, DESK), take(ids, LIVE)

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
    """What publishing and withdrawing have in common: the page, the permission, the confirmation."""

    site = None
    permission: str
    template_name: str
    form_class: type

    @classmethod
    def of(cls, site, request, records):
        """The page for records chosen in a list."""
        view = cls(site=site)
        view.setup(request)
        view.asked, view.company = list(records), []
        return view.page(view.form_class())

    def dispatch(self, request, *args, **kwargs):
        if not request.user.has_perm(self.permission):
            raise PermissionDenied
        sent = request.POST or request.GET
        self.asked, self.company = records_named(sent.getlist(RECORD)), records_named(sent.getlist(COMPANY))
        if not all(self.may_see(record) for record in [*self.asked, *self.company]):
            raise PermissionDenied
        if not self.asked:
            messages.warning(request, _("Choisissez d’abord une fiche."))
            return HttpResponseRedirect(reverse("admin:index"))
        return super().dispatch(request, *args, **kwargs)

    def may_see(self, record) -> bool:
        return self.site.get_model_admin(type(record)).has_view_permission(self.request, record)

    def get(self, request):
        return self.page(self.form_class())

    def post(self, request):
        if CONFIRMED not in request.POST:
            return self.page(self.form_class())
        form = self.form_class(request.POST)
        bundle = Bundle([*self.asked, *self.company])
        if bundle.digest != request.POST.get(SHOWN):
            messages.warning(request, _("Une fiche a changé depuis que cette page est affichée : relisez."))
            return self.page(form)
        if not form.is_valid():
            return self.page(form)
        try:
            self.act(bundle, form)
        except Refused as refusal:
            return self.page(form, refusal)
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


class PublishView(ConfirmationView):
    permission = "publishing.publish_records"
    template_name = "desk/publish.html"
    form_class = PublicationForm

    def content(self, refusal):
        """What would appear: the records asked for and, if they need others, all of them together."""
        alone = refusal or rehearsed(lambda: publish(self.asked))
        company = self.company_of(alone)
        together = rehearsed(lambda: publish([*self.asked, *company])) if company else alone
        bundle = Bundle([*self.asked, *company])
        states = {item["state"] for item in bundle.items}
        return {
            "title": _("Publier"),
            "digest": bundle.digest,
            "items": bundle.items[: len(self.asked)],
            "company": bundle.items[len(self.asked) :],
            "links": alone.problems if company else [],
            "problems": together.problems if together else [],
            "count": len(bundle.records),
            "has_news": states != {"same"},
            "has_changes": "changed" in states,
        }

    def company_of(self, refusal):
        """The records that must be published with those asked for."""
        asked = {named(record) for record in self.asked}
        return [record for record in (refusal.missing if refusal else []) if named(record) not in asked]

    def act(self, bundle, form):
        publish(bundle.records, note=form.cleaned_data["note"], signal=form.signal, by=self.request.user)
        count = len(bundle.records)
        message = ngettext("%(name)s est en ligne.", "%(count)s fiches sont en ligne.", count)
        words = message % {"name": name_of(self.asked[0]), "count": count}
        messages.success(self.request, with_link(words, self.asked[0]) if len(self.asked) == 1 else words)


class WithdrawView(ConfirmationView):
    permission = "publishing.withdraw_records"
    template_name = "desk/withdraw.html"
    form_class = WithdrawalForm

    def content(self, refusal):
        refusal = refusal or rehearsed(lambda: withdraw(self.asked, reason="–"))
        bundle = Bundle(self.asked)
        return {
            "title": _("Retirer"),
            "digest": bundle.digest,
            "items": bundle.items,
            "problems": refusal.problems if refusal else [],
            "has_news": bool(bundle.live),
        }

    def act(self, bundle, form):
        withdraw(bundle.records, reason=form.reason, by=self.request.user)
        count = len(bundle.records)
        message = ngettext("%(name)s est retirée.", "%(count)s fiches sont retirées.", count)
        messages.success(self.request, message % {"name": name_of(self.asked[0]), "count": count})


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


def with_link(words, record):
    """A message with the way to the page it speaks of."""
    if address := public_address(record):
        return format_html('{} <a href="{}">{}</a>', words, address, _("Voir la page publique"))
    return words

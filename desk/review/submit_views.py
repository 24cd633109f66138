"""Submitting records for review: the page that shows what is asked for, and the ways that lead to it."""

from urllib.parse import urlencode

from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.contrib.admin.widgets import AdminTextareaWidget
from django.contrib.auth import get_user_model
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from desk.forms.addresses import RECORD, named
from desk.review.confirmation import Comparisons, ConfirmationView, dry_run, sentence_field, sentences
from desk.review.withdraw_views import WithdrawalForm, WithdrawView
from editions.identity import current_identity
from publishing.errors import Refused
from publishing.live.publish import publish
from publishing.models import Submission
from publishing.review.rules import hour, refuse_submitted
from publishing.review.submissions import submit
from publishing.review.validation import refuse_errors
from publishing.review.workflow_state import StatusDetails

SUBMIT, REVIEW = "publishing.submit_records", "publishing.review_submissions"


def zones() -> list[tuple[str, str]]:
    """The clocks of the region, then universal time."""
    return [(zone, zone) for zone in (*current_identity().zones, "UTC")]


class ClockField(forms.DateTimeField):
    """A day and an hour as a clock on the wall shows them: the zone beside it says which clock."""

    input_formats = ("%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M")
    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")

    def to_python(self, value):
        moment = super().to_python(value)
        return moment and timezone.make_naive(moment)


class HourForm(forms.Form):
    """When something is to appear; at once, if no hour is given."""

    due_at = ClockField(label=_("Heure de parution"), required=False)
    zone = forms.ChoiceField(label=_("à l’heure de"), required=False, choices=zones)

    def clean(self):
        cleaned: dict = super().clean()  # type: ignore[assignment]  # a form’s own is that
        if cleaned.get("due_at"):
            try:
                cleaned |= hour(cleaned["due_at"], cleaned["zone"])
            except Refused as refusal:
                self.add_error("due_at", refusal.errors)
        return cleaned

    @property
    def hour(self) -> dict:
        given = self.cleaned_data.get("due_at")
        return {"due_at": given, "zone": self.cleaned_data["zone"]} if given else {}


def reviewers():
    """The accounts that may review, by name."""
    return get_user_model().objects.with_perm(REVIEW).order_by("username")


class RequestForm(HourForm):
    """What goes with every request for review."""

    request_note = forms.CharField(
        label=_("Quoi et pourquoi"),
        widget=AdminTextareaWidget({"rows": 3}),
        help_text=_("Pour qui relit, et pour la suite : ce qui change, et d’où on le sait."),
    )
    bundle_title = forms.CharField(label=_("Titre du lot"), required=False, max_length=200)
    reviewer: forms.ModelChoiceField = forms.ModelChoiceField(
        label=_("Confier la relecture à"), required=False, queryset=None
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reviewer"].queryset = reviewers()

    @property
    def request(self) -> dict:
        cleaned = self.cleaned_data
        return {
            "note": cleaned["request_note"],
            "title": cleaned["bundle_title"],
            "reviewer": cleaned["reviewer"],
            **self.hour,
        }


class SubmissionForm(RequestForm):
    """With a sentence for subscribers, when something that is live changes and they are to know."""

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
            self.fields[f"signal_{code}"] = sentence_field(_("Phrase pour les abonnés ({})"), code)

    def clean(self):
        cleaned = super().clean()
        first = f"signal_{settings.LANGUAGE_CODE}"
        if cleaned.get("is_signalled") and not cleaned.get(first):
            self.add_error(first, _("Dites en une phrase ce qui a changé."))
        return cleaned

    @property
    def signal(self) -> dict[str, str] | None:
        return sentences(self.cleaned_data, "signal") if self.cleaned_data["is_signalled"] else None


class WithdrawalRequestForm(RequestForm, WithdrawalForm):
    pass


class Asking:
    """A page that confirms, and asks somebody else to agree."""

    permission = SUBMIT

    def asked_for(self, submission) -> None:
        address = reverse("admin:publishing_submission_change", args=[submission.pk])
        link = format_html('<a href="{}">{}</a>', address, _("Voir la soumission"))
        messages.success(self.request, format_html("{} {}", _("C’est soumis : quelqu’un d’autre décidera."), link))


class SubmitView(Asking, ConfirmationView):
    template_name = "desk/submit.html"
    form_class = SubmissionForm

    def content(self, refusal):
        """What would appear: the records asked for and, if they need others, all of them together."""
        alone = refusal or dry_run(lambda: self.refuse_or_publish(self.asked))
        required = self.required_with(alone)
        together = dry_run(lambda: self.refuse_or_publish([*self.asked, *required])) if required else alone
        comparisons = Comparisons([*self.asked, *required])
        states = {item["state"] for item in comparisons.items}
        return {
            "title": _("Soumettre à relecture"),
            "digest": comparisons.digest,
            "items": comparisons.items[: len(self.asked)],
            "required_records": comparisons.items[len(self.asked) :],
            "links": alone.errors if required else [],  # type: ignore[union-attr]  # without errors, nothing is required
            "errors": together.errors if together else [],
            "count": len(comparisons.records),
            "has_news": states != {"same"},
            "has_changes": "changed" in states,
        }

    def blank_form(self):
        """A bundle brings its title along."""
        return self.form_class(initial={"bundle_title": self.request.POST.get("bundle_title", "")})

    def refuse_or_publish(self, records):
        refuse_submitted(records)
        refuse_errors(records)
        publish(records)

    def required_with(self, refusal):
        """The records that must be submitted with those asked for."""
        asked = {named(record) for record in self.asked}
        return [record for record in (refusal.required_records if refusal else []) if named(record) not in asked]

    def act(self, comparisons, form):
        self.asked_for(submit(comparisons.records, by=self.request.user, signal=form.signal, **form.request))  # type: ignore[arg-type]  # the desk is for accounts


class SubmitWithdrawalView(Asking, WithdrawView):
    template_name = "desk/submit_withdrawal.html"
    form_class = WithdrawalRequestForm
    title = _("Proposer le retrait")

    def act(self, comparisons, form):
        options = {"action": Submission.Action.WITHDRAW, "reason": form.reason}
        self.asked_for(submit(comparisons.records, by=self.request.user, **options, **form.request))  # type: ignore[arg-type]  # the desk is for accounts


# On forms and lists of records


class SubmissionMixin:
    """A record admin from which records are submitted."""

    def has_submit_permission(self, request):
        return request.user.has_perm(SUBMIT)

    @admin.action(description=_("Soumettre à relecture…"), permissions=["submit"])
    def submit_selected(self, request, queryset):
        return SubmitView.of(self.admin_site, request, queryset)

    def submission_context(self, request, record, where: StatusDetails) -> dict:
        """Where to ask for something to be done with the record, or look at it."""
        asked = urlencode({RECORD: named(record)})
        may_ask = self.has_submit_permission(request) and where.submission_id is None
        withdrawal = f"{reverse('admin:submit_withdrawal')}?{asked}"
        has_page = hasattr(record, "reference_prefix")
        return {
            "submit_address": f"{reverse('admin:submit')}?{asked}" if may_ask and where.differs else "",
            "submit_withdrawal_address": withdrawal if may_ask and where.is_live else "",
            "preview_address": reverse("admin:preview_record", args=named(record).split(":")) if has_page else "",
        }

    def on_to_submission(self, request, record):
        """After « Enregistrer et soumettre », the page that asks."""
        if "_submit" not in request.POST:
            return None
        return HttpResponseRedirect(f"{reverse('admin:submit')}?{urlencode({RECORD: named(record)})}")

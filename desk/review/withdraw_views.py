"""Taking records back: at once, by a publisher alone, or after somebody else has agreed (`submitting.py`)."""

from django import forms
from django.conf import settings
from django.contrib import messages
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from desk.review.confirmation import Comparisons, ConfirmationView, dry_run, sentence_field, sentences
from publishing.errors import name_of
from publishing.live.publish import withdraw
from publishing.review.submissions import withdraw_at_once

PUBLISH = "publishing.publish_records"


class WithdrawalForm(forms.Form):
    """Why a record is withdrawn: shown to readers at its address."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for code in settings.PUBLIC_LANGUAGES:
            field = self.fields[f"reason_{code}"] = sentence_field(_("Motif montré aux lecteurs ({})"), code)
            field.required = True

    @property
    def reason(self) -> dict[str, str]:
        """By language, as readers of each are told."""
        return sentences(self.cleaned_data, "reason")


class WithdrawView(ConfirmationView):
    """An urgent withdrawal waits for nobody; the account of publications says who made it."""

    permission = PUBLISH
    template_name = "desk/withdraw.html"
    form_class = WithdrawalForm
    title = _("Retirer")

    def content(self, refusal):
        refusal = refusal or dry_run(lambda: withdraw(self.asked, reason="–"))
        comparisons = Comparisons(self.asked)
        return {
            "title": self.title,
            "digest": comparisons.digest,
            "items": comparisons.items,
            "errors": refusal.errors if refusal else [],
            "has_news": comparisons.is_live,
        }

    def act(self, comparisons, form):
        withdraw_at_once(comparisons.records, by=self.request.user, reason=form.reason)
        count = len(comparisons.records)
        message = ngettext("%(name)s est retirée.", "%(count)s fiches sont retirées.", count)
        messages.success(self.request, message % {"name": name_of(self.asked[0]), "count": count})

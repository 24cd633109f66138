"""The typography of a record: each correction shown, those that are ticked are saved, and all may be taken back."""

from django.contrib import admin, messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views import View

from accounts.groups import languages_of
from desk.forms.addresses import form_address, number_in, record_or_404
from desk.forms.bilingual_forms import translating
from publishing.history.diff import Comparison, label_of
from publishing.history.revisions import versions
from publishing.history.word_diff import marked
from publishing.registry import record_type_of
from publishing.rich.plain import as_marked_text
from publishing.typography import CORRECTORS
from publishing.typography.proposals import Proposal, correct, proposals, snapshot_of

ASKED = "_typography"
CHOSEN = "correction"
UNDO = "version"
VISIBLE = str.maketrans({"\N{NO-BREAK SPACE}": "⍽", "\N{NARROW NO-BREAK SPACE}": "⍽"})


class TypographyMixin:
    """A record admin whose form leads to the page of corrections."""

    def typography_context(self, request, record) -> dict:
        return {
            "typography_in_form": ASKED,
            "can_correct": record is None or bool(corrigible_by(request, self, record)),
        }

    def on_to_typography(self, request, record):
        """After « Enregistrer et corriger la typographie »; nothing when that was not asked."""
        if ASKED not in request.POST:
            return None
        if proposals(snapshot_of(record), corrigible_by(request, self, record)):
            return HttpResponseRedirect(typography_address(record))
        messages.success(request, _("C’est enregistré, et la typographie est en ordre."))
        return HttpResponseRedirect(form_address([record]))


def typography_address(record) -> str:
    return reverse("admin:typography", args=[record_type_of(record).label, record.pk])


def corrigible_by(request, entry, record) -> list[str]:
    """The languages whose texts of a record somebody may correct: theirs, for who only translates."""
    if translating(request):
        return [code for code in translating(request) if code in CORRECTORS]
    if entry.has_change_permission(request, record):
        return list(CORRECTORS)
    if not entry.has_view_permission(request, record):
        return []
    return [code for code in languages_of(request.user) if code in CORRECTORS]


class TypographyView(View):
    """Proposals to accept or to leave; afterwards, a way back to how the texts were."""

    site: admin.AdminSite = None  # type: ignore[assignment]  # given by as_view()

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.record = record_or_404(kwargs["label"], kwargs["pk"])
        entry = self.site.get_model_admin(type(self.record))
        self.languages = corrigible_by(request, entry, self.record)
        if not self.languages:
            raise PermissionDenied

    def get(self, request, **kwargs):
        request.current_app = self.site.name
        context = self.site.each_context(request) | {
            "title": _("Typographie"),
            "record": self.record,
            "back": form_address([self.record]),
            "proposals": self.rows(),
            "chosen_in_form": CHOSEN,
            "version_before": self.version_before,
            "history": self.history_address(),
        }
        return TemplateResponse(request, "desk/typography.html", context)

    def post(self, request, **kwargs):
        keys = request.POST.getlist(CHOSEN)
        count, before = correct(self.record, keys, languages=self.languages, by=request.user)
        if not count:
            messages.info(request, _("Rien n’a été corrigé."))
            return HttpResponseRedirect(form_address([self.record]))
        words = ngettext("%(count)d texte corrigé.", "%(count)d textes corrigés.", count) % {"count": count}
        LogEntry.objects.log_actions(request.user.pk, [self.record], CHANGE, str(_("Typographie corrigée.")))
        messages.success(request, words)
        if count < len(keys):
            messages.warning(request, _("Des textes ont changé entre-temps : relisez les corrections qui restent."))
        return HttpResponseRedirect(f"{typography_address(self.record)}?{UNDO}={before.number}")  # type: ignore[union-attr]  # one was just kept

    def rows(self) -> list[dict]:
        """The proposals as the page shows them, with what changes marked."""
        snapshot = snapshot_of(self.record)
        comparison = Comparison(snapshot, snapshot)
        return [self.row(proposal, comparison) for proposal in proposals(snapshot, self.languages)]

    def row(self, proposal: Proposal, comparison: Comparison) -> dict:
        texts = (as_marked_text(text).translate(VISIBLE) for text in (proposal.before, proposal.after))
        before, after = marked(*texts)
        return {
            "key": proposal.key,
            "language": proposal.language,
            "label": label_of(proposal.field),
            "location": comparison.location(proposal.table, proposal.row),
            "before": before,
            "after": after,
        }

    @cached_property
    def version_before(self) -> int | None:
        """The version to go back to, right after a correction."""
        found = versions(self.record).filter(number=number_in(self.request.GET.get(UNDO, ""))).first()  # type: ignore[misc]  # none is never found
        return found.number if found else None

    def history_address(self) -> str:
        names = self.record._meta
        return reverse(f"admin:{names.app_label}_{names.model_name}_history", args=[self.record.pk])

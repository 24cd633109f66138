"""The desk's admin site: the stock one, with its name, its order, and the pages of review."""

from functools import wraps

from django.conf import settings
from django.db.models import Model
from django.urls import path
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from accounts.site import GuardedSite
from desk.files.export_views import ExportView
from desk.files.import_views import RecordsImportView, TranslationsImportView
from desk.files.translation_report import TranslationStatesView, TranslationsView
from desk.forms.link_picker import LinkableView
from desk.forms.session_recovery import PresenceView, to_sign_in
from desk.forms.typography import TypographyView
from desk.home.dashboard import home_of
from desk.home.health_board import HealthCheckView, HealthView
from desk.home.history import BinView
from desk.home.trash import BinRecordsView
from desk.review.bundles import BundleView
from desk.review.preview_views import RecordPreviewView, SubmissionPreviewView
from desk.review.submit_views import SubmitView, SubmitWithdrawalView
from desk.review.withdraw_views import WithdrawView
from editions.identity import current_identity
from publishing.registry import RECORD_TYPES

LAST = 100


class DeskSite(GuardedSite):
    """Apps and types come in the order in which editors use them: each admin says its `desk_rank`."""

    index_title = _("Fiches du registre")
    empty_value_display = "–"
    enable_nav_sidebar = False  # two languages side by side need the width

    def get_urls(self):
        return [
            path("retirer/", self.admin_view(WithdrawView.as_view(site=self)), name="withdraw"),
            path("soumettre/", self.admin_view(SubmitView.as_view(site=self)), name="submit"),
            path(
                "soumettre/retrait/",
                self.admin_view(SubmitWithdrawalView.as_view(site=self)),
                name="submit_withdrawal",
            ),
            path(
                "typographie/<str:label>/<uuid:pk>/",
                self.admin_view(TypographyView.as_view(site=self)),
                name="typography",
            ),
            path("liens/", self.admin_view(LinkableView.as_view(site=self)), name="linkable"),
            path("sante/", self.admin_view(HealthView.as_view(site=self)), name="health"),
            path("sante/<slug:name>/", self.admin_view(HealthCheckView.as_view(site=self)), name="health_check"),
            path("lot/<str:label>/<uuid:pk>/", self.admin_view(BundleView.as_view(site=self)), name="bundle"),
            path("corbeille/ajout/", self.admin_view(BinRecordsView.as_view(site=self)), name="to_bin"),
            path("corbeille/", self.admin_view(BinView.as_view(site=self)), name="bin"),
            path(
                "presence/<str:label>/<uuid:pk>/",
                self.admin_view(PresenceView.as_view(site=self)),
                name="presence",
            ),
            *self.exchange_urls(),
            *self.preview_urls(),
            *super().get_urls(),
        ]

    def admin_view(self, view, cacheable=False):
        """A form that comes when its session has ended is kept until its owner has signed in again."""
        inner = super().admin_view(view, cacheable)

        @wraps(inner)
        def kept(request, *args, **kwargs):
            if request.method == "POST" and not self.has_permission(request) and (answer := to_sign_in(request)):
                return answer
            return inner(request, *args, **kwargs)

        return kept

    def exchange_urls(self):
        """What leaves as files and comes back, and where translations stand."""
        pages = {
            ("exporter/", "export"): ExportView,
            ("importer/", "import"): RecordsImportView,
            ("traductions/", "translations"): TranslationsView,
            ("traductions/importer/", "import_translations"): TranslationsImportView,
            ("traductions/etat.<str:extension>", "translation_states"): TranslationStatesView,
        }
        return [
            path(address, self.admin_view(view.as_view(site=self)), name=name)
            for (address, name), view in pages.items()
        ]

    def preview_urls(self):
        submission = self.admin_view(SubmissionPreviewView.as_view())
        record = self.admin_view(RecordPreviewView.as_view())
        return [
            path("apercu/soumission/<int:pk>/", submission, name="preview_submission"),
            path("apercu/soumission/<int:pk>/<path:path>", submission),
            path("apercu/fiche/<str:label>/<uuid:pk>/", record, name="preview_record"),
            path("apercu/fiche/<str:label>/<uuid:pk>/<path:path>", record),
        ]

    def index(self, request, extra_context=None):
        """The first page says what waits for whoever opens it, and how the register is."""
        return super().index(request, home_of(request.user, self.viewable_models(request)) | (extra_context or {}))

    def get_app_list(self, request, app_label=None):
        apps = super().get_app_list(request, app_label)
        for app in apps:
            app["models"].sort(key=lambda entry: self.rank(entry["model"]))
        return sorted(apps, key=lambda app: self.rank(app["models"][0]["model"]))

    def rank(self, model) -> int:
        return getattr(self.get_model_admin(model), "desk_rank", LAST)

    def viewable_models(self, request) -> set[type[Model]]:
        """The types of records that the editor may view."""
        admins = ((kind.model, self._registry.get(kind.model)) for kind in RECORD_TYPES.values())
        return {model for model, entry in admins if entry and entry.has_view_permission(request)}

    def may_view(self, request, record) -> bool:
        return self.get_model_admin(type(record)).has_view_permission(request, record)

    def each_context(self, request):
        """Every page offers the languages of the desk itself: those of the public pages."""
        languages = [get_language_info(code) for code in settings.PUBLIC_LANGUAGES]
        name = _("%(register)s — rédaction") % {"register": current_identity().bare_name}
        return super().each_context(request) | {"desk_languages": languages, "site_header": name, "site_title": name}

"""Nothing typed is lost when a session ends, or when somebody else has the same form open."""

from urllib.parse import urlencode

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.views import View
from django.views.csrf import csrf_failure as refuse_token

from accounts.groups import languages_of
from desk.forms.presence import note_absence, note_presence, others_at
from desk.forms.saved_forms import KEPT, save_form
from desk.review.confirmation import record_or_404
from publishing.registry import record_type_of


def to_sign_in(request):
    """The answer to a form sent without a session: it is kept, and shown again after signing in; none for others."""
    kept = save_form(request)
    return redirect_to_login(address_of(kept), reverse("admin:login")) if kept else None


def csrf_failure(request, reason=""):
    """A form whose token is of an earlier session is kept likewise; whatever else comes so is refused."""
    kept = save_form(request) if request.path.startswith("/admin/") else None
    if kept is None:
        return refuse_token(request, reason)
    return HttpResponseRedirect(address_of(kept))  # whoever has no session is sent on to sign in


def address_of(kept) -> str:
    return f"{kept.path}?{urlencode({KEPT: kept.pk})}"


class PresenceView(View):
    """A browser says that it still has a form open, or leaves it, and hears who else has."""

    site = None
    http_method_names = ("post",)

    def post(self, request, label, pk):
        record = record_or_404(label, pk)
        label = record_type_of(record).label
        desk = self.site.get_model_admin(type(record))
        is_translator = languages_of(request.user) and desk.has_view_permission(request, record)
        if not (is_translator or desk.has_change_permission(request, record)):
            raise PermissionDenied
        if "partie" in request.POST:
            note_absence(label, pk, request.user)
            return JsonResponse({"others": []})
        note_presence(label, pk, request.user)
        return JsonResponse({"others": list(map(str, others_at(label, pk, request.user)))})

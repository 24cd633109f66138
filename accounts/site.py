"""An admin site that asks for more than a password."""

from urllib.parse import urlencode

from django.contrib.admin import AdminSite
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.http import HttpResponseRedirect
from django.urls import reverse


class GuardedSite(AdminSite):
    """Whoever has a second factor, or must have one, sees no page before it is given.

    Django loads admin sites before models: what needs tables is imported where it is used.
    """

    def has_permission(self, request):
        from accounts.second_factor import is_satisfied

        user = request.user
        if not hasattr(user, "is_admitted"):  # a page asks several times
            user.is_admitted = super().has_permission(request) and is_satisfied(user)
        return user.is_admitted

    def login(self, request, extra_context=None):
        """Name and password, then what else is needed; attempts are counted."""
        from accounts.forms import LoginForm

        if request.method == "GET" and super().has_permission(request) and not self.has_permission(request):
            return self.on_to_second_factor(request)
        self.login_form = LoginForm
        response = super().login(request, extra_context)
        if request.method == "POST":
            return self.after_login(request, response)
        return response

    def on_to_second_factor(self, request):
        from accounts.second_factor import has_device

        name = "second_factor_code" if has_device(request.user) else "second_factor"
        query = {REDIRECT_FIELD_NAME: request.GET.get(REDIRECT_FIELD_NAME, reverse("admin:index"))}
        return HttpResponseRedirect(f"{reverse(name)}?{urlencode(query)}")

    def after_login(self, request, response):
        from accounts.preferences import remember_language
        from accounts.views import refused_for_now

        if response.status_code == 302:
            request.session.clear_expired()
            remember_language(request.user)
            return response
        return refused_for_now(response, response.context_data["form"])

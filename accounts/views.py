"""Pages by which people of the desk get in, and look after how they do."""

from abc import ABC, abstractmethod

import segno
from django.contrib import admin, auth, messages
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.auth import views as auth_views
from django.contrib.auth.mixins import AccessMixin
from django.contrib.auth.models import User
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.functional import Promise
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views import View
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django_otp import login as note_second_factor

from accounts import second_factor
from accounts.forms import CodeForm, PasswordResetForm
from accounts.sessions import close_sessions, open_sessions, worded_agent

TOO_MANY = 429


def refused_for_now(response, form):
    """The page of a form that was sent once too often says so in its status too."""
    if form.wait:
        response.status_code = TOO_MANY
        response.headers["Retry-After"] = str(form.wait)
    return response


class DeskPage:
    """A page in the frame of the desk."""

    template_name: str
    title: str | Promise

    def page(self, request, **context):
        context = admin.site.each_context(request) | {"title": self.title} | context
        request.current_app = admin.site.name
        return TemplateResponse(request, self.template_name, context)


def next_page(request) -> str:
    """Where somebody was going when they were asked for a code; nowhere else than on this site."""
    asked = request.POST.get(REDIRECT_FIELD_NAME) or request.GET.get(REDIRECT_FIELD_NAME, "")
    safe = url_has_allowed_host_and_scheme(asked, {request.get_host()}, require_https=request.is_secure())
    return asked if safe else reverse("admin:index")


# The second factor


@method_decorator([never_cache, sensitive_post_parameters()], name="dispatch")
class PasswordGivenView(ABC, DeskPage, AccessMixin, View):
    """For who has given their password, whether or not a code as well."""

    def dispatch(self, request, *args, **kwargs):
        if not (request.user.is_active and request.user.is_staff) or not self.may_enter(request.user):
            return HttpResponseRedirect(reverse("admin:login"))
        return super().dispatch(request, *args, **kwargs)

    @abstractmethod
    def may_enter(self, user) -> bool:
        """Whether this page is for who has given a password and stands where they do."""

    def admit(self, request, device):
        """The session has its second factor, and a new key with it."""
        note_second_factor(request, device)
        request.session.cycle_key()


class CodeView(PasswordGivenView):
    """The code, after the password."""

    template_name = "accounts/code.html"
    title = _("Second facteur")

    def may_enter(self, user):
        return not user.is_verified() and second_factor.has_device(user)

    def get(self, request):
        return self.page(request, form=CodeForm(request))

    def post(self, request):
        if "_leave" in request.POST:
            auth.logout(request)
            return HttpResponseRedirect(reverse("admin:login"))
        form = CodeForm(request, request.POST)
        if not form.is_valid():
            return refused_for_now(self.page(request, form=form), form)
        self.admit(request, form.device)
        if not second_factor.recovery_codes_left(request.user):
            messages.warning(request, _("Vous n’avez plus de code de secours : faites-en de nouveaux."))
        return HttpResponseRedirect(next_page(request))

    def page(self, request, **context):
        return super().page(request, next_page=next_page(request), **context)


class EnrolmentView(PasswordGivenView):
    """Whoever has no second factor adds one here; with one, it is renewed or removed, by a code of it."""

    template_name = "accounts/second_factor.html"
    title = _("Second facteur")

    def may_enter(self, user):
        return user.is_verified() or not second_factor.has_device(user)

    def get(self, request):
        return self.page(request, form=CodeForm(request))

    def post(self, request):
        user, has_device = request.user, second_factor.has_device(request.user)
        check = None if has_device else lambda code: second_factor.confirm(user, code)
        form = CodeForm(request, request.POST, check)
        if not form.is_valid():
            return refused_for_now(self.page(request, form=form), form)
        if not has_device:
            self.admit(request, form.device)
        elif "_remove" in request.POST:
            second_factor.remove(user)
            messages.success(request, _("Le second facteur est retiré."))
            return HttpResponseRedirect(request.path)
        return self.page(request, form=CodeForm(request), codes=second_factor.new_recovery_codes(user))

    def page(self, request, *, codes=(), **context):
        has_device = second_factor.has_device(request.user)
        device = None if has_device else second_factor.device_to_confirm(request.user)
        return super().page(
            request,
            codes=codes,
            codes_left=second_factor.recovery_codes_left(request.user),
            has_device=has_device,
            is_required=second_factor.is_required(request.user),
            secret=device and spaced(device),
            next_page=next_page(request),
            **context,
        )


def spaced(device) -> str:
    """The secret as it is typed by hand, by fours."""
    secret = device.config_url.partition("secret=")[2].partition("&")[0]
    return " ".join(secret[start : start + 4] for start in range(0, len(secret), 4))


class QRCodeView(PasswordGivenView):
    """The secret of the device to add, as an image."""

    def may_enter(self, user):
        return not second_factor.has_device(user)

    def get(self, request):
        image = HttpResponse(content_type="image/svg+xml")
        code = segno.make(second_factor.device_to_confirm(request.user).config_url, error="m")
        code.save(image, kind="svg", xmldecl=False, scale=5, border=4, light="#fff", omitsize=True)  # type: ignore[arg-type]  # it writes to any
        return image


# Sessions


class SessionsView(DeskPage, View):
    """The open sessions of whoever looks, or of an account they manage, to be closed."""

    template_name = "accounts/sessions.html"
    title = _("Sessions ouvertes")

    def get(self, request, pk=None):
        account = self.account(request, pk)
        return self.page(request, account=account, is_own=account == request.user, sessions=self.rows(request, account))

    def post(self, request, pk=None):
        account = self.account(request, pk)
        if "_others" in request.POST:
            close_sessions(account, but=request.session.session_key)
        else:
            chosen = [row.pk for row in account.sessions.all() if row.number == request.POST.get("_close")]
            account.sessions.filter(pk__in=chosen).delete()
        messages.success(request, _("C’est fermé."))
        return HttpResponseRedirect(request.path)

    def account(self, request, pk):
        """Oneself, or an account that one may change."""
        if pk is None or pk == request.user.pk:
            return request.user
        accounts = admin.site.get_model_admin(User)
        account = get_object_or_404(accounts.get_queryset(request), pk=pk)
        if not accounts.has_change_permission(request, account):
            raise Http404
        return account

    def rows(self, request, account) -> list[dict]:
        return [
            {
                "row": row,
                "device": worded_agent(row.agent) or gettext("navigateur inconnu"),
                "is_this": row.session_key == request.session.session_key,
            }
            for row in open_sessions(account)
        ]


# A forgotten password: Django's own steps, in the frame of the desk


class InFrame:
    def get_context_data(self, **kwargs):
        return admin.site.each_context(self.request) | super().get_context_data(**kwargs)


class PasswordResetView(InFrame, auth_views.PasswordResetView):
    form_class = PasswordResetForm

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"request": self.request}

    def form_valid(self, form):
        form.save()
        return HttpResponseRedirect(self.get_success_url())

    def form_invalid(self, form):
        return refused_for_now(super().form_invalid(form), form)


class PasswordResetDoneView(InFrame, auth_views.PasswordResetDoneView):
    pass


class PasswordResetConfirmView(InFrame, auth_views.PasswordResetConfirmView):
    pass


class PasswordResetCompleteView(InFrame, auth_views.PasswordResetCompleteView):
    pass

"""Forms by which people of the desk get in."""

from functools import partial

from django import forms
from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.auth import forms as auth_forms
from django.contrib.auth.tokens import default_token_generator
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django.utils.translation import gettext_lazy as _

from accounts.mail import send
from accounts.models import Attempt
from accounts.second_factor import verify
from accounts.throttle import ThrottledError, count_attempt, forget_attempts

Kind = Attempt.Kind


class Counted:
    """A form whose attempts are counted; `wait` says for how many seconds one more is refused."""

    wait = 0

    def count(self, kind, account, request):
        try:
            count_attempt(kind, account, request)
        except ThrottledError as refusal:
            self.wait = refusal.seconds
            raise ValidationError(str(refusal), code="throttled") from None


class LoginForm(Counted, AdminAuthenticationForm):
    """Name and password."""

    def clean(self):
        name = self.cleaned_data.get("username")
        if name and self.cleaned_data.get("password"):
            self.count(Kind.LOGIN, name, self.request)
        cleaned = super().clean()
        if self.user_cache:
            forget_attempts(Kind.LOGIN, name, self.request)  # type: ignore[arg-type]  # who is known has a name
        return cleaned


class CodeInput(forms.TextInput):
    """A field that comes back empty: no code is right twice."""

    def format_value(self, value):
        return None


class CodeForm(Counted, forms.Form):
    """A code of the second factor, of the device or on paper."""

    code = forms.CharField(
        label=_("Code"),
        max_length=20,
        widget=CodeInput({"autocomplete": "one-time-code", "autocapitalize": "none", "spellcheck": "false"}),
    )

    def __init__(self, request, data=None, check=None):
        super().__init__(data)
        self.request, self.check = request, check or partial(verify, request.user)

    def clean_code(self):
        """Whatever the check gives for a right code: the device."""
        name = self.request.user.get_username()
        self.count(Kind.CODE, name, self.request)
        self.device = self.check(self.cleaned_data["code"])
        if self.device is None:
            raise ValidationError(_("Ce code n’est pas valable, ou a déjà servi. Attendez le suivant."))
        forget_attempts(Kind.CODE, name, self.request)
        return self.cleaned_data["code"]


class PasswordResetForm(Counted, auth_forms.PasswordResetForm):
    """An address of mail; nothing tells whether somebody has it."""

    def __init__(self, *args, request, **kwargs):
        super().__init__(*args, **kwargs)
        self.request = request

    def clean_email(self):
        self.count(Kind.RESET, self.cleaned_data["email"], self.request)
        return self.cleaned_data["email"]

    def save(self, **options):  # type: ignore[override]  # Django’s options are not ours
        """Write to the open accounts that have this address and a password."""
        for user in self.get_users(self.cleaned_data["email"]):
            key = urlsafe_base64_encode(force_bytes(user.pk))
            token = default_token_generator.make_token(user)
            path = reverse("password_reset_confirm", args=[key, token])
            send([user], "mail/password_reset.txt", path=path)

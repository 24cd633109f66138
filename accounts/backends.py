"""Who is at the desk, read with what every page of it asks."""

from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import User
from django.db.models import Exists, OuterRef
from django_otp.plugins.otp_totp.models import TOTPDevice


class DeskBackend(ModelBackend):
    """Accounts come with `has_device`, whether they have a second factor: one statement, and not two, a page."""

    def get_user(self, user_id):
        devices = TOTPDevice.objects.filter(user_id=OuterRef("pk"), confirmed=True)
        user = User.objects.annotate(has_device=Exists(devices)).filter(pk=user_id).first()
        return user if user and self.user_can_authenticate(user) else None

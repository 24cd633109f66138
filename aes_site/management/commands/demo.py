"""`manage.py demo`: the site with its first content and two accounts, from nothing."""

import secrets

from django.apps import apps
from django.conf import settings
from django.core.management import CommandError, call_command

from aes_site.management.commands import serve

ACCOUNTS = {"redacteur": "Rédaction", "relecteur": "Relecture"}


class Command(serve.Command):
    """Serves the site after filling an empty register; a register that holds something is left as it is."""

    help = "Serves the site with its first content and two accounts, from nothing, until Ctrl-C."

    def handle(self, **options):
        if not settings.HAS_DESK:
            raise CommandError(f"SITE={settings.SITE} has no desk to load content from: use serve.")
        super().handle(**options)

    def preparations(self):
        return [
            *super().preparations(),
            ("content", self.load_content),
            ("accounts", self.create_accounts),
        ]

    def load_content(self):
        if not apps.get_model("sources", "Source").objects.exists():
            call_command("load_dossier", settings.BASE_DIR / "data" / "dossier", publish=True, verbosity=0)

    def create_accounts(self):
        """The passwords are random, and known only to who reads them here at the first start."""
        self.passwords = {}
        for name, group in ACCOUNTS.items():
            user, is_new = apps.get_model("auth.User").objects.get_or_create(username=name, defaults={"is_staff": True})
            if is_new:
                self.passwords[name] = secrets.token_urlsafe(12)
                user.set_password(self.passwords[name])
                user.save()
                user.groups.add(apps.get_model("auth.Group").objects.get_or_create(name=group)[0])

    def good_to_know(self, port):
        return [
            *super().good_to_know(port),
            *(f"Account {name}, password {password}" for name, password in self.passwords.items()),
            f"Accounts are {', '.join(ACCOUNTS)}; manage.py changepassword gives one a new password.",
        ]

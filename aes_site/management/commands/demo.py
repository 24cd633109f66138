"""`manage.py demo`: the site with its first content and an account per task, from nothing."""

from django.apps import apps
from django.conf import settings
from django.core.management import CommandError, call_command

from aes_site.management.commands import serve


class Command(serve.Command):
    """Serves the site after filling an empty register; a register that holds something is left as it is."""

    help = "Serves the site with its first content and an account per task, from nothing, until Ctrl-C."

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
        from accounts.groups import create_account, demonstration_accounts  # needs a desk

        self.passwords = {name: create_account(name, group) for name, group in demonstration_accounts().items()}

    def good_to_know(self, port):
        known = "as before (manage.py changepassword gives a new one)"
        return [
            *super().good_to_know(port),
            *(f"Account {name}, password {password or known}" for name, password in self.passwords.items()),
        ]

"""`manage.py unlock_logins`: ends the wait after too many attempts."""

from django.core.management.base import BaseCommand

from accounts.throttle import lift


class Command(BaseCommand):
    help = "Lets accounts that tried too often try again at once: those named, or everybody. Safe to run again."

    def add_arguments(self, parser):
        parser.add_argument("accounts", nargs="*", help="names of accounts or addresses of mail; all by default")

    def handle(self, *, accounts, **options):
        self.stdout.write(f"Attempts forgotten: {lift(*accounts)}")

"""`manage.py remove_second_factor NAME`: the way back in for who has lost device and codes."""

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError

from accounts.second_factor import remove
from accounts.sessions import close_sessions


class Command(BaseCommand):
    help = "Removes the device and recovery codes of an account, and closes its sessions. Safe to run again."

    def add_arguments(self, parser):
        parser.add_argument("account", help="name of the account")

    def handle(self, *, account, **options):
        user = User.objects.filter(username=account).first()
        if user is None:
            raise CommandError(f"There is no account “{account}”.")
        remove(user)
        close_sessions(user)
        self.stdout.write(f"{account} enters with the password, and adds a new device.")

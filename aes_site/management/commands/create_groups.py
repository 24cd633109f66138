"""`manage.py create_groups`: the groups of the desk."""

from django.core.management.base import BaseCommand

from aes_site.accounts import EDITORS, REVIEWERS, create_groups


class Command(BaseCommand):
    help = "Creates the groups of editors and of reviewers, or completes their permissions."

    def handle(self, **options):
        create_groups()
        self.stdout.write(f"{EDITORS}: write records. {REVIEWERS}: publish and withdraw them too.")

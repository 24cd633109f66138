"""`manage.py compile_catalogues`: makes the catalogues usable."""

from django.core.management.base import BaseCommand

from aes_site.localization.catalogues import compile_catalogues


class Command(BaseCommand):
    help = "Compiles the translations of locale/ that changed (gettext is not needed)."
    requires_system_checks = ()

    def handle(self, **options):
        self.stdout.write("compiled: " + (", ".join(compile_catalogues()) or "nothing had changed"))

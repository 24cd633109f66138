"""`manage.py check_catalogues`: refuses a text that is missing in a public language."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from aes_site.localization.catalogues import problems


class Command(BaseCommand):
    help = "Fails unless every text of the sources is translated into every public language."
    requires_system_checks = ()

    def handle(self, **options):
        found = [f"{language}: {line}" for language in settings.TRANSLATED_LANGUAGES for line in problems(language)]
        if found:
            raise CommandError("\n".join([*found, "Run make messages, then translate what it lists."]))
        self.stdout.write(f"complete: {', '.join(settings.TRANSLATED_LANGUAGES)}")

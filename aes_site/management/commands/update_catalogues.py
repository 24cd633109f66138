"""`manage.py update_catalogues`: after texts were added or changed in the sources."""

from django.conf import settings
from django.core.management.base import BaseCommand

from aes_site.localization.catalogues import problems, update_catalogue


class Command(BaseCommand):
    help = "Brings the catalogues of locale/ in line with the texts of the sources (gettext is not needed)."
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument("languages", nargs="*", help="by default the public ones, but for French")

    def handle(self, *, languages, **options):
        for language in languages or settings.TRANSLATED_LANGUAGES:
            update_catalogue(language)
            self.stdout.write(f"{language}: {len(problems(language))} left to translate")

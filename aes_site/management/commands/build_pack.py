"""`manage.py build_pack`: the offline pack of each language, made anew from what is live."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from readers.offline.pages import PageError
from readers.offline.storage import store_pack


class Command(BaseCommand):
    """Puts the packs on the shelf, from where `donnees/` offers them; run again, it gives the same bytes."""

    help = "Writes the public record of a language as one zip to read offline, in the place of the one before."

    def add_arguments(self, parser):
        parser.add_argument("languages", nargs="*", help="such as fr en; all public ones when none is given")

    def handle(self, *, languages, verbosity, **options):
        unknown = sorted(set(languages) - set(settings.PUBLIC_LANGUAGES))
        if unknown:
            raise CommandError(f"No public language: {', '.join(unknown)} (there are {settings.PUBLIC_LANGUAGES}).")
        for language in languages or settings.PUBLIC_LANGUAGES:
            try:
                copy = store_pack(language, self.progress(language) if verbosity else lambda done, total: None)
            except PageError as error:
                raise CommandError(f"No pack for {language}: {error}. The one before, if any, stays.") from error
            if verbosity:
                self.stdout.write(f"{copy.path}: {copy.size / 1e6:.2f} MB, SHA-256 {copy.sha256}")

    def progress(self, language):
        """A counter that stays on its line, for whoever watches."""

        def say(done, total):
            if self.stderr.isatty():
                self.stderr.write(f"\r{language}: {done} of {total} pages", ending="\n" if done == total else "")

        return say

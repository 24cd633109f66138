"""`manage.py add_language ha`: prepares a language, and says what is left to do before readers see it."""

import re
import subprocess
import sys
from pathlib import Path

from django.conf import settings
from django.conf.locale import LANG_INFO
from django.core.management.base import BaseCommand, CommandError

from aes_site.localization.catalogues import catalogue_path, problems, update_catalogue

LANGUAGES_MODULE = Path(settings.BASE_DIR) / "aes_site" / "localization" / "languages.py"
LIST_OF_LANGUAGES = re.compile(r"^LANGUAGES = \[\n(?:    .+\n)*(?=\])", re.MULTILINE)

LEFT_TO_DO = """
{name} ({code}) is prepared, and not public yet. What is left to do:

 1. Review and commit aes_site/localization/languages.py, {folder}/ and the new migrations, then `manage.py migrate`,
    which also makes the group “Traducteurs ({code})”.
 2. Translate the interface: {folder}/LC_MESSAGES/django.po, {missing} texts ({direction}).
 3. Translate the records at the desk (language switch of each form); a record appears in a language only
    once its title exists there.
 4. Have both read by someone who speaks the language: the register publishes no translation it cannot check.
 5. Dates: months are {months}.
 6. Search: words are matched whole, without accents or stemming, until a text search configuration exists.
 7. Make it public: add "{code}" to PUBLIC_LANGUAGES in aes_site/localization/languages.py; check_catalogues then
    insists that its catalogue stays complete.
"""


class Command(BaseCommand):
    help = "Adds a language of content and interface, and prints what remains to be done. Safe to run again."
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument(
            "code", help="BCP 47 tag, as in EXTRA_LANGUAGES of aes_site/localization/languages.py: ha, bm, mos…"
        )

    def handle(self, *, code, **options):
        if code not in LANG_INFO:
            raise CommandError(
                f"“{code}” is not known: describe it in EXTRA_LANGUAGES of {LANGUAGES_MODULE.name} first."
            )
        if code not in dict(settings.LANGUAGES):
            self.declare(code)
        self.make_columns(code)
        update_catalogue(code)
        self.stdout.write(LEFT_TO_DO.format(**self.summary(code)))

    def declare(self, code):
        """Write the language at the end of the list of languages."""
        source = LANGUAGES_MODULE.read_text()
        line = f'    ("{code}", "{LANG_INFO[code]["name_local"]}"),\n'
        LANGUAGES_MODULE.write_text(LIST_OF_LANGUAGES.sub(lambda found: found[0] + line, source))
        self.stdout.write(f"declared in {LANGUAGES_MODULE.relative_to(settings.BASE_DIR)}")

    def make_columns(self, code):
        """Make the migrations in a process of its own, which reads the new list of languages."""
        name = f"language_{code.replace('-', '_')}"
        command = [sys.executable, "manage.py", "makemigrations", *sorted(settings.LIVE_APPS), "--name", name]
        subprocess.run(command, cwd=settings.BASE_DIR, check=True, stdout=self.stdout)  # type: ignore[call-overload]  # it is a stream

    def summary(self, code):
        """What the closing text says of the language."""
        info = LANG_INFO[code]
        path = catalogue_path(code)
        return {
            "code": code,
            "name": info["name"],
            "folder": path.parent.parent.relative_to(settings.BASE_DIR),
            "missing": len(problems(code)) if path.exists() else "all",
            "direction": "written right to left" if info["bidi"] else "written left to right",
            "months": "named in French until its catalogue names them",
        }

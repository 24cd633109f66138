"""The page that a proxy shows while the site is down: one file that needs nothing else."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import override

from aes_site.assets.style_sheet import style_sheet
from editions.identity import current_identity


class Command(BaseCommand):
    help = "Write the page that a proxy shows, with status 503, while the site is down (docs/operating.md)."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help="where to write it, such as /var/www/maintenance.html")

    def handle(self, *, file, **options):
        style = style_sheet(settings.BASE_DIR / "static" / "css")
        context = {"style": style, "messages": messages(), "identity": current_identity()}
        try:
            file.write_text(render_to_string("maintenance.html", context), encoding="utf-8")
        except OSError as error:
            raise CommandError(f"{file} cannot be written: {error.strerror}") from error
        self.stdout.write(f"{file}: {file.stat().st_size} bytes")


def messages() -> list[tuple[str, str, str]]:
    """What it says in each language, French first: what the site itself says when its database is down."""
    said = []
    for language in settings.PUBLIC_LANGUAGES:
        with override(language):
            title = _("Le registre est momentanément indisponible")
            said.append((language, title, _("Réessayez dans quelques minutes.")))
    return said

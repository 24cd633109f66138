"""`/fichiers/<sha256>/<name>`: readers get a file while a live row names it, and only that row says what it is."""

import logging
from http import HTTPStatus

from django.http import Http404, HttpResponsePermanentRedirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.generic import View

from archive.models import KeptFile
from editions.models import Address, PublishedFile
from institutions.models import DocumentFile
from publishing.views import gone
from readers.files.serving import PUBLIC, file_answer
from sources.models import Source

log = logging.getLogger("aes_site.files")


def named_by_rows(sha256: str) -> KeptFile | None:
    """The file of that fingerprint as a row presents it, in the tables that the connection reads."""
    row: DocumentFile | Source | None = DocumentFile.objects.filter(sha256=sha256).exclude(name="").first()
    row = row or Source.objects.filter(archive_sha256=sha256).exclude(archive_name="").first()
    return row.kept if row else None


class FileView(View):
    """Within live reading: what no published record names does not exist, whoever knows its fingerprint."""

    http_method_names = ["get", "head"]

    def get(self, request, sha256, name):
        file = named_by_rows(sha256)
        if file is None:
            return gone_or_unknown(request, sha256)
        if name != file.address_name:
            return HttpResponsePermanentRedirect(file.get_absolute_url())
        try:
            return file_answer(request, file, cache=PUBLIC)
        except FileNotFoundError:
            log.error("The store lacks %s, which a live record names (manage.py check_files)", sha256)
            context = {"page_title": _("Momentanément indisponible")}
            return TemplateResponse(request, "503.html", context, status=HTTPStatus.SERVICE_UNAVAILABLE)


def gone_or_unknown(request, sha256):
    """410 for what was public once, with the notice of its record when that was withdrawn; else 404."""
    former = list(PublishedFile.objects.filter(sha256=sha256))
    if not former:
        raise Http404
    keys = [row.record_key for row in former]
    if notice := Address.objects.about(keys).filter(withdrawn_at__isnull=False).first():
        return gone(request, notice)
    addresses = Address.objects.about(keys).filter(is_current=True)
    context = {"page_title": _("Fichier retiré"), "addresses": addresses}
    return TemplateResponse(request, "files/gone.html", context, status=HTTPStatus.GONE)

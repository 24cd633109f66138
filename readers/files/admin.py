"""The store on the desk: what lies in it, for reading; published or not, whoever may see the records sees the files."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import path
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from archive.models import KeptFile, StoredFile, format_of, worded_size
from readers.files.serving import PRIVATE, file_answer
from readers.files.views import named_by_rows

SEEING = ("institutions.view_document", "institutions.change_document", "sources.view_source", "sources.change_source")


class StoredFileAdmin(admin.ModelAdmin):
    """A list, and the way to each file; files come with documents and sources, and leave by `check_files`."""

    desk_rank = 70
    list_display = ["link", "kind", "weight", "pages", "stored_at"]
    list_display_links = None
    list_filter = ["media_type"]
    search_fields = ["sha256", "text"]

    def get_urls(self):
        content = self.admin_site.admin_view(self.content_view)
        return [path("<str:sha256>/contenu/", content, name="archive_storedfile_content"), *super().get_urls()]

    def content_view(self, request, sha256):
        """The file itself, as readers would get it."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        stored = get_object_or_404(StoredFile, sha256=sha256)
        try:
            return file_answer(request, named_by_rows(sha256) or unnamed(stored), cache=PRIVATE)
        except FileNotFoundError:
            raise Http404 from None

    def get_queryset(self, request):
        return super().get_queryset(request).defer("text")

    @admin.display(description=_("fichier"), ordering="sha256")
    def link(self, stored):
        return format_html('<a href="{}/contenu/"><code>{}…</code></a>', stored.sha256, stored.sha256[:16])

    @admin.display(description=_("type"), ordering="media_type")
    def kind(self, stored):
        return format_of(stored.media_type)

    @admin.display(description=_("taille"), ordering="size")
    def weight(self, stored):
        return worded_size(stored.size)

    def has_view_permission(self, request, obj=None):
        return any(map(request.user.has_perm, SEEING))

    def has_module_permission(self, request):
        return self.has_view_permission(request)

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


def unnamed(stored: StoredFile) -> KeptFile:
    """A file that no row of the desk names any more."""
    name = f"{stored.sha256[:16]}.{format_of(stored.media_type).lower()}"
    return KeptFile(stored.sha256, name, stored.media_type, stored.size, stored.pages)

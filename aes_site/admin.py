"""The editable prose of the site on the desk, the account of what was published, and what awaits review."""

from django.contrib import admin

from aes_site.models import Page
from archive.models import StoredFile
from desk.record_admin import RecordAdmin
from desk.review.publications import PublicationAdmin
from desk.review.submission_admin import SubmissionAdmin
from publishing.models import Publication, Submission
from readers.files.admin import StoredFileAdmin

admin.site.register(Publication, PublicationAdmin)
admin.site.register(Submission, SubmissionAdmin)
admin.site.register(StoredFile, StoredFileAdmin)


@admin.register(Page)
class PageAdmin(RecordAdmin):
    desk_rank = 50
    fieldsets = [(None, {"fields": ["name", "slug", "lede", "body"]})]
    search_texts = ["name", "lede", "body"]

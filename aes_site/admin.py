"""The editable prose of the site on the desk, and the account of what was published."""

from django.contrib import admin

from aes_site.models import Page
from publishing.admin import PublicationAdmin, RecordAdmin
from publishing.models import Publication

admin.site.register(Publication, PublicationAdmin)


@admin.register(Page)
class PageAdmin(RecordAdmin):
    desk_rank = 50
    fieldsets = [(None, {"fields": ["name", "slug", "lede", "body"]})]
    search_texts = ["name", "lede", "body"]

"""The desk's own account of publications, for reading."""

from django.contrib import admin


class PublicationAdmin(admin.ModelAdmin):
    """Written by publishing and withdrawing alone. Registered elsewhere: the admin site imports this package."""

    desk_rank = 60
    list_display = ["at", "action", "by", "records", "note", "submission", "version"]
    list_filter = ["action", "by"]
    search_fields = ["note__unaccent", "by"]
    date_hierarchy = "at"

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

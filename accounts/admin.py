"""Accounts at the desk: made, put in groups and closed here, never deleted; their keys are shown to nobody."""

from django.contrib import admin, messages
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, User
from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django_otp.plugins.otp_totp.models import TOTPDevice

from accounts import second_factor
from accounts.groups import names_of_groups
from accounts.sessions import close_sessions, open_sessions
from accounts.throttle import lift

for model in (User, Group, TOTPDevice):
    admin.site.unregister(model)


@admin.register(Group)
class TaskAdmin(GroupAdmin):
    desk_rank = 91


@admin.register(User)
class AccountAdmin(UserAdmin):
    """Who administers accounts sees no superuser, makes none, and gives no right but that of a group."""

    desk_rank = 90
    list_display = ["username", "email", "tasks", "is_active", "has_second_factor", "last_login"]
    list_filter = ["is_active", "groups"]
    filter_horizontal = ()
    actions = ["close_all_sessions", "let_try_again", "remove_second_factor"]
    add_fieldsets = [(None, {"fields": ["username", "email", "usable_password", "password1", "password2", "groups"]})]
    fieldsets = [
        (None, {"fields": ["username", "password", "email", ("first_name", "last_name")]}),
        (_("Accès"), {"fields": ["is_active", "groups", "has_second_factor", "sessions", "last_login"]}),
    ]
    readonly_fields = ["has_second_factor", "sessions", "last_login"]

    def get_fieldsets(self, request, obj=None):
        fieldsets = super().get_fieldsets(request, obj)
        if obj and request.user.is_superuser:
            rights = {"fields": ["is_staff", "is_superuser", "user_permissions"]}
            return [*fieldsets, (_("Hors des groupes"), rights)]
        return fieldsets

    def get_queryset(self, request):
        accounts = super().get_queryset(request).prefetch_related("groups")
        devices = TOTPDevice.objects.filter(user_id=OuterRef("pk"), confirmed=True)
        accounts = accounts.annotate(has_device=Exists(devices))
        return accounts if request.user.is_superuser else accounts.filter(is_superuser=False)

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        field = super().formfield_for_manytomany(db_field, request, **kwargs)
        if db_field.name == "groups" and not request.user.is_superuser:
            field.queryset = field.queryset.filter(name__in=names_of_groups())  # type: ignore[union-attr]  # groups are chosen
        return field

    def has_delete_permission(self, request, obj=None):
        return False

    def save_model(self, request, obj, form, change):
        """Whoever has an account works at the desk; one that is closed is out at once."""
        if not change:
            obj.is_staff = True
        super().save_model(request, obj, form, change)
        if not obj.is_active:
            close_sessions(obj)

    @admin.display(description=_("groupes"))
    def tasks(self, account):
        return ", ".join(group.name for group in account.groups.all())

    @admin.display(description=_("second facteur"), boolean=True)
    def has_second_factor(self, account):
        return account.has_device

    @admin.display(description=_("sessions ouvertes"))
    def sessions(self, account):
        address = reverse("sessions_of", args=[account.pk])
        return format_html('<a href="{}">{}</a>', address, open_sessions(account).count())

    @admin.action(description=_("Fermer les sessions"), permissions=["change"])
    def close_all_sessions(self, request, queryset):
        count = sum(map(close_sessions, queryset))
        words = ngettext("%(count)d session fermée.", "%(count)d sessions fermées.", count)
        messages.success(request, words % {"count": count})

    @admin.action(description=_("Lever l’attente après trop d’essais"), permissions=["change"])
    def let_try_again(self, request, queryset):
        lift(*(name for account in queryset for name in (account.username, account.email) if name))
        messages.success(request, _("Ces comptes peuvent de nouveau essayer."))

    @admin.action(description=_("Retirer le second facteur (appareil et codes perdus)"), permissions=["change"])
    def remove_second_factor(self, request, queryset):
        """For others: one's own is removed by a code of it."""
        for account in queryset.exclude(pk=request.user.pk):
            second_factor.remove(account)
            close_sessions(account)
            self.log_change(request, account, [{"changed": {"name": "second factor", "object": str(account)}}])
        messages.success(request, _("Ces comptes entrent avec leur mot de passe, et ajoutent un nouvel appareil."))

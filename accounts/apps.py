from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = _("Comptes et accès")

    def ready(self):
        from accounts.groups import follow_migrations

        post_migrate.connect(follow_migrations, sender=self)

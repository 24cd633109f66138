from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AesSiteConfig(AppConfig):
    name = "aes_site"
    verbose_name = _("Pages du site")

    def ready(self):
        from aes_site import checks  # noqa: F401 (registers them)

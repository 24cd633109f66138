from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class PublishingConfig(AppConfig):
    name = "publishing"
    verbose_name = _("Publication")

    def ready(self):
        from publishing import checks  # noqa: F401 (they register themselves)
        from publishing.review import deletion  # noqa: F401 (they register themselves)

        autodiscover_modules("health")

from django.apps import AppConfig


class AesSiteConfig(AppConfig):
    name = "aes_site"

    def ready(self):
        from aes_site import checks  # noqa: F401 (registers them)

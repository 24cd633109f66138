"""The WSGI application, for gunicorn and any other server."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "aes_site.settings")
site = get_wsgi_application()

from aes_site.front_cache.wsgi import in_front_of  # noqa: E402 - settings first

application = in_front_of(site)

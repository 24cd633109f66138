"""`python -m bench [language …]`: see `pages`, which says what the figures are."""

import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "aes_site.settings")
django.setup()

from django.conf import settings  # noqa: E402 - settings first

from bench.pages import report  # noqa: E402

for language in sys.argv[1:] or settings.PUBLIC_LANGUAGES:
    report(language)

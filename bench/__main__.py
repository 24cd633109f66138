"""`python -m bench [pages|search|lists|front] …`: each module says what its figures are."""

import argparse
import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "aes_site.settings")
django.setup()

from django.conf import settings  # noqa: E402 - settings first

from aes_site.assets.static_files import collect_static_files  # noqa: E402
from bench import front, lists, pages, search  # noqa: E402

parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
parser.add_argument("what", nargs="?", default="pages", choices=["pages", "search", "lists", "front"])
parser.add_argument("--languages", nargs="*", default=settings.PUBLIC_LANGUAGES, help="of pages")
parser.add_argument("--records", type=int, default=100_000, help="decisions of the scratch register")
parser.add_argument("--url", default="http://127.0.0.1:8000", help="of the running site whose kept pages are asked for")
asked = parser.parse_args()
collect_static_files()

if asked.what == "pages":
    for language in asked.languages:
        pages.report(language)
elif asked.what == "front":
    front.report(asked.url)
else:
    {"search": search, "lists": lists}[asked.what].report(asked.records)

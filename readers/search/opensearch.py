"""The search as browsers and other programs can add it: an OpenSearch 1.1 description."""

from xml.etree import ElementTree as ET

from django.urls import reverse
from django.utils.translation import gettext as _
from django.views import View

from editions.identity import current_identity
from publishing.models import active_language
from readers.addresses import absolute
from readers.conditional import BEGINNING, conditional_answer

MEDIA_TYPE = "application/opensearchdescription+xml"
MAX_AGE = 24 * 3600
SHORT = 16  # signs
TERMS = "{searchTerms}"


def write(language: str) -> bytes:
    """The description in one language: the short name has 16 characters at most, the others no HTML."""
    root = ET.Element("OpenSearchDescription", {"xmlns": "http://a9.com/-/spec/opensearch/1.1/"})
    texts = {
        "ShortName": short_name(),
        "Description": _("Rechercher dans le registre"),
        "Language": language,
        "InputEncoding": "UTF-8",
        "OutputEncoding": "UTF-8",
    }
    for name, text in texts.items():
        ET.SubElement(root, name).text = text
    search, itself = absolute(f"{reverse('search')}?q={TERMS}"), absolute(reverse("opensearch"))
    ET.SubElement(root, "Url", {"type": "text/html", "template": search})
    ET.SubElement(root, "Url", {"type": MEDIA_TYPE, "rel": "self", "template": itself})
    if example := current_identity().search_example:
        ET.SubElement(root, "Query", {"role": "example", "searchTerms": example})
    ET.indent(root)
    return b'<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(root, encoding="utf-8") + b"\n"


def short_name() -> str:
    """The name of the register if it is short enough, else as much of it as may be shown."""
    name = current_identity().name
    return name if len(name) <= SHORT else current_identity().short_name or name[:SHORT].strip()


class OpenSearchView(View):
    """It changes with the program, and with the name of the register: its tag says so."""

    def get(self, request):
        content_type = f"{MEDIA_TYPE}; charset=utf-8"
        body = write(active_language())
        return conditional_answer(request, body, content_type, changed=BEGINNING, max_age=MAX_AGE)

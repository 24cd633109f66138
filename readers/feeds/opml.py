"""The list of feeds of one language as OPML 2.0, which readers import in one go."""

from xml.etree import ElementTree as ET

from django.utils.translation import gettext as _
from django.views import View

from editions.identity import current_identity
from publishing.models import active_language
from readers.conditional import BEGINNING, conditional_answer
from readers.feeds import channels, content, rss
from readers.feeds.content import add

MEDIA_TYPE = "text/x-opml; charset=utf-8"


def write(language: str) -> bytes:
    """The outline; RSS is the format that every reader takes."""
    root = ET.Element("opml", {"version": "2.0"})
    head = add(root, "head")
    add(head, "title", _("Flux %(of_register)s") % {"of_register": current_identity().of_name})
    add(head, "ownerName", content.author())
    body = add(root, "body")
    for channel in channels.everything():
        ET.SubElement(body, "outline", _outline(channel, language))
    return content.document(root)


def _outline(channel, language):
    return {
        "type": "rss",
        "version": "RSS2",
        "text": channel.title,
        "title": channel.title,
        "description": channel.description,
        "language": language,
        "xmlUrl": channel.url(rss.FORMAT),
        "htmlUrl": channel.page_url,
    }


class OutlineView(View):
    def get(self, request):
        changed = request.content_version.changed_at or BEGINNING
        return conditional_answer(
            request, write(active_language()), MEDIA_TYPE, changed=changed, max_age=rss.MINUTES * 60
        )

"""Images for sharing, over HTTP."""

from hashlib import sha256

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.views import View

from institutions.models import Document
from institutions.models.ledger import Followed
from readers.share_images.cache import kept
from readers.share_images.cards import card_of, card_of_site
from readers.views import AidView

MAX_AGE = 7 * 24 * 3600  # the address of a record's image changes with its edition


class RecordImageView(AidView):
    """The image of a record as it is live; that of an earlier edition leads to it."""

    def get(self, request, number):
        if self.latest is None or number > self.latest.number:
            raise Http404
        if number < self.latest.number:
            named = {"reference": self.record.reference, "number": self.latest.number}
            address = reverse("readers:image", kwargs=named)
            return HttpResponsePermanentRedirect(address)
        record = self.found.record if isinstance(self.record, Followed | Document) else self.record
        return image(request, kept(card_of(record), record.reference))


class SiteImageView(View):
    """The image of all pages that are about no record."""

    def get(self, request):
        return image(request, kept(card_of_site()))


def image(request: HttpRequest, body: bytes) -> HttpResponse:
    """The PNG, or 304; other sites may show it."""
    response = HttpResponse(body, content_type="image/png")
    response["ETag"] = quote_etag(sha256(body).hexdigest()[:32])
    response["Cache-Control"] = f"public, max-age={MAX_AGE}"
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    return get_conditional_response(request, response["ETag"], None, response)  # type: ignore[return-value]  # one is given

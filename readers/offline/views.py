"""The offline pack over HTTP."""

from django.http import Http404, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import get_language
from django.views import View

from editions.identity import current_identity
from readers.conditional import conditional_answer
from readers.offline.storage import available_pack

MAX_AGE = 15 * 60


class PackView(View):
    """The offline pack of the page's language, as it lies on the shelf; not found while there is none to offer.

    Under the name that the register has now: an earlier one leads to it.
    """

    def get(self, request, name):
        copy, current = available_pack(get_language()), current_identity().file_name
        if copy is None:
            raise Http404
        if name != current:
            return HttpResponseRedirect(reverse("data-pack", args=[current]))
        body = copy.path.read_bytes()
        response = conditional_answer(request, body, "application/zip", changed=copy.changed, max_age=MAX_AGE)
        response["Content-Disposition"] = f'attachment; filename="{current}-{copy.language}.zip"'
        return response

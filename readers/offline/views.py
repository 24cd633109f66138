"""The offline pack over HTTP."""

from django.http import Http404
from django.utils.translation import get_language
from django.views import View

from readers.conditional import conditional_answer
from readers.offline.storage import available_pack

MAX_AGE = 15 * 60


class PackView(View):
    """The offline pack of the page's language, as it lies on the shelf; not found while there is none to offer."""

    def get(self, request):
        copy = available_pack(get_language())
        if copy is None:
            raise Http404
        body = copy.path.read_bytes()
        response = conditional_answer(request, body, "application/zip", changed=copy.changed, max_age=MAX_AGE)
        response["Content-Disposition"] = f'attachment; filename="registre-aes-{copy.language}.zip"'
        return response

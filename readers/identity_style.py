"""The colours of the register over those of the style sheet: a sheet of its own, since no page holds inline style."""

from django.views import View

from editions.identity import Identity, current_identity
from readers.conditional import BEGINNING, conditional_answer

FILE = "identite.css"
MAX_AGE = 5 * 60  # seconds
UNCHANGED = ".expected,.p4{--c:light-dark(#924a08,#eda661)}"  # what a status or a pillar says by colour: 10-tokens.css


def write(identity: Identity) -> bytes:
    """The accent on light and on dark ground; nothing where the register has none of its own."""
    colours = identity.colours
    if not colours:
        return b""
    return f":root{{--ochre:light-dark({colours['light']},{colours['dark']})}}\n{UNCHANGED}\n".encode()


class IdentityStyleView(View):
    def get(self, request):
        changed = request.content_version.changed_at or BEGINNING
        body = write(current_identity())
        return conditional_answer(request, body, "text/css; charset=utf-8", changed=changed, max_age=MAX_AGE)

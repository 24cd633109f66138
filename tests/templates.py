"""A template that names a variable nobody gave it fails the test instead of showing nothing."""

import sys

from django.conf import settings


class UndefinedVariableError(AssertionError):
    """A template of ours used a variable that its context does not have."""


class RefuseUndefined:
    """Given to Django as `string_if_invalid`, which it fills in with the variable's name.

    Templates of Django and of packages rely on undefined variables being blank: theirs stay so.
    """

    def __contains__(self, text):
        return text == "%s"

    def __mod__(self, variable):
        context = sys._getframe(1).f_locals["context"]
        origin = str(context.render_context.template.origin)
        if origin.startswith(str(settings.BASE_DIR)) and "site-packages" not in origin:
            raise UndefinedVariableError(f"{variable} in {origin}")
        return ""

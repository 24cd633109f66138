"""The rule of `tests.templates` itself."""

import pytest
from django.conf import settings
from django.template import Context, Engine, Origin, Template

from tests.templates import RefuseUndefined, UndefinedVariableError


def render(text, path):
    engine = Engine(string_if_invalid=RefuseUndefined())
    return Template(text, origin=Origin(str(path)), engine=engine).render(Context({"given": "là"}))


def test_our_template_fails_on_a_variable_that_nobody_gave():
    with pytest.raises(UndefinedVariableError, match=r"absent in .*page\.html"):
        render("{{ given }} {{ absent }}", settings.BASE_DIR / "templates" / "page.html")


def test_template_of_a_package_shows_nothing_instead():
    assert render("{{ given }}{{ absent }}", "/site-packages/django/page.html") == "là"


def test_condition_on_a_variable_that_nobody_gave_is_false():
    assert render("{% if absent %}non{% endif %}", settings.BASE_DIR / "templates" / "page.html") == ""

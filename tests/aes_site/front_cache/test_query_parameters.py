"""Addresses of public pages bear known parameters only, in one order."""

import re

import pytest
from django.conf import settings

from aes_site.front_cache.query_parameters import PARAMETERS, canonical

OF_THE_DESK = {"accounts", "admin", "desk", "previews"}


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("", ""),
        ("annee=2025&pilier=defense", "pilier=defense&annee=2025"),
        ("fbclid=x&utm_source=y", ""),
        ("pilier=&annee=2025", "annee=2025"),
        ("pilier=b&pilier=a", "pilier=b&pilier=a"),
        ("q=%C3%A9tat", "q=%C3%A9tat"),
        ("q=Ã©tat", "q=%C3%A9tat"),  # bytes of UTF-8 as WSGI holds them
        ("q=%FF", "q=%EF%BF%BD"),
        ("q=a+b", "q=a+b"),
    ],
)
def test_a_query_is_told_in_one_way(given, expected):
    assert canonical(given) == expected
    assert canonical(expected) == expected


@pytest.mark.django_db
def test_links_to_a_narrowed_list_repeat_nothing_foreign(client):
    page = client.get("/fr/decisions/?fbclid=suivi&pilier=aucun").text

    assert "fbclid" not in page
    assert "suivi" not in page


def test_every_field_of_a_public_form_and_every_parameter_of_a_link_is_known():
    templates = settings.BASE_DIR / "templates"
    named = set()
    for path in templates.rglob("*.html"):
        text = path.read_text()
        if path.relative_to(templates).parts[0] not in OF_THE_DESK and 'method="post"' not in text:
            named |= set(re.findall(r'<(?:input|select)\b[^>]*\bname="([a-z_-]+)"', text))
            named |= set(re.findall(r'\bhref="(?!mailto|https?:)[^"]*[?&]([a-z_-]+)=', text))
    assert named
    assert named - set(PARAMETERS) == set()

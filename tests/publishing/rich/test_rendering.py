"""Rich texts as pages show them."""

import re

import pytest
from django.utils.translation import override

from publishing.rich.links import reference_of
from publishing.rich.rendering import rendered

HREF = "register:summits.decision:2e9a9fd9-a2ce-5adf-8d7b-ad96ac97c637"
OTHER = "register:summits.decision:11111111-a2ce-5adf-8d7b-ad96ac97c637"


@pytest.mark.parametrize(("level", "tags"), [(2, ["h2", "h3"]), (3, ["h3", "h4"]), (6, ["h6", "h6"])])
def test_headings_take_the_level_of_their_place(level, tags):
    html = rendered("## Un\n\n### Deux\n\ntexte", {}, "fr", level)

    assert re.findall(r"<(h\d)>", html) == tags


def test_table_scrolls_by_keyboard_and_its_headers_say_what_they_head():
    table = "<table><tbody><tr><th>A</th><th>B</th></tr><tr><th>C</th><td>D</td></tr></tbody></table>"
    with override("fr"):
        html = rendered(table, {}, "fr")

    assert html == (
        '<div class="scroll" role="region" tabindex="0" aria-label="Tableau"><table>'
        '<thead><tr><th scope="col">A</th><th scope="col">B</th></tr></thead>'
        '<tbody><tr><th scope="row">C</th><td>D</td></tr></tbody></table></div>'
    )


def test_table_of_one_row_of_headers_has_no_head_alone():
    html = rendered("<table><tbody><tr><th>A</th><th>B</th></tr></tbody></table>", {}, "fr")

    assert "<thead>" not in html
    assert 'scope="row">A' in html


def test_links_lead_where_they_are_said_to_and_others_are_words():
    text = f'<p><a href="{HREF}">un</a> <a href="{OTHER}"><em>deux</em></a> <a href="https://example.org/?a&amp;b">trois</a></p>'

    assert rendered(text, {reference_of(HREF): ("/fr/d/", "fr")}, "fr") == (
        '<p><a href="/fr/d/">un</a> <em>deux</em> <a href="https://example.org/?a&amp;b">trois</a></p>'
    )
    assert '<a href="/fr/d/" hreflang="fr">' in rendered(text, {reference_of(HREF): ("/fr/d/", "fr")}, "en")


def test_what_is_stored_is_cleaned_again_and_plain_text_escaped():
    assert rendered("<p>a<script>alert(1)</script></p>", {}, "fr") == "<p>a</p>"
    assert rendered("a < b & c", {}, "fr") == "<p>a &lt; b &amp; c</p>"

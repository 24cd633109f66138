"""Files with tags that a rich text may not hold are refused, and the tags named."""

import pytest
from django.core.exceptions import ValidationError

from publishing.rich.foreign import refuse_foreign


@pytest.mark.parametrize("text", ["mots < autres", "<p>un <strong>mot</strong></p>", '<p><a href="/fr/">lien</a></p>'])
def test_what_may_be_held_passes(text):
    assert refuse_foreign(text) is None


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("<p>a</p><img src=x><img src=y>", "<img>"),
        ('<p class="grand">a</p>', 'class="grand"'),
        ('<p><a href="javascript:a()">b</a></p>', 'href="javascript:a()"'),
        ("<p>a</p><!-- caché -->", "<!-- -->"),
        ("<!DOCTYPE html><p>a</p>", "<!>"),
    ],
)
def test_what_may_not_is_named(text, named):
    with pytest.raises(ValidationError) as refusal:
        refuse_foreign(text)

    assert refusal.value.messages == [f"ce texte contient du HTML qui n’est pas admis\N{NO-BREAK SPACE}: {named}."]

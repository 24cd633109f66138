"""What a reader would stumble over in a rich text."""

import pytest

from publishing.rich.quality import Fault, errors_of_text


@pytest.mark.parametrize(
    ("text", "errors"),
    [
        ("", []),
        ("Un texte.\n\n## Titre\n\nSuite.\n\n### Sous-titre\n\n- a", []),
        ("<h3>Trop bas</h3><p>a</p>", [(Fault.HEADING_SKIPPED, "Trop bas")]),
        ("## Seul", [(Fault.HEADING_EMPTY, "Seul")]),
        ("## Un\n\n### Deux\n\ntexte", []),
        ("## Un\n\ntexte\n\n### Deux\n\n## Trois\n\ntexte", [(Fault.HEADING_EMPTY, "Deux")]),
        ("## Un\n\na\n\n## un\n\nb", [(Fault.HEADING_REPEATED, "un")]),
        ('<p>Pour le texte, <a href="/fr/x">cliquez ici</a>.</p>', [(Fault.LINK_VAGUE, "cliquez ici")]),
        ('<p><a href="/fr/x">Read more…</a></p>', [(Fault.LINK_VAGUE, "Read more…")]),
        ('<p><a href="/fr/x">→</a></p>', [(Fault.LINK_EMPTY, "/fr/x")]),
        ('<p><a href="https://example.org/">https://example.org/</a></p>',
         [(Fault.LINK_ADDRESS, "https://example.org/")]),
        ('<p><a href="/fr/x">le relevé du 23 décembre</a></p>', []),
        ("<table><tbody><tr><td>a</td></tr></tbody></table>", [(Fault.TABLE_WITHOUT_HEADERS, "a")]),
        ("<table><tbody><tr><th>a</th></tr><tr><td>b</td></tr></tbody></table>", []),
    ],
)  # fmt: skip
def test_faults_are_named_with_the_words_where_they_stand(text, errors):
    assert [(problem.fault, problem.words) for problem in errors_of_text(text)] == errors


def test_a_problem_is_said_in_words():
    (problem,) = errors_of_text("## Seul")

    assert str(problem) == "rien ne suit ce titre\N{NO-BREAK SPACE}: «\N{NO-BREAK SPACE}Seul\N{NO-BREAK SPACE}»"

"""Dates of the register in templates."""

import datetime

import pytest
from django.template import Context, Template
from django.utils import translation

from sources.dates import PartialDate
from sources.templatetags.partial_dates import as_short_words, as_words, time_tag


def rendered(source, value, language="fr"):
    with translation.override(language):
        html = Template("{% load partial_dates %}" + source).render(Context({"value": value}))
    return html.replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize("value", [PartialDate.parse("2026-02-26"), datetime.date(2026, 2, 26), "2026-02-26"], ids=type)
def test_filters_say_any_kind_of_date(value):
    assert rendered("{{ value|as_words }}, {{ value|as_short_words }}", value) == "26 février 2026, 26 févr. 2026"
    assert rendered("{{ value|as_words }}", value, "en") == "26 February 2026"


@pytest.mark.parametrize("source", ["{{ value|as_words }}", "{{ value|as_short_words }}", "{% time_tag value %}"])
def test_unknown_date_is_not_said(source):
    assert rendered(source, None) == ""


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("2026-01-01", '<time datetime="2026-01-01">1ᵉʳ janvier 2026</time>'),
        ("2024-07", '<time datetime="2024-07">juillet 2024</time>'),
        ("2024", '<time datetime="2024">2024</time>'),
        (
            "2025-12-22/2025-12-23",
            '<time datetime="2025-12-22">22</time>–<time datetime="2025-12-23">23 décembre 2025</time>',
        ),
        (
            "2024-12/2025",
            '<time datetime="2024-12">décembre 2024</time> – <time datetime="2025">2025</time>',
        ),
    ],
)
def test_time_tag(text, html):
    assert rendered("{% time_tag value %}", PartialDate.parse(text)) == html


def test_time_tag_in_a_table_is_short():
    html = rendered('{% time_tag value "abbreviated" %}', "2026-02-26")

    assert html == '<time datetime="2026-02-26">26 févr. 2026</time>'


@pytest.mark.parametrize(
    ("language", "attributes"),
    [("fr", ""), ("fr-ml", ""), ("ar-ml", ""), ("mos", ' lang="fr" dir="ltr"')],
)
def test_time_tag_names_the_language_where_it_is_not_the_page_s(language, attributes):
    html = rendered("{% time_tag value %}", "2024", language)

    assert html == f'<time datetime="2024"{attributes}>2024</time>'


def test_time_tag_escapes_names_of_months(monkeypatch):
    monkeypatch.setattr("sources.wording._words", lambda *arguments: ["<b>"])

    assert rendered("{% time_tag value %}", "2024") == '<time datetime="2024">&lt;b&gt;</time>'


def test_filters_take_text_and_days_alike():
    assert as_words("2024-07") == "juillet\N{NO-BREAK SPACE}2024"
    assert as_short_words(datetime.date(2026, 2, 26)) == "26\N{NO-BREAK SPACE}févr.\N{NO-BREAK SPACE}2026"
    assert (as_words(None), time_tag(None)) == ("", "")

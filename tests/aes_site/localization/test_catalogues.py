"""Catalogues: what is extracted, what is missing, what is compiled."""

import gettext
import os

import polib
import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from aes_site.localization import catalogues
from aes_site.localization.catalogues import (
    catalogue_path,
    compile_catalogues,
    problems,
    source_messages,
    update_catalogue,
)

TEMPLATE = """
{% load i18n %}
<h1>{% translate "Sommets" %}</h1>
   {% blocktranslate count n=list|length %}{{ n }} décision{% plural %}{{ n }} décisions{% endblocktranslate %}
{# Translators: the month #}
{% translate "mai" context "mois" %}
"""
PYTHON = """
from django.utils.translation import gettext_lazy as _, ngettext
title = _("Feuille de route")
text = _("Publié le %(date)s")
count = ngettext("%(n)d source", "%(n)d sources", 2)
not_a_text = "rien"
"""


@pytest.fixture
def project(tmp_path, settings, monkeypatch):
    """A project of one template and one Python file, with a locale directory of its own."""
    settings.BASE_DIR = tmp_path
    settings.LOCALE_PATHS = [tmp_path / "locale"]
    settings.LANGUAGES = [("fr", "Français"), ("en", "English"), ("mos", "moore")]
    files = {"liste.html": TEMPLATE, "texts.py": PYTHON}
    for name, content in files.items():
        (tmp_path / name).write_text(content)
    monkeypatch.setattr(catalogues, "source_files", lambda: [tmp_path / name for name in files])


def translate(**texts):
    """Fill in the English catalogue by French text."""
    path = str(catalogue_path("en"))
    entries = polib.pofile(path)
    for entry in entries:
        if entry.msgid_plural:
            entry.msgstr_plural = {0: entry.msgid, 1: entry.msgid_plural}
        else:
            entry.msgstr = texts.get(entry.msgid.split()[0], entry.msgid)
    entries.save(path)


def test_texts_of_rooms_that_are_no_installed_app_are_read_too():
    files = set(catalogues.source_files())

    assert settings.BASE_DIR / "exchange" / "imports.py" in files
    assert not [path for path in files if "tests" in path.parts]


def test_texts_are_found_in_templates_and_in_python(project):
    assert list(source_messages()) == [
        (None, "Sommets"),
        (None, "%(n)s décision"),
        ("mois", "mai"),
        (None, "Feuille de route"),
        (None, "Publié le %(date)s"),
        (None, "%(n)d source"),
    ]


def test_translators_read_the_comment_and_the_file(project):
    message = source_messages()["mois", "mai"]

    assert (message.comment, message.files) == ("Translators: the month", {"liste.html"})


def test_updating_keeps_translations_and_drops_what_is_gone(project, tmp_path):
    update_catalogue("en")
    translate(Sommets="Summits")
    (tmp_path / "texts.py").write_text("")

    update_catalogue("en")

    entries = {entry.msgid: entry.msgstr for entry in polib.pofile(str(catalogue_path("en")))}
    assert entries == {"Sommets": "Summits", "%(n)s décision": "", "mai": "mai"}


def test_complete_catalogue_has_no_problems(project):
    update_catalogue("en")
    assert len(problems("en")) == 6

    translate()

    assert problems("en") == []


def test_text_that_is_in_no_catalogue_is_a_problem(project):
    assert problems("en")[0] == "not in the catalogue: 'Sommets'"


def test_text_that_left_the_sources_is_a_problem(project, tmp_path):
    update_catalogue("en")
    translate()
    (tmp_path / "liste.html").write_text("")

    assert problems("en")[0] == "no longer in the sources: 'Sommets'"


@pytest.mark.parametrize("wrong", ["Published", "Published on %(day)s", "Published on %(date)d"])
def test_translation_must_have_the_placeholders_of_the_original(project, wrong):
    update_catalogue("en")
    translate(Publié=wrong)

    assert problems("en") == ["other placeholders than the French text: 'Publié le %(date)s'"]


def test_text_that_extraction_cuts_short_is_a_problem(project, tmp_path):
    (tmp_path / "liste.html").write_text(r'{% load i18n %}{% translate "Dire \"non\"" %}')

    assert problems("en")[0] == r"cut at an escaped quote, use blocktranslate: 'Dire \\'"


def test_uncertain_translation_is_a_problem(project):
    update_catalogue("en")
    translate()
    entries = polib.pofile(str(catalogue_path("en")))
    entries[0].flags.append("fuzzy")
    entries.save()

    assert problems("en") == ["marked fuzzy: 'Sommets'"]


def test_command_refuses_what_is_missing(project, settings):
    settings.TRANSLATED_LANGUAGES = ["en"]

    with pytest.raises(CommandError, match="en: not in the catalogue: 'Sommets'"):
        call_command("check_catalogues")


def compiled(language):
    with open(catalogue_path(language).with_suffix(".mo"), "rb") as file:
        return gettext.GNUTranslations(file)


def test_zero_is_singular_in_french(project):
    update_catalogue("en")
    translate()
    compile_catalogues()

    forms = [compiled("fr").ngettext("%(n)s décision", "%(n)s décisions", n) for n in (0, 1, 2)]

    assert forms == ["%(n)s décision", "%(n)s décision", "%(n)s décisions"]


def test_language_without_texts_has_a_catalogue_all_the_same(project):
    update_catalogue("en")

    compile_catalogues()

    assert compiled("mos").gettext("Sommets") == "Sommets"


def test_only_what_changed_is_compiled_again(project):
    update_catalogue("en")
    os.utime(catalogue_path("en"), (0, 0))
    assert compile_catalogues() == ["fr", "en", "mos"]

    assert compile_catalogues() == []

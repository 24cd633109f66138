import pytest
from django.conf.locale import LANG_INFO
from django.utils.translation import get_language_info

from aes_site.languages import EXTRA_LANGUAGES, LANGUAGES, PUBLIC_LANGUAGES


def test_languages_of_readers_are_languages_of_the_register():
    assert set(PUBLIC_LANGUAGES) <= {code for code, _name in LANGUAGES}


@pytest.mark.parametrize("code", EXTRA_LANGUAGES)
def test_django_knows_every_language_that_may_be_added(code):
    assert get_language_info(code)["bidi"] == EXTRA_LANGUAGES[code][2]


def test_languages_django_knows_keep_their_own_entry():
    assert LANG_INFO["ar"]["name"] == "Arabic"

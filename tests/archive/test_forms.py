"""What an editor decides on a copy that holds more than is seen."""

import pytest
from django.core.exceptions import ValidationError

from archive.forms import AS_IT_IS, CLEANED, TracesField, as_help_text
from archive.models import KeptFile


def test_nothing_need_be_decided_and_only_what_is_offered_can_be():
    field = TracesField()

    assert [field.clean(value) for value in ("", AS_IT_IS, CLEANED)] == ["", AS_IT_IS, CLEANED]
    with pytest.raises(ValidationError):
        field.clean("autre")


@pytest.mark.urls("aes_site.urls")
def test_the_copy_that_is_there_is_named_and_its_name_is_no_markup():
    shown = as_help_text(KeptFile("a" * 64, "<b>Charte</b>.pdf", "application/pdf", 2048, 2))

    assert "&lt;b&gt;Charte&lt;/b&gt;.pdf</a>" in shown
    assert f"/admin/archive/storedfile/{'a' * 64}/contenu/" in shown

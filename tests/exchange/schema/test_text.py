"""Several values in one cell."""

import pytest
from django.core.exceptions import ValidationError

from exchange.schema.text import admitted, joined, normal, separated
from summits.models import Decision


def test_values_come_back_even_with_a_bar_in_them():
    assert joined(["a|b", "c"]) == r"a\|b | c"
    assert separated(joined(["a|b", "c"])) == ["a|b", "c"]


@pytest.mark.parametrize("cell", ["mali | niger", "mali|niger", " mali |  | niger | mali"])
def test_cell_is_read_however_it_is_spaced_each_value_once(cell):
    assert separated(cell) == ["mali", "niger"]


def test_line_breaks_are_of_one_kind():
    assert normal(" a\r\nb\rc\n") == "a\nb\nc"


def test_rich_text_that_would_lose_something_is_refused_and_another_is_not():
    script = "<p>a</p><script>b</script>"

    assert admitted(Decision._meta.get_field("name_fr"), script) == script
    with pytest.raises(ValidationError, match="<script>"):
        admitted(Decision._meta.get_field("text_fr"), script)

"""Numbered steps with their durations."""

import io

import pytest
from django.core.management.base import OutputWrapper

from aes_site.management.steps import Steps


def test_step_says_its_number_its_title_and_how_long_it_took():
    stream = io.StringIO()
    steps = Steps(OutputWrapper(stream), total=2)

    with steps.step("tables"):
        pass
    with pytest.raises(OSError, match="full"), steps.step("files"):
        raise OSError("full")

    assert stream.getvalue() == "1/2 tables … 0.0 s\n2/2 files … failed\n"

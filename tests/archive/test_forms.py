"""The form of a row that keeps a copy: what it says of the one that is there."""

from archive.forms import as_help_text
from archive.models import KeptFile


def test_copy_that_is_there_is_named_with_the_way_to_it():
    kept = KeptFile(sha256="ab" * 32, name="<note>.pdf", media_type="application/pdf", size=1_200_000)

    text = as_help_text(kept)

    assert f'href="/admin/archive/storedfile/{"ab" * 32}' in text
    assert "&lt;note&gt;.pdf</a> (PDF, 1,2\N{NO-BREAK SPACE}Mo)" in text

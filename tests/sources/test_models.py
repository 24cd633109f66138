"""A source, the copy that the register keeps of it, and its passages."""

import pytest
from django.db import IntegrityError

from sources.models import Passage, Source
from tests import factories as make

SHA = "a" * 64
COPY = {"archive_name": "une.pdf", "archive_media_type": "application/pdf", "archive_sha256": SHA, "archive_size": 9}


def test_copy_is_that_which_the_register_keeps_itself():
    kept = Source(language="en", **COPY).kept

    assert (kept.sha256, kept.name, kept.size, kept.language) == (SHA, "une.pdf", 9, "en")
    assert Source(**COPY).kept_files == (kept.__class__(SHA, "une.pdf", "application/pdf", 9, None, "fr"),)
    elsewhere = Source(archive_url="https://example.org/une", archive_sha256=SHA)
    assert (elsewhere.kept, elsewhere.kept_files) == (None, ())


@pytest.mark.django_db
@pytest.mark.parametrize("lacking", ["archive_sha256", "archive_size"])
def test_copy_without_its_fingerprint_or_size_is_refused(lacking):
    assert make.source(**COPY).kept
    with pytest.raises(IntegrityError, match="source_copy_kept_whole"):
        make.source(**COPY | {lacking: None if lacking == "archive_size" else ""})


def test_passage_is_called_by_its_source_and_place():
    source = Source(title="Communiqué")

    assert str(Passage(source=source, locator="L3")) == "Communiqué — L3"
    assert str(Passage(source=source)) == "Communiqué"


def test_source_is_told_to_machines_by_its_publisher_and_day():
    told = Source(publisher="AMAP", published_on="2025-12-23", url="https://example.org/").structured_data()

    assert told["publisher"] == {"@type": "Organization", "name": "AMAP"}
    assert (told["datePublished"], told["inLanguage"]) == ("2025-12-23", "fr")
    assert not Source().structured_data()["publisher"]

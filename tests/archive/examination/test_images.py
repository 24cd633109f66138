"""Images written anew hold the picture and nothing else."""

import pytest
from PIL import Image

from archive.examination import Unacceptable
from archive.examination.images import examine_image
from tests import files


@pytest.fixture
def examined(tmp_path):
    def examine(content):
        (tmp_path / "sent").write_bytes(content)
        return examine_image(tmp_path / "sent", tmp_path / "cleaned"), tmp_path / "cleaned"

    return examine


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_copy_is_of_the_same_type_and_size(examined, kind):
    found, cleaned = examined(files.image(kind, size=(40, 30)))

    assert found["is_cleaned"]
    with Image.open(cleaned) as image:
        assert (image.format, image.size, dict(image.getexif())) == (kind, (40, 30), {})


def test_place_where_it_was_taken_is_not_kept(examined):
    _found, cleaned = examined(files.image_with_place())

    with Image.open(cleaned) as image:
        assert dict(image.getexif()) == {}


@pytest.mark.parametrize(
    ("content", "reason"), [(files.image_of_many_pixels(), "pixels"), (files.moving_image(), "animated")]
)
def test_image_that_is_refused_is_not_written(examined, tmp_path, content, reason):
    with pytest.raises(Unacceptable) as refusal:
        examined(content)

    assert refusal.value.reason == reason
    assert not (tmp_path / "cleaned").exists()

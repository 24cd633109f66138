"""Images are written anew, and only what is picture stays of them."""

import pytest
from PIL import Image

from archive.examination import PNG, WEBP, Unacceptable
from archive.examination.images import examine_image
from tests import files


@pytest.mark.parametrize(("kind", "media_type"), [("PNG", PNG), ("WEBP", WEBP)])
def test_the_copy_is_the_same_picture(as_file, tmp_path, kind, media_type):
    found = examine_image(as_file(files.image(kind)), tmp_path / "cleaned")

    assert found == {"media_type": media_type, "is_cleaned": True}
    with Image.open(tmp_path / "cleaned") as image:
        assert (image.format, image.size, image.convert("RGB").getpixel((0, 0))[2]) == (kind, (40, 30), 128)


def test_place_and_camera_are_left_out_and_a_turned_picture_stands_upright(as_file, tmp_path):
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = 6, "Appareil de la rédaction"
    examine_image(as_file(files.image("JPEG", exif=exif)), tmp_path / "cleaned")

    with Image.open(tmp_path / "cleaned") as image:
        assert (image.size, dict(image.getexif())) == ((30, 40), {})


@pytest.mark.parametrize(
    ("content", "reason"), [(files.image_of_many_pixels(), "pixels"), (files.moving_image(), "animated")]
)
def test_what_is_refused_leaves_no_copy(as_file, tmp_path, content, reason):
    with pytest.raises(Unacceptable) as refused:
        examine_image(as_file(content), tmp_path / "cleaned")

    assert refused.value.reason == reason
    assert not (tmp_path / "cleaned").exists()

"""Images: opened, measured, and written anew without anything that is not picture."""

import warnings
from pathlib import Path

from PIL import Image, ImageOps

from archive.examination import JPEG, MAX_PIXELS, PNG, WEBP, Unacceptable

TYPES = {"PNG": PNG, "JPEG": JPEG, "WEBP": WEBP}
TOO_LARGE = (Image.DecompressionBombError, Image.DecompressionBombWarning)


def examine_image(path: Path, cleaned: Path) -> dict:
    """Its type; the copy has no metadata (place, camera, author) and nothing after its end."""
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    try:
        with Image.open(path, formats=list(TYPES)) as image:
            width, height = image.size
            refuse(width * height > MAX_PIXELS, "pixels")
            refuse(getattr(image, "n_frames", 1) > 1, "animated")
            image.verify()
        with Image.open(path, formats=list(TYPES)) as image:
            image.load()
            write(image, cleaned)
    except TOO_LARGE:
        raise Unacceptable("pixels") from None
    return {"media_type": TYPES[str(image.format)], "is_cleaned": True}


def refuse(condition: bool, reason: str) -> None:
    if condition:
        raise Unacceptable(reason)


def write(image: Image.Image, path: Path) -> None:
    """The pixels, turned the right way up, with their colour profile; of a JPEG that stays as it is, unaltered."""
    upright = ImageOps.exif_transpose(image)
    is_turned = upright.size != image.size or image.getexif().get(0x0112, 1) != 1
    options = {"format": image.format, "icc_profile": image.info.get("icc_profile")}
    if image.format == "JPEG":
        options["quality"] = 95 if is_turned else "keep"
    elif image.format == "WEBP":
        options |= {"quality": 95, "exact": True}
    result = upright if is_turned else image
    for name in ("exif", "xmp", "comment", "pnginfo"):
        result.info.pop(name, None)
    result.save(path, exif=b"", **options) if image.format != "PNG" else result.save(path, **options)

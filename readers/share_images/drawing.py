"""A card as a PNG of 1200 by 630: the colours and shapes of the pages, no font of the system."""

from functools import lru_cache
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from editions.identity import current_identity
from readers.share_images.cards import Card

WIDTH, HEIGHT, MARGIN = 1200, 630, 84
PAPER, INK, SOFT, RULE, OCHRE, INDIGO, GREEN, CLAY = (
    *("#faf6ed", "#1e1b16", "#5b5345", "#cfc4ae"),
    *("#924a08", "#2a3d8f", "#1c6540", "#9d2a2a"),
)
COLOURS = {"expected": OCHRE, "progress": INDIGO, "partial": INDIGO, "done": GREEN, "stopped": CLAY, "disputed": CLAY}
PALETTE = 24  # colours are enough for letters with soft edges on paper
TITLE_SIZES, TITLE_LINES = (76, 66, 56, 48), 4
SHAPE, FINE = 38, 4  # the shape of a status, drawn so many times larger for soft edges

FONTS = Path(__file__).parent / "fonts"
SERIF, SANS = FONTS / "DejaVuSerifCondensed-Bold.ttf", FONTS / "DejaVuSansCondensed.ttf"
# What both fonts can write (fonts/LICENSE.txt says how they were reduced).
WRITTEN = (
    *((0x20, 0x7E), (0xA0, 0x2CD), (0x2D0, 0x2D3), (0x2D6, 0x2DD), (0x300, 0x338), (0x1D2C, 0x1D2E)),
    *((0x1D30, 0x1D5B), (0x1D5D, 0x1D6A), (0x1E00, 0x1EF9), (0x2010, 0x2026), (0x202F, 0x203A)),
    *((0x2070, 0x2071), (0x2074, 0x208E), (0x2090, 0x209C), (0x20AC, 0x20AC), (0x2116, 0x2116)),
    *((0x2122, 0x2122), (0x2190, 0x2193), (0x2212, 0x2212), (0x2260, 0x2261), (0x2264, 0x2265)),
)


def is_written(text: str) -> bool:
    """Whether the fonts have every sign of a text."""
    return all(any(first <= ord(sign) <= last for first, last in WRITTEN) for sign in text)


@lru_cache(maxsize=16)
def font(path: Path, size: int):
    return ImageFont.truetype(path, size)


def png(card: Card, reference: str = "") -> bytes:
    """The card drawn; one in a script that the fonts lack says its reference and its date of no language."""
    if not is_written(card.alternative):
        own = reference.partition("-")[0] or current_identity().prefix
        card = Card(title=reference or own, family=card.family, wordmark=own, accent=card.accent)
    image = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    draw_frame(image, card)
    draw_title(image, card)
    draw_foot(image, card)
    file = BytesIO()
    image.quantize(PALETTE, dither=Image.Dither.NONE).save(file, "PNG", optimize=True)
    return file.getvalue()


def draw_frame(image, card) -> None:
    """The rule at the head, and what the record is."""
    draw = ImageDraw.Draw(image)
    draw.rectangle((MARGIN, 76, WIDTH - MARGIN, 78), fill=INK)
    accent = card.accent or OCHRE
    draw.rectangle((MARGIN, 70, MARGIN + 150, 82), fill=accent)
    draw.text((MARGIN, 112), shortened(card.kicker, font(SANS, 32), WIDTH - 2 * MARGIN), accent, font(SANS, 32))


def draw_title(image, card) -> None:
    """As large as fits in four lines; in the smallest size, the rest is left out and said to be."""
    for size in TITLE_SIZES:
        lines = wrapped(card.title, font(SERIF, size), WIDTH - 2 * MARGIN)
        if len(lines) * size * 1.2 <= 300 and len(lines) <= TITLE_LINES:
            break
    else:
        lines = [*lines[: TITLE_LINES - 1], " ".join(lines[TITLE_LINES - 1 :])] if len(lines) > TITLE_LINES else lines
    draw = ImageDraw.Draw(image)
    for number, line in enumerate(lines):
        text = shortened(line, font(SERIF, size), WIDTH - 2 * MARGIN)
        draw.text((MARGIN, 172 + number * size * 1.2), text, INK, font(SERIF, size))


def draw_foot(image, card) -> None:
    """Status and date on one side, the register on the other."""
    draw = ImageDraw.Draw(image)
    draw.rectangle((MARGIN, 508, WIDTH - MARGIN, 509), fill=RULE)
    name = font(SERIF, 34)
    draw.text((WIDTH - MARGIN, 540), card.wordmark, INK, name, anchor="ra")
    x, room = MARGIN, WIDTH - 2 * MARGIN - name.getlength(card.wordmark) - 40
    colour = COLOURS.get(card.family, SOFT)
    if card.family:
        image.paste(colour, (x, 544), shape(card.family))
        x, room = x + SHAPE + 14, room - SHAPE - 14
    status = shortened(card.status, font(SANS, 32), room)
    draw.text((x, 542), status, colour, font(SANS, 32))
    x, room = x + font(SANS, 32).getlength(status) + 28, room - font(SANS, 32).getlength(status) - 28
    if card.date and font(SANS, 32).getlength(card.date) <= room:
        draw.text((x if status else x - 28, 542), card.date, SOFT, font(SANS, 32))


def wrapped(text: str, letters, room: float) -> list[str]:
    """The text in lines no wider than that, broken where a space allows it."""
    lines = [""]
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}".strip(" ")
        if letters.getlength(longer) <= room or not lines[-1]:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def shortened(text: str, letters, room: float) -> str:
    """The text, or as much of it as fits with « … » after it."""
    if letters.getlength(text) <= room:
        return text
    while text and letters.getlength(f"{text}…") > room:
        text = text[:-1]
    return f"{text.rstrip()}…"


def shape(family: str) -> Image.Image:
    """The shape of a family of statuses, as on the pages: a mask."""
    side = SHAPE * FINE
    mask = Image.new("L", (side, side), 0)
    draw, line, box = ImageDraw.Draw(mask), side // 8, (side // 8, side // 8, side - side // 8, side - side // 8)
    if family == "stopped":
        draw.rectangle(box, outline=255, width=line)
    elif family == "disputed":
        draw.polygon([(side / 2, side / 8), (side - 4, side - side / 8), (4, side - side / 8)], outline=255, width=line)
    elif family == "absent":
        for start in range(0, 360, 45):
            draw.arc(box, start, start + 24, fill=255, width=line)
    else:
        draw.ellipse(box, outline=255, width=line)
    if family in FILLED:
        draw.pieslice(box, *FILLED[family], fill=255)
    return mask.resize((SHAPE, SHAPE), Image.Resampling.LANCZOS)


FILLED = {"progress": (-90, 0), "partial": (-90, 90), "done": (0, 360)}

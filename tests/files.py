"""Files for tests, made here: sound ones, and those that an upload refuses."""

import io
import zipfile
import zlib

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from pypdf import PdfWriter
from pypdf.constants import UserAccessPermissions
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject, TextStringObject

from archive.examination import DOCX, EXTENSIONS, ODT

ODT_CONTENT = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    ' xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"><office:body><office:text>{}</office:text>'
    "</office:body></office:document-content>"
)
DOCX_DOCUMENT = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{}</w:body></w:document>'
DOCX_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    f'<Override PartName="/word/document.xml" ContentType="{DOCX}.main+xml"/></Types>'
)


def upload(content: bytes, name: str = "document.pdf", content_type: str = "application/pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type)


def written(writer: PdfWriter) -> bytes:
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


def writer(*pages: str) -> PdfWriter:
    """A PDF with these texts, a page each, a line a line; letters of Latin 1."""
    made = PdfWriter()
    font = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject("/Helvetica"),
            NameObject("/Encoding"): NameObject("/WinAnsiEncoding"),
        }
    )
    for text in pages or ("Page",):
        page = made.add_blank_page(595, 842)
        page[NameObject("/Resources")] = DictionaryObject(
            {NameObject("/Font"): DictionaryObject({NameObject("/F1"): font})}
        )
        lines = (line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)") for line in text.split("\n"))
        shown = "".join(f"({line}) Tj 0 -18 Td\n" for line in lines)
        stream = DecodedStreamObject()
        stream.set_data(f"BT /F1 12 Tf 50 780 Td\n{shown}ET".encode("cp1252"))
        page[NameObject("/Contents")] = made._add_object(stream)
    return made


def pdf(*pages: str) -> bytes:
    return written(writer(*pages))


def encrypted_pdf(algorithm: str = "RC4-128", password: str = "motdepasse") -> bytes:
    """Without a password it opens to all, and forbids copying and printing."""
    made = writer("Secret")
    made.encrypt(password, "proprietaire", algorithm=algorithm, permissions_flag=UserAccessPermissions(0))
    return written(made)


def pdf_for_recipients() -> bytes:
    """Locked for the holders of certificates."""
    return encrypted_pdf().replace(b"/Filter /Standard", b"/Filter /Adobe.PubSec")


def old_office(inside: str = "WordDocument") -> bytes:
    """A compound file of the old office: a .doc, or what holds a DOCX behind a password."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 5000 + inside.encode("utf-16-le")


def scanned_pdf() -> bytes:
    """A page that is a picture."""
    stream = io.BytesIO()
    Image.new("L", (60, 80), 255).save(stream, "PDF")
    return stream.getvalue()


def pdf_with_script() -> bytes:
    return acting(**{"/S": NameObject("/JavaScript"), "/JS": TextStringObject("app.alert('x');")})


def pdf_that_launches() -> bytes:
    """It starts a program when it is opened; the name of the action is written in another way."""
    return acting(**{"/S": NameObject("/Launch"), "/F": TextStringObject("cmd.exe")}).replace(b"/Launch", b"/L#61unch")


def acting(**action) -> bytes:
    """A PDF that does something when it is opened."""
    made = writer("Actif")
    done = DictionaryObject({NameObject(name): value for name, value in action.items()})
    made.root_object[NameObject("/OpenAction")] = made._add_object(done)
    return written(made)


def pdf_with_attachment() -> bytes:
    made = writer("Avec")
    made.add_attachment("outil.exe", b"MZ")
    return written(made)


def zipped(entries: dict[str, str | bytes], comment: bytes = b"") -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
        archive.comment = comment
    return stream.getvalue()


def odt(*paragraphs: str, body: str = "", **entries) -> bytes:
    text = body or "".join(f"<text:p>{paragraph}</text:p>" for paragraph in paragraphs)
    return zipped({"mimetype": ODT, "content.xml": ODT_CONTENT.format(text), **entries})


def docx(*paragraphs: str, body: str = "", **entries) -> bytes:
    """`entries` are further ones, by name."""
    text = body or "".join(f"<w:p><w:r><w:t>{paragraph}</w:t></w:r></w:p>" for paragraph in paragraphs)
    document = {"[Content_Types].xml": DOCX_TYPES, "word/document.xml": DOCX_DOCUMENT.format(text)}
    return zipped(document | entries)


def docx_that_fetches(template: str = "https://example.org/a.dotm") -> bytes:
    """Its template lies on another machine, unless another place is given."""
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{kind}" Target="{template}" TargetMode="External"/>'
        "</Relationships>"
    )
    return docx("x", **{"word/_rels/settings.xml.rels": relations})


def encrypted_odt() -> bytes:
    manifest = (
        '<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        "<m:file-entry><m:encryption-data/></m:file-entry></m:manifest>"
    )
    return odt("x", **{"META-INF/manifest.xml": manifest})


def docx_of_entities() -> bytes:
    """XML of a few lines that would be gigabytes once its entities are replaced."""
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    document = f'<!DOCTYPE d [<!ENTITY e0 "mot">{entities}]>{DOCX_DOCUMENT.format("<w:p>&e9;</w:p>")}'
    return zipped({"[Content_Types].xml": DOCX_TYPES, "word/document.xml": document})


def numbered_docx(*items: str) -> bytes:
    """Paragraphs that the program numbers; the last one, a level deeper, by letters."""
    levels = "".join(
        f'<w:lvl w:ilvl="{level}"><w:numFmt w:val="{kind}"/></w:lvl>'
        for level, kind in enumerate(("decimal", "lowerLetter"))
    )
    numbering = (
        '<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        f'<w:abstractNum w:abstractNumId="7">{levels}</w:abstractNum>'
        '<w:num w:numId="3"><w:abstractNumId w:val="7"/></w:num></w:numbering>'
    )
    body = "".join(
        f'<w:p><w:pPr><w:numPr><w:ilvl w:val="{int(item == items[-1])}"/><w:numId w:val="3"/></w:numPr></w:pPr>'
        f"<w:r><w:t>{item}</w:t></w:r></w:p>"
        for item in items
    )
    return docx(body=body, **{"word/numbering.xml": numbering})


def zip_bomb() -> bytes:
    """A DOCX of a few kilobytes that unpacks to 40 MB of nothing."""
    return docx("Petit", **{"word/media/image1.png": b"\0" * (40 * 2**20)})


def image(kind: str = "PNG", size=(40, 30), **options) -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", size, "navy").save(stream, kind, **options)
    return stream.getvalue()


def image_with_place() -> bytes:
    """A JPEG that says where and with what it was taken."""
    exif = Image.Exif()
    exif[0x010F] = "Appareil de la rédaction"
    exif[0x8825] = {1: "N", 2: (12.0, 38.0, 0.0)}
    return image("JPEG", exif=exif)


def image_of_many_pixels() -> bytes:
    """A PNG whose header promises 60,000 by 60,000 pixels."""
    content = bytearray(image())
    content[16:24] = (60_000).to_bytes(4, "big") * 2
    content[29:33] = zlib.crc32(content[12:29]).to_bytes(4, "big")
    return bytes(content)


def moving_image() -> bytes:
    frames = [Image.new("RGB", (40, 30), colour) for colour in ("navy", "red")]
    stream = io.BytesIO()
    frames[0].save(stream, "PNG", save_all=True, append_images=frames[1:])
    return stream.getvalue()


SOUND = {
    "pdf": pdf("Charte du Liptako-Gourma"),
    "odt": odt("Charte du Liptako-Gourma"),
    "docx": docx("Charte du Liptako-Gourma"),
    "png": image("PNG"),
    "jpg": image("JPEG"),
    "webp": image("WEBP"),
}
assert set(SOUND) == set(EXTENSIONS.values())

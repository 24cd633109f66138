"""What an upload is taken for, what of it is kept, and what is refused, in words."""

import io

import pytest
from django.core.exceptions import ValidationError
from PIL import Image

from archive.examination import EXTENSIONS, JPEG, MAX_TEXT, ODT, PDF
from archive.uploads import REASONS, clean_name, receive
from tests import files


def refusal_of(content: bytes, name: str = "document.pdf") -> str:
    with pytest.raises(ValidationError) as refused:
        receive(files.upload(content, name))
    return refused.value.code


@pytest.mark.parametrize("extension", files.SOUND)
def test_sound_files_are_known_by_their_content_whatever_their_name(extension):
    received = receive(files.upload(files.SOUND[extension], "note.exe", "text/html"))

    assert EXTENSIONS[received.media_type] == extension
    assert received.name == f"note.{extension}"


@pytest.mark.parametrize(
    ("content", "reason"),
    {
        "a program": (b"MZ\x90\0" + b"\0" * 600, "type"),
        "a page": (b"<!doctype html><html><script>alert(1)</script></html>", "type"),
        "a drawing": (b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", "type"),
        "plain text": (b"Communique final", "type"),
        "a GIF": (b"GIF89a" + b"\0" * 40, "type"),
        "any archive": (files.zipped({"a.txt": "x"}), "type"),
        "a spreadsheet": (files.zipped({"[Content_Types].xml": "<Types/>", "xl/workbook.xml": "<a/>"}), "type"),
        "an old .doc": (files.old_office(), "old_office"),
        "nothing": (b"", "empty"),
        "half a PDF": (files.pdf("Texte")[:200], "broken"),
        "half an archive": (files.docx("Texte")[:-40], "broken"),
        "half an image": (files.image(size=(400, 400))[:120], "broken"),
        "a PDF behind a password": (files.encrypted_pdf(), "encrypted"),
        "a PDF behind a password, by AES": (files.encrypted_pdf("AES-128"), "encrypted"),
        "a PDF behind a password, by a longer key": (files.encrypted_pdf("AES-256"), "encrypted"),
        "a PDF behind a password, by its first long key": (files.encrypted_pdf("AES-256-R5"), "encrypted"),
        "a PDF for holders of certificates": (files.pdf_for_recipients(), "recipients"),
        "a DOCX behind a password": (files.old_office("EncryptedPackage"), "encrypted"),
        "a PDF after foreign bytes": (b"HTTP/1.1 200 OK\r\n\r\n" + files.pdf(), "before"),
        "a PDF after a program": (b"MZ\x90\0" + files.pdf(), "before"),
        "a PDF after a page": (b"<html><body>" + files.pdf(), "type"),
        "a PDF with a script": (files.pdf_with_script(), "active"),
        "a PDF that starts a program": (files.pdf_that_launches(), "active"),
        "a PDF with a program in it": (files.pdf_with_attachment(), "attachments"),
        "a DOCX with macros": (files.docx("x", **{"word/vbaProject.bin": b"x"}), "active"),
        "an ODT with macros": (files.odt("x", **{"Basic/Standard/Module1.xml": "<a/>"}), "active"),
        "a DOCX that fetches its template": (files.docx_that_fetches(), "active"),
        "an ODT behind a password": (files.encrypted_odt(), "encrypted"),
        "an archive that leaves its folder": (files.docx("x", **{"../../etc/passwd": "x"}), "paths"),
        "a bomb": (files.zip_bomb(), "bomb"),
        "ten thousand entries": (files.docx("x", **{f"word/{n}.xml": "" for n in range(2_100)}), "bomb"),
        "entities that multiply": (files.docx_of_entities(), "broken"),
        "too many pixels": (files.image_of_many_pixels(), "pixels"),
        "a moving image": (files.moving_image(), "animated"),
        "a page behind a PDF": (files.pdf() + b"<html><script>alert(1)</script></html>", "polyglot"),
        "a page within the beginning of a PDF": (b"%PDF-1.7\n%<html><script>\n" + files.pdf()[9:], "polyglot"),
        "an archive behind a PDF": (files.pdf() + files.docx("x"), "polyglot"),
        "an archive behind a program": (b"PK\x03\x04" + b"\0" * 200 + files.docx("x"), "polyglot"),
        "a PDF before an archive": (b"PK\x03\x04%PDF-1.7" + files.docx("x"), "polyglot"),
        "an archive with a comment": (files.zipped({"mimetype": ODT, "content.xml": "<a/>"}, b"<html>"), "polyglot"),
    }.values(),
)
def test_refused(content, reason):
    assert refusal_of(content) == reason
    assert REASONS[reason]


@pytest.mark.parametrize("algorithm", ["RC4-128", "AES-128", "AES-256-R5", "AES-256"])
def test_a_pdf_that_only_forbids_copying_is_read(algorithm):
    assert receive(files.upload(files.encrypted_pdf(algorithm, password=""))).text.strip() == "Secret"


@pytest.mark.parametrize("blank", [b"\n", b"\r\n\r\n", b"\xef\xbb\xbf", b" " * 40])
def test_blanks_before_a_pdf_are_passed_over(blank):
    received = receive(files.upload(blank + files.pdf("Texte")))

    assert (received.text.strip(), received.media_type, received.pages) == ("Texte", PDF, 1)
    assert received.incoming.path.read_bytes().startswith(blank)


@pytest.mark.parametrize(
    ("place", "is_near"),
    [
        ("file:///C:/Users/x/AppData/Roaming/Microsoft/Templates/Normal.dotm", True),
        (r"C:\Modeles\Lettre.dotm", True),
        ("file:///Users/x/Lettre.dotm", True),
        ("Normal.dotm", True),
        ("https://example.org/a.dotm", False),
        (r"\\serveur\modeles\a.dotm", False),
        ("file://serveur/a.dotm", False),
        ("file:////serveur/a.dotm", False),
        ("%5C%5Cserveur/a.dotm", False),
    ],
)
def test_a_template_is_accepted_only_on_the_disk_of_who_wrote(place, is_near):
    content = files.docx_that_fetches(place)

    assert receive(files.upload(content)).text == "x" if is_near else refusal_of(content) == "active"


def test_file_over_the_limit_is_refused_before_it_is_opened(settings):
    settings.UPLOAD_MAX_MB = 1

    assert refusal_of(b"%PDF-" + b"\0" * 10**6) == "size"


def test_nothing_of_what_is_refused_stays(settings):
    refusal_of(files.zip_bomb())

    assert [path for path in settings.MEDIA_ROOT.rglob("*") if path.is_file()] == []


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("../../etc/passwd", "passwd.pdf"),
        (r"C:\Users\redaction\Charte du Liptako.doc", "Charte du Liptako.pdf"),
        ("relevé\u202efdp.exe", "relevé fdp.pdf"),
        ("a\0b\nc.pdf", "a b c.pdf"),
        (".htaccess", "htaccess.pdf"),
        ('"><script>.pdf', "script.pdf"),
        ("", "fichier.pdf"),
        ("x" * 300, "x" * 100 + ".pdf"),
    ],
)
def test_names_are_cleaned(given, shown):
    assert clean_name(given, PDF) == shown


def test_an_image_loses_place_camera_and_what_hides_behind_it():
    received = receive(files.upload(files.image_with_place() + files.docx("cache"), "photo.jpg"))
    kept = received.incoming.path.read_bytes()

    assert b"PK\x03\x04" not in kept
    assert b"Appareil" not in kept
    with Image.open(io.BytesIO(kept)) as image:
        assert (image.format, image.size, dict(image.getexif())) == ("JPEG", (40, 30), {})
    assert received.media_type == JPEG


def test_an_image_that_was_turned_by_its_metadata_stays_upright():
    exif = Image.Exif()
    exif[0x0112] = 6
    received = receive(files.upload(files.image("JPEG", exif=exif), "photo.jpg"))

    with Image.open(received.incoming.path) as image:
        assert image.size == (30, 40)


def test_pages_and_text_of_a_pdf():
    received = receive(files.upload(files.pdf("Premier point", "Deuxième point")))

    assert (received.pages, received.media_type) == (2, PDF)
    assert [page.strip() for page in received.text.split("\f")] == ["Premier point", "Deuxième point"]


def test_text_is_kept_up_to_a_limit():
    received = receive(files.upload(files.docx("mot " * MAX_TEXT), "long.docx"))

    assert len(received.text) == MAX_TEXT

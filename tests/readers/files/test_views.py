"""Files over HTTP: readers get what a live row names, and nothing else; editors see the rest under /admin/."""

import hashlib
import io
import stat
from contextlib import closing

import pytest
from django.conf import settings as site
from PIL import Image

from archive.models import StoredFile
from archive.store import path_of
from archive.uploads import receive
from editions.models import PublishedFile
from publishing.live.publish import publish, withdraw
from readers.files.views import named_by_rows
from tests import factories as make
from tests import files
from tests.desk import pages
from tests.desk.conftest import desk, signed_in  # noqa: F401 (fixtures)
from tests.http import request

pytestmark = pytest.mark.django_db

CONTENT = files.pdf("Charte du Liptako-Gourma", "Article 2")
SHA256 = hashlib.sha256(CONTENT).hexdigest()
ADDRESS = f"/fichiers/{SHA256}/charte-du-liptako.pdf"


def document_with(content=CONTENT, name="Charte du Liptako.pdf", **fields):
    """A draft whose file is in the store."""
    received = receive(files.upload(content, name))
    stored = received.keep()
    facts = {"size": stored.size, "media_type": stored.media_type, "pages": stored.pages, "sha256": stored.sha256}
    return make.document_file(make.document(**fields), url="", name=received.name, **facts).document


def attached(desk, document, content, name="Charte du Liptako.pdf"):  # noqa: F811
    """What the form answers when a file is sent with it, as a first one."""
    new = {"files-TOTAL_FORMS": "1", "files-0-language": "fr", "files-0-upload": files.upload(content, name)}
    return pages.save(desk, pages.form(document), **new)


def status_of(client, address, **headers):
    """What a request is answered with, its file closed."""
    with closing(client.get(address, follow=True, headers=headers)) as answer:
        return answer.status_code


# The desk


def test_editor_attaches_a_file_and_its_facts_are_found(desk):  # noqa: F811
    document = make.document()

    assert attached(desk, document, CONTENT).status_code == 302

    (file,) = document.files.all()
    assert (file.sha256, file.name, file.media_type) == (SHA256, "Charte du Liptako.pdf", "application/pdf")
    assert (file.size, file.pages) == (len(CONTENT), 2)
    assert path_of(SHA256).read_bytes() == CONTENT
    assert stat.S_IMODE(path_of(SHA256).stat().st_mode) == 0o640
    assert stat.S_IMODE(site.MEDIA_ROOT.stat().st_mode) == 0o750


def test_the_same_file_twice_lies_once_in_the_store(desk):  # noqa: F811
    for document in (make.document(), make.document()):
        attached(desk, document, CONTENT)

    assert StoredFile.objects.count() == 1
    assert [path.name for path in site.MEDIA_ROOT.rglob("*") if path.is_file()] == [SHA256]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"MZ\x90\0" + b"\0" * 600, "Ce fichier n’est ni un PDF"),
        (b"<!doctype html><script>alert(1)</script>", "Ce fichier n’est ni un PDF"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "Ce fichier n’est ni un PDF"),
        (files.zip_bomb(), "démesuré"),
        (files.encrypted_pdf(), "mot de passe"),
        (files.pdf_with_script(), "contient du code"),
        (files.pdf() + files.docx("cache"), "en cache un autre"),
        (files.image_of_many_pixels(), "50\u00a0millions de pixels"),
    ],
)
def test_refusal_is_said_beside_the_field_and_nothing_is_saved(desk, content, words):  # noqa: F811
    document = make.document(name_fr="Charte")

    page = attached(desk, document, content)

    (formset,) = [f.formset for f in page.context["inline_admin_formsets"] if f.formset.prefix == "files"]
    assert words in str(formset.forms[0].errors["upload"])
    assert document.files.count() == 0
    assert not StoredFile.objects.exists()
    assert [path for path in site.MEDIA_ROOT.rglob("*") if path.is_file()] == []


def test_refusal_is_in_the_language_of_the_editor(desk):  # noqa: F811
    desk.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"

    assert "its content says so" in attached(desk, make.document(), b"MZ" + b"\0" * 600).text


def test_path_in_the_name_of_a_file_leads_nowhere(desk):  # noqa: F811
    document = make.document()

    attached(desk, document, CONTENT, "../../../tmp/charte.php")

    assert document.files.get().name == "charte.pdf"


def test_facts_of_a_kept_file_are_not_for_typing(desk):  # noqa: F811
    document = document_with()
    typed = {"files-0-sha256": "0" * 64, "files-0-size": "1", "files-0-media_type": "text/html"}

    assert pages.save(desk, pages.form(document), **typed).status_code == 302

    assert document.files.get().kept == document_with().files.get().kept


def test_a_file_has_an_address_or_is_sent(desk):  # noqa: F811
    document = make.document()
    row = {"files-TOTAL_FORMS": "1", "files-0-language": "en"}

    page = pages.save(desk, pages.form(document), **row)

    assert "une adresse ou une copie déposée" in page.text
    assert document.files.count() == 0


def test_image_is_kept_without_where_it_was_taken(desk):  # noqa: F811
    document = make.document()

    attached(desk, document, files.image_with_place(), "photo.jpg")

    kept = path_of(document.files.get().sha256).read_bytes()
    with Image.open(io.BytesIO(kept)) as image:
        assert dict(image.getexif()) == {}


def test_copy_of_a_source_is_kept_and_taken_off_again(desk):  # noqa: F811
    source = make.source()

    pages.save(desk, pages.form(source), archive_upload=files.upload(CONTENT, "Dépêche.pdf"))
    source.refresh_from_db()
    assert (source.archive_sha256, source.archive_name, source.archive_pages) == (SHA256, "Dépêche.pdf", 2)

    pages.save(desk, pages.form(source), archive_removed="on")
    source.refresh_from_db()
    assert (source.archive_sha256, source.kept) == ("", None)


def test_editors_see_unpublished_files_and_nobody_else_does(desk, signed_in, client):  # noqa: F811
    document_with()
    address = f"/admin/archive/storedfile/{SHA256}/contenu/"

    seen = desk.get(address)

    assert b"".join(seen.streaming_content) == CONTENT
    assert "no-store" in seen["Cache-Control"]
    assert signed_in("view_person", name="autre").get(address).status_code == 403
    assert client.get(address).status_code == 302


def test_list_of_files_opens(desk):  # noqa: F811
    document_with()

    assert SHA256[:16] in desk.get("/admin/archive/storedfile/").text


# Readers


def test_nobody_guesses_what_is_not_published(client):
    document_with()

    for address in (ADDRESS, f"/fichiers/{'0' * 64}/a.pdf", f"/fichiers/{SHA256[:12]}/a.pdf"):
        answer = client.get(address, headers={"if-none-match": f'"{SHA256}"'})
        assert answer.status_code == 404


def test_file_is_public_once_its_document_is(client):
    document = make.published(document_with())

    answer = client.get(ADDRESS)

    assert b"".join(answer.streaming_content) == CONTENT
    assert ADDRESS in client.get(document.get_absolute_url()).text
    assert {name: answer[name] for name in ("Content-Type", "Content-Length", "ETag", "X-Content-Type-Options")} == {
        "Content-Type": "application/pdf",
        "Content-Length": str(len(CONTENT)),
        "ETag": f'"{SHA256}"',
        "X-Content-Type-Options": "nosniff",
    }
    assert answer["Content-Disposition"] == 'inline; filename="Charte du Liptako.pdf"'
    assert answer["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer["Content-Security-Policy"].startswith("default-src 'none'")
    assert client.get(ADDRESS, headers={"if-none-match": f'"{SHA256}"'}).status_code == 304
    assert client.get(f"/fichiers/{SHA256}/autre.pdf")["Location"] == ADDRESS


def test_what_browsers_might_run_is_for_saving_and_boxed_in(client):
    document = make.published(document_with(files.docx("Charte"), "Charte.docx"))

    with closing(client.get(document.files.get().kept.get_absolute_url())) as answer:
        pass

    assert answer["Content-Disposition"] == 'attachment; filename="Charte.docx"'
    assert "sandbox" in answer["Content-Security-Policy"]


def test_file_added_since_publication_is_not_public(client):
    document = make.published(make.document())
    draft = document_with().files.get()
    draft.document = document
    draft.save()

    assert client.get(ADDRESS).status_code == 404
    publish([document])
    assert status_of(client, ADDRESS) == 200


def test_file_of_a_withdrawn_document_is_gone_with_the_reason(client):
    document = make.published(document_with())
    withdraw([document], reason="Publié par erreur")

    answer = client.get(ADDRESS)

    assert answer.status_code == 410
    assert "Publié par erreur" in answer.text


def test_replaced_file_is_gone(client):
    document = make.published(document_with())
    document.files.all().delete()
    publish([document])

    answer = client.get(ADDRESS)

    assert answer.status_code == 410
    assert document.reference in answer.text
    assert PublishedFile.objects.filter(sha256=SHA256).count() == 1


def test_file_stays_while_another_live_record_presents_it(client):
    document = make.published(document_with())
    source = make.source(archive_sha256=SHA256, archive_name="Copie.pdf", archive_size=len(CONTENT))
    make.published(source)
    withdraw([document], reason="Erreur")

    assert status_of(client, f"/fichiers/{SHA256}/copie.pdf") == 200


def test_file_that_the_store_lacks_is_unavailable_not_unknown(client):
    make.published(document_with())
    path_of(SHA256).unlink()

    assert client.get(ADDRESS).status_code == 503


@pytest.mark.parametrize(
    ("asked", "status", "piece", "told"),
    [
        ("bytes=0-9", 206, CONTENT[:10], f"bytes 0-9/{len(CONTENT)}"),
        ("bytes=100-", 206, CONTENT[100:], f"bytes 100-{len(CONTENT) - 1}/{len(CONTENT)}"),
        ("bytes=-50", 206, CONTENT[-50:], f"bytes {len(CONTENT) - 50}-{len(CONTENT) - 1}/{len(CONTENT)}"),
        ("bytes=5-999999999", 206, CONTENT[5:], f"bytes 5-{len(CONTENT) - 1}/{len(CONTENT)}"),
        ("bytes=999999999-", 416, b"", f"bytes */{len(CONTENT)}"),
        ("bytes=-0", 416, b"", f"bytes */{len(CONTENT)}"),
        ("bytes=9-5", 416, b"", f"bytes */{len(CONTENT)}"),
        ("bytes=0-1,5-9", 200, CONTENT, None),
        ("lines=1-2", 200, CONTENT, None),
        (f"bytes={'9' * 18}-", 416, b"", f"bytes */{len(CONTENT)}"),
        (f"bytes={'9' * 5000}-", 200, CONTENT, None),
        (f"bytes=0-{'9' * 5000}", 200, CONTENT, None),
        (f"bytes=-{'9' * 5000}", 200, CONTENT, None),
    ],
)
def test_ranges(client, asked, status, piece, told):
    make.published(document_with())

    answer = client.get(ADDRESS, headers={"range": asked})

    assert (answer.status_code, answer.get("Content-Range")) == (status, told)
    assert (b"".join(answer.streaming_content) if answer.streaming else answer.content) == piece


def test_range_of_another_state_of_the_file_is_the_whole_file(client):
    make.published(document_with())

    assert status_of(client, ADDRESS, **{"range": "bytes=0-9", "if-range": '"autre"'}) == 200


@pytest.mark.parametrize(
    ("header", "value"),
    [
        ("X-Accel-Redirect", f"/_fichiers/{SHA256[:2]}/{SHA256[2:4]}/{SHA256}"),
        ("X-Sendfile", None),
    ],
)
def test_a_proxy_may_send_files_itself(client, settings, header, value):
    settings.SENDFILE = header
    make.published(document_with())

    answer = client.get(ADDRESS)

    assert answer[header] == (value or str(path_of(SHA256)))
    assert (answer.content, answer["Content-Type"]) == (b"", "application/pdf")


@pytest.mark.django_db(transaction=True)
def test_file_over_real_http(live_server):
    make.published(document_with())

    whole, part, head = (
        request(live_server, ADDRESS),
        request(live_server, ADDRESS, Range="bytes=5-14"),
        request(live_server, ADDRESS, method="HEAD"),
    )

    assert (whole.status, whole.body) == (200, CONTENT)
    assert (part.status, part.body) == (206, CONTENT[5:15])
    assert (head.status, head.body, head.headers["Content-Length"]) == (200, b"", str(len(CONTENT)))
    assert "Set-Cookie" not in whole.headers


@pytest.mark.django_db
def test_a_file_that_no_row_names_has_no_name():
    assert named_by_rows("0" * 64) is None

"""What counts as a difference, what is excused, and what was not looked at."""

import io
import zipfile

from releases import ROOT
from releases.compare import Comparison, declared_differences, too_little
from releases.crawl import Answer


class Saying:
    """A server that always gives the same answer."""

    def __init__(self, body, kind="text/html", **headers):
        self.answer = Answer(200, (("Content-Type", kind), *headers.items()), body)

    def get(self, address):
        return self.answer


def compared(before, now, declared=(), address="/fr/"):
    comparison = Comparison(before, now, list(declared))
    comparison.visit(address)
    return comparison


def declare(tmp_path, address="/fr/", pattern="<meta[^>]*>"):
    file = tmp_path / "differences.toml"
    file.write_text(f"[[difference]]\naddress = '{address}'\npattern = '{pattern}'\nreason = 'meant'\n")
    return declared_differences(file)


def test_the_same_bytes_are_no_difference():
    same = Saying(b"a", Date="now"), Saying(b"a", Date="later")

    assert compared(*same).differences == {}


def test_one_byte_is_a_difference_and_is_shown():
    found = compared(Saying(b"same\nold"), Saying(b"same\nnew")).differences

    assert found["/fr/"].splitlines()[-2:] == ["-old", "+new"]


def test_a_header_is_a_difference():
    found = compared(Saying(b"a", Link="</a>"), Saying(b"a")).differences

    assert "-Link: </a>" in found["/fr/"]


def test_an_archive_says_which_of_its_files_differs():
    old, new = (Saying(archive(text), "application/zip") for text in ("one", "two"))

    assert "-page.html 3 bytes" in compared(old, new).differences["/fr/"]


def archive(text):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as made:
        made.writestr("page.html", text)
    return file.getvalue()


def test_what_is_declared_is_excused_and_counted(tmp_path):
    comparison = compared(Saying(b"<meta a>text"), Saying(b"text"), declare(tmp_path))

    assert comparison.differences == {}
    assert comparison.excused == {"meant": 1}


def test_what_is_declared_excuses_nothing_else(tmp_path):
    elsewhere = compared(Saying(b"<meta a>text"), Saying(b"text"), declare(tmp_path), address="/en/")
    besides = compared(Saying(b"<meta a>text"), Saying(b"other"), declare(tmp_path))

    assert list(elsewhere.differences) == ["/en/"]
    assert list(besides.differences) == ["/fr/"]


def test_fewer_addresses_than_the_sitemap_has_is_wrong():
    assert too_little({"/fr/"}, {"/fr/", "/en/"}) == ["not compared, though in a sitemap: /en/"]


def test_a_sitemap_without_a_language_is_wrong():
    assert too_little({"/fr/"}, {"/fr/"}) == ["no address of /en/ is in the sitemaps"]


def test_the_declared_differences_can_be_read():
    declared = declared_differences(ROOT / "releases" / "differences.toml")

    assert [one for one in declared if not one.reason] == []

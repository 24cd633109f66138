"""Addresses are found in pages, redirects and files, and only those of the readers' site."""

from releases.crawl import Answer, address_of, crawl, links_of, next_addresses
from releases.site import SITE_URL


def page(body, kind="text/html", status=200, **headers):
    return Answer(status, (("Content-Type", kind), *headers.items()), body.encode())


def test_a_page_leads_to_its_links_files_and_images():
    html = f"""<a href="b/#part">b</a> <img src="/static/a.png"> <meta property="og:image" content="{SITE_URL}/i.png">
      <meta name="description" content="words/that lead nowhere"> <use href="#p1"></use>"""

    assert links_of(page(html), "/fr/a/") == {
        f"{SITE_URL}/fr/a/b/#part",
        f"{SITE_URL}/static/a.png",
        f"{SITE_URL}/i.png",
    }


def test_a_file_leads_to_the_whole_addresses_it_names():
    feed = page(f"<link>{SITE_URL}/fr/?a=1&amp;b=2</link>", "application/rss+xml")

    assert next_addresses("/fr/flux/registre.rss", feed) == {"/fr/?a=1&b=2"}


def test_a_redirect_leads_on():
    assert next_addresses("/r/A", page("", status=301, Location="/fr/a/")) == {"/fr/a/"}


def test_other_sites_and_the_desk_are_left_alone():
    assert [address_of(link, "/fr/") for link in ("https://example.org/", "/admin/", "mailto:a@b")] == ["", "", ""]


def test_pages_with_a_query_are_looked_at_and_not_followed():
    pages = {"/": '<a href="/?page=2">', "/?page=2": '<a href="/?page=3">', "/b": ""}

    assert crawl(["/b"], lambda address: page(pages.get(address, ""))) == {
        "/", "/b", "/?page=2", "/robots.txt", "/sitemap.xml",
    }  # fmt: skip

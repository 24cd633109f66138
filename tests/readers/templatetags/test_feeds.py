"""The feeds that pages announce."""

from readers.templatetags.feeds import feeds_of_page, feeds_of_site


def test_a_page_about_everything_announces_the_feeds_of_everything_alone():
    assert feeds_of_page({}) == []
    assert [feed.url.rpartition("/")[2] for feed in feeds_of_site()] == [
        "registre.rss",
        "registre.atom",
        "registre.json",
    ]

"""What was published and is no longer there is told in a sentence; what is kept, in none."""

import pytest

from releases.crawl import Answer
from releases.published import Keeping, Published, changed_rows, entries_of, feed_of

FEED = """<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>tag:1</id><published>{date}</published>
<link rel="alternate" href="http://registre.example/fr/a/"/></entry></feed>"""


class Site:
    """Answers by address; not found elsewhere."""

    def __init__(self, **answers):
        self.answers = {f"/{name}": answer for name, answer in answers.items()}

    def get(self, address):
        return self.answers.get(address, Answer(404, (), b""))


def html(body=b""):
    return Answer(200, (("Content-Type", "text/html"),), body)


def moved(status, to):
    return Answer(status, (("Location", to),), b"")


def asked_again(site, anchors=()):
    keeping = Keeping(Published(answers={"/a": 200}, anchors={"/a": set(anchors)}), site)
    keeping.ask_again()
    return keeping.wrong


@pytest.mark.parametrize("kept", [html(), moved(301, "/b"), Answer(410, (), b"")])
def test_an_old_address_may_answer_move_for_good_or_be_gone(kept):
    assert asked_again(Site(a=kept, b=html())) == []


@pytest.mark.parametrize("lost", [Answer(404, (), b""), Answer(500, (), b""), moved(302, "/b"), moved(301, "/nowhere")])
def test_an_old_address_may_not_be_lost(lost):
    assert len(asked_again(Site(a=lost, b=html()))) == 1


def test_an_anchor_that_was_linked_to_stays():
    assert asked_again(Site(a=html(b'<p id="x">')), anchors=["x"]) == []
    assert asked_again(Site(a=html(b'<p id="y">')), anchors=["x"]) == ["/a no longer has x"]


def feed(date):
    return Answer(200, (("Content-Type", "application/atom+xml"),), FEED.format(date=date).encode())


@pytest.mark.parametrize(("today", "lost"), [(feed("2026"), 0), (feed("2027"), 1), (html(), 1)])
def test_an_entry_keeps_its_date_in_its_feed(today, lost):
    before = Published(answers={"/a": 200}, feeds={"/a": entries_of(feed("2026"))})
    keeping = Keeping(before, Site(a=today))
    keeping.ask_again()

    assert len(keeping.lost_entries()) == lost


def test_archived_pages_belong_to_their_feed():
    assert feed_of("/fr/flux/registre.rss?pilier=p1&archive=2") == "/fr/flux/registre.rss?pilier=p1"


def test_rows_that_changed_or_left_are_named_and_new_ones_are_not():
    assert changed_rows({1: "a", 2: "b", 3: "c"}, {1: "a", 2: "x", 4: "d"}) == [2, 3]

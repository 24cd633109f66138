"""Images on disk: each drawn once, never more than there may be."""

from readers.share_images import cache
from readers.share_images.cards import Card


def test_an_image_is_drawn_once_for_each_card(shelf):
    first = cache.kept(Card(title="un"))
    (path,) = shelf.glob("*.png")
    path.write_bytes(b"kept")

    assert first.startswith(b"\x89PNG")
    assert cache.kept(Card(title="un")) == b"kept"
    assert cache.kept(Card(title="deux")) != b"kept"
    assert len(list(shelf.glob("*.png"))) == 2


def test_the_oldest_images_leave_when_there_are_too_many(monkeypatch, shelf):
    monkeypatch.setattr(cache, "MOST", 2)
    for title in ("un", "deux", "trois"):
        cache.kept(Card(title=title))
    assert len(list(shelf.glob("*.png"))) == 2

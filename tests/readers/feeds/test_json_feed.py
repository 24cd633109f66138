"""A feed as JSON."""

import json
from dataclasses import replace

from readers.feeds import json_feed


def test_an_item_has_its_files_and_the_feed_its_older_entries(feed):
    document = json.loads(json_feed.write(feed))
    (item,) = document["items"]

    assert document["next_url"].endswith("/fr/flux/registre.json?archive=4")
    assert (item["id"], item["summary"], item["tags"]) == ("tag:x,2026:1", "Créée.", ["Développement"])
    assert [file["title"] for file in item["attachments"]] == ["charte-fr.pdf", "charte-en.pdf"]
    assert (item["date_published"], item["date_modified"]) == ("2026-03-04T10:00:00+00:00", "2026-03-05T10:00:00+00:00")


def test_what_there_is_not_has_no_key(feed):
    bare = replace(feed, previous=None, entries=(replace(feed.entries[0], text="", files=()),))
    document = json.loads(json_feed.write(bare))
    assert "next_url" not in document
    assert {"summary", "attachments"} & set(document["items"][0]) == set()

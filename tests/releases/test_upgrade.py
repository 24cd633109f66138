"""What each release published is still there after its very database was migrated by the present code.

Each release makes its own demonstration and lives in it (`releases/lives/`); everything its readers could find is
written down, by asking for it.
"""

import pytest

from releases import named_releases
from releases.crawl import Client
from releases.demonstration import demonstration
from releases.published import Keeping, Recorder, changed_rows, rows_of
from releases.site import workshop

pytestmark = pytest.mark.long


@pytest.fixture(scope="module", params=named_releases(), ids=lambda release: release.version)
def upgraded(request):
    """What the release published, what is kept of it, and the sentences about its old addresses."""
    with workshop() as shop:
        old, present = shop.site("old", request.param.commit), shop.site("present", None)
        with demonstration(old, request.param.commit) as port:
            old.manage("build_pack", "--verbosity", "0")
            with Client(port) as client:
                before = Recorder(client).record(rows_of(old))
        present.restore(old.dump(shop.folder / "register.dump"), old.var / "files")
        with present.serving(SITE="public") as port:
            present.manage("build_pack", "--verbosity", "0")
            with Client(port) as client:
                keeping = Keeping(before, client)
                keeping.ask_again()
            now = rows_of(present)
    tell(request, before)
    return before, keeping, now


def tell(request, before):
    """The figures of what was looked at, in the output of the tests."""
    entries = {entry for feed in before.feeds.values() for entry in feed}
    told = (
        f"{len(before.lasting)} addresses ({len(before.sitemap)} in the sitemap), {len(before.feeds)} feeds with"
        f" {len(entries)} entries, {sum(map(len, before.anchors.values()))} anchors,"
        f" {len(before.editions)} editions, {len(before.steps)} steps"
    )
    request.config.get_terminal_writer().line(f"\n{request.param.version}: {told}")


def test_everything_the_release_published_was_looked_at(upgraded):
    before, keeping, _now = upgraded

    assert before.sitemap - set(before.lasting) == set()
    assert set(before.lasting) - set(keeping.now.published.answers) == set()
    assert {address.split("/")[1] for address in before.sitemap} == {"fr", "en"}
    assert before.told
    assert before.told - {entry for feed in before.feeds.values() for entry in feed} == set()
    assert before.editions
    assert before.steps
    assert before.anchors
    assert {200, 301, 303, 410} <= set(before.answers.values())


def test_every_old_address_answers_and_keeps_its_anchors(upgraded):
    _before, keeping, _now = upgraded

    assert keeping.wrong == []


def test_every_entry_keeps_its_id_its_date_and_its_address(upgraded):
    _before, keeping, _now = upgraded

    assert keeping.lost_entries() == []


def test_editions_keep_their_bytes_and_fingerprints(upgraded):
    before, _keeping, now = upgraded

    assert changed_rows(before.editions, now["editions"]) == []


def test_steps_keep_their_facts(upgraded):
    before, _keeping, now = upgraded

    assert changed_rows(before.steps, now["steps"]) == []

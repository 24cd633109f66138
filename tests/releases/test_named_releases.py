"""The releases that are named, in their order."""

from releases import named_releases
from releases.demonstration import life_of


def test_the_first_release_is_named():
    first = named_releases()[0]

    assert (first.version, first.commit) == ("1.0", "b0f1d0433804519793d2136a1e7d63bc7f9ae016")


def test_versions_and_days_only_go_up():
    releases = named_releases()
    numbers = [tuple(map(int, release.version.split("."))) for release in releases]

    assert numbers == sorted(set(numbers))
    assert [release.date for release in releases] == sorted(release.date for release in releases)


def test_each_release_has_lived():
    assert [release.version for release in named_releases() if "withdraw(" not in life_of(release.version)] == []

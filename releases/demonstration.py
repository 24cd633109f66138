"""The demonstration of a release, lived in: its first content, then corrections, a change of address, a withdrawal."""

from collections.abc import Iterator
from contextlib import contextmanager

from releases import ROOT, named_releases
from releases.site import Site


@contextmanager
def demonstration(site: Site, commit: str) -> Iterator[int]:
    """It is served meanwhile, on the port given; a commit that is no release has its first content only."""
    with site.serving("demo") as port:
        for release in named_releases():
            if release.commit == commit:
                site.manage("shell", stdin=life_of(release.version))
        yield port


def life_of(version: str) -> str:
    """What is given to the shell of that release."""
    return (ROOT / "releases" / "lives" / f"release_{version.replace('.', '_')}.py").read_text()

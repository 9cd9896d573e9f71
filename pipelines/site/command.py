"""What `crt site` answers, and where a site lies: `site/<release id>/` in the outputs, and never in a release.

Drawing imports libraries that are an extra, so that they are imported when a site is asked for and not before.
"""

from pathlib import Path

from pipelines.publishing.identity import RELEASE_ID
from pipelines.site.model import SiteError

FOLDER = "site"
"""Folder of the outputs that gets a folder a release."""

__all__ = ["SiteError", "site_folder", "site_text"]


def site_text(release: Path, outputs: Path) -> str:
    """Write the site of a release, and return what was written and where it opens.

    Args:
        release: the folder of a release.
        outputs: the folder that has `releases/`.

    Raises:
        SiteError: the release cannot be read, or has no name of a release.
        ImportError: a library of the extra `site` is missing.
    """
    folder = site_folder(outputs, release)
    from pipelines.site import write_site

    index = write_site(release, folder)
    pages = sorted(index.parent.glob("*.html"))
    size = sum(page.stat().st_size for page in pages)
    told = f"The evidence browser of {release.name}: {len(pages)} pages, {size / 1e6:.1f} MB"
    return f"{told}\n  {index.resolve().as_uri()}\n"


def site_folder(outputs: Path, release: Path) -> Path:
    """Return the folder of a release's site.

    Raises:
        SiteError: the folder's name is no release id, so that it must not become part of a path.
    """
    if not RELEASE_ID.fullmatch(release.name):
        raise SiteError(f"{release} is not named like a release, v<schema>-<hash>, so its site has no place")
    return outputs / FOLDER / release.name

"""What `crt site` answers, where a site lies, which is beside the releases, and with which release one is compared.

Drawing imports libraries that are an extra, so that they are imported when a site is asked for and not before.
"""

from dataclasses import dataclass
from pathlib import Path

from pipelines.publishing.identity import RELEASE_ID
from pipelines.publishing.prune import newest_first
from pipelines.publishing.release import RELEASES
from pipelines.site.model import ComparisonError, SiteError

FOLDER = "site"
"""Folder of the outputs that gets a folder a release."""

__all__ = ["SiteError", "site_folder", "site_text"]


@dataclass(frozen=True, slots=True)
class Written:
    """A site that was written: its first page, the release it is compared with, or why that failed."""

    index: Path
    earlier: str
    trouble: str


def site_text(release: Path, outputs: Path, earlier: Path | None = None) -> str:
    """Write the site of a release, and return what was written and where it opens.

    Args:
        release: the folder of a release.
        outputs: the folder that has `releases/`.
        earlier: the folder of the release to compare it with; where none is named, the one before.

    Raises:
        SiteError: a release cannot be read, or has no name of a release.
        ImportError: a library of the extra `site` is missing.
    """
    written = write(release, outputs, earlier)
    pages = sorted(written.index.parent.glob("*.html"))
    size = sum(page.stat().st_size for page in pages)
    told = [f"The evidence browser of {release.name}: {len(pages)} pages, {size / 1e6:.1f} MB"]
    if written.earlier or written.trouble:
        told.append(f"  {written.trouble or f'compared with {written.earlier}'}")
    return "\n".join([*told, f"  {written.index.resolve().as_uri()}", ""])


def write(release: Path, outputs: Path, earlier: Path | None = None) -> Written:
    """Write the site of a release; arguments and errors are those of `site_text`."""
    folder = site_folder(outputs, release)
    from pipelines.site import write_site

    if earlier:
        site_folder(outputs, earlier)
        return Written(write_site(release, folder, earlier), earlier.name, "")
    before = release_before(outputs, release)
    try:
        return Written(write_site(release, folder, before), before.name if before else "", "")
    except ComparisonError as error:
        # That another release is damaged is no reason to have no pages of this one.
        return Written(write_site(release, folder), "", str(error))


def release_before(outputs: Path, release: Path) -> Path | None:
    """Return the folder of the release that was the latest before this one, or None where none is left.

    Args:
        outputs: the folder that has `releases/` and `changes/`.
        release: the folder of a release.
    """
    names = newest_first(outputs)
    earlier = names[names.index(release.name) + 1 :] if release.name in names else ()
    return outputs / RELEASES / earlier[0] if earlier else None


def site_folder(outputs: Path, release: Path) -> Path:
    """Return the folder of a release's site.

    Raises:
        SiteError: the folder's name is no release id, so that it must not become part of a path.
    """
    if not RELEASE_ID.fullmatch(release.name):
        raise SiteError(f"{release} is not named like a release, v<schema>-<hash>, so its site has no place")
    return outputs / FOLDER / release.name

"""The command `crt site`: its options, and its answer as text.

The site of a release goes to `site/<release id>/` in the outputs, beside the releases and never in one.
"""

import argparse
import sys
from pathlib import Path

from pipelines.site.model import SiteError

OUTPUTS = Path("outputs")
FOLDER = "site"
"""Folder of the outputs that gets a folder a release."""


def configure(parser: argparse.ArgumentParser) -> None:
    """Give a parser the options of `crt site`."""
    parser.add_argument("--release", type=Path, metavar="DIR", help="release folder or id (default: the latest)")
    parser.add_argument("--outputs", type=Path, default=OUTPUTS, metavar="DIR", help=f"releases (default: {OUTPUTS})")


def run(arguments: argparse.Namespace) -> int:
    """Run `crt site`.

    Args:
        arguments: the options, as `configure` names them.

    Returns:
        0, or 1 where the site cannot be written, with one line on stderr.
    """
    try:
        release = _release(arguments.release, arguments.outputs)
        from pipelines.site import write_site

        index = write_site(release, site_folder(arguments.outputs, release))
    except (SiteError, ImportError) as error:
        sys.stderr.write(f"crt: {_told(error)}\n")
        return 1
    pages = sorted(index.parent.glob("*.html"))
    size = sum(page.stat().st_size for page in pages)
    sys.stdout.write(f"The evidence browser of {release.name}: {len(pages)} pages, {size / 1e6:.1f} MB\n")
    sys.stdout.write(f"  {index.resolve().as_uri()}\n")
    return 0


def site_folder(outputs: Path, release: Path) -> Path:
    """Return the folder of a release's site.

    Raises:
        SiteError: the folder's name is no release id, so that it must not become part of a path.
    """
    from pipelines.publishing.identity import RELEASE_ID

    if not RELEASE_ID.fullmatch(release.name):
        raise SiteError(f"{release} is not named like a release, v<schema>-<hash>, so its site has no place")
    return outputs / FOLDER / release.name


def _release(named: Path | None, outputs: Path) -> Path:
    from pipelines.publishing.release import RELEASES, latest

    if named is None:
        found = latest(outputs)
        if found is None:
            raise SiteError(f"{outputs} has no release yet; build one with: crt build")
        return found
    for folder in (named, outputs / RELEASES / named.name):
        if folder.is_dir():
            return folder.resolve()
    raise SiteError(f"{named} is not a release; the releases are the folders in {outputs / RELEASES}")


def _told(error: Exception) -> str:
    if isinstance(error, ImportError):
        return f'the site needs {error.name}; install what it needs with: pip install "crt-datasets[site]"'
    return str(error)

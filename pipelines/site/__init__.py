"""The evidence browser: a static site in which each row of a release stands beside the sentence it came from.

It reads a release and nothing else, and its pages need no server, no network and no other file.
"""

from pathlib import Path

from pipelines.site.model import SiteError

__all__ = ["SiteError", "write_site"]


def write_site(release: Path, target: Path, earlier: Path | None = None) -> Path:
    """Write the evidence browser of a release; arguments and errors are those of `pipelines.site.write.write_site`."""
    # The command line lists `crt site` among its commands, and its other commands need neither templates nor charts.
    from pipelines.site.write import write_site as write

    return write(release, target, earlier)

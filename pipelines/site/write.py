"""Writing of the site: every page whole, the first page last, and nothing removed that is not a page of a site.

The same release gives the same bytes, since pages hold neither a time nor a path of the machine.
"""

import re
from pathlib import Path

from pipelines.publishing import atomic
from pipelines.publishing.identity import RELEASE_ID
from pipelines.site.model import SiteError
from pipelines.site.pages import INDEX, pages_of

_PAGE = re.compile(rf"([A-Z]{{3}}-[0-9]{{4}}(-and-[0-9]{{4}})?|compared-with-{RELEASE_ID.pattern})\.html")


def write_site(release: Path, target: Path, earlier: Path | None = None) -> Path:
    """Write the evidence browser of a release.

    Args:
        release: folder of the release.
        target: folder that gets the pages; made where it is missing. Pages of reports that the release
            does not have are removed from it, other files stay.
        earlier: folder of a release to compare it with; without one there is no page of changes.

    Returns:
        The first page, `index.html`.

    Raises:
        SiteError: a release cannot be read or contradicts itself, the charting libraries are not installed,
            or the folder cannot be written.
    """
    pages = pages_of(release, earlier)
    try:
        target.mkdir(parents=True, exist_ok=True)
        for name, page in pages.items():
            atomic.write_text(target / name, page)
        for path in target.iterdir():
            if _PAGE.fullmatch(path.name) and path.name not in pages:
                path.unlink()
    except OSError as error:
        raise SiteError(
            f"{target}: cannot write the site ({error.strerror or error}); make room or grant write access"
        ) from error
    return target / INDEX

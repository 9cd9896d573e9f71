"""From a release to its evidence browser, beside the release and never in it.

It is not part of the job that builds: pages cost more than the tables of one chapter, and only people want them.
"""

import hashlib
from pathlib import Path

import dagster as dg

from pipelines.assets.partitions import OWNERS
from pipelines.assets.publishing import release
from pipelines.assets.versions import PROJECT, digest_of, own_code
from pipelines.publishing.extras import how_to_install
from pipelines.publishing.release import latest
from pipelines.resources import Folders
from pipelines.site.command import write
from pipelines.site.model import SiteError

_LAYOUT = frozenset({".html", ".css", ".js", ".json"})


def site_version(package: Path = PROJECT / "pipelines" / "site") -> str:
    """Return the version of everything that decides the pages' looks: code, templates, style, scripts, outlines."""
    layout = (
        f"{path.relative_to(package).as_posix()} {hashlib.sha256(path.read_bytes()).hexdigest()}"
        for path in sorted(package.rglob("*"))
        if path.suffix in _LAYOUT
    )
    code = own_code("schemas", *(f"pipelines/{name}" for name in ("reading", "extraction", "publishing", "site")))
    return digest_of((code, *layout))


@dg.asset(
    deps=[release],
    group_name="publishing",
    owners=OWNERS,
    kinds={"html"},
    code_version=site_version(),
    description=(
        "The evidence browser: pages without a server in which each row stands beside the sentence it came from; "
        "`outputs/site/RELEASE/index.html`."
    ),
)
def site(folders: Folders) -> dg.MaterializeResult[None]:
    """Write the pages of the latest release."""
    published = latest(folders.outputs_path)
    if published is None:
        raise dg.Failure(f"{folders.outputs_path} has no release that the pages could be of")
    try:
        written = write(published, folders.outputs_path)
    except ImportError as error:
        needs = f"install what the pages need with: {how_to_install('site')}"
        raise dg.Failure(f"{needs} ({error.name} is missing)") from error
    except SiteError as error:
        raise dg.Failure(str(error)) from error
    pages = sorted(written.index.parent.glob("*.html"))
    return dg.MaterializeResult(
        data_version=dg.DataVersion(digest_of(hashlib.sha256(page.read_bytes()).hexdigest() for page in pages)),
        metadata={
            "release_id": published.name,
            "compared_with": written.earlier or written.trouble or "no release before",
            "release_folder": dg.MetadataValue.path(published),
            "pages": len(pages),
            "bytes": sum(page.stat().st_size for page in pages),
            "index": dg.MetadataValue.path(written.index),
            "open": dg.MetadataValue.url(written.index.resolve().as_uri()),
        },
    )

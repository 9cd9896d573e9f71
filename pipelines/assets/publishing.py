"""From the validated tables and their corrections to a release: an immutable folder whose id comes from its content.

Building with nothing changed gives the release that exists, and says so.
"""

from collections import Counter
from pathlib import Path

import dagster as dg
import pyarrow as pa
import pyarrow.parquet as pq

import schemas
from pipelines.assets.partitions import OWNERS, POOL
from pipelines.assets.present import markdown_table
from pipelines.assets.stages import Stage
from pipelines.assets.versions import RELEASE_TAG, release_version, run_tags
from pipelines.publishing import changes
from pipelines.publishing.correcting import OutdatedError, apply_corrections
from pipelines.publishing.release import PublicationError, publish
from pipelines.publishing.store import Store, StoreUnreachableError
from pipelines.publishing.store_publish import publish_to_store
from pipelines.resources import Folders
from pipelines.site.command import site_folder

# For a store that does not answer alone: rows that contradict each other do so again.
RETRIES = dg.RetryPolicy(max_retries=3, delay=5, backoff=dg.Backoff.EXPONENTIAL, jitter=dg.Jitter.PLUS_MINUS)


@dg.asset(
    ins={table: dg.AssetIn(table) for table in schemas.TABLES},
    group_name="publishing",
    owners=OWNERS,
    pool=POOL,
    retry_policy=RETRIES,
    kinds={"parquet"},
    code_version=release_version(),
    description=(
        "All tables, with the corrections in them, frozen in `outputs/releases/RELEASE/`, with `datapackage.json`; "
        "`latest.json` names the newest."
    ),
)
def release(context: dg.AssetExecutionContext, folders: Folders, **tables: pa.Table) -> dg.MaterializeResult[None]:
    """Publish the corrected tables, unless a release of exactly these rows exists."""
    stage = Stage("publishing")
    try:
        tables = apply_corrections(tables)
        publication = publish(tables, folders.outputs_path)
        stored = publish_to_store(publication.path, Store(folders.store)) if folders.store else None
    except (PublicationError, OutdatedError) as error:
        raise dg.Failure(str(error), allow_retries=isinstance(error, StoreUnreachableError)) from error
    context.instance.add_run_tags(context.run.run_id, {**run_tags(), RELEASE_TAG: publication.release_id})
    return dg.MaterializeResult(
        data_version=dg.DataVersion(publication.release_id),
        metadata={
            "release_id": publication.release_id,
            "is_new": stored.is_new if stored else publication.is_new,
            **stage.ended(context.log),
            "folder": dg.MetadataValue.path(publication.path),
            **{f"rows/{table}": content.num_rows for table, content in tables.items()},
            **beside(folders.outputs_path, publication.release_id),
            **({"store": stored.url, "store_is_guarded": stored.is_guarded} if stored else {}),
        },
    )


def beside(outputs: Path, release_id: str) -> dict[str, dg.MetadataValue]:
    """Return what lies beside a release: what it changed, and the pages that `site` writes of it.

    Args:
        outputs: the folder that has `releases/`.
        release_id: the release, which is the latest.
    """
    pages = site_folder(outputs, outputs / "releases" / release_id) / "index.html"
    recorded = outputs / changes.FOLDER / f"{release_id}.parquet"
    told: dict[str, dg.MetadataValue] = {"site": dg.MetadataValue.path(pages)}
    if recorded.exists():
        told["changes"] = dg.MetadataValue.path(recorded)
        told["what_changed"] = dg.MetadataValue.md(counted_changes(recorded))
    return told


def counted_changes(recorded: Path) -> str:
    """Return how many rows and fields a release changed, by table, as Markdown.

    Args:
        recorded: its record of changes.
    """
    rows = pq.read_table(recorded, columns=["table", "change"]).to_pylist()
    counts = Counter((row["table"], row["change"]) for row in rows)
    kinds = {"added": "rows added", "removed": "rows removed", "changed": "fields changed"}
    touched = [table for table in schemas.TABLES if any((table, kind) in counts for kind in kinds)]
    return markdown_table(
        [{"table": table, **{head: counts[table, kind] for kind, head in kinds.items()}} for table in touched]
    ).replace("*no rows*", "*nothing, or no release before it*")

"""From the validated tables to a release: an immutable folder whose id comes from its content.

Building with nothing changed gives the release that exists, and says so.
"""

import dagster as dg
import pyarrow as pa

import schemas
from pipelines.assets.partitions import OWNERS, POOL
from pipelines.assets.present import markdown_table
from pipelines.assets.versions import release_version
from pipelines.publishing.release import PublicationError, publish
from pipelines.publishing.store import Store, StoreUnreachableError
from pipelines.publishing.store_publish import publish_to_store
from pipelines.resources import Folders

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
    description="All tables frozen in outputs/releases/<id>/, with datapackage.json; latest.json names the newest.",
)
def release(folders: Folders, **tables: pa.Table) -> dg.MaterializeResult[None]:
    """Publish the tables, unless a release of exactly these rows exists."""
    try:
        publication = publish(tables, folders.outputs_path)
        stored = publish_to_store(publication.path, Store(folders.store)) if folders.store else None
    except PublicationError as error:
        raise dg.Failure(str(error), allow_retries=isinstance(error, StoreUnreachableError)) from error
    counts = [{"table": table, "rows": content.num_rows} for table, content in tables.items()]
    return dg.MaterializeResult(
        data_version=dg.DataVersion(publication.release_id),
        metadata={
            "release_id": publication.release_id,
            "is_new": stored.is_new if stored else publication.is_new,
            "folder": dg.MetadataValue.path(publication.path),
            "tables": dg.MetadataValue.md(markdown_table(counts)),
            **({"store": stored.url, "store_is_guarded": stored.is_guarded} if stored else {}),
        },
    )

"""From the validated tables and their corrections to a release: an immutable folder whose id comes from its content.

Building with nothing changed gives the release that exists, and says so.
"""

import dagster as dg
import pyarrow as pa

import schemas
from pipelines.assets.partitions import OWNERS
from pipelines.assets.present import markdown_table
from pipelines.assets.versions import release_version
from pipelines.publishing.correcting import OutdatedError, apply_corrections
from pipelines.publishing.release import PublicationError, publish
from pipelines.publishing.store import Store
from pipelines.publishing.store_publish import publish_to_store
from pipelines.resources import Folders


@dg.asset(
    ins={table: dg.AssetIn(table) for table in schemas.TABLES},
    group_name="publishing",
    owners=OWNERS,
    kinds={"parquet"},
    code_version=release_version(),
    description=(
        "All tables, with the corrections in them, frozen in outputs/releases/<id>/, with datapackage.json; "
        "latest.json names the newest."
    ),
)
def release(folders: Folders, **tables: pa.Table) -> dg.MaterializeResult[None]:
    """Publish the corrected tables, unless a release of exactly these rows exists."""
    try:
        tables = apply_corrections(tables)
        publication = publish(tables, folders.outputs_path)
        stored = publish_to_store(publication.path, Store(folders.store)) if folders.store else None
    except (PublicationError, OutdatedError) as error:
        raise dg.Failure(str(error), allow_retries=False) from error
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

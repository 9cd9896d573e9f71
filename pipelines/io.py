"""The Parquet IO manager: nothing that breaks the table's schema ever reaches the disk.

A check after the write is no gate, since the bad file would already lie there for a later run to read.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path

import dagster as dg
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
from pandera.errors import SchemaError, SchemaErrors

import schemas
from pipelines.assets.present import column_schema, markdown_table, preview
from pipelines.assets.soundness import told_cases
from pipelines.assets.stages import Stage
from pipelines.publishing.parquet import write_table
from pipelines.resources import Folders

FAILURE_CASES_SHOWN = 50


class ParquetTables(dg.ConfigurableIOManager):
    """Keeps one validated Parquet file a table in the work folder, named after the asset."""

    folders: dg.ResourceDependency[Folders]

    def handle_output(self, context: dg.OutputContext, obj: Sequence[Mapping[str, object]] | pd.DataFrame) -> None:
        """Validate, cast to the explicit Arrow schema, and replace the file in one step.

        Args:
            context: Dagster's, with the asset that is named like its table.
            obj: the table's rows in any order.

        Raises:
            dagster.Failure: a row breaks the schema; the failing cases are in its metadata, and the file is as it was.
        """
        stage = Stage("writing")
        table = _table_of(context)
        path = self.path(table)
        try:
            content = schemas.to_arrow(table, obj)
        except (SchemaError, SchemaErrors) as error:
            raise invalid(table, error) from error
        write_table(content, path)
        facts = stage.ended(context.log)
        context.add_output_metadata(
            {
                "dagster/row_count": content.num_rows,
                "dagster/column_schema": column_schema(content.schema),
                "preview": dg.MetadataValue.md(preview(content)),
                **facts,
                "bytes": path.stat().st_size,
                "file": dg.MetadataValue.path(path),
            }
        )

    def load_input(self, context: dg.InputContext) -> pa.Table:
        """Return the stored table of the upstream asset.

        Raises:
            dagster.Failure: the upstream asset has not been materialised.
        """
        table = _table_of(context)
        path = self.path(table)
        if not path.exists():
            raise dg.Failure(f"{table} has not been built yet; materialise the asset {table!r}", allow_retries=False)
        return pq.read_table(path)

    def path(self, table: str) -> Path:
        """Where the file of one table lies."""
        return self.folders.work.table_path(table)


def invalid(table: str, error: SchemaError | SchemaErrors) -> dg.Failure:
    """Return the failure that tells which values of a table break its schema."""
    told = told_cases(error)
    first = ", ".join(f"{name} {value}" for name, value in told[0].items())
    return dg.Failure(
        description=f"{table}: {len(told)} values break the schema and nothing was written; the first: {first}",
        metadata={
            "failing_values": len(told),
            "failure_cases": dg.MetadataValue.md(markdown_table(told[:FAILURE_CASES_SHOWN])),
        },
        allow_retries=False,
    )


def _table_of(context: dg.OutputContext | dg.InputContext) -> str:
    table = context.asset_key.path[-1]
    if table not in schemas.TABLES:
        raise dg.Failure(f"the asset {table!r} is not a table of the contract", allow_retries=False)
    return table

"""From the rows of all reports to the contract's extracted tables, one asset a table.

The Parquet IO manager validates each table before it writes a byte of it.
"""

from collections.abc import Sequence

import dagster as dg

import schemas
from pipelines.assets.context import rows_in_context
from pipelines.assets.extraction import extraction
from pipelines.assets.gathering import Rows, gather
from pipelines.assets.lineage import as_markdown, column_lineage
from pipelines.assets.partitions import OWNERS, PARTITIONS, POOL
from pipelines.assets.plots import PLOTS
from pipelines.assets.stages import Stage
from pipelines.assets.versions import content_version, tables_version
from pipelines.assets.work import Work, WorkError
from pipelines.resources import Folders


def table_asset(table: str) -> dg.AssetsDefinition:
    """Return the asset that gathers one table from all reports.

    Args:
        table: the table's name in the contract.
    """

    @dg.asset(
        name=table,
        deps=[dg.AssetDep(extraction, partition_mapping=dg.AllPartitionMapping())],
        io_manager_key="parquet",
        group_name="datasets",
        owners=OWNERS,
        pool=POOL,
        kinds={"parquet", "pandas"},
        code_version=tables_version(),
        description=schemas.TABLES[table].description,
        # Dagster would look at every value of every row; the IO manager validates the whole table.
        dagster_type=dg.Any,
    )
    def gathered(context: dg.AssetExecutionContext, folders: Folders) -> dg.MaterializeResult[Rows]:
        stage = Stage("gathering")
        report_ids = context.instance.get_dynamic_partitions(PARTITIONS)
        try:
            rows = gather(folders.work, table, report_ids)
            metadata = shown(folders.work, table, rows, report_ids)
        except WorkError as error:
            raise dg.Failure(str(error), allow_retries=False) from error
        return dg.MaterializeResult(
            value=rows,
            data_version=dg.DataVersion(content_version(rows)),
            metadata={**metadata, **stage.ended(context.log)},
        )

    return gathered


def shown(work: Work, table: str, rows: Rows, report_ids: Sequence[str]) -> dict[str, dg.MetadataValue]:
    """Return what the UI shows of a table beside what the IO manager does: pictures, rows in context, lineage.

    Args:
        work: where chapters and rows lie.
        table: the table's name in the contract.
        rows: its rows, report by report.
        report_ids: the reports that they come from.
    """
    told: dict[str, dg.MetadataValue] = {
        name: dg.MetadataValue.md(picture(rows)) for name, picture in PLOTS.get(table, {}).items()
    }
    if (in_context := rows_in_context(work, table, rows, sorted(report_ids))) is not None:
        told["rows_with_their_sentence"] = dg.MetadataValue.md(in_context)
    if (lineage := column_lineage(table)) is not None:
        told["dagster/column_lineage"] = dg.MetadataValue.column_lineage(lineage)
        told["columns_come_from"] = dg.MetadataValue.md(as_markdown(lineage))
    return told


TABLE_ASSETS = [table_asset(table) for table in schemas.EXTRACTED]

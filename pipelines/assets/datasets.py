"""From the rows of all reports to the contract's ten tables, one asset a table.

The Parquet IO manager validates each table before it writes a byte of it.
"""

import dagster as dg

import schemas
from pipelines.assets.extraction import extraction
from pipelines.assets.gathering import Rows, gather
from pipelines.assets.partitions import OWNERS, PARTITIONS
from pipelines.assets.versions import content_version, tables_version
from pipelines.assets.work import WorkError
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
        kinds={"parquet", "pandas"},
        code_version=tables_version(),
        description=schemas.TABLES[table].description,
    )
    def gathered(context: dg.AssetExecutionContext, folders: Folders) -> dg.MaterializeResult[Rows]:
        report_ids = context.instance.get_dynamic_partitions(PARTITIONS)
        try:
            rows = gather(folders.work, table, report_ids)
        except WorkError as error:
            raise dg.Failure(str(error), allow_retries=False) from error
        return dg.MaterializeResult(value=rows, data_version=dg.DataVersion(content_version(rows)))

    return gathered


TABLE_ASSETS = [table_asset(table) for table in schemas.TABLES]

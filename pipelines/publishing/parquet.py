"""Tables as Parquet files: the same rows always give the same bytes, and a file is never half written.

What a table's types are is the business of `schemas`; here they are only kept.
"""

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from pipelines.publishing import atomic

_ROWS_A_GROUP = 1 << 20


def write_table(table: pa.Table, path: Path) -> None:
    """Write a table, replacing the file atomically.

    Args:
        table: with its explicit schema, as `schemas.to_arrow` gives it.
        path: the file; its folder is made where it is missing.

    Raises:
        OSError: the file cannot be written; what was there before is untouched.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with atomic.replacing(path) as temporary:
        pq.write_table(
            _plain(table),
            temporary,
            version="2.6",
            compression="zstd",
            compression_level=3,
            row_group_size=_ROWS_A_GROUP,
            write_statistics=True,
        )


def read_table(path: Path) -> pa.Table:
    """Read one file as it is, without guessing columns from its path.

    Raises:
        OSError: the file cannot be read.
        pyarrow.ArrowException: it is not a Parquet file.
    """
    with pq.ParquetFile(path) as file:
        return file.read()


def _plain(table: pa.Table) -> pa.Table:
    """One chunk a column, and none of the metadata in which pandas notes its own version."""
    metadata = {key: value for key, value in (table.schema.metadata or {}).items() if key != b"pandas"}
    return table.combine_chunks().replace_schema_metadata(metadata)

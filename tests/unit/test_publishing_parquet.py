"""Parquet files: whole or absent, the same bytes for the same rows, read alike by all readers."""

import datetime
from pathlib import Path

import duckdb
import example_release as example
import pandas as pd
import polars
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import schemas
from pipelines.publishing import parquet


@pytest.fixture
def incidents(tmp_path):
    path = tmp_path / "incidents.parquet"
    parquet.write_table(example.tables()["incidents"], path)
    return path


def test_a_file_reads_back_with_its_schema_and_rows(incidents):
    table = parquet.read_table(incidents)
    assert table.schema.equals(schemas.arrow_schema("incidents"))
    assert table.to_pylist() == example.tables()["incidents"].to_pylist()


def test_the_file_keeps_descriptions_and_no_word_of_pandas(incidents):
    schema = pq.read_schema(incidents)
    assert schema.field("killed_min").metadata[b"description"].startswith(b"Victims killed.")
    assert schema.metadata[b"schema_version"] == schemas.SCHEMA_VERSION.encode()
    assert b"pandas" not in schema.metadata


def test_pandas_metadata_of_a_foreign_table_is_dropped(tmp_path):
    table = pa.Table.from_pandas(pd.DataFrame({"a": [1]}))
    assert b"pandas" in table.schema.metadata
    parquet.write_table(table, tmp_path / "a.parquet")
    assert b"pandas" not in (pq.read_schema(tmp_path / "a.parquet").metadata or {})


def test_the_columns_are_compressed_with_zstd(incidents):
    group = pq.ParquetFile(incidents).metadata.row_group(0)
    assert {group.column(place).compression for place in range(group.num_columns)} == {"ZSTD"}


def test_chunks_of_a_table_do_not_show_in_the_file(tmp_path, incidents):
    table = example.tables()["incidents"]
    parquet.write_table(pa.concat_tables([table.slice(0, 0), table, table.slice(0, 0)]), tmp_path / "chunked.parquet")
    assert (tmp_path / "chunked.parquet").read_bytes() == incidents.read_bytes()


def test_a_write_that_fails_leaves_the_old_file_and_no_litter(incidents, monkeypatch):
    before = incidents.read_bytes()

    def fail(table, where, **options):
        Path(where).write_bytes(b"half")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(pq, "write_table", fail)
    with pytest.raises(OSError, match="No space left"):
        parquet.write_table(example.tables()["incidents"], incidents)
    assert incidents.read_bytes() == before
    assert [path.name for path in incidents.parent.iterdir()] == ["incidents.parquet"]


def test_the_file_is_readable_for_others_as_the_system_says(incidents):
    other = incidents.with_name("plain.txt")
    other.write_text("x", "utf-8")
    assert incidents.stat().st_mode == other.stat().st_mode


def test_duckdb_reads_the_declared_types(incidents):
    described = duckdb.sql(f"describe select * from read_parquet('{incidents}')").fetchall()
    types = {row[0]: row[1] for row in described}
    assert types["date_start"] == "DATE"
    assert types["killed_min"] == "INTEGER"
    assert types["report_year"] == "SMALLINT"
    assert types["disputed"] == "BOOLEAN"
    assert types["attack_type"] == "VARCHAR"
    found = duckdb.sql(f"select killed_min, date_start, attack_type from read_parquet('{incidents}')").fetchall()
    assert found == [(3, datetime.date(2019, 5, 3), "armed_assault")]


def test_polars_reads_the_declared_types(incidents):
    frame = polars.read_parquet(incidents)
    assert frame.schema["date_start"] == polars.Date
    assert frame.schema["killed_min"] == polars.Int32
    assert frame.schema["disputed"] == polars.Boolean
    assert frame["attack_type"].cast(polars.String).to_list() == ["armed_assault"]


def test_pandas_reads_the_declared_types(incidents):
    frame = pd.read_parquet(incidents, dtype_backend="pyarrow")
    assert str(frame["killed_min"].dtype) == "int32[pyarrow]"
    assert str(frame["date_start"].dtype) == "date32[day][pyarrow]"
    assert frame["attack_type"].tolist() == ["armed_assault"]


@pytest.mark.parametrize("name", list(schemas.TABLES))
def test_every_table_reads_in_all_readers(name, tmp_path):
    path = tmp_path / f"{name}.parquet"
    parquet.write_table(example.tables()[name], path)
    names = [column.name for column in schemas.columns(name)]
    assert duckdb.sql(f"select * from read_parquet('{path}')").columns == names
    assert polars.read_parquet(path).columns == names
    assert list(pd.read_parquet(path).columns) == names

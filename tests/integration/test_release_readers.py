"""Every file of a release is read by the libraries that people use, with the types that the schemas declare."""

from pathlib import Path

import duckdb
import frictionless
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import schemas
from pipelines.build import build_all
from pipelines.publishing.export import export
from tests.conftest import PROJECT, write_seeds

CHAPTERS = ("belgium-2018", "tunisia-2015")

PANDAS = {"string": "str", "int16": "int16", "int32": "int32", "int64": "int64", "double": "float64", "bool": "bool"}
POLARS = {
    "string": pl.String,
    "int16": pl.Int16,
    "int32": pl.Int32,
    "int64": pl.Int64,
    "double": pl.Float64,
    "bool": pl.Boolean,
    "date32[day]": pl.Date,
}
DUCKDB = {
    "string": "VARCHAR",
    "int16": "SMALLINT",
    "int32": "INTEGER",
    "int64": "BIGINT",
    "double": "DOUBLE",
    "bool": "BOOLEAN",
    "date32[day]": "DATE",
}
TABLES = list(schemas.TABLES)


@pytest.fixture(scope="module")
def release(tmp_path_factory) -> Path:
    """A release of two fictional chapters, with a correction."""
    folder = tmp_path_factory.mktemp("readers")
    reports = {}
    for name in CHAPTERS:
        slug, year = name.rsplit("-", 1)
        reports[f"{year}/{slug}.txt"] = (PROJECT / "tests" / "data" / "chapters" / f"{name}.txt").read_bytes()
    seeds = write_seeds(folder, reports)
    extracted = pq.read_table(build_all(seeds, folder / "outputs").release / "incidents.parquet").to_pylist()
    row = next(row for row in extracted if row["attack_type"] != "other")
    line = (row["incident_id"], "attack_type", row["attack_type"], "other", "As a test.", "R. Viewer", "2020-02-29")
    (seeds / "corrections").mkdir()
    (seeds / "corrections" / "test.csv").write_text(
        f"row_id,field,old,new,reason,reviewer,date\n{','.join(line)}\n", "utf-8"
    )
    built = build_all(seeds, folder / "outputs")
    assert built.refused == ()
    assert all(built.counts.values()), "every table has rows to read"
    return built.release


def plain(column: schemas.Column) -> str:
    """The type of a column's values, whatever their encoding in the file."""
    kind = column.arrow_type
    return str(kind.value_type if pa.types.is_dictionary(kind) else kind)


@pytest.mark.parametrize("name", TABLES)
def test_pyarrow_reads_the_declared_schema(release, name):
    table = pq.read_table(release / f"{name}.parquet", partitioning=None)
    assert table.schema.equals(schemas.arrow_schema(name))
    for field, column in zip(table.schema, schemas.columns(name), strict=True):
        assert field.metadata[b"description"].decode() == column.description


@pytest.mark.parametrize("name", TABLES)
def test_pandas_reads_the_declared_types(release, name):
    frame = pd.read_parquet(release / f"{name}.parquet", dtype_backend="pyarrow")
    assert list(frame.columns) == [column.name for column in schemas.columns(name)]
    for column in schemas.columns(name):
        found = frame[column.name].dtype.pyarrow_dtype
        assert str(found.value_type if pa.types.is_dictionary(found) else found) == plain(column)


@pytest.mark.parametrize("name", TABLES)
def test_pandas_with_its_own_types_keeps_every_value(release, name):
    frame = pd.read_parquet(release / f"{name}.parquet")
    table = pq.read_table(release / f"{name}.parquet", partitioning=None)
    for column in schemas.columns(name):
        assert frame[column.name].isna().sum() == table.column(column.name).null_count
        if not column.nullable and plain(column) in PANDAS and not column.codes:
            assert str(frame[column.name].dtype) == PANDAS[plain(column)]
        if pa.types.is_dictionary(column.arrow_type):
            assert list(frame[column.name].cat.categories) == list(column.codes)


@pytest.mark.parametrize("name", TABLES)
def test_polars_reads_the_declared_types(release, name):
    frame = pl.read_parquet(release / f"{name}.parquet")
    assert frame.height == pq.read_metadata(release / f"{name}.parquet").num_rows
    for column in schemas.columns(name):
        found = frame.schema[column.name]
        if pa.types.is_dictionary(column.arrow_type):
            assert found in (pl.Categorical, pl.Enum)
        else:
            assert found == POLARS[plain(column)]


@pytest.mark.parametrize("name", TABLES)
def test_duckdb_reads_the_declared_types(release, name):
    found = duckdb.sql(f"describe from '{release / name}.parquet'").fetchall()
    assert {row[0]: row[1] for row in found} == {column.name: DUCKDB[plain(column)] for column in schemas.columns(name)}


@pytest.mark.parametrize("name", TABLES)
def test_all_readers_read_the_same_values(release, name):
    path = release / f"{name}.parquet"
    rows = pq.read_table(path, partitioning=None).to_pylist()
    assert pl.read_parquet(path).to_dicts() == rows
    in_duckdb = duckdb.sql(f"from '{path}'")
    names = [column.name for column in schemas.columns(name)]
    assert [dict(zip(names, row, strict=True)) for row in in_duckdb.fetchall()] == rows
    frame = pd.read_parquet(path, dtype_backend="pyarrow")
    assert pa.Table.from_pandas(frame, preserve_index=False).to_pylist() == rows


def test_frictionless_finds_the_descriptor_of_the_release_sound(release):
    package = frictionless.Package(str(release / "datapackage.json"))
    assert frictionless.Package.validate_descriptor(package.to_descriptor()).valid
    assert package.resource_names == TABLES


def test_frictionless_finds_every_row_key_and_code_of_the_release_sound(release, tmp_path):
    """On the rows as CSV: of Parquet, frictionless reads whole numbers beside nulls as floats."""
    export(release, "csv", tmp_path)
    report = frictionless.Package(str(tmp_path / "datapackage.json")).validate()
    assert report.valid, report.flatten(["name", "type", "note"])
    assert [task.stats["rows"] for task in report.tasks] == [
        pq.read_metadata(release / f"{name}.parquet").num_rows for name in TABLES
    ]

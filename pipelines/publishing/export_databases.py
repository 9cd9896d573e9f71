"""A release as one database file, SQLite or DuckDB: tables with their keys and codes, and views that join the evidence.

What a table, key or code is comes from `schemas`; here it is only said in SQL.
"""

import datetime
import sqlite3
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa

from pipelines.publishing import atomic
from pipelines.publishing.extras import how_to_install
from schemas import DATASETS, SCHEMA_VERSION, TABLES, Column, ForeignKey, Table

_TYPES = (
    (pa.types.is_boolean, "BOOLEAN"),
    (pa.types.is_int16, "SMALLINT"),
    (pa.types.is_int32, "INTEGER"),
    (pa.types.is_int64, "BIGINT"),
    (pa.types.is_floating, "DOUBLE"),
    (pa.types.is_date, "DATE"),
)
"""Names that both databases know; SQLite keeps them as words and stores ISO dates as text, truth as 0 and 1."""
_EVIDENCE = ("field", "section", "start", "end", "quote", "rule")


class MissingLibraryError(Exception):
    """A library that a format needs is not installed; the message says how to get it."""


def write_sqlite(release: Path, tables: Mapping[str, pa.Table], target: Path) -> tuple[Path, ...]:
    """Write a SQLite database.

    Args:
        release: the release's folder.
        tables: its tables.
        target: the file.

    Raises:
        OSError: the file cannot be written.
    """
    with atomic.replacing(target) as temporary:
        try:
            connection = sqlite3.connect(temporary)
            try:
                with connection:
                    for statement in statements(release.resolve().name):
                        connection.execute(statement)
                    for name in _in_order():
                        connection.executemany(_insertion(name), _rows(tables[name]))
            finally:
                connection.close()
        except sqlite3.OperationalError as error:
            raise OSError(str(error)) from error
    return (target,)


def write_duckdb(release: Path, tables: Mapping[str, pa.Table], target: Path) -> tuple[Path, ...]:
    """Write a DuckDB database; arguments as of `write_sqlite`.

    Raises:
        MissingLibraryError: duckdb is not installed.
        OSError: the file cannot be written.
    """
    try:
        import duckdb
    except ImportError as error:
        raise MissingLibraryError(f"duckdb is not installed; get it with: {how_to_install('duckdb')}") from error
    with atomic.replacing(target) as temporary:
        try:
            # Without settings that let a query reach other files.
            with duckdb.connect(str(temporary), config={"autoinstall_known_extensions": False}) as connection:
                for statement in statements(release.resolve().name):
                    connection.execute(statement)
                for name in _in_order():
                    connection.register("given", tables[name])
                    connection.execute(f"INSERT INTO {_quoted(name)} SELECT * FROM given")  # noqa: S608 names of ours
                    connection.unregister("given")
        except duckdb.IOException as error:
            raise OSError(str(error)) from error
    return (target,)


def statements(release_id: str) -> Iterator[str]:
    """Yield the SQL that makes the empty tables, the views, and the row that says the release.

    Args:
        release_id: identifier of the release.
    """
    for name in _in_order():
        yield _creation(TABLES[name])
    for name in DATASETS:
        yield _view(TABLES[name])
    said = f"SELECT '{release_id}' AS release_id, '{SCHEMA_VERSION}' AS schema_version"
    yield f"CREATE TABLE release AS {said}"


def _in_order() -> list[str]:
    """The tables, each behind those that it refers to."""
    placed: list[str] = []
    waiting = list(TABLES)
    while waiting:
        ready = [name for name in waiting if all(key.reference in placed for key in TABLES[name].foreign_keys)]
        placed += ready
        waiting = [name for name in waiting if name not in ready]
    return placed


def _creation(table: Table) -> str:
    parts = [_column(column) for column in table.columns]
    parts.append(f"{'PRIMARY KEY' if table.primary_key else 'UNIQUE'} ({_list(table.key)})")
    parts += [f"UNIQUE ({_list(columns)})" for columns in _also_unique(table)]
    parts += [
        f"FOREIGN KEY ({_list(key.columns)}) REFERENCES {_quoted(key.reference)} ({_list(key.reference_columns)})"
        for key in table.foreign_keys
        if _is_enforceable(key)
    ]
    body = ",\n  ".join(parts)
    return f"CREATE TABLE {_quoted(table.name)} (\n  {body}\n)"


def _is_enforceable(key: ForeignKey) -> bool:
    """Whether a database can hold a key: the columns referred to have to be unique, as an institution's id is not."""
    return set(TABLES[key.reference].primary_key) <= set(key.reference_columns)


def _also_unique(table: Table) -> list[tuple[str, ...]]:
    """Columns of a table that others refer to, and that are more than its primary key."""
    referred = {
        key.reference_columns
        for other in TABLES.values()
        for key in other.foreign_keys
        if key.reference == table.name and _is_enforceable(key)
    }
    return sorted(referred - {table.primary_key})


def _column(column: Column) -> str:
    kind = next((name for fits, name in _TYPES if fits(column.arrow_type)), "VARCHAR")
    parts = [_quoted(column.name), kind, *([] if column.nullable else ["NOT NULL"])]
    if column.codes:
        codes = ", ".join(f"'{code}'" for code in column.codes)
        parts.append(f"CHECK ({_quoted(column.name)} IN ({codes}))")
    return " ".join(parts)


def _view(table: Table) -> str:
    """A view of a dataset's evidence: a row a value, with the span that it rests on."""
    identifier = table.key[0]
    own = ", ".join(f"d.{_quoted(name)}" for name in (identifier, "report_id", "country_iso3", "report_year"))
    found = ", ".join(f"e.{_quoted(name)}" for name in _EVIDENCE)
    return (
        f"CREATE VIEW {_quoted(f'{table.name}_evidence')} AS\n"
        f"SELECT {own}, {found}\nFROM {_quoted(table.name)} AS d\n"
        f"JOIN evidence AS e ON e.table_name = '{table.name}' AND e.row_id = d.{_quoted(identifier)} "
        "AND e.report_id = d.report_id"
    )


def _insertion(name: str) -> str:
    places = ", ".join("?" for _ in TABLES[name].columns)
    return f"INSERT INTO {_quoted(name)} VALUES ({places})"  # noqa: S608 names of ours


def _rows(table: pa.Table) -> Iterator[tuple[Any, ...]]:
    for row in table.to_pylist():
        yield tuple(value.isoformat() if isinstance(value, datetime.date) else value for value in row.values())


def _list(names: tuple[str, ...]) -> str:
    return ", ".join(map(_quoted, names))


def _quoted(name: str) -> str:
    return f'"{name}"'

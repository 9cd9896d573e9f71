"""From rows to validated Arrow tables in their one canonical form: explicit types, fixed order of columns and rows.

The form depends on the rows alone, so the same rows always give the same bytes.
"""

import math
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from pandera.errors import SchemaError

from schemas.tables import SCHEMA_VERSION, Column, Table, table_of

Rows = Sequence[Mapping[str, object]]


def arrow_schema(name: str) -> pa.Schema:
    """Return the Arrow schema of a table: types, nullability, and descriptions as metadata.

    Raises:
        KeyError: the table is unknown.
    """
    table = table_of(name)
    metadata: dict[bytes | str, bytes | str] = {
        "table": table.name,
        "description": table.description,
        "schema_version": SCHEMA_VERSION,
    }
    return pa.schema([_arrow_field(column) for column in table.columns], metadata=metadata)


def _arrow_field(column: Column) -> "pa.Field[pa.DataType]":
    metadata: dict[bytes | str, bytes | str] = {"description": column.description}
    if column.enrichment:
        metadata["origin"] = "enrichment"
    return pa.field(column.name, column.arrow_type, nullable=column.nullable, metadata=metadata)


def validate(name: str, rows: Rows | pd.DataFrame) -> pd.DataFrame:
    """Check rows against their table and return them as a frame with the table's types.

    Args:
        name: the table.
        rows: one mapping a row, where a key that is absent is null, or a frame of the table's columns, in order.

    Returns:
        The coerced frame; use it and not the one given.

    Raises:
        pandera.errors.SchemaErrors: with every failing column and case found.
        pandera.errors.SchemaError: a value that coercion would quietly change, such as a list into text.
        KeyError: the table is unknown.
    """
    table = table_of(name)
    frame = rows if isinstance(rows, pd.DataFrame) else _frame(table, rows)
    for column in table.columns:
        if column.name in frame and frame[column.name].dtype == object:
            _require_sensible(table, column, frame[column.name])
    return table.schema.validate(frame, lazy=True)


def to_arrow(name: str, rows: Rows | pd.DataFrame) -> pa.Table:
    """Validate rows and return them as the table's Arrow form, sorted by its key.

    Args:
        name: the table.
        rows: one mapping a row, where a key that is absent is null, or a frame.

    Returns:
        The table with its explicit schema, dictionary-encoded codes and rows in order.

    Raises:
        pandera.errors.SchemaErrors: rows that the table does not allow.
        pandera.errors.SchemaError: a value that coercion would quietly change, such as a list into text.
        KeyError: the table is unknown.
    """
    table = table_of(name)
    frame = validate(name, rows)
    arrays = [_array(column, frame[column.name]) for column in table.columns]
    return sort(name, pa.Table.from_arrays(arrays, schema=arrow_schema(name)))


def sort(name: str, table: pa.Table) -> pa.Table:
    """Return an Arrow table with its rows in the order of the table's key, nulls last.

    Text is ordered by its code points' UTF-8 bytes, whatever the locale.
    """
    key = table_of(name).key
    # Decoded first: Arrow orders dictionary-encoded values by their place in the dictionary.
    plain = pa.Table.from_arrays([_decoded(table.column(column)) for column in key], names=list(key))
    return table.take(pc.sort_indices(plain, [(column, "ascending") for column in key])).combine_chunks()


def _require_sensible(table: Table, column: Column, values: pd.Series) -> None:
    textual = pa.types.is_string(column.arrow_type) or pa.types.is_dictionary(column.arrow_type)
    truth = pa.types.is_boolean(column.arrow_type)
    # The kinds of a whole column are known at a glance; only a foreign one is worth a look at each value.
    kinds = set(map(type, values))
    if truth or (kinds <= _OF_TEXT if textual else bool not in kinds):
        return
    for value in values:
        foreign = not isinstance(value, str) if textual else isinstance(value, bool)
        if foreign and not _is_null(value):
            kind = type(value).__name__
            message = f"{table.name}.{column.name} is {column.arrow_type}: {value!r} is a {kind}"
            raise SchemaError(table.schema, values, message)  # type: ignore[no-untyped-call]


_OF_TEXT = frozenset((str, type(None)))


def _is_null(value: object) -> bool:
    return value is None or value is pd.NA or value is pd.NaT or (isinstance(value, float) and math.isnan(value))


def _decoded(values: "pa.ChunkedArray[Any]") -> "pa.ChunkedArray[Any]":
    return values.cast(pa.string()) if pa.types.is_dictionary(values.type) else values


def _frame(table: Table, rows: Rows) -> pd.DataFrame:
    """Rows as a frame of plain objects; a column that the table does not know is kept, so that validation names it."""
    names = [column.name for column in table.columns]
    unknown = sorted({name for row in rows for name in row} - set(names))
    # Object columns: pandas would turn whole numbers beside a null into floats.
    return pd.DataFrame({name: pd.Series([row.get(name) for row in rows], dtype=object) for name in [*names, *unknown]})


def _array(column: Column, values: pd.Series) -> "pa.Array[Any]":
    if not pa.types.is_dictionary(column.arrow_type):
        return pa.Array.from_pandas(values, type=column.arrow_type)
    # Always the whole list of codes, in its order: what a dictionary holds must not depend on the rows.
    positions = {code: position for position, code in enumerate(column.codes)}
    indices = pa.array([None if _is_null(value) else positions[value] for value in values], pa.int32())
    return pa.DictionaryArray.from_arrays(indices, pa.array(list(column.codes), pa.string()))

"""The rows of some reports out of all tables, so that a correction costs what its report costs and not what all do."""

from collections.abc import Collection, Mapping
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from schemas import TABLES

Tables = Mapping[str, pa.Table]
Record = dict[str, Any]
Place = tuple[str, str, str]
"""Table, row id and report id of a row of a dataset."""


def parted(tables: Tables, reports: Collection[str]) -> tuple[dict[str, pa.Table], dict[str, pa.Table]]:
    """Return the rows of some reports, with all that they refer to, and all other rows.

    Args:
        tables: the tables by name.
        reports: their report ids.
    """
    masks = {
        name: among(table, "report_id", reports) for name, table in tables.items() if "report_id" in table.schema.names
    }
    for name, key in (("incidents", "incident_id"), ("institutions", "institution_id")):
        ids = {str(one) for one in tables[name].filter(masks[name])[key].to_pylist()}
        masks |= {
            other: among(table, key, ids)
            for other, table in tables.items()
            if key in table.schema.names and "report_id" not in table.schema.names and other not in masks
        }
    return (
        {name: tables[name].filter(mask) for name, mask in masks.items()},
        {name: tables[name].filter(pc.invert(mask)) for name, mask in masks.items()},
    )


def among(table: pa.Table, column: str, values: Collection[str]) -> Any:
    """Return where a column has one of the values, as Arrow's mask."""
    return pc.is_in(table.column(column), value_set=pa.array(sorted(values), pa.string()))


def of_reports(table: pa.Table, reports: Collection[str]) -> list[Record]:
    """Return a table's rows of some reports."""
    rows: list[Record] = table.filter(among(table, "report_id", reports)).to_pylist()
    return rows


def place_of(name: str, row: Mapping[str, Any]) -> Place:
    """Return table, row id and report id of a row of a dataset."""
    return (name, str(row[TABLES[name].key[0]]), str(row["report_id"]))


def place_named(row: Mapping[str, Any]) -> Place:
    """Return the row of which a row of `evidence` or `corrections` speaks."""
    return (row["table_name"], row["row_id"], row["report_id"])

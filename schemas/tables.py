"""The registry of tables, and what each is in neutral terms: columns, types, codes, keys.

What describes a table elsewhere (Arrow, Frictionless, codebook, an orchestrator's column schema) is derived from here.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import pandas as pd
import pyarrow as pa
from pandera.pandas import DataFrameModel, DataFrameSchema

from schemas.codes import Codes
from schemas.compliance_status import ComplianceStatus
from schemas.incidents import Incidents
from schemas.institutions import Institutions
from schemas.supporting import (
    CasualtyClaims,
    Changes,
    Corrections,
    Evidence,
    IncidentActors,
    InstitutionMentions,
    InstitutionNames,
    Rejections,
    Reports,
)

SCHEMA_VERSION = "1.1"
"""Major: a column or code was removed or means something else. Minor: one was added."""

_ARROW_TYPES: Mapping[type, pa.DataType] = MappingProxyType(
    {
        pd.StringDtype: pa.string(),
        pd.Int16Dtype: pa.int16(),
        pd.Int32Dtype: pa.int32(),
        pd.Int64Dtype: pa.int64(),
        pd.Float64Dtype: pa.float64(),
        pd.BooleanDtype: pa.bool_(),
    }
)


@dataclass(frozen=True, slots=True)
class Column:
    """A column in neutral terms. `codes` is empty where any value of the type is allowed."""

    name: str
    arrow_type_text: str
    nullable: bool
    description: str
    codes: Codes
    arrow_type: pa.DataType
    needs_evidence: bool
    enrichment: bool
    correctable: bool
    verbatim: bool
    example: str | None
    standard: str | None
    crosswalk: Mapping[str, str]
    constraints: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class ForeignKey:
    """Values of `columns` that have to stand in `reference_columns` of the table `reference`."""

    columns: tuple[str, ...]
    reference: str
    reference_columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table in neutral terms. `key` makes a row unique; it is a primary key where none of it is ever null."""

    name: str
    description: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    primary_key: tuple[str, ...]
    foreign_keys: tuple[ForeignKey, ...]
    rules: tuple[str, ...]
    schema: DataFrameSchema

    def column(self, name: str) -> Column:
        """Return one column; raises KeyError where there is none of that name."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(f"{self.name} has no column {name}")

    @property
    def correctable(self) -> tuple[str, ...]:
        """The columns into which a reviewer may put another value: none that makes the row what it is."""
        fixed = {*self.key, *(name for key in self.foreign_keys for name in key.columns)}
        return tuple(column.name for column in self.columns if column.correctable and column.name not in fixed)


def _arrow_type(dtype: Any, encoded: bool) -> pa.DataType:
    if encoded:
        return pa.dictionary(pa.int32(), pa.string())
    if isinstance(dtype, pd.ArrowDtype):
        return dtype.pyarrow_dtype
    return _ARROW_TYPES[type(dtype)]


def _constraints(checks: Any) -> dict[str, object]:
    found: dict[str, object] = {}
    for check in checks:
        found.update(check.statistics or {})
    wanted = ("min_value", "max_value", "pattern")
    return {name: value for name, value in found.items() if name in wanted and value is not None}


def _column(name: str, column: Any) -> Column:
    known = column.metadata
    arrow_type = _arrow_type(column.dtype.type, known["encoded"])
    return Column(
        name=name,
        arrow_type_text=str(arrow_type),
        nullable=column.nullable,
        description=column.description,
        codes=MappingProxyType(known["codes"]),
        arrow_type=arrow_type,
        needs_evidence=known["evidence"],
        enrichment=known["enrichment"],
        correctable=known["correctable"],
        verbatim=known["verbatim"],
        example=known["example"],
        standard=known["standard"],
        crosswalk=known["crosswalk"],
        constraints=MappingProxyType(_constraints(column.checks)),
    )


def _table(model: type[DataFrameModel]) -> Table:
    schema = model.to_schema()
    columns = tuple(_column(name, column) for name, column in schema.columns.items())
    key = tuple(schema.unique or ())
    nullable = {column.name for column in columns if column.nullable}
    return Table(
        name=str(schema.name),
        description=" ".join((model.__doc__ or "").split()),
        columns=columns,
        key=key,
        primary_key=() if nullable & set(key) else key,
        foreign_keys=tuple(ForeignKey(*parts) for parts in (model.Config.metadata or {})["foreign_keys"]),
        rules=tuple(check.description or str(check.name) for check in schema.checks),
        schema=schema,
    )


TABLES: Mapping[str, Table] = MappingProxyType(
    {
        table.name: table
        for table in map(
            _table,
            (
                Incidents,
                Institutions,
                ComplianceStatus,
                Reports,
                Evidence,
                IncidentActors,
                CasualtyClaims,
                InstitutionNames,
                InstitutionMentions,
                Rejections,
                Corrections,
            ),
        )
    }
)
"""The tables of a release, in the order of the contract; the first three are the datasets."""

DATASETS: tuple[str, ...] = ("incidents", "institutions", "compliance_status")

CORRECTIONS: str = "corrections"
"""The one table that comes from reviewers and not from the reports."""

EXTRACTED: tuple[str, ...] = tuple(name for name in TABLES if name != CORRECTIONS)

CHANGES: Table = _table(Changes)


def table_of(name: str) -> Table:
    """Return a table by name; raises KeyError, naming those there are, where it is unknown."""
    if name == CHANGES.name:
        return CHANGES
    if name not in TABLES:
        raise KeyError(f"no table {name!r}; there are {', '.join(TABLES)}")
    return TABLES[name]


def columns(name: str) -> tuple[Column, ...]:
    """Return the columns of a table, in order; raises KeyError where the table is unknown."""
    return table_of(name).columns

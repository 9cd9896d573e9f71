"""What a table is: the only place where a column, a code or its meaning is written.

Rows are validated and put into their one canonical Arrow form; descriptors and codebook come from `schemas.export`.
"""

from schemas.arrow import arrow_schema, sort, to_arrow, validate
from schemas.relations import check_relations, check_rows, evidence_fields, relation_problems
from schemas.tables import (
    CHANGES,
    CORRECTIONS,
    DATASETS,
    EXTRACTED,
    SCHEMA_VERSION,
    TABLES,
    Column,
    ForeignKey,
    Table,
    columns,
    table_of,
)

__all__ = [
    "CHANGES",
    "CORRECTIONS",
    "DATASETS",
    "EXTRACTED",
    "SCHEMA_VERSION",
    "TABLES",
    "Column",
    "ForeignKey",
    "Table",
    "arrow_schema",
    "check_relations",
    "check_rows",
    "columns",
    "evidence_fields",
    "relation_problems",
    "sort",
    "table_of",
    "to_arrow",
    "validate",
]

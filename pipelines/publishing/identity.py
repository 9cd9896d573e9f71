"""What a release is called: a hash over the rows that it says, whatever their order and whatever wrote them to disk.

A new Parquet writer, another compression or another order of chapters gives the same name.
"""

import datetime
import hashlib
import json
import re
from collections.abc import Mapping
from typing import Any

import pyarrow as pa

from schemas import SCHEMA_VERSION

RELEASE_ID = re.compile(r"v(\d+\.\d+)-[0-9a-f]{12}")
_DIGITS = 12


def release_id(tables: Mapping[str, pa.Table], schema_version: str = SCHEMA_VERSION) -> str:
    """Return the identifier of the release that holds these tables.

    Args:
        tables: the tables by name.
        schema_version: major and minor version of the schemas that they follow.

    Returns:
        `v`, the schema version, a hyphen, and twelve hexadecimal digits of a SHA-256 over the logical rows.
    """
    whole = hashlib.sha256()
    for name in sorted(tables):
        whole.update(f"{name} {_hash_of_rows(tables[name])}\n".encode())
    return f"v{schema_version}-{whole.hexdigest()[:_DIGITS]}"


def _hash_of_rows(table: pa.Table) -> str:
    """Hash of the rows' own hashes, sorted: the order of rows does not count, how often each stands there does."""
    names = sorted(table.column_names)
    columns = [table.column(name).to_pylist() for name in names]
    digests = sorted(_hash(values) for values in zip(*columns, strict=True))
    return _hash([names, digests])


def _hash(value: Any) -> str:
    return hashlib.sha256(canonical(value).encode()).hexdigest()


def canonical(value: Any) -> str:
    """Return a value as JSON that is the same on any machine: ASCII, no spaces, sorted keys, ISO dates."""
    return json.dumps(value, default=_date, ensure_ascii=True, sort_keys=True, separators=(",", ":"), allow_nan=False)


def _date(value: object) -> str:
    if isinstance(value, datetime.date):
        return value.isoformat()
    raise TypeError(f"a value of type {type(value).__name__} has no place in a table")

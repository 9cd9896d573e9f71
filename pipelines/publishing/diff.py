"""The difference between two releases: rows that came, rows that went, and fields that say something else.

Rows are the same row where their table's key is the same.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipelines.publishing import parquet
from pipelines.publishing.descriptor import file_name
from schemas import TABLES

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Change:
    """One difference. For a row that was added or removed, `field` is None and `new` or `old` is the whole row."""

    table: str
    row_id: str
    field: str | None
    old: Any
    new: Any
    change: str


def diff(old: Path, new: Path) -> tuple[Change, ...]:
    """Compare two releases.

    Args:
        old: the earlier release's folder.
        new: the later release's folder.

    Returns:
        The changes, in the order of tables, rows and columns; empty where both say the same.

    Raises:
        OSError: a folder or file cannot be read.
        pyarrow.ArrowException: a file is not Parquet.
    """
    return tuple(change for name in TABLES for change in _table_changes(name, rows_of(old, name), rows_of(new, name)))


def rows_of(release: Path, name: str) -> dict[str, Row]:
    """Return a table's rows by row id; empty where the release, being of another schema version, has no such table.

    Raises:
        OSError: the release is not there, or its file cannot be read.
        pyarrow.ArrowException: the file is not Parquet.
    """
    if not release.is_dir():
        raise FileNotFoundError(f"{release} is not a release folder")
    path = release / file_name(name)
    if not path.is_file():
        return {}
    return {row_id(name, row): row for row in parquet.read_table(path).to_pylist()}


def row_id(name: str, row: Row) -> str:
    """Return what names a row in its table: its key, joined by slashes; a null is an empty part."""
    parts = (row.get(column) for column in TABLES[name].key)
    return "/".join("" if part is None else str(part) for part in parts)


def _table_changes(name: str, old: Mapping[str, Row], new: Mapping[str, Row]) -> Iterator[Change]:
    for key in sorted(old.keys() | new.keys()):
        if key not in new:
            yield Change(name, key, None, old[key], None, "removed")
        elif key not in old:
            yield Change(name, key, None, None, new[key], "added")
        else:
            yield from _row_changes(name, key, old[key], new[key])


def _row_changes(name: str, key: str, old: Row, new: Row) -> Iterator[Change]:
    for field in [*new, *(field for field in old if field not in new)]:
        before, after = old.get(field), new.get(field)
        if before != after:
            yield Change(name, key, field, before, after, "changed")

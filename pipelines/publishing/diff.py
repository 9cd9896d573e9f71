"""The difference between two releases: rows that came, rows that went, and fields that say something else.

Rows are the same row where their table's key is the same. The releases may be of different schema versions.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa

from pipelines.publishing import descriptor, parquet
from pipelines.publishing.descriptor import DamagedReleaseError, file_name
from schemas import TABLES

Row = Mapping[str, Any]
_TABLE_NAME = re.compile(r"[a-z][a-z0-9_]*")


@dataclass(frozen=True, slots=True)
class Change:
    """One difference. For a row that was added or removed, `field` is None and `new` or `old` is the whole row."""

    table: str
    row_id: str
    field: str | None
    old: Any
    new: Any
    change: str

    @property
    def row(self) -> Row:
        """The whole row that was added or removed; empty where a field changed."""
        whole: Row = (self.old or self.new) if self.field is None else {}
        return whole


def diff(old: Path, new: Path) -> tuple[Change, ...]:
    """Compare two releases.

    Args:
        old: the earlier release's folder.
        new: the later release's folder.

    Returns:
        The changes, in the order of tables, rows and columns; empty where both say the same.

    Raises:
        FileNotFoundError: a folder is not there.
        DamagedReleaseError: a file of a release is missing or cannot be read.
    """
    names = [*TABLES, *sorted((table_names(old) | table_names(new)) - TABLES.keys())]
    return tuple(change for name in names for change in _table_changes(name, rows_of(old, name), rows_of(new, name)))


def table_names(release: Path) -> set[str]:
    """Return the names of the tables that a release says it has.

    Raises:
        FileNotFoundError: the folder is not there.
        DamagedReleaseError: its descriptor cannot be read.
    """
    if not release.is_dir():
        raise FileNotFoundError(f"{release} is not a release folder")
    names = {str(it["name"]) for it in descriptor.read(release).get("resources", [])}
    # A name becomes part of a path.
    if strange := sorted(name for name in names if not _TABLE_NAME.fullmatch(name)):
        raise DamagedReleaseError(release, descriptor.FILE_NAME, f"names a table {strange[0]!r}")
    return names


def rows_of(release: Path, name: str) -> dict[str, Row]:
    """Return a table's rows by row id; empty where the release, being of another schema version, has no such table.

    Raises:
        FileNotFoundError: the folder is not there.
        DamagedReleaseError: its descriptor or the table's file is missing or cannot be read.
    """
    if name not in table_names(release):
        return {}
    try:
        rows = parquet.read_table(release / file_name(name)).to_pylist()
    except FileNotFoundError as error:
        raise DamagedReleaseError(release, file_name(name), "is missing") from error
    except (OSError, pa.ArrowException) as error:
        raise DamagedReleaseError(release, file_name(name), "cannot be read") from error
    key = key_of(release, name)
    return {_row_id(key, row): row for row in rows}


def key_of(release: Path, name: str) -> tuple[str, ...]:
    """Return the columns that name a row: those of the schemas, or the release's own for a table that they lack."""
    if name in TABLES:
        return TABLES[name].key
    described = next(it for it in descriptor.read(release)["resources"] if it["name"] == name)
    return tuple(described["schema"].get("primaryKey") or described["schema"]["uniqueKeys"][0])


def _row_id(key: tuple[str, ...], row: Row) -> str:
    """A row's key, joined by slashes; a null is an empty part."""
    parts = (row.get(column) for column in key)
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

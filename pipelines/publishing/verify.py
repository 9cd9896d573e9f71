"""Verification of a release: that every byte, row, span, key and description is what it was when it was published.

Nothing in the folder is trusted: expected names come from the schemas, the release's name is recomputed from its rows.
"""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pandera.errors
import pyarrow as pa

from pipelines.publishing import descriptor, parquet
from pipelines.publishing.identity import RELEASE_ID, release_id
from schemas import SCHEMA_VERSION, TABLES, arrow_schema, check_relations, to_arrow

_HASHED = ("hash", "bytes")


def verify(release: Path) -> tuple[str, ...]:
    """Check a release.

    Args:
        release: its folder.

    Returns:
        What is wrong, one sentence a problem, each naming the file; empty where all is well.
    """
    if not release.is_dir():
        return (f"{release} is not a folder",)
    name = RELEASE_ID.fullmatch(release.resolve().name)
    if not name:
        return (f"{release.name} is not the name of a release",)
    if name.group(1) != SCHEMA_VERSION:
        return (f"{release.name} has schema version {name.group(1)}; this program verifies {SCHEMA_VERSION}",)
    return tuple(_problems(release, release.resolve().name))


def _problems(release: Path, name: str) -> Iterator[str]:
    yield from _files(release)
    described = _read_descriptor(release)
    if isinstance(described, str):
        yield described
        described = {}
    yield from _hashes(release, described)
    tables: dict[str, pa.Table] = {}
    for table in TABLES:
        read = _read_table(release, table)
        if isinstance(read, str):
            yield read
        else:
            tables[table] = read
    if len(tables) == len(TABLES):
        yield from _contents(tables, name)
        yield from _description(release, tables, name, described)


def _expected() -> set[str]:
    return {descriptor.FILE_NAME, *map(descriptor.file_name, TABLES)}


def _files(release: Path) -> Iterator[str]:
    found = {path.relative_to(release).as_posix(): path for path in release.rglob("*")}
    for name in sorted(_expected() - found.keys()):
        yield f"{name}: is missing"
    for name in sorted(found.keys() - _expected()):
        yield f"{name}: does not belong to the release"
    for name in sorted(found.keys() & _expected()):
        if found[name].is_symlink() or not found[name].is_file():
            yield f"{name}: is not a file of its own"


def _read_descriptor(release: Path) -> dict[str, Any] | str:
    try:
        described = json.loads((release / descriptor.FILE_NAME).read_text("utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        return f"{descriptor.FILE_NAME}: cannot be read ({error})"
    return described if isinstance(described, dict) else f"{descriptor.FILE_NAME}: is not an object"


def _resources(described: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    resources = described.get("resources")
    found = [it for it in resources if isinstance(it, dict)] if isinstance(resources, list) else []
    return {str(it.get("name")): it for it in found}


def _hashes(release: Path, described: Mapping[str, Any]) -> Iterator[str]:
    resources = _resources(described)
    for table in TABLES:
        path = release / descriptor.file_name(table)
        if not path.is_file() or not described:
            continue
        said = resources.get(table, {})
        if said.get("bytes") != path.stat().st_size:
            yield f"{path.name}: has {path.stat().st_size} bytes, {descriptor.FILE_NAME} says {said.get('bytes')}"
        found = f"sha256:{descriptor.sha256_of(path)}"
        if said.get("hash") != found:
            yield f"{path.name}: its hash is {found}, {descriptor.FILE_NAME} says {said.get('hash')}"


def _read_table(release: Path, name: str) -> pa.Table | str:
    path = release / descriptor.file_name(name)
    try:
        table = parquet.read_table(path)
    except FileNotFoundError:
        return f"{path.name}: cannot be checked, it is missing"
    except (OSError, pa.ArrowException) as error:
        return f"{path.name}: cannot be read ({str(error).splitlines()[0]})"
    if not table.schema.equals(arrow_schema(name)):
        return f"{path.name}: its columns or types are not those of the schema"
    return table


def _contents(tables: Mapping[str, pa.Table], name: str) -> Iterator[str]:
    for table, rows in tables.items():
        yield from _rows(table, rows)
    yield from check_relations(tables)
    found = release_id(tables)
    if found != name:
        yield f"the rows are those of {found}, the folder is {name}"


def _rows(name: str, table: pa.Table) -> Iterator[str]:
    file = descriptor.file_name(name)
    rows = table.to_pylist()
    try:
        wanted = to_arrow(name, rows)
    except pandera.errors.SchemaErrors as error:
        for case in error.failure_cases.to_dict("records"):
            yield f"{file}: {case['column']} breaks {case['check']} (row {case['index']}: {case['failure_case']!r})"
        return
    if wanted.to_pylist() != rows:
        yield f"{file}: its rows are not in order"


def _description(
    release: Path, tables: Mapping[str, pa.Table], name: str, described: Mapping[str, Any]
) -> Iterator[str]:
    if not described:
        return
    wanted = json.loads(descriptor.as_text(descriptor.describe(release, tables, name)))
    for part in sorted(wanted.keys() | described.keys()):
        if part != "resources" and wanted.get(part) != described.get(part):
            yield f"{descriptor.FILE_NAME}: {part} is not what the tables and schemas say"
    expected, found = _resources(wanted), _resources(described)
    for table in [*expected, *sorted(found.keys() - expected.keys())]:
        if _without_hashes(expected.get(table)) != _without_hashes(found.get(table)):
            yield f"{descriptor.FILE_NAME}: the description of {table} is not what the table and schemas say"


def _without_hashes(described: Mapping[str, Any] | None) -> dict[str, Any] | None:
    return None if described is None else {key: value for key, value in described.items() if key not in _HASHED}

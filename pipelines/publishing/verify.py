"""Verification of releases: that every byte, row, span, key and description is what it was when it was published.

Nothing in the folder is trusted: expected names come from the schemas, the release's name is recomputed from its rows.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pandera.errors
import pyarrow as pa

from pipelines.publishing import descriptor, parquet
from pipelines.publishing.descriptor import DamagedReleaseError
from pipelines.publishing.diff import table_names
from pipelines.publishing.identity import RELEASE_ID, release_id
from pipelines.publishing.release import POINTER, RELEASES, latest, releases_of
from schemas import SCHEMA_VERSION, TABLES, arrow_schema, check_relations, to_arrow
from schemas.export import Descriptor
from schemas.relations import check_quotes

_HASHED = ("hash", "bytes")
_LEFT_ASIDE = ("resources", "digest")


def verify(release: Path) -> tuple[str, ...]:
    """Check a release.

    One of another schema version than this program's is checked by its own descriptor: files, hashes, columns, spans,
    and that its name is that of its rows; what its rows may hold, only the program of its version knows.

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
        return tuple(_problems_of_another_version(release, name.group(0), name.group(1)))
    return tuple(_problems(release, name.group(0)))


def verify_all(outputs: Path) -> dict[str, tuple[str, ...]]:
    """Check every release, what lies among them, and the pointer to the latest.

    Args:
        outputs: folder of `releases/` and `latest.json`.

    Returns:
        Problems by what they are in: each release's name, in order, and `releases` and `latest.json` for what is
        around them. Empty tuples where all is well.
    """
    releases = releases_of(outputs)
    known = {release.name for release in releases}
    there = (outputs / RELEASES).iterdir() if (outputs / RELEASES).is_dir() else ()
    foreign = sorted(path.name for path in there if path.name not in known)
    pointer = () if latest(outputs) or not releases else ("points to no release; build again",)
    return {
        **{release.name: verify(release) for release in releases},
        RELEASES: tuple(f"{name}: is no release" for name in foreign),
        POINTER: pointer,
    }


def _problems(release: Path, name: str) -> Iterator[str]:
    yield from _files(release, tuple(TABLES))
    described, problems = _read_descriptor(release)
    yield from problems
    yield from _hashes(release, tuple(TABLES), described)
    tables: dict[str, pa.Table] = {}
    for table in TABLES:
        read = _read_table(release, table)
        if isinstance(read, str):
            yield read
        elif not read.schema.equals(arrow_schema(table)):
            yield f"{descriptor.file_name(table)}: its columns or types are not those of the schema"
        else:
            tables[table] = read
    if len(tables) == len(TABLES):
        yield from _contents(tables, name)
        yield from _description(release, tables, name, described)


def _problems_of_another_version(release: Path, name: str, version: str) -> Iterator[str]:
    try:
        expected = tuple(sorted(table_names(release)))
    except (DamagedReleaseError, KeyError, TypeError, AttributeError) as error:
        yield f"{descriptor.FILE_NAME}: says nothing of the files, which are of schema version {version} ({error})"
        return
    described, problems = _read_descriptor(release)
    yield from problems
    yield from _files(release, expected)
    yield from _hashes(release, expected, described)
    yield from _form(release, described)
    tables: dict[str, pa.Table] = {}
    for table in expected:
        read = _read_table(release, table)
        if isinstance(read, str):
            yield read
        else:
            tables[table] = read
    if len(tables) == len(expected):
        yield from check_quotes({table: rows.to_pylist() for table, rows in tables.items()})
        yield from _name(tables, name, version)


def _files(release: Path, tables: Sequence[str]) -> Iterator[str]:
    expected = {descriptor.FILE_NAME, *map(descriptor.file_name, tables)}
    found = {path.relative_to(release).as_posix(): path for path in release.rglob("*")}
    for name in sorted(expected - found.keys()):
        yield f"{name}: is missing"
    for name in sorted(found.keys() - expected):
        yield f"{name}: does not belong to the release"
    for name in sorted(found.keys() & expected):
        if found[name].is_symlink() or not found[name].is_file():
            yield f"{name}: is not a file of its own"


def _read_descriptor(release: Path) -> tuple[Descriptor, tuple[str, ...]]:
    """The descriptor and what is wrong with it; an empty one where it is missing, which is told elsewhere."""
    if not (release / descriptor.FILE_NAME).exists():
        return {}, ()
    try:
        return descriptor.read(release), ()
    except DamagedReleaseError as error:
        return {}, (f"{descriptor.FILE_NAME}: {error.why}",)


def _resources(described: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    resources = described.get("resources")
    found = [it for it in resources if isinstance(it, dict)] if isinstance(resources, list) else []
    return {str(it.get("name")): it for it in found}


def _hashes(release: Path, tables: Sequence[str], described: Mapping[str, Any]) -> Iterator[str]:
    resources = _resources(described)
    for table in tables:
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
        return parquet.read_table(path)
    except FileNotFoundError:
        return f"{path.name}: cannot be checked, it is missing"
    except (OSError, pa.ArrowException) as error:
        return f"{path.name}: cannot be read ({str(error).splitlines()[0]})"


def _contents(tables: Mapping[str, pa.Table], name: str) -> Iterator[str]:
    for table, rows in tables.items():
        yield from _rows(table, rows)
    yield from check_relations(tables)
    yield from _name(tables, name, SCHEMA_VERSION)


def _name(tables: Mapping[str, pa.Table], name: str, version: str) -> Iterator[str]:
    found = release_id(tables, version)
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
    wanted = json.loads(json.dumps(descriptor.describe(release, tables, name)))
    wrong = [
        f"{descriptor.FILE_NAME}: {part} is not what the tables and schemas say"
        for part in sorted(wanted.keys() | described.keys())
        if part not in _LEFT_ASIDE and wanted.get(part) != described.get(part)
    ]
    expected, found = _resources(wanted), _resources(described)
    wrong += [
        f"{descriptor.FILE_NAME}: the description of {table} is not what the table and schemas say"
        for table in [*expected, *sorted(found.keys() - expected.keys())]
        if _without_hashes(expected.get(table)) != _without_hashes(found.get(table))
    ]
    yield from wrong or _form(release, described)


def _form(release: Path, described: Mapping[str, Any]) -> Iterator[str]:
    """Spaces, the order of parts and parts that stand twice show in no comparison of values."""
    if described.get("digest") != descriptor.digest_of(described):
        yield f"{descriptor.FILE_NAME}: its digest is not that of what it says"
    elif descriptor.as_text(described).encode() != (release / descriptor.FILE_NAME).read_bytes():
        yield f"{descriptor.FILE_NAME}: is not written in the form in which descriptors are"


def _without_hashes(described: Mapping[str, Any] | None) -> dict[str, Any] | None:
    return None if described is None else {key: value for key, value in described.items() if key not in _HASHED}

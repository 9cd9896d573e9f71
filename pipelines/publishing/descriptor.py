"""The descriptor of a release, `datapackage.json`: what each file is, its hash, and what it was made from.

Its form is `schemas.export`'s; here it is filled with what a release folder holds.
"""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

import pyarrow as pa

from pipelines.publishing.identity import canonical
from schemas import CORRECTIONS, TABLES
from schemas.export import Descriptor, package, resource

FILE_NAME = "datapackage.json"
_CHUNK = 1 << 20
_DIGEST = "digest"


class DamagedReleaseError(OSError):
    """A release's own files cannot be read; the message names the file, and how to see all that is wrong."""

    def __init__(self, release: Path, file: str, why: str) -> None:
        super().__init__(f"release {release.name} is damaged: {file} {why}; see all of it with: crt verify {release}")
        self.why = why


def describe(folder: Path, tables: Mapping[str, pa.Table], release_id: str) -> Descriptor:
    """Return the descriptor of the files in a folder.

    Args:
        folder: holds one Parquet file a table.
        tables: the same tables, read.
        release_id: identifier of the release.

    Raises:
        OSError: a file is missing or cannot be read.
    """
    resources = [_resource(folder, name, tables[name]) for name in TABLES]
    described = package(resources, release_id, _sources(tables["reports"], tables[CORRECTIONS]))
    return described | {_DIGEST: digest_of(described)}


def read(release: Path) -> Descriptor:
    """Return the descriptor of a release as its file has it.

    Raises:
        DamagedReleaseError: there is none, or it is not a JSON object.
    """
    try:
        described = json.loads((release / FILE_NAME).read_text("utf-8"), parse_constant=_refuse)
    except FileNotFoundError as error:
        raise DamagedReleaseError(release, FILE_NAME, "is missing") from error
    except (OSError, ValueError) as error:
        raise DamagedReleaseError(release, FILE_NAME, f"cannot be read ({error})") from error
    if not isinstance(described, dict):
        raise DamagedReleaseError(release, FILE_NAME, "is not an object")
    return described


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is no number of JSON")


def digest_of(described: Mapping[str, object]) -> str:
    """Return the SHA-256 of all that a descriptor says, its own digest apart.

    It tells a program of another schema version, which cannot write the descriptor anew, that nothing in it changed.
    """
    said = canonical({name: part for name, part in described.items() if name != _DIGEST})
    return f"sha256:{hashlib.sha256(said.encode()).hexdigest()}"


def file_name(table: str) -> str:
    """Return the name of a table's file in a release folder."""
    return f"{table}.parquet"


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of a file's bytes in hexadecimal digits; raises OSError where it cannot be read."""
    found = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            found.update(chunk)
    return found.hexdigest()


def as_text(descriptor: Mapping[str, object]) -> str:
    """Return a descriptor as it stands in its file."""
    return json.dumps(descriptor, ensure_ascii=False, indent=2) + "\n"


def _resource(folder: Path, name: str, table: pa.Table) -> Descriptor:
    path = folder / file_name(name)
    return resource(name, path.name, sha256_of(path), path.stat().st_size, table.num_rows)


def _sources(reports: pa.Table, corrections: pa.Table) -> list[Descriptor]:
    files = sorted({str(path) for path in corrections["source_path"].to_pylist()})
    return [
        {
            "title": f"{row['country_name']} {row['report_year']}",
            "path": row["source_path"],
            "hash": f"sha256:{row['source_sha256']}",
            "bytes": row["source_bytes"],
            **({"url": row["source_url"]} if row["source_url"] else {}),
            **({"licence": row["licence"]} if row["licence"] else {}),
        }
        for row in reports.to_pylist()
    ] + [{"title": "Corrections by reviewers", "path": path} for path in files]

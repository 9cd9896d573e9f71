"""Releases in other forms, on request: text files, databases, points on a map, and a description for machine learning.

An export is made from a release alone and never lies among the releases; what it replaces does not matter.
"""

from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

import pyarrow as pa

from pipelines.publishing import croissant, descriptor, export_databases, export_text, parquet
from pipelines.publishing.export_databases import MissingLibraryError
from pipelines.publishing.release import RELEASES
from schemas import SCHEMA_VERSION, TABLES, arrow_schema

__all__ = ["FORMATS", "ExportError", "default_target", "export"]

FOLDER = "exports"

Writer = Callable[[Path, Mapping[str, pa.Table], Path], tuple[Path, ...]]
"""Writes the tables of a release folder to a target and returns the files that it wrote."""


class ExportError(Exception):
    """Nothing, or not all, was exported; the message says why and what to do."""


FORMATS: Mapping[str, tuple[Writer, str]] = MappingProxyType(
    {
        "csv": (export_text.write_csv, "-csv"),
        "jsonl": (export_text.write_jsonl, "-jsonl"),
        "sqlite": (export_databases.write_sqlite, ".sqlite"),
        "duckdb": (export_databases.write_duckdb, ".duckdb"),
        "geojson": (export_text.write_geojson, ".geojson"),
        "croissant": (croissant.write_croissant, "-croissant"),
    }
)
"""How each format is written, and what is put behind a release's name for it; a hyphen begins a folder's ending."""


def export(release: Path, format: str, target: Path) -> tuple[Path, ...]:  # noqa: A002 the word that users know
    """Write a release in another form.

    Args:
        release: its folder.
        format: one of FORMATS.
        target: for csv, jsonl and croissant a folder, else a file; made where it is missing. Files of the same names
            are replaced, each as a whole; others are left alone.

    Returns:
        The files written.

    Raises:
        ExportError: the format is unknown, the release cannot be read or has another schema version, the target lies
            among the releases or cannot be written, or a library is missing.
    """
    _require_known(format)
    if _lies_among_releases(target.resolve(), release.resolve()):
        raise ExportError(f"{target} lies among the releases, which never change; name another place")
    tables = _read(release)
    write, ending = FORMATS[format]
    is_folder = ending.startswith("-")
    if target.exists() and target.is_dir() != is_folder:
        raise ExportError(
            f"{target} is {'no' if is_folder else 'a'} folder; {format} needs {'one' if is_folder else 'a file'}"
        )
    try:
        (target if is_folder else target.parent).mkdir(parents=True, exist_ok=True)
        return write(release, tables, target)
    except MissingLibraryError as error:
        raise ExportError(str(error)) from error
    except OSError as error:
        message = f"{target}: cannot be written ({error.strerror or error}); make room, or name another place"
        raise ExportError(message) from error


def _lies_among_releases(target: Path, release: Path) -> bool:
    """True in the release itself, and in the folder around it where that is the one of the releases."""
    kept = release.parent if release.parent.name == RELEASES else release
    return kept in (target, *target.parents)


def default_target(release: Path, outputs: Path, format: str) -> Path:  # noqa: A002 the word that users know
    """Return where an export goes unless another place is named: `exports/` beside `releases/`.

    Args:
        release: the release's folder.
        outputs: the folder that holds `releases/`.
        format: one of FORMATS; raises ExportError where it is unknown.
    """
    _require_known(format)
    return outputs / FOLDER / f"{release.resolve().name}{FORMATS[format][1]}"


def _require_known(format: str) -> None:  # noqa: A002
    if format not in FORMATS:
        raise ExportError(f"no format {format!r}; there are {', '.join(FORMATS)}")


def _read(release: Path) -> dict[str, pa.Table]:
    tables: dict[str, pa.Table] = {}
    for name in TABLES:
        path = release / descriptor.file_name(name)
        try:
            tables[name] = parquet.read_table(path)
        except (OSError, pa.ArrowException) as error:
            raise ExportError(f"{path}: cannot be read; see what is wrong with: crt verify {release}") from error
        if not tables[name].schema.equals(arrow_schema(name)):
            message = (
                f"{path}: its columns are not those of schema version {SCHEMA_VERSION}, which this program exports"
            )
            raise ExportError(message)
    return tables

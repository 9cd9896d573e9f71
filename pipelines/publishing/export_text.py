"""A release as text: CSV, JSON lines, and GeoJSON for the incidents that have coordinates.

CSV and JSON lines come with a `datapackage.json`, since they hold no types of their own.
"""

import csv
import datetime
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TextIO

import pyarrow as pa

from pipelines.publishing import atomic, descriptor
from schemas import TABLES
from schemas.export import Descriptor

COORDINATES = ("longitude", "latitude")
"""In GeoJSON's order (RFC 7946, 3.1.1)."""
ATTRIBUTION = "Coordinates: GeoNames (https://www.geonames.org), CC BY 4.0."
_FORMULA = ("=", "+", "-", "@", "\0", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""First characters that spreadsheets may take for a formula (OWASP: CSV Injection; ASVS 5.0, 1.2.10)."""
_ESCAPE = "'"
_ESCAPE_TOLD = (
    "A text that begins with an apostrophe, or with a character that spreadsheets take for the start of a formula, has "
    "an apostrophe before it: take one away from each text that begins with one."
)
# Valid in JSON, yet line ends to some readers of lines.
_LINE_ENDS = {ord(character): f"\\u{ord(character):04x}" for character in "\x85\u2028\u2029"}
Lines = Callable[[TextIO, pa.Table], None]


def write_csv(release: Path, tables: Mapping[str, pa.Table], target: Path) -> tuple[Path, ...]:
    """Write one CSV file a table (RFC 4180, UTF-8, ISO 8601 dates, null as nothing), and their descriptor.

    Args:
        release: the release's folder.
        tables: its tables.
        target: an existing folder.

    Raises:
        OSError: a file cannot be written.
    """
    return _write_files(release, tables, target, _csv_lines, ("csv", "csv", "text/csv"))


def write_jsonl(release: Path, tables: Mapping[str, pa.Table], target: Path) -> tuple[Path, ...]:
    """Write one file a table with a JSON object a line, and their descriptor; arguments as of `write_csv`."""
    return _write_files(release, tables, target, _json_lines, ("jsonl", "ndjson", "application/x-ndjson"))


def write_geojson(release: Path, tables: Mapping[str, pa.Table], target: Path) -> tuple[Path, ...]:
    """Write the incidents that have coordinates as points (RFC 7946).

    Args:
        release: the release's folder.
        tables: its tables.
        target: the file.

    Raises:
        OSError: the file cannot be written.
    """
    located = [row for row in tables["incidents"].to_pylist() if None not in (row[name] for name in COORDINATES)]
    collection = {
        "type": "FeatureCollection",
        "release": release.resolve().name,
        "attribution": ATTRIBUTION,
        "features": [_feature(row) for row in located],
    }
    atomic.write_text(target, json.dumps(collection, ensure_ascii=False, indent=1, default=_plain) + "\n")
    return (target,)


def escaped(text: str) -> str:
    """Return a text as a CSV cell that no spreadsheet takes for a formula.

    A text that begins like a formula, or with an apostrophe, gets an apostrophe before it, as OWASP advises. So each
    cell that begins with an apostrophe has exactly one too many.
    """
    return f"{_ESCAPE}{text}" if text.startswith((_ESCAPE, *_FORMULA)) else text


def _write_files(
    release: Path, tables: Mapping[str, pa.Table], target: Path, lines: Lines, kind: tuple[str, str, str]
) -> tuple[Path, ...]:
    written = []
    for name in TABLES:
        path = target / f"{name}.{kind[0]}"
        with atomic.replacing(path) as temporary, temporary.open("w", encoding="utf-8", newline="") as file:
            lines(file, tables[name])
        written.append(path)
    described = descriptor.describe(release, tables, release.resolve().name)
    if kind[0] == "csv":
        described["description"] += f" {_ESCAPE_TOLD}"
    described["resources"] = [_redescribed(resource, target, kind) for resource in described["resources"]]
    path = target / descriptor.FILE_NAME
    atomic.write_text(path, descriptor.as_text(described))
    return (*written, path)


def _redescribed(resource: Mapping[str, Any], target: Path, kind: tuple[str, str, str]) -> Descriptor:
    """The description of a table's file in a release, made one of the file exported."""
    ending, frictionless_format, media_type = kind
    path = target / f"{resource['name']}.{ending}"
    return {
        **resource,
        "path": path.name,
        "format": frictionless_format,
        "mediatype": media_type,
        "encoding": "utf-8",
        "hash": f"sha256:{descriptor.sha256_of(path)}",
        "bytes": path.stat().st_size,
    }


def _csv_lines(file: TextIO, table: pa.Table) -> None:
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(table.column_names)
    writer.writerows(map(_cell, row) for row in zip(*(values.to_pylist() for values in table.columns), strict=True))


def _cell(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case str():
            return escaped(value)
        case _:
            return str(_plain(value))


def _json_lines(file: TextIO, table: pa.Table) -> None:
    for row in table.to_pylist():
        line = json.dumps(row, ensure_ascii=False, separators=(",", ":"), default=_plain, allow_nan=False)
        file.write(f"{line.translate(_LINE_ENDS)}\n")


def _feature(row: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "type": "Feature",
        "id": row["incident_id"],
        "geometry": {"type": "Point", "coordinates": [row[name] for name in COORDINATES]},
        "properties": {name: value for name, value in row.items() if name not in COORDINATES},
    }


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, datetime.date) else value

"""Publication of releases: folders that never change once they are there, and the pointer to the latest one.

The order of steps is what makes a crash harmless: a folder is staged, renamed into place, and only then pointed to.
"""

import contextlib
import json
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import filelock
import pyarrow as pa

from pipelines.publishing import atomic, changes, descriptor, parquet
from pipelines.publishing.descriptor import DamagedReleaseError
from pipelines.publishing.identity import RELEASE_ID, release_id
from schemas import CORRECTIONS, SCHEMA_VERSION, TABLES, arrow_schema, check_relations, sort, to_arrow
from schemas.evolution import compare_schemas, fitting_version, parsed_version
from schemas.export import schema_package

__all__ = ["Publication", "PublicationError", "SchemaVersionError", "latest", "publish", "release_id"]

POINTER = "latest.json"
RELEASES = "releases"
LOCK = ".lock"
STAGE = ".stage-"
SITES = "site"
_PROBLEMS_SHOWN = 20


class PublicationError(Exception):
    """Nothing was published; the message says why and what to do."""


class SchemaVersionError(PublicationError):
    """The schemas changed more than their declared version says; the message tells what and which version fits."""


@dataclass(frozen=True, slots=True)
class Publication:
    """A release that is now the latest; `is_new` is false where the same release was there already."""

    release_id: str
    path: Path
    is_new: bool


def publish(tables: Mapping[str, pa.Table], outputs: Path, wait_seconds: float = 60) -> Publication:
    """Freeze the tables as a release and make it the latest.

    Args:
        tables: all tables as `schemas.to_arrow` gives them, in any order of rows; `corrections` may be left out where
            no value was corrected.
        outputs: folder of `releases/`, `changes/` and `latest.json`; made where it is missing.
        wait_seconds: how long to wait for another publisher of the same outputs.

    Returns:
        The release, with whether it is new. Where one with the same rows is there, only the pointer is set right.

    Raises:
        SchemaVersionError: the schemas changed since the latest release, and their version does not say so.
        PublicationError: the tables contradict each other, another publisher holds the lock, the latest release or
            that of the same name is damaged, or the outputs cannot be written. What was published before stays.
    """
    if CORRECTIONS not in tables:
        tables = {**tables, CORRECTIONS: to_arrow(CORRECTIONS, [])}
    _require_sound(tables)
    ordered = {name: sort(name, tables[name]) for name in TABLES}
    try:
        outputs.mkdir(parents=True, exist_ok=True)
        with sole_publisher(outputs, wait_seconds):
            return _publish(ordered, outputs)
    except DamagedReleaseError as error:
        raise PublicationError(f"{error}; then restore the release or remove its folder, and build again") from error
    except OSError as error:
        message = (
            f"{outputs}: cannot write the release ({error.strerror or error}); "
            "make room or grant write access and build again; what was published before is untouched"
        )
        raise PublicationError(message) from error


def latest(outputs: Path) -> Path | None:
    """Return the folder of the latest release, or None where nothing valid is pointed to.

    Args:
        outputs: folder of `releases/` and `latest.json`.
    """
    try:
        pointed = json.loads((outputs / POINTER).read_text("utf-8"))["release"]
    except (OSError, ValueError, KeyError, TypeError):
        return None
    # The name becomes part of a path: nothing but a release id may.
    if not isinstance(pointed, str) or not RELEASE_ID.fullmatch(pointed):
        return None
    folder = outputs / RELEASES / pointed
    return folder if folder.is_dir() else None


def releases_of(outputs: Path) -> tuple[Path, ...]:
    """Return the folders of all releases, by name; folders of other names and links are none of them.

    Args:
        outputs: folder of `releases/`.
    """
    found = (path for path in (outputs / RELEASES).glob("v*") if RELEASE_ID.fullmatch(path.name))
    return tuple(sorted(path for path in found if path.is_dir() and not path.is_symlink()))


def _publish(tables: Mapping[str, pa.Table], outputs: Path) -> Publication:
    remove_leftovers(outputs)
    previous = latest(outputs)
    if previous is not None:
        require_fitting_schema_version(previous)
    name = release_id(tables)
    folder = outputs / RELEASES / name
    is_new = not folder.exists()
    if is_new:
        _freeze(tables, folder, outputs)
    else:
        _require_undamaged(folder, tables)
    if previous != folder:
        changes.record(previous, folder, outputs)
        _point(outputs, name, tables)
    return Publication(name, folder, is_new)


def _require_sound(tables: Mapping[str, pa.Table]) -> None:
    problems = [f"table {name} is missing" for name in TABLES if name not in tables]
    problems += [f"table {name} is unknown" for name in tables if name not in TABLES]
    problems += [
        f"table {name} does not have its schema; make it with schemas.to_arrow"
        for name, table in tables.items()
        if name in TABLES and not table.schema.equals(arrow_schema(name))
    ]
    problems = problems or check_relations(tables)
    if problems:
        shown = problems[:_PROBLEMS_SHOWN]
        more = [f"and {len(problems) - len(shown)} more"] if len(problems) > len(shown) else []
        raise PublicationError("the tables cannot be published:\n  " + "\n  ".join([*shown, *more]))


def require_fitting_schema_version(previous: Path) -> None:
    """Let nothing be published whose schemas changed without their version saying so.

    Args:
        previous: folder of the release that is the latest.

    Raises:
        SchemaVersionError: the declared version does not fit; the message tells the changes and which version does.
        DamagedReleaseError: the release's descriptor cannot be read.
    """
    described = descriptor.read(previous)
    version = str(described.get("schemaVersion"))
    changes_of_schema = compare_schemas(described, schema_package())
    fitting = fitting_version(version, changes_of_schema)
    if parsed_version(SCHEMA_VERSION) >= parsed_version(fitting):
        return
    if not changes_of_schema:
        raise SchemaVersionError(
            f"the schema version is {SCHEMA_VERSION}, and the latest release {previous.name} already has {version}, "
            f"with the same schemas; set SCHEMA_VERSION in schemas/tables.py to {fitting}"
        )
    shown = [f"{change.level}: {change.what}" for change in changes_of_schema[:_PROBLEMS_SHOWN]]
    more = [f"and {len(changes_of_schema) - len(shown)} more"] if len(changes_of_schema) > len(shown) else []
    raise SchemaVersionError(
        f"the schemas changed since the latest release {previous.name}, which has schema version {version}:\n  "
        + "\n  ".join([*shown, *more])
        + f"\nThat asks for schema version {fitting} or higher, and {SCHEMA_VERSION} is declared; "
        "set SCHEMA_VERSION in schemas/tables.py, or take the change back"
    )


@contextlib.contextmanager
def sole_publisher(outputs: Path, wait_seconds: float) -> Iterator[None]:
    """Keep all others from writing to the outputs.

    Args:
        outputs: folder of `releases/`; it exists.
        wait_seconds: how long to wait for another.

    Raises:
        PublicationError: another is still at work after that time.
        OSError: the lock file cannot be made.
    """
    lock = filelock.FileLock(outputs / LOCK, timeout=wait_seconds)
    try:
        lock.acquire()
    except filelock.Timeout as error:
        message = (
            f"{outputs}: another build has been publishing for {wait_seconds:g} seconds; wait for it and build again"
        )
        raise PublicationError(message) from error
    try:
        yield
    finally:
        lock.release()


def remove_leftovers(outputs: Path) -> None:
    """Remove what a publisher that was killed left behind; call it under the lock, which says that no other is at work.

    Raises:
        OSError: something cannot be removed.
    """
    for stage in outputs.glob(f"{STAGE}*"):
        shutil.rmtree(stage)
    for folder in (outputs, outputs / changes.FOLDER):
        for temporary in folder.glob(atomic.TEMPORARY):
            temporary.unlink()


def _freeze(tables: Mapping[str, pa.Table], folder: Path, outputs: Path) -> None:
    stage = outputs / f"{STAGE}{folder.name}"
    try:
        for name, table in tables.items():
            parquet.write_table(table, stage / descriptor.file_name(name))
        description = descriptor.describe(stage, tables, folder.name)
        atomic.write_text(stage / descriptor.FILE_NAME, descriptor.as_text(description))
        folder.parent.mkdir(exist_ok=True)
        stage.rename(folder)
    except OSError:
        shutil.rmtree(stage, ignore_errors=True)
        raise
    atomic.flush_folder(folder.parent)
    atomic.flush_folder(outputs)


def _require_undamaged(folder: Path, tables: Mapping[str, pa.Table]) -> None:
    try:
        wanted = descriptor.as_text(descriptor.describe(folder, tables, folder.name))
        whole = wanted.encode() == (folder / descriptor.FILE_NAME).read_bytes()
    except (OSError, ValueError):
        whole = False
    if not whole:
        message = (
            f"{folder}: the release is there and damaged; see `crt verify {folder}`, remove the folder, build again"
        )
        raise PublicationError(message)


def _point(outputs: Path, name: str, tables: Mapping[str, pa.Table]) -> None:
    rows = {table: tables[table].num_rows for table in TABLES}
    atomic.write_text(outputs / POINTER, pointer_text(name, rows))


def pointer_text(name: str, rows: Mapping[str, int]) -> str:
    """Return the pointer to a release as it stands in `latest.json`.

    Args:
        name: the release's id.
        rows: number of rows by table.
    """
    pointer = {"release": name, "path": f"{RELEASES}/{name}", "schema_version": SCHEMA_VERSION, "rows": rows}
    return json.dumps(pointer, indent=2) + "\n"

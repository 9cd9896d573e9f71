"""The files that lie between a report and a release, one folder a report, in JSON that a person can read.

Nothing here is published, and all of it may be deleted at any time. A file is written whole or not at all.
"""

import dataclasses
import datetime
import hashlib
import json
import os
import re
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipelines.reading.model import Chapter, Document, Furniture, Section, Sentence

Record = Mapping[str, object]

ROWS = "rows.jsonl"
_REPORT_ID = re.compile(r"[A-Z]{3}-[0-9]{4}")
_TABLE = re.compile(r"[a-z_]{1,40}")


class WorkError(Exception):
    """A work file is missing or was not written by this version; the message says what to materialise."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """A report that could not be used: which bytes, and what the person who added it has to do."""

    report_id: str
    source_sha256: str
    message: str


class Work:
    """The work folder of one outputs folder."""

    def __init__(self, outputs: Path) -> None:
        self.folder = outputs / ".work"

    @property
    def lock_path(self) -> Path:
        """The file that `crt build` holds locked as long as it lives."""
        return self.folder / "build.lock"

    def table_path(self, table: str) -> Path:
        """Where the validated Parquet file of one table lies.

        Raises:
            WorkError: `table` is not a table name.
        """
        if not _TABLE.fullmatch(table):
            raise WorkError(f"{table!r} is not a table name")
        return self.folder / "tables" / f"{table}.parquet"

    def write_chapter(self, chapter: Chapter) -> str:
        """Store a chapter, and forget that an earlier version of the report was refused.

        Returns:
            The SHA-256 of what was stored; it changes only where the chapter does.
        """
        folder = self._report(chapter.document.report_id)
        content = _dumped(dataclasses.asdict(chapter))
        _write(folder / "chapter.json", content)
        (folder / "refused.json").unlink(missing_ok=True)
        if chapter.warnings:
            _write(folder / "warnings.json", _dumped(chapter.warnings))
        else:
            (folder / "warnings.json").unlink(missing_ok=True)
        return hashlib.sha256(content).hexdigest()

    def read_chapter(self, report_id: str) -> Chapter:
        """Return the stored chapter of a report.

        Raises:
            WorkError: there is none.
        """
        stored = json.loads(self._read(report_id, "chapter.json", asset="document"))
        return Chapter(
            document=Document(**stored["document"]),
            sections=tuple(Section(**part) for part in stored["sections"]),
            sentences=tuple(Sentence(**part) for part in stored["sentences"]),
            furniture=tuple(Furniture(**part) for part in stored["furniture"]),
            warnings=tuple(stored["warnings"]),
        )

    def warnings(self, report_id: str) -> tuple[str, ...]:
        """Return what was noticed in reading the report, without reading its chapter again."""
        path = self._report(report_id) / "warnings.json"
        return tuple(json.loads(path.read_bytes())) if path.exists() else ()

    def chapter_sha256(self, report_id: str) -> str:
        """Return the SHA-256 of the stored chapter.

        Raises:
            WorkError: there is none.
        """
        return hashlib.sha256(self._read(report_id, "chapter.json", asset="document")).hexdigest()

    def refuse(self, refusal: Refusal) -> None:
        """Store why a report cannot be used, and drop what an earlier version of it had given."""
        folder = self._report(refusal.report_id)
        for stale in folder.glob("*.json*"):
            stale.unlink()
        _write(folder / "refused.json", _dumped(dataclasses.asdict(refusal)))

    def refusal(self, report_id: str) -> Refusal | None:
        """Return why the report was refused, or None where it was not."""
        path = self._report(report_id) / "refused.json"
        return Refusal(**json.loads(path.read_bytes())) if path.exists() else None

    def source_sha256(self, report_id: str) -> str | None:
        """Return the SHA-256 of the source bytes that were read or refused last, or None where nothing is stored."""
        if refusal := self.refusal(report_id):
            return refusal.source_sha256
        try:
            return self.read_chapter(report_id).document.source_sha256
        except WorkError:
            return None

    def write_tables(self, report_id: str, tables: Mapping[str, Sequence[Record]], fingerprint: str) -> None:
        """Store the rows extracted from one report: a line that says what they are, then a line a table.

        Args:
            report_id: the report.
            tables: rows by table name.
            fingerprint: what the rows were made from: chapter, code and seeds.
        """
        counts = {table: len(rows) for table, rows in sorted(tables.items())}
        lines = [{"fingerprint": fingerprint, "counts": counts}, *(tables[table] for table in counts)]
        _write(self._report(report_id) / ROWS, b"\n".join(map(_dumped, lines)))

    def corrections_digest(self) -> str:
        """Return the digest of the files of corrections that were applied last; empty where none ever were."""
        path = self.folder / "corrections.sha256"
        return path.read_text("ascii") if path.exists() else ""

    def write_corrections_digest(self, digest: str) -> None:
        """Store the digest of the files of corrections that were applied."""
        _write(self.folder / "corrections.sha256", digest.encode())

    def row_counts(self, report_id: str, fingerprint: str) -> dict[str, int] | None:
        """Return the number of stored rows by table, or None unless they were made from exactly this."""
        path = self._report(report_id) / ROWS
        if not path.exists():
            return None
        stored = json.loads(path.read_bytes().partition(b"\n")[0])
        return dict(stored["counts"]) if stored["fingerprint"] == fingerprint else None

    def read_rows(self, report_id: str, table: str, dates: Sequence[str]) -> list[dict[str, object]]:
        """Return the rows of one table extracted from one report.

        Args:
            report_id: the report.
            table: the table's name.
            dates: the table's date columns.

        Raises:
            WorkError: the report has not been extracted.
        """
        about, *lines = self._read(report_id, ROWS, asset="extraction").split(b"\n")
        place = list(json.loads(about)["counts"]).index(table)
        rows: list[dict[str, object]] = json.loads(lines[place])
        for row in rows:
            for column in dates:
                if isinstance(value := row.get(column), str):
                    row[column] = datetime.date.fromisoformat(value)
        return rows

    def _report(self, report_id: str) -> Path:
        if not _REPORT_ID.fullmatch(report_id):
            raise WorkError(f"{report_id!r} is not a report id like XYZ-2022")
        return self.folder / "reports" / report_id

    def _read(self, report_id: str, name: str, asset: str) -> bytes:
        try:
            return (self._report(report_id) / name).read_bytes()
        except FileNotFoundError as error:
            raise WorkError(f"{report_id}: nothing is stored yet; materialise {asset!r} for this partition") from error


def _dumped(content: object) -> bytes:
    return json.dumps(content, ensure_ascii=False, sort_keys=True, default=_plain).encode()


def _plain(value: object) -> str:
    if isinstance(value, datetime.date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} cannot be stored in a work file")


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, temporary = tempfile.mkstemp(dir=path.parent, prefix=".")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
        Path(temporary).replace(path)
    finally:
        Path(temporary).unlink(missing_ok=True)

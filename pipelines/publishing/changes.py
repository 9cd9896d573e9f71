"""The record of what a release changed: a table for machines and `CHANGES.md` for people, beside the releases.

It depends on what was published before, so no part of it may stand inside a release.
"""

import datetime
import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from pipelines.publishing import atomic, parquet
from pipelines.publishing.descriptor import FILE_NAME, file_name
from pipelines.publishing.diff import Change, Row, diff, rows_of
from pipelines.publishing.identity import canonical
from schemas import CHANGES, DATASETS, TABLES, to_arrow

FOLDER = "changes"
NOTES = "CHANGES.md"
_TITLE = "# Changes\n\nWhat each release changed against the one that was latest before it; newest first.\n"
_LONGEST_VALUE = 1000
_LONGEST_SHOWN = 120
_CHANGES_SHOWN = 200


def record(previous: Path | None, release: Path, outputs: Path) -> None:
    """Write what a release changes: `changes/<release id>.parquet`, and a section at the top of `changes/CHANGES.md`.

    Args:
        previous: folder of the release that was latest before, or None where there was none.
        release: folder of the release.
        outputs: the folder that holds `changes/`.

    Raises:
        OSError: a file cannot be read or written.
    """
    found = diff(previous, release) if previous else ()
    reasons = _reasons(previous, release, found) if previous else []
    folder = outputs / FOLDER
    folder.mkdir(exist_ok=True)
    rows = [_as_row(change, reason) for change, reason in zip(found, reasons, strict=True)]
    parquet.write_table(to_arrow(CHANGES.name, rows), folder / file_name(release.name))
    _add_notes(folder / NOTES, _heading(previous, release), _notes(previous, release, found, reasons))


def _as_row(change: Change, reason: str) -> dict[str, object]:
    return {
        "table": change.table,
        "row_id": change.row_id,
        "field": change.field,
        "old": as_text(change.old),
        "new": as_text(change.new),
        "change": change.change,
        "reason": reason,
    }


def as_text(value: Any) -> str | None:
    """Return a value of a change as text: rows as JSON, dates in ISO form, long texts as their size and hash."""
    if value is None or isinstance(value, str):
        return _shortened(value)
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, Mapping):
        said = {name: _shortened(part) if isinstance(part, str) else part for name, part in value.items()}
        return canonical({name: part for name, part in said.items() if part is not None})
    return canonical(value)


def _shortened(text: str | None) -> str | None:
    if text is None or len(text) <= _LONGEST_VALUE:
        return text
    return f"{len(text)} characters, sha256 {hashlib.sha256(text.encode()).hexdigest()}"


def _reasons(previous: Path, release: Path, found: Sequence[Change]) -> list[str]:
    """Why each change came about, told from the hashes of the sources and the columns of both schemas."""
    sources = _changed_sources(previous, release)
    columns = (_columns(previous), _columns(release))
    reports = _ReportsOfRows(previous, release)
    return [_reason(change, sources, columns, reports.of(change)) for change in found]


def _reason(change: Change, sources: set[str], columns: Sequence[set[tuple[str, str]]], reports: set[str]) -> str:
    if change.field is not None and any((change.table, change.field) not in known for known in columns):
        return "schema changed"
    return "source changed" if reports & sources else "code changed"


def _changed_sources(previous: Path, release: Path) -> set[str]:
    old, new = (
        {key: row["source_sha256"] for key, row in rows_of(it, "reports").items()} for it in (previous, release)
    )
    return {report for report in old.keys() | new.keys() if old.get(report) != new.get(report)}


def _columns(release: Path) -> set[tuple[str, str]]:
    description = json.loads((release / FILE_NAME).read_text("utf-8"))
    return {(table["name"], field["name"]) for table in description["resources"] for field in table["schema"]["fields"]}


class _ReportsOfRows:
    """Finds the reports that a changed row comes from, also where the row itself does not say."""

    def __init__(self, previous: Path, release: Path) -> None:
        self._reports: dict[tuple[str, str], set[str]] = {}
        for name in DATASETS:
            column = TABLES[name].key[0]
            for folder in (previous, release):
                for row in rows_of(folder, name).values():
                    self._reports.setdefault((column, row[column]), set()).add(row["report_id"])

    def of(self, change: Change) -> set[str]:
        key = dict(zip(TABLES[change.table].key, change.row_id.split("/"), strict=False))
        row: Row = key if change.field is not None else change.old or change.new
        if row.get("report_id"):
            return {row["report_id"]}
        return set().union(*(self._reports.get((column, row[column]), set()) for column in TABLES[change.table].key))


def _heading(previous: Path | None, release: Path) -> str:
    return f"## {release.name} (after {previous.name})" if previous else f"## {release.name} (first)"


def _notes(previous: Path | None, release: Path, found: Sequence[Change], reasons: Sequence[str]) -> list[str]:
    if previous is None:
        counts = ", ".join(f"{len(rows_of(release, name))} {name}" for name in DATASETS)
        return ["", f"There was no release before. Rows: {counts}."]
    return [*_counts(found, reasons), *_removed(found), *_changed(found, reasons, release)]


def _counts(found: Sequence[Change], reasons: Sequence[str]) -> Iterator[str]:
    counted = Counter((change.table, change.change) for change in found)
    kinds = ("added", "removed", "changed")
    yield from ("", "| table | rows added | rows removed | fields changed |", "| --- | --- | --- | --- |")
    for name in TABLES:
        if any(counted[name, kind] for kind in kinds):
            yield f"| {name} | {' | '.join(str(counted[name, kind]) for kind in kinds)} |"
    yield from (
        "",
        "Reasons: " + (", ".join(f"{why}: {n}" for why, n in sorted(Counter(reasons).items())) or "none") + ".",
    )


def _removed(found: Sequence[Change]) -> Iterator[str]:
    gone = [change for change in found if change.change == "removed" and change.table in DATASETS]
    if gone:
        yield from ("", "Rows that are gone:", "")
    for change in gone:
        said = change.old.get("summary") or change.old.get("statement") or change.old.get("canonical_name")
        yield f"- {change.table} `{change.row_id}` ({change.old['report_id']}): {_in_a_line(said)}"


def _changed(found: Sequence[Change], reasons: Sequence[str], release: Path) -> Iterator[str]:
    pairs = zip(found, reasons, strict=True)
    changed = [(it, why) for it, why in pairs if it.change == "changed" and it.table in DATASETS]
    if changed:
        yield from ("", "Fields that changed:", "")
    for it, why in changed[:_CHANGES_SHOWN]:
        yield f"- {it.table} `{it.row_id}` {it.field}: {_in_a_line(it.old)} → {_in_a_line(it.new)} ({why})"
    if len(changed) > _CHANGES_SHOWN:
        yield f"- and {len(changed) - _CHANGES_SHOWN} more, all in `{file_name(release.name)}`"


def _in_a_line(value: Any) -> str:
    said = " ".join((as_text(value) or "null").split())
    return said if len(said) <= _LONGEST_SHOWN else said[: _LONGEST_SHOWN - 1] + "…"


def _add_notes(path: Path, heading: str, lines: Sequence[str]) -> None:
    earlier = path.read_text("utf-8").removeprefix(_TITLE) if path.is_file() else ""
    # A publisher that was killed after this step and before the pointer comes here a second time.
    if earlier.lstrip().startswith(heading + "\n"):
        return
    atomic.write_text(path, _TITLE + "\n" + "\n".join([heading, *lines]) + "\n" + earlier)

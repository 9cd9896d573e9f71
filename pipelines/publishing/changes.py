"""The record of what a release changed: a table for machines and `CHANGES.md` for people, beside the releases.

It depends on what was published before, so no part of it may stand inside a release.
"""

import datetime
import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

from pipelines.publishing import atomic, descriptor, parquet
from pipelines.publishing.descriptor import file_name
from pipelines.publishing.diff import Change, Row, diff, rows_of
from pipelines.publishing.identity import RELEASE_ID, canonical
from pipelines.publishing.reasons import reasons_of
from schemas import CHANGES, DATASETS, to_arrow
from schemas.evolution import compare_schemas

FOLDER = "changes"
NOTES = "CHANGES.md"
_TITLE = "# Changes\n\nWhat each release changed against the one that was latest before it; newest first.\n"
_LONGEST_VALUE = 1000
_LONGEST_SHOWN = 120
_CHANGES_SHOWN = 200
SPAN_TABLES = frozenset({"evidence", "institution_mentions", "rejections"})
"""Tables of spans: there are thousands of rows, and each belongs to a row that is named itself; they are counted."""
_SAYS = ("summary", "statement", "canonical_name", "country_name", "name", "quote", "verb_text", "role")
"""The columns that tell people best which row it was."""
_HEADING = re.compile(rf"^## ({RELEASE_ID.pattern}) \(", re.MULTILINE)

Reasoned = Sequence[tuple[Change, str]]


def record(previous: Path | None, release: Path, outputs: Path) -> None:
    """Write what a release changes: `changes/<release id>.parquet`, and a section at the top of `changes/CHANGES.md`.

    Args:
        previous: folder of the release that was latest before, or None where there was none.
        release: folder of the release.
        outputs: the folder that holds `changes/`.

    Raises:
        DamagedReleaseError: a file of a release is missing or cannot be read.
        OSError: a file cannot be written.
    """
    found = with_reasons(previous, release) if previous else ()
    folder = outputs / FOLDER
    folder.mkdir(exist_ok=True)
    rows = [_as_row(change, reason) for change, reason in found]
    parquet.write_table(to_arrow(CHANGES.name, rows), folder / file_name(release.name))
    _add_notes(folder / NOTES, _heading(previous, release), _notes(previous, release, found))


def with_reasons(old: Path, new: Path) -> Reasoned:
    """Return the difference between two releases, each change with its reason.

    Raises:
        FileNotFoundError: a folder is not there.
        DamagedReleaseError: a file of a release is missing or cannot be read.
    """
    found = diff(old, new)
    return tuple(zip(found, reasons_of(old, new, found), strict=True))


def history(outputs: Path) -> tuple[str, ...]:
    """Return the ids of the releases that were published, the one that was last made the latest first.

    Args:
        outputs: the folder that holds `changes/`; what is not named in its CHANGES.md is not known of.
    """
    notes = outputs / FOLDER / NOTES
    if not notes.is_file():
        return ()
    return tuple(dict.fromkeys(found[1] for found in _HEADING.finditer(notes.read_text("utf-8"))))


def counts_of(found: Sequence[Change]) -> dict[str, Counter[str]]:
    """Return how many rows came and went and how many fields changed, by table, in the tables' order."""
    counts: dict[str, Counter[str]] = {}
    for name, changes in groupby(found, key=lambda change: change.table):
        counts[name] = Counter(change.change for change in changes)
    return counts


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


def in_a_line(value: Any) -> str:
    """Return a value of a change for people to read: one line of at most 120 characters; null where there is none."""
    said = " ".join((as_text(value) or "null").split())
    return said if len(said) <= _LONGEST_SHOWN else said[: _LONGEST_SHOWN - 1] + "…"


def telling(row: Row) -> str:
    """Return what tells people which row it was: its report where it says that, a colon, its sentence or name."""
    said = next((row[column] for column in _SAYS if row.get(column)), row)
    report = f" ({row['report_id']})" if row.get("report_id") else ""
    return f"{report}: {in_a_line(said)}"


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


def _shortened(text: str | None) -> str | None:
    if text is None or len(text) <= _LONGEST_VALUE:
        return text
    return f"{len(text)} characters, sha256 {hashlib.sha256(text.encode()).hexdigest()}"


def _heading(previous: Path | None, release: Path) -> str:
    return f"## {release.name} (after {previous.name})" if previous else f"## {release.name} (first)"


def _notes(previous: Path | None, release: Path, found: Reasoned) -> list[str]:
    if previous is None:
        counts = ", ".join(f"{len(rows_of(release, name))} {name}" for name in DATASETS)
        return ["", f"There was no release before. Rows: {counts}."]
    return [*_counts(found), *_schema(previous, release), *_removed(found), *_changed(found, release)]


def _counts(found: Reasoned) -> Iterator[str]:
    kinds = ("added", "removed", "changed")
    yield from ("", "| table | rows added | rows removed | fields changed |", "| --- | --- | --- | --- |")
    for name, counted in counts_of([change for change, _ in found]).items():
        yield f"| {name} | {' | '.join(str(counted[kind]) for kind in kinds)} |"
    counted = Counter(reason for _, reason in found)
    yield from ("", "Reasons: " + (", ".join(f"{why}: {n}" for why, n in sorted(counted.items())) or "none") + ".")


def _schema(previous: Path, release: Path) -> Iterator[str]:
    old, new = descriptor.read(previous), descriptor.read(release)
    changes = compare_schemas(old, new)
    if changes or old.get("schemaVersion") != new.get("schemaVersion"):
        yield from ("", f"Schema version {old.get('schemaVersion')} → {new.get('schemaVersion')}:", "")
        yield from (f"- {change.level}: {change.what}" for change in changes)


def _removed(found: Reasoned) -> Iterator[str]:
    gone = [(it, why) for it, why in found if it.change == "removed" and it.table not in SPAN_TABLES]
    if gone:
        yield from ("", "Rows that are gone:", "")
    for change, why in gone:
        yield f"- {change.table} `{change.row_id}`{telling(change.old)} ({why})"


def _changed(found: Reasoned, release: Path) -> Iterator[str]:
    changed = [(it, why) for it, why in found if it.change == "changed" and it.table not in SPAN_TABLES]
    if changed:
        yield from ("", "Fields that changed:", "")
    for it, why in changed[:_CHANGES_SHOWN]:
        yield f"- {it.table} `{it.row_id}` {it.field}: {in_a_line(it.old)} → {in_a_line(it.new)} ({why})"
    if len(changed) > _CHANGES_SHOWN:
        yield f"- and {len(changed) - _CHANGES_SHOWN} more, all in `{file_name(release.name)}`"


def _add_notes(path: Path, heading: str, lines: Sequence[str]) -> None:
    earlier = path.read_text("utf-8").removeprefix(_TITLE) if path.is_file() else ""
    # A publisher that was killed after this step and before the pointer comes here a second time.
    if earlier.lstrip().startswith(heading + "\n"):
        return
    atomic.write_text(path, _TITLE + "\n" + "\n".join([heading, *lines]) + "\n" + earlier)

"""Why a change between two releases came about: a correction, another source document, another schema, or other code.

It is told from what the releases say of themselves: their corrections, the hashes of their documents and the
definitions of their columns.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipelines.publishing import descriptor
from pipelines.publishing.diff import Change, Row, rows_of
from pipelines.publishing.identity import canonical
from schemas import CORRECTIONS, DATASETS, TABLES

_CELL = ("table_name", "row_id", "report_id", "field")
_LEFT_OUT = frozenset({"description", "example", "categories", "constraints"})


@dataclass(frozen=True, slots=True)
class _Definition:
    """A column as a release describes it: its form, and its codes with their meanings (none where it is free)."""

    form: str
    codes: Mapping[str, str]


Definitions = Mapping[tuple[str, str], _Definition]


def reasons_of(old: Path, new: Path, found: Sequence[Change]) -> list[str]:
    """Return the reason of each change, a code of `schemas.codes.CHANGE_REASON`.

    Args:
        old: the earlier release's folder.
        new: the later release's folder.
        found: their difference, as `diff` gives it.

    Raises:
        DamagedReleaseError: a file of a release is missing or cannot be read.
    """
    if not found:
        return []
    sources = _changed_sources(old, new)
    definitions = (_definitions(old), _definitions(new))
    reports = _ReportsOfRows(old, new)
    corrections = _Corrections(old, new)
    return [
        "corrected"
        if corrections.explain(change)
        else "schema changed"
        if _is_redefined(change, *definitions)
        else "source changed"
        if reports.of(change) & sources
        else "code changed"
        for change in found
    ]


def _is_redefined(change: Change, old: Definitions, new: Definitions) -> bool:
    """Whether the column, the code, or for a whole row its table is not in both releases with the same definition."""
    if change.field is None:
        tables = ({table for table, _ in definitions} for definitions in (old, new))
        return any(change.table not in known for known in tables)
    before, after = (definitions.get((change.table, change.field)) for definitions in (old, new))
    if before is None or after is None or before.form != after.form:
        return True
    return any(before.codes.get(value) != after.codes.get(value) for value in (change.old, change.new))


def _definitions(release: Path) -> dict[tuple[str, str], _Definition]:
    return {
        (table["name"], field["name"]): _definition(field)
        for table in descriptor.read(release)["resources"]
        for field in table["schema"]["fields"]
    }


def _definition(field: Mapping[str, Any]) -> _Definition:
    form = {name: part for name, part in field.items() if name not in _LEFT_OUT}
    return _Definition(canonical(form), {it["value"]: it["label"] for it in field.get("categories", [])})


def _changed_sources(old: Path, new: Path) -> set[str]:
    before, after = ({key: row["source_sha256"] for key, row in rows_of(it, "reports").items()} for it in (old, new))
    return {report for report in before.keys() | after.keys() if before.get(report) != after.get(report)}


class _Corrections:
    """Tells the changes that come from corrections which two releases do not share."""

    def __init__(self, old: Path, new: Path) -> None:
        before, after = (rows_of(it, CORRECTIONS) for it in (old, new))
        keys = [key for key in before.keys() | after.keys() if before.get(key) != after.get(key)]
        different = [after.get(key) or before[key] for key in keys]
        self._cells = {tuple(it[name] for name in _CELL) for it in different}
        self._fields = {
            (it["table_name"], _key_of(it), name) for it in different for name in (it["field"], "corrected")
        }
        self._actors = {it["row_id"] for it in different if it["field"] == "perpetrator_names"}

    def explain(self, change: Change) -> bool:
        """Whether a correction is why the change came about."""
        if change.table in DATASETS:
            return (change.table, change.row_id, change.field) in self._fields
        parts = {**_named_parts(change), **change.row}
        if change.table == "evidence":
            return tuple(parts.get(name) for name in _CELL) in self._cells
        return change.table == CORRECTIONS or (
            change.table == "incident_actors" and parts.get("incident_id") in self._actors
        )


def _key_of(correction: Row) -> str:
    """The row id, as a difference has it, of the row that a correction speaks of."""
    key = TABLES[correction["table_name"]].key
    return "/".join([correction["row_id"], *(str(correction[name]) for name in key[1:])])


class _ReportsOfRows:
    """Finds the reports that a changed row comes from, also where the row itself does not say."""

    def __init__(self, old: Path, new: Path) -> None:
        self._reports: dict[tuple[str, str], set[str]] = {}
        for name in DATASETS:
            column = TABLES[name].key[0]
            for folder in (old, new):
                for row in rows_of(folder, name).values():
                    self._reports.setdefault((column, row[column]), set()).add(row["report_id"])

    def of(self, change: Change) -> set[str]:
        row: Row = change.row or _named_parts(change)
        if row.get("report_id"):
            return {row["report_id"]}
        return set().union(*(self._reports.get(place, set()) for place in row.items()))


def _named_parts(change: Change) -> dict[str, Any]:
    key = TABLES[change.table].key if change.table in TABLES else ()
    return dict(zip(key, change.row_id.split("/"), strict=False))

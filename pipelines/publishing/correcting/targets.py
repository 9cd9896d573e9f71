"""The value that a correction speaks of: its row, what it holds now, and whether the correction still fits.

Each thing that does not fit is a sentence for the reviewer, with what to do.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from types import MappingProxyType

import pyarrow as pa
import pyarrow.compute as pc

from pipelines.publishing.correcting.edit import NAMES_SEPARATOR
from pipelines.publishing.correcting.parts import Place, Record, Tables, among, of_reports, place_named, place_of
from pipelines.publishing.correcting.quotes import QuoteError, find_quote
from pipelines.reading.corrections import Correction
from schemas import DATASETS, TABLES, Column
from schemas.cells import CellError, as_text, from_text

SectionAt = Callable[[str, int], str]
"""Returns the code of the section in which a character of a report stands."""
Listed = Mapping[str, Collection[str]]
NOTHING_LISTED: Listed = MappingProxyType({})
_SENTENCES = ("summary", "statement")


class MisfitError(Exception):
    """What is wrong with one correction, and what to do."""


class Targets:
    """The rows that some corrections speak of, with what their reports say."""

    def __init__(
        self,
        corrections: Sequence[Correction],
        tables: Tables,
        section_at: SectionAt,
        refused: Collection[str],
        listed: Listed,
    ) -> None:
        self._section_at = section_at
        self._listed = listed
        self._refused = sorted(refused)
        self._rows = _rows(corrections, tables)
        reports = {place[2] for place in self._rows}
        self._texts = {str(row["report_id"]): str(row["text"]) for row in of_reports(tables["reports"], reports)}
        self._ids: dict[str, list[Place]] = defaultdict(list)
        for place in self._rows:
            self._ids[place[1]].append(place)
        self._evidence: dict[Place, list[Record]] = defaultdict(list)
        self._spans: dict[tuple[str, int, int], dict[Place, None]] = defaultdict(dict)
        for row in of_reports(tables["evidence"], reports):
            place = place_named(row)
            if place in self._rows:
                self._evidence[place].append(row)
                self._spans[place[2], row["start"], row["end"]][place] = None
        institutions = of_reports(tables["institutions"], reports)
        self._names = {(row["report_id"], row["canonical_name"]) for row in institutions}
        self._new_names = {one.new for one in corrections if one.field == "canonical_name"}

    def row_for(self, one: Correction) -> Record:
        """Return the row of the table `corrections` that a correction makes.

        Raises:
            MisfitError: its row is not there, its old value is another, or its new value is none of the column.
        """
        place = self._place(one)
        column = _correctable(place[0], one.field)
        row = self._rows[place]
        present = as_text(row[one.field])
        _require_old(one, column, present)
        span = self._span(one, column, place)
        text = self._texts[place[2]]
        new = text[slice(*span)] if column.verbatim and span else one.new
        if one.field == "perpetrator_names":
            new = self._perpetrators(new, place[2])
        value = _value(column, new)
        if one.field in self._listed and value not in self._listed[one.field]:
            raise MisfitError(f"new: {_said(new)} is not in the reference list of {one.field}; add it there first")
        if value == row[one.field]:
            raise MisfitError(f"{one.field} is {_said(present)} already; take the line out")
        return {
            "table_name": place[0],
            "row_id": place[1],
            "field": one.field,
            "report_id": place[2],
            "old_value": present,
            "new_value": as_text(value),
            "old_rule": "; ".join(sorted({it["rule"] for it in self._evidence[place] if it["field"] == one.field}))
            or None,
            "reason_text": one.reason,
            "reviewer": one.reviewer,
            "reviewed_on": one.day,
            "section": self._section_at(place[2], span[0]) if span else None,
            "start": span[0] if span else None,
            "end": span[1] if span else None,
            "quote": text[slice(*span)] if span else None,
            "source_path": one.source_path,
        }

    def _place(self, one: Correction) -> Place:
        found = list(self._spans.get(one.span, ())) if one.span else self._by_id(one.row_id)
        if len(found) > 1:
            found = [place for place in found if one.field in TABLES[place[0]].correctable] or found
        if not found:
            raise MisfitError(self._gone(one))
        if len(found) > 1:
            ids = ", ".join(sorted(f"{row_id}/{report_id}" for _, row_id, report_id in found))
            raise MisfitError(f"it could be any of the rows {ids}; write one of these as row_id")
        return found[0]

    def _by_id(self, named: str) -> list[Place]:
        row_id, _, report = named.partition("/")
        return [place for place in self._ids.get(row_id, ()) if report in ("", place[2])]

    def _gone(self, one: Correction) -> str:
        if one.span:
            return (
                f"no row of {one.span[0]} rests on its characters {one.span[1]} to {one.span[2]}; look for the row "
                "again and write its id, or take the line out"
            )
        if self._refused and not one.report_id:
            return (
                f"there is no row {one.row_id}; where it is of a report that was refused ({', '.join(self._refused)}), "
                f"write the report too, as in {one.row_id}/{self._refused[0]}, and the correction waits for it"
            )
        return (
            f"there is no row {one.row_id} in {', '.join(DATASETS)}; it is gone or has another id: look for its "
            "sentence and correct the row that has it now, or take the line out"
        )

    def _perpetrators(self, new: str, report_id: str) -> str:
        names = {part.strip() for part in new.split(NAMES_SEPARATOR.strip()) if part.strip()}
        known = {name for report, name in self._names if report == report_id} | self._new_names
        if unknown := sorted(names - known):
            raise MisfitError(
                f"new: {_said(unknown[0])} is the canonical_name of no institution of {report_id}; write names that "
                "are in institutions, with semicolons between them"
            )
        return NAMES_SEPARATOR.join(sorted(names))

    def _span(self, one: Correction, column: Column, place: Place) -> tuple[int, int] | None:
        """The place of the words that the new value rests on; None where the reviewer names none."""
        if one.quote and not one.new:
            raise MisfitError("quote names words for a value that is empty; leave it empty too")
        text = self._texts[place[2]]
        within = [(it["start"], it["end"]) for it in self._evidence[place] if it["field"] in _SENTENCES]
        span = None
        if one.quote:
            span = _found(text, one.quote, within, "quote")
        if column.verbatim and one.new:
            span = _found(text, one.new, [span] if span else within, "new")
        return span


def _rows(corrections: Iterable[Correction], tables: Tables) -> dict[Place, Record]:
    ids = {one.row_id.partition("/")[0] for one in corrections if one.row_id}
    reports = {one.span[0] for one in corrections if one.span}
    rows: dict[Place, Record] = {}
    for name in DATASETS:
        wanted = pc.or_(among(tables[name], TABLES[name].key[0], ids), among(tables[name], "report_id", reports))
        rows |= {place_of(name, row): row for row in tables[name].filter(wanted).to_pylist()}
    return rows


def _correctable(name: str, field: str) -> Column:
    table = TABLES[name]
    if field not in table.correctable:
        known = field in {column.name for column in table.columns}
        if known:
            raise MisfitError(
                f"{field} cannot be corrected: it is the text's own, or makes the row of {name} what it is"
            )
        raise MisfitError(f"{name} has no column {_said(field)} to correct; it has {', '.join(table.correctable)}")
    return table.column(field)


def _require_old(one: Correction, column: Column, present: str | None) -> None:
    textual = pa.types.is_string(column.arrow_type) or pa.types.is_dictionary(column.arrow_type)
    try:
        same = one.old.split() == (present or "").split() if textual else as_text(from_text(column, one.old)) == present
    except CellError as error:
        raise MisfitError(f"old: {error}; {one.field} is {_said(present)}") from error
    if not same:
        raise MisfitError(
            f"{one.field} is {_said(present)} now, and old says {_said(one.old or None)}: what is extracted has "
            "changed, or old was mistyped; look at the row, then write its present value into old, or take the line out"
        )


def _value(column: Column, new: str) -> object:
    try:
        value = from_text(column, new)
    except CellError as error:
        raise MisfitError(f"new: {error}") from error
    if value is None and not column.nullable:
        raise MisfitError(f"new is empty, and {column.name} always has a value")
    return value


def _found(text: str, words: str, within: Sequence[tuple[int, int]], cell: str) -> tuple[int, int]:
    try:
        return find_quote(text, words, within)
    except QuoteError as error:
        raise MisfitError(f"{cell}: {error}") from error


def _said(value: str | None) -> str:
    """A value for people: null without quotes, a long text shortened."""
    if value is None:
        return "null"
    return repr(value if len(value) <= 80 else value[:79] + "…")

"""Two releases side by side: rows that came, went or say something else, each with the reason and its sentence.

What differs is told by `publishing`, as for `crt diff` and CHANGES.md; here it is put into words and given addresses.
"""

import re
import textwrap
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any
from urllib.parse import quote

from pipelines.publishing import descriptor
from pipelines.publishing.changes import Reasoned, as_text, with_reasons
from pipelines.publishing.descriptor import DamagedReleaseError
from pipelines.publishing.diff import Change, rows_of
from pipelines.site import wording
from pipelines.site.content import KINDS, page_of, place_in_text
from pipelines.site.model import ComparisonError, ReportPage
from schemas import DATASETS, TABLES, codes
from schemas.evolution import compare_schemas

Row = Mapping[str, Any]

MOST_ROWS = 500
"""Rows of a table that the page shows; `crt diff` has them all."""

_ONLY_COUNTED = frozenset({"evidence", "institution_mentions"})
"""Tables of spans: each belongs to a row that is shown itself."""
_SENTENCES = ("summary", "statement")
_LONGEST = 400
_HASH = re.compile(r"\b([0-9a-f]{16})[0-9a-f]{48}\b")
_TELLING = (
    *("domain", "status_type", "status", "measure", "name", "name_type", "candidate_for", "reason"),
    *("role", "country_name"),
)
"""Columns that together tell people which row it is, where it has no name or date."""
_SYMBOLS = {"added": "+", "removed": "−", "changed": "~"}


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A column that says something else, both values in words."""

    name: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class ChangedRow:
    """A row that came, went or says something else. `address` is empty where the new release has no place for it."""

    dom_id: str
    change: str
    symbol: str
    title: str
    report: str
    fields: tuple[FieldChange, ...]
    reasons: tuple[str, ...]
    sentence: str
    address: str


@dataclass(frozen=True, slots=True)
class ChangedTable:
    """The changes of a table: rows added, removed and changed. `rows` is empty where they are only counted."""

    name: str
    title: str
    counts: Mapping[str, int]
    rows: tuple[ChangedRow, ...]
    left_out: int


@dataclass(frozen=True, slots=True)
class ReleaseComparison:
    """All that differs between two releases. `reasons` are a reason, its meaning, and of how many changes it is one."""

    page: str
    old: str
    new: str
    tables: tuple[ChangedTable, ...]
    reasons: tuple[tuple[str, str, int], ...]
    schema: tuple[str, ...]

    @property
    def counts(self) -> dict[str, int]:
        """How many rows of the datasets came, went and changed."""
        mine = [table.counts for table in self.tables if table.name in DATASETS]
        return {change: sum(counts[change] for counts in mine) for change in codes.CHANGE}


def compared_releases(old: Path, new: Path, reports: Sequence[ReportPage]) -> ReleaseComparison:
    """Compare two releases.

    Args:
        old: folder of the earlier release.
        new: folder of the release that the site is of.
        reports: the report pages of the new release.

    Raises:
        ComparisonError: a release cannot be read.
    """
    try:
        return _compared(old, new, reports)
    except (FileNotFoundError, DamagedReleaseError) as error:
        raise ComparisonError(f"it cannot be compared with {old.name}: {error}") from error
    except KeyError as error:
        told = f"one of its tables has no column {error}, which the comparison needs"
        raise ComparisonError(f"it cannot be compared with {old.name}: {told}") from error


def _compared(old: Path, new: Path, reports: Sequence[ReportPage]) -> ReleaseComparison:
    found = with_reasons(old, new)
    places = _Places(old, new, reports)
    tables = [_table(name, list(mine), places) for name, mine in groupby(found, key=lambda it: it[0].table)]
    reasons = Counter(reason for _, reason in found)
    return ReleaseComparison(
        f"compared-with-{old.name}.html",
        old.name,
        new.name,
        tuple(table for table in tables if any(table.counts.values())),
        tuple((reason, told, reasons[reason]) for reason, told in codes.CHANGE_REASON.items() if reasons[reason]),
        tuple(
            f"{change.level}: {change.what}" for change in compare_schemas(descriptor.read(old), descriptor.read(new))
        ),
    )


def _table(name: str, found: Reasoned, places: "_Places") -> ChangedTable:
    moved = _only_moved(found) if name == "rejections" else frozenset()
    found = [it for it in found if it[0].row_id not in moved]
    counted = Counter(change for _, change in {(it.row_id, it.change) for it, _ in found})
    together = [] if name in _ONLY_COUNTED else groupby(found, key=lambda it: it[0].row_id)
    rows = [_row(name, list(of_row), places) for _, of_row in together]
    rows.sort(key=lambda row: row.report)
    title = KINDS[name][2] if name in KINDS else wording.sentence_case(wording.spoken(name))
    counts = {change: counted[change] for change in codes.CHANGE}
    return ChangedTable(name, title, counts, tuple(rows[:MOST_ROWS]), len(rows) - len(rows[:MOST_ROWS]))


def _only_moved(found: Reasoned) -> frozenset[str]:
    """Keys of rejections whose words, reason and report are the same, and whose place alone is another."""
    keys: dict[tuple[object, ...], dict[str, list[str]]] = {}
    for change, _ in found:
        said = tuple(change.row.get(name) for name in ("report_id", "quote", "candidate_for", "reason"))
        keys.setdefault(said, {}).setdefault(change.change, []).append(change.row_id)
    pairs = (zip(it.get("removed", []), it.get("added", []), strict=False) for it in keys.values())
    return frozenset(key for together in pairs for pair in together for key in pair)


def _row(name: str, found: Reasoned, places: "_Places") -> ChangedRow:
    change = found[0][0]
    row = places.row(change)
    place = places.of(change, row)
    return ChangedRow(
        # An id may hold no white space, and a row's key may.
        dom_id=f"change/{name}/{quote(change.row_id, safe='/')}",
        change=change.change,
        symbol=_SYMBOLS[change.change],
        title=_title(row, places.names) or change.row_id,
        report=places.report_of(row),
        fields=tuple(_field(name, it) for it, _ in found if it.field is not None),
        reasons=tuple(dict.fromkeys(reason for _, reason in found)),
        sentence=place.sentence,
        address=place.address,
    )


def _field(table: str, change: Change) -> FieldChange:
    name = str(change.field)
    coded = table in TABLES and any(it.name == name and it.codes for it in TABLES[table].columns)
    old, new = (_in_words(value, coded=coded) for value in (change.old, change.new))
    return FieldChange(wording.sentence_case(wording.spoken(name)), old, new)


def _in_words(value: Any, *, coded: bool) -> str:
    if value is None or isinstance(value, bool) or coded:
        return wording.words(value, is_code=coded)
    said = _HASH.sub(r"\1…", as_text(value) or "")
    return textwrap.shorten(said, _LONGEST, placeholder=" …") or said[:_LONGEST]


def _title(row: Row, names: Mapping[str, str]) -> str:
    """What tells people which row it is, whatever the release's schema: what it has of a row's usual title."""
    if row.get("canonical_name"):
        return str(row["canonical_name"])
    if "date_precision" in row:
        place = row.get("place_name") or row.get("location_text") or row.get("admin1_name") or "place not stated"
        return f"{wording.days(row.get('date_start'), row.get('date_end'), row['date_precision'])} · {place}"
    if "value_min" in row:
        figure = wording.figure(row["value_min"], row.get("value_max"))
        return f"{wording.sentence_case(str(row.get('outcome')))}: {figure}, says {row.get('claimant') or 'the report'}"
    told = [wording.spoken(str(row[name])) for name in _TELLING if row.get(name) not in (None, "none")]
    name = names.get(str(row.get("institution_id")))
    return " · ".join(filter(None, (name, wording.sentence_case(" · ".join(told)))))


@dataclass(frozen=True, slots=True)
class _Place:
    """The words that a row rests on, and where the new release's pages have the row or the words."""

    sentence: str
    address: str


class _Places:
    """Finds rows by their change, and for each its sentence and an address on the new release's pages."""

    def __init__(self, old: Path, new: Path, reports: Sequence[ReportPage]) -> None:
        self._rows = [{name: rows_of(folder, name) for name in TABLES} for folder in (old, new)]
        self._titles = {report.report_id: report.title for report in reports}
        self.names = {
            str(row["institution_id"]): str(row["canonical_name"])
            for tables in self._rows
            for row in tables["institutions"].values()
        }
        self._spans = [_spans(tables) for tables in self._rows]
        self._cards: dict[tuple[str, str], str] = {}
        for report in reports:
            for group in report.groups:
                for card in group.cards:
                    address = f"{report.page}#{quote(card.dom_id, safe='')}"
                    self._cards.setdefault((group.kind, card.row_id), address)
                    self._cards[group.kind, f"{card.row_id}/{report.report_id}"] = address

    def row(self, change: Change) -> Row:
        """Return the row as the newer release that has it says it, or what its key says where neither can be read."""
        for tables in reversed(self._rows):
            row = tables.get(change.table, {}).get(change.row_id)
            if row is not None:
                return row
        return change.row

    def report_of(self, row: Row) -> str:
        """Return the title of the report that a row is of, or "" where the row is of none or of several."""
        report_id = row.get("report_id") or next(
            (it["report_id"] for it in self._incidents(row) if it.get("report_id")), ""
        )
        return self._titles.get(report_id, str(report_id))

    def of(self, change: Change, row: Row) -> _Place:
        """Return where a row or its words are."""
        spans = self._spans[change.change != "removed"]
        span = spans.get((change.table, change.row_id)) or spans.get(("incidents", str(row.get("incident_id"))))
        sentence = " ".join(str(span["quote"]).split()) if span else ""
        card = self._card(change, row)
        return _Place(sentence, card or (self._place(span) if span else ""))

    def _card(self, change: Change, row: Row) -> str:
        if change.table == "reports":
            return page_of(change.row_id) if change.row_id in self._titles else ""
        if change.table in DATASETS and change.change != "removed":
            return self._cards.get((change.table, change.row_id), "")
        if change.table in DATASETS or change.table == "rejections":
            return ""
        incident, institution = str(row.get("incident_id")), str(row.get("institution_id"))
        return self._cards.get(("incidents", incident)) or self._cards.get(("institutions", institution), "")

    def _place(self, span: Row) -> str:
        """Return where the words of a span stand in the new release's text, if it still has them once."""
        old, new = (tables["reports"].get(span["report_id"]) for tables in self._rows)
        if new is None or span["report_id"] not in self._titles:
            return ""
        text, words, start = str(new["text"]), str(span["quote"]), int(span["start"])
        if old is None or old["text"] != text:
            start = text.find(words) if text.count(words) == 1 else -1
        return page_of(span["report_id"]) + place_in_text(start, start + len(words)) if start >= 0 else ""

    def _incidents(self, row: Row) -> Iterable[Row]:
        found = (tables["incidents"].get(str(row.get("incident_id"))) for tables in reversed(self._rows))
        return [it for it in found if it is not None]


def _spans(tables: Mapping[str, Mapping[str, Row]]) -> dict[tuple[str, str], Row]:
    """The first words that each row rests on: its sentence, an institution's first mention, or the rejection itself."""
    found: dict[tuple[str, str], Row] = {("rejections", key): row for key, row in tables["rejections"].items()}
    ordered = sorted(tables["evidence"].values(), key=lambda row: (row["start"], -row["end"]))
    for row in ordered:
        if row["field"] in _SENTENCES:
            found.setdefault((str(row["table_name"]), str(row["row_id"])), row)
    for row in sorted(tables["institution_mentions"].values(), key=lambda row: (row["start"], -row["end"])):
        found.setdefault(("institutions", f"{row['institution_id']}/{row['report_id']}"), row)
    return found

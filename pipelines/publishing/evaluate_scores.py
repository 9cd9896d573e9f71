"""Scores of one report's rows against its gold: rows found, fields right, and the counts that have to be zero.

Works on plain rows, whether they come from a release or straight from extraction.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

import schemas
from pipelines.publishing.evaluate_gold import ANY_TABLE, Accepted, Gold, GoldRow, Span
from pipelines.reading.folding import folded

Row = Mapping[str, Any]
Rows = Mapping[str, Sequence[Row]]
"""The tables of one report as lists of rows, by name; `extract` returns this."""

Outcome = Literal["right", "wrong", "abstained"]
Kind = Literal["missed", "spurious", "wrong", "abstained", "span_mismatch", "no_evidence", "must_not"]

BLOCKING = ("span_mismatch", "no_evidence", "must_not")
PERPETRATORS = "perpetrators"
_SAYS_NOTHING = frozenset({"unknown", "unspecified", "not_stated"})
"""Codes by which a row abstains."""
_SENTENCES = {"incidents": "summary", "compliance_status": "statement"}


@dataclass(frozen=True, slots=True)
class RowTally:
    """Rows of one table: `gold` and `hit` are without the optional ones, which count neither for nor against."""

    gold: int = 0
    rows: int = 0
    hit: int = 0
    spurious: int = 0

    def __add__(self, other: "RowTally") -> "RowTally":
        return RowTally(
            self.gold + other.gold, self.rows + other.rows, self.hit + other.hit, self.spurious + other.spurious
        )

    @property
    def precision(self) -> float:
        """Share of the rows that are in the gold; 1 where there are none and none was wanted."""
        counted = self.hit + self.spurious
        return self.hit / counted if counted else float(self.gold == 0)

    @property
    def recall(self) -> float:
        """Share of the gold that was found; 1 where there is none."""
        return self.hit / self.gold if self.gold else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True, slots=True)
class FieldTally:
    """Values of one field in matched rows; abstained where the row says nothing and the gold says something."""

    right: int = 0
    wrong: int = 0
    abstained: int = 0

    def __add__(self, other: "FieldTally") -> "FieldTally":
        return FieldTally(self.right + other.right, self.wrong + other.wrong, self.abstained + other.abstained)

    @property
    def accuracy(self) -> float:
        """Share that is right; 1 where nothing was compared."""
        compared = self.right + self.wrong + self.abstained
        return self.right / compared if compared else 1.0


@dataclass(frozen=True, slots=True)
class Finding:
    """One error. `row_id` is None where a row is missed; `field` where the whole row is meant."""

    report_id: str
    table: str
    kind: Kind
    row_id: str | None
    quote: str
    field: str | None = None
    value: Any = None
    accepted: Accepted = ()


@dataclass(frozen=True, slots=True)
class Scores:
    """Figures of a report, or of several together: by table, by field (`incidents.killed_min`), and blocking."""

    tables: Mapping[str, RowTally] = field(default_factory=dict)
    fields: Mapping[str, FieldTally] = field(default_factory=dict)
    blocking: Mapping[str, int] = field(default_factory=dict)

    @property
    def blocked(self) -> int:
        """Number of blocking errors; has to be 0."""
        return sum(self.blocking.values())

    def fields_of(self, table: str) -> FieldTally:
        """Return all fields of a table together."""
        return sum((tally for name, tally in self.fields.items() if name.startswith(f"{table}.")), FieldTally())


@dataclass(frozen=True, slots=True)
class ReportScore:
    """The figures of one report and each of its errors."""

    report_id: str
    scores: Scores
    findings: tuple[Finding, ...]

    @property
    def year(self) -> int:
        """The report's year, as its id says."""
        return int(self.report_id.rpartition("-")[2])


def together(parts: Iterable[Scores]) -> Scores:
    """Return the figures of several reports as one, every row and value counting the same."""
    tables = {table: RowTally() for table in schemas.DATASETS}
    fields: dict[str, FieldTally] = {}
    blocking = dict.fromkeys(BLOCKING, 0)
    for part in parts:
        for table, rows in part.tables.items():
            tables[table] += rows
        for name, values in part.fields.items():
            fields[name] = fields.get(name, FieldTally()) + values
        for name, count in part.blocking.items():
            blocking[name] += count
    return Scores(tables, dict(sorted(fields.items())), blocking)


def score_report(gold: Gold, rows: Rows) -> ReportScore:
    """Score the rows of one report.

    Args:
        gold: the gold of the report.
        rows: its tables; of `reports` the text is used, of `evidence` and `institution_names` what belongs to the rows.

    Returns:
        Figures and errors; the same whatever the order of the rows.

    Raises:
        GoldError: a quote of the gold does not stand in the report's text.
    """
    report = _Report(gold, rows)
    findings = list(report.span_mismatches())
    tables: dict[str, RowTally] = {}
    fields: dict[str, FieldTally] = defaultdict(FieldTally)
    for table in schemas.DATASETS:
        wanted, found = gold.rows[table], report.rows[table]
        match = _match(report, wanted, found)
        tables[table] = RowTally(
            gold=sum(not one.optional for one in wanted),
            rows=len(found),
            hit=sum(not wanted[place].optional for place in match),
            spurious=len(found) - len(match),
        )
        for place, row in sorted(match.items()):
            for name, outcome, finding in report.compare(wanted[place], found[row]):
                fields[f"{table}.{name}"] += _COUNTED[outcome]
                findings += [finding] if finding else []
        missed = [one for place, one in enumerate(wanted) if place not in match and not one.optional]
        findings += [Finding(gold.report_id, table, "missed", None, one.shown) for one in missed]
        spurious = [row for place, row in enumerate(found) if place not in match.values()]
        findings += [report.finding(table, row, "spurious") for row in spurious]
        findings += report.without_evidence(table, found)
        findings += report.banned(table, spurious)
    blocking = {kind: sum(finding.kind == kind for finding in findings) for kind in BLOCKING}
    return ReportScore(gold.report_id, Scores(tables, fields, blocking), tuple(findings))


_COUNTED: Mapping[Outcome, FieldTally] = {
    "right": FieldTally(right=1),
    "wrong": FieldTally(wrong=1),
    "abstained": FieldTally(abstained=1),
}


def compared(accepted: Accepted, value: object) -> Outcome:
    """Say whether a value is one of those accepted, or says nothing instead, or something wrong.

    Args:
        accepted: values of the gold; dates as ISO text, texts in any case and typography.
        value: the row's.
    """
    plain = value.isoformat() if isinstance(value, date) else value
    if any(_same(one, plain) for one in accepted):
        return "right"
    return "abstained" if plain is None or plain in _SAYS_NOTHING else "wrong"


def shared_characters(spans: Iterable[Span], other: Span) -> int:
    """Return the longest overlap of a span with any of several; 0 where none reaches into it."""
    overlaps = (min(end, other[1]) - max(start, other[0]) for start, end in spans)
    return max(0, max(overlaps, default=0))


def _same(accepted: object, value: object) -> bool:
    if isinstance(accepted, str) and isinstance(value, str):
        return _name(accepted) == _name(value)
    return accepted == value


def _name(text: str) -> str:
    """A name without what may differ: case, typography, runs of spaces, an article before it."""
    return " ".join(folded(text).lower().split()).removeprefix("the ")


class _Report:
    """One report's rows, looked up in the ways that scoring needs."""

    def __init__(self, gold: Gold, rows: Rows) -> None:
        self._gold = gold
        self._text = str(rows["reports"][0]["text"])
        self._evidence: dict[tuple[str, str], list[Row]] = defaultdict(list)
        for item in rows["evidence"]:
            self._evidence[item["table_name"], item["row_id"]].append(item)
        self._names: dict[str, set[str]] = defaultdict(set)
        for item in rows["institution_names"]:
            self._names[item["institution_id"]].add(_name(item["name"]))
        for row in rows["institutions"]:
            stated = (row["canonical_name"], row.get("acronym"))
            self._names[row["institution_id"]] |= {_name(name) for name in stated if name}
        self.rows = {table: sorted(rows[table], key=lambda row: self._place(table, row)) for table in schemas.DATASETS}

    def _place(self, table: str, row: Row) -> tuple[int, str]:
        starts = [item["start"] for item in self._evidence[table, _id(table, row)]]
        return min(starts, default=len(self._text)), _id(table, row)

    def finding(self, table: str, row: Row, kind: Kind, quote: str | None = None, **more: Any) -> Finding:
        """Return an error of a row, told by the row's own words unless by a quote."""
        own = row[_SENTENCES.get(table, "canonical_name")]
        return Finding(self._gold.report_id, table, kind, _id(table, row), str(own) if quote is None else quote, **more)

    def names_of(self, row: Row) -> set[str]:
        """Return all names of an institution."""
        return self._names[row["institution_id"]]

    def span_of_gold(self, row: GoldRow) -> Span:
        """Return where the gold's quote stands."""
        return self._gold.span_of(row.shown, row.start, self._text)

    def spans(self, table: str, row: Row) -> list[Span]:
        """Return the spans of a row's evidence, its sentence among them."""
        evidence = self._evidence[table, _id(table, row)]
        spans = [(int(item["start"]), int(item["end"])) for item in evidence]
        sentence = _SENTENCES.get(table)
        said = row.get(sentence) if sentence else None
        if said and not any(item["field"] == sentence for item in evidence) and (at := self._text.find(said)) >= 0:
            spans.append((at, at + len(said)))
        return spans

    def span_mismatches(self) -> Iterator[Finding]:
        """Find evidence whose quote is not the text at its offsets."""
        for (table, row_id), items in sorted(self._evidence.items()):
            for item in items:
                if self._text[item["start"] : item["end"]] != item["quote"]:
                    yield Finding(self._gold.report_id, table, "span_mismatch", row_id, item["quote"], item["field"])

    def without_evidence(self, table: str, rows: Sequence[Row]) -> Iterator[Finding]:
        """Find extracted values that nothing in the text stands for."""
        for row in rows:
            proven = {item["field"] for item in self._evidence[table, _id(table, row)]}
            for name in schemas.evidence_fields(table):
                if row.get(name) is not None and name not in proven:
                    yield self.finding(table, row, "no_evidence", field=name, value=row[name])

    def banned(self, table: str, spurious: Sequence[Row]) -> Iterator[Finding]:
        """Find rows made of words that must not become one."""
        for ban in self._gold.must_not:
            if ban.table not in (table, ANY_TABLE):
                continue
            span = self._gold.span_of(ban.quote, ban.start, self._text)
            for row in spurious:
                if table == "institutions":
                    hit = _name(ban.quote) in self.names_of(row)
                else:
                    hit = shared_characters(self.spans(table, row), span) > 0
                if hit:
                    yield self.finding(table, row, "must_not", ban.quote)

    def compare(self, wanted: GoldRow, row: Row) -> Iterator[tuple[str, Outcome, Finding | None]]:
        """Compare each value that the gold states: the field, the outcome, and the error unless it is right."""
        told: list[tuple[str, Outcome, Any, Accepted]] = [
            (name, compared(accepted, row.get(name)), row.get(name), accepted)
            for name, accepted in wanted.values.items()
        ]
        if wanted.perpetrators is not None:
            outcome = self._compared_actors(wanted.perpetrators, row)
            told.append((PERPETRATORS, outcome, row.get("perpetrator_names"), wanted.perpetrators))
        for name, outcome, value, accepted in told:
            if outcome == "right":
                yield name, outcome, None
            else:
                more = {"field": name, "value": value, "accepted": accepted}
                yield name, outcome, self.finding(wanted.table, row, outcome, wanted.shown, **more)

    def _compared_actors(self, wanted: Sequence[str], row: Row) -> Outcome:
        """Right where each one wanted is there under any of its names, and no other."""
        got = [name for name in (row.get("perpetrator_names") or "").split("; ") if name]
        wanted_names, got_names = [self._names_like(name) for name in wanted], [self._names_like(name) for name in got]
        all_there = all(any(one & other for other in got_names) for one in wanted_names)
        no_other = all(any(one & other for other in wanted_names) for one in got_names)
        if all_there and no_other:
            return "right"
        return "wrong" if got else "abstained"

    def _names_like(self, name: str) -> set[str]:
        """A name as it is, with the ids of the institutions that have it; an id starts with # here."""
        plain = _name(name)
        return {plain} | {f"#{key}" for key, names in self._names.items() if plain in names}


def _id(table: str, row: Row) -> str:
    return str(row[schemas.TABLES[table].key[0]])


def _match(report: _Report, wanted: Sequence[GoldRow], found: Sequence[Row]) -> dict[int, int]:
    """Pairs of gold and rows, one to one, the closest first; positions in the two sequences."""
    candidates = [
        (-closeness, place, row_place)
        for place, one in enumerate(wanted)
        for row_place, row in enumerate(found)
        if (closeness := _closeness(report, one, row)) > 0
    ]
    match: dict[int, int] = {}
    used: set[int] = set()
    for _, place, row_place in sorted(candidates):
        if place not in match and row_place not in used:
            match[place] = row_place
            used.add(row_place)
    return match


_KEY_AGREES, _VALUE_AGREES, _FIGURE_AGREES = 1000, 500, 100
"""What agreement counts beside a shared character, so that rows of one sentence find their own gold."""


def _closeness(report: _Report, wanted: GoldRow, row: Row) -> float:
    """How well a row fits a gold row; 0 where it is another one."""
    if wanted.table == "institutions":
        return len({_name(name) for name in wanted.names} & report.names_of(row))
    characters = shared_characters(report.spans(wanted.table, row), report.span_of_gold(wanted))
    if not characters:
        return 0
    if wanted.table == "incidents":
        date_agrees = _nearness(wanted.values.get("date_start", (None,)), row.get("date_start"))
        figure_agrees = row.get("killed_min") in wanted.values.get("killed_min", (None,))
        return characters + _KEY_AGREES * date_agrees + _FIGURE_AGREES * figure_agrees
    framework, status = (compared(wanted.values[name], row.get(name)) == "right" for name in ("framework_id", "status"))
    return characters + _KEY_AGREES * framework + _VALUE_AGREES * status if framework or status else 0


def _nearness(accepted: Accepted, value: date | None) -> float:
    """1 where two dates are the same or both are missing, less with every day between them, 0 where one is missing."""
    wanted = [date.fromisoformat(str(one)) for one in accepted if one is not None]
    if value is None or not wanted:
        return float(value is None and None in accepted)
    return max(1 / (1 + abs((value - one).days)) for one in wanted)

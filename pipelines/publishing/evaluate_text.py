"""An evaluation as text, as Markdown with bars, and as JSON, each the same for the same evaluation.

Bars are rounded down, so that a full bar means that nothing is wrong.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING, Any

import schemas
from pipelines.publishing.evaluate_scores import BLOCKING, FieldTally, Finding, RowTally, Scores

if TYPE_CHECKING:
    from pipelines.publishing.evaluate import Evaluation

ERRORS_SHOWN = 200
"""Errors that Markdown lists; JSON has all of them."""
_QUOTE_SHOWN = 110
_BAR = 10
_DIGITS = 4


def as_text(evaluation: "Evaluation") -> str:
    """Return an evaluation for a terminal."""
    total = evaluation.total
    lines = [f"{'report':<12}{'table':<20}{'gold':>6}{'rows':>6}{'hit':>6}{'P':>8}{'R':>8}{'F1':>8}"]
    for report in evaluation.reports:
        lines += [_table_line(report.report_id, table, tally) for table, tally in report.scores.tables.items()]
    lines += [_table_line("all", table, tally) for table, tally in total.tables.items()]
    lines += ["", *(_field_line(name, tally) for name, tally in evaluation.by_field().items())]
    if evaluation.findings:
        lines += ["", *map(finding_line, evaluation.findings)]
    if evaluation.absent:
        lines += ["", *(f"{report_id}: has gold and no rows; not scored" for report_id in evaluation.absent)]
    lines += ["", blocking_line(total), summary_line(total)]
    return "\n".join(lines)


def as_markdown(evaluation: "Evaluation") -> str:
    """Return an evaluation as Markdown."""
    total = evaluation.total
    parts = [
        f"{summary_line(total)}; {len(evaluation.reports)} chapters.",
        f"## By table\n\n{tables_markdown(total)}",
        f"## By year\n\n{years_markdown(evaluation)}",
        f"## By field\n\n{fields_markdown(evaluation)}",
        f"## Errors\n\n{blocking_line(total)}\n\n{errors_markdown(evaluation)}",
    ]
    if evaluation.absent:
        parts.append(f"Not scored, since there are no rows: {', '.join(evaluation.absent)}")
    return "\n\n".join(parts) + "\n"


def as_json(evaluation: "Evaluation") -> str:
    """Return an evaluation as JSON text with a line feed at its end."""
    content = {
        "total": _scores(evaluation.total),
        "by_year": {str(year): _scores(scores) for year, scores in evaluation.by_year().items()},
        "reports": {report.report_id: _scores(report.scores) for report in evaluation.reports},
        "not_scored": list(evaluation.absent),
        "errors": [_plain(finding) for finding in evaluation.findings],
    }
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def summary_line(scores: Scores) -> str:
    """Return the figures that count in one line."""
    told = [
        f"{table} F1 {tally.f1:.3f} fields {scores.fields_of(table).accuracy:.3f}"
        for table, tally in scores.tables.items()
    ]
    return f"{', '.join(told)}, blocking {scores.blocked}"


def blocking_line(scores: Scores) -> str:
    """Return the counts that have to be zero in one line."""
    return "blocking: " + ", ".join(f"{kind} {scores.blocking[kind]}" for kind in BLOCKING)


def finding_line(finding: Finding) -> str:
    """Return one error in one line: report, table, row, what is wrong, and the words that it is about."""
    row = f" {finding.row_id}" if finding.row_id else ""
    return f"{finding.report_id} {finding.table}{row} {_said(finding)}: {_short(finding.quote)!r}"


def _said(finding: Finding) -> str:
    if finding.kind in ("wrong", "abstained"):
        accepted = " or ".join(_value(one) for one in finding.accepted) or "none"
        return f"{finding.field} {finding.kind}: {_value(finding.value)}, accepted {accepted}"
    told = {
        "missed": "missed",
        "spurious": "spurious",
        "must_not": "must not be a row",
        "no_evidence": f"{finding.field} has no evidence",
        "span_mismatch": f"{finding.field}: the quote is not the text at its offsets",
    }
    return told[finding.kind]


def tables_markdown(scores: Scores) -> str:
    """Return precision, recall and F1 by table."""
    return _markdown(
        ("table", "gold", "rows", "hit", "precision", "recall", "F1", "fields"),
        (
            (
                table,
                str(tally.gold),
                str(tally.rows),
                str(tally.hit),
                f"{tally.precision:.3f}",
                f"{tally.recall:.3f}",
                *_bars(tally, scores.fields_of(table)),
            )
            for table, tally in scores.tables.items()
        ),
    )


def years_markdown(evaluation: "Evaluation") -> str:
    """Return F1 and the accuracy of all fields by year and table, with bars; empty where there is nothing to score."""
    chapters = [report.year for report in evaluation.reports]
    return _markdown(
        ("year", "chapters", *(f"{table} {figure}" for table in schemas.DATASETS for figure in ("F1", "fields"))),
        (
            (
                str(year),
                str(chapters.count(year)),
                *(cell for table in schemas.DATASETS for cell in _bars(scores.tables[table], scores.fields_of(table))),
            )
            for year, scores in evaluation.by_year().items()
        ),
    )


def _bars(rows: RowTally, fields: FieldTally) -> tuple[str, str]:
    """Bars only where something was there to be found or compared: a full bar for nothing would look like success."""
    return bar(rows.f1) if rows.gold or rows.rows else "", bar(fields.accuracy) if fields != FieldTally() else ""


def fields_markdown(evaluation: "Evaluation") -> str:
    """Return the accuracy of each field in matched rows, with a bar."""
    return _markdown(
        ("field", "right", "wrong", "abstained", "accuracy"),
        (
            (name, str(tally.right), str(tally.wrong), str(tally.abstained), bar(tally.accuracy))
            for name, tally in evaluation.by_field().items()
        ),
    )


def errors_markdown(evaluation: "Evaluation") -> str:
    """Return the errors as a Markdown table, and how many more there are than it shows."""
    findings = evaluation.findings
    if not findings:
        return "No errors."
    shown = [
        (one.report_id, one.table, one.row_id or "", _said(one), _short(one.quote)) for one in findings[:ERRORS_SHOWN]
    ]
    table = _markdown(("report", "table", "row", "error", "words"), shown)
    more = len(findings) - len(shown)
    return f"{table}\n\nand {more} more" if more else table


def bar(share: float) -> str:
    """Return a share from 0 to 1 as a bar and a figure, both rounded down: only a share of 1 is shown as full.

    Args:
        share: the share.
    """
    filled = int(share * _BAR)
    return f"{'█' * filled}{'░' * (_BAR - filled)} {int(share * 1000) / 1000:.3f}"


def _table_line(report_id: str, table: str, tally: RowTally) -> str:
    figures = "".join(f"{figure:>8.3f}" for figure in (tally.precision, tally.recall, tally.f1))
    return f"{report_id:<12}{table:<20}{tally.gold:>6}{tally.rows:>6}{tally.hit:>6}{figures}"


def _field_line(name: str, tally: FieldTally) -> str:
    counts = f"{tally.right:>5} right {tally.wrong:>4} wrong {tally.abstained:>4} abstained"
    return f"  {name:<36}{counts}{tally.accuracy:>8.3f}"


def _scores(scores: Scores) -> dict[str, Any]:
    return {
        "tables": {
            table: asdict(tally)
            | {name: round(getattr(tally, name), _DIGITS) for name in ("precision", "recall", "f1")}
            | {"fields": round(scores.fields_of(table).accuracy, _DIGITS)}
            for table, tally in scores.tables.items()
        },
        "fields": {
            name: asdict(tally) | {"accuracy": round(tally.accuracy, _DIGITS)}
            for name, tally in sorted(scores.fields.items())
        },
        "blocking": {kind: scores.blocking[kind] for kind in BLOCKING},
    }


def _plain(finding: Finding) -> Mapping[str, Any]:
    told = asdict(finding)
    if isinstance(finding.value, date):
        told["value"] = finding.value.isoformat()
    return {name: value for name, value in told.items() if value not in (None, ())}


def _value(value: object) -> str:
    if value is None:
        return "null"
    return str(value).lower() if isinstance(value, bool) else str(value)


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= _QUOTE_SHOWN else f"{plain[: _QUOTE_SHOWN - 1]}…"


def _markdown(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    def lines() -> Iterator[Sequence[str]]:
        yield header
        yield ["---"] * len(header)
        yield from rows

    return "\n".join(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in line)} |" for line in lines())

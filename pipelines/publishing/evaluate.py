"""Evaluation: how well rows agree with what careful readers wrote down, by table, field, year and error.

Scores a release, or the chapters that lie beside the gold files, read and extracted on the spot.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

import schemas
from pipelines.publishing import evaluate_text, parquet
from pipelines.publishing.descriptor import file_name
from pipelines.publishing.evaluate_gold import EvaluationError, Gold, GoldError, read_gold
from pipelines.publishing.evaluate_scores import FieldTally, Finding, ReportScore, Scores, score_report, together

__all__ = [
    "Evaluation",
    "EvaluationError",
    "Gold",
    "GoldError",
    "evaluate",
    "read_gold",
    "score_chapters",
    "score_release",
]

_OF_REPORT = (*schemas.DATASETS, "reports", "evidence")
"""Tables whose rows say which report they are of."""


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The scores of all reports that have gold; `absent` are those of them that there are no rows of."""

    reports: tuple[ReportScore, ...]
    absent: tuple[str, ...] = ()

    @property
    def total(self) -> Scores:
        """The figures of all reports together."""
        return together(report.scores for report in self.reports)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Every error, report by report."""
        return tuple(finding for report in self.reports for finding in report.findings)

    def by_year(self) -> dict[int, Scores]:
        """Return the figures of each year's reports together, in order."""
        years = sorted({report.year for report in self.reports})
        return {year: together(one.scores for one in self.reports if one.year == year) for year in years}

    def by_field(self) -> Mapping[str, FieldTally]:
        """Return the figures of each field, such as `incidents.killed_min`, in the order of their names."""
        return self.total.fields

    def as_text(self) -> str:
        """Return a table by report, the fields, every error, and a line with the figures that count."""
        return evaluate_text.as_text(self)

    def as_markdown(self) -> str:
        """Return the same in Markdown, by year and by field with bars."""
        return evaluate_text.as_markdown(self)

    def as_json(self) -> str:
        """Return everything as JSON; the same evaluation gives the same text."""
        return evaluate_text.as_json(self)


def evaluate(release: Path, gold: Path) -> str:
    """Score a release and tell the result; what `crt evaluate` prints.

    Args:
        release: folder of the release.
        gold: folder of the gold files.

    Raises:
        EvaluationError: a gold file or the release cannot be read, or no report that has gold is in the release.
    """
    golds = read_gold(gold)
    evaluation = score_release(release, golds)
    if not evaluation.reports:
        raise EvaluationError(
            f"{release}: has no report that has gold in {gold}, such as {evaluation.absent[0]}; name another release "
            "with --release, or score the project's gold chapters as they lie there, with: make evaluate"
        )
    return evaluation.as_text()


def score_release(release: Path, golds: Sequence[Gold]) -> Evaluation:
    """Score the rows of a release.

    Args:
        release: folder of the release.
        golds: the gold, from `read_gold`.

    Raises:
        EvaluationError: the release cannot be read, or a gold's quote is not in the text that the release has.
    """
    try:
        tables = _read_release(release, [gold.report_id for gold in golds])
    except (OSError, pa.ArrowException, KeyError) as error:
        told = error.args[0] if error.args else error
        raise EvaluationError(f"{release}: cannot be read ({told}); see what is wrong with: crt verify") from error
    there = {row["report_id"] for row in tables["reports"]}
    return Evaluation(
        tuple(score_report(gold, _of_report(tables, gold.report_id)) for gold in golds if gold.report_id in there),
        tuple(gold.report_id for gold in golds if gold.report_id not in there),
    )


def score_chapters(folder: Path, seeds: Path) -> Evaluation:
    """Read and extract the chapters that lie beside the gold files, and score the rows.

    Args:
        folder: folder of `<name>.gold.json` files, each with its chapter `<name>.txt` beside it.
        seeds: the folder of the words and reference lists to extract with.

    Raises:
        EvaluationError: a gold file, a chapter or a file of words cannot be used; the message names it.
    """
    # Extraction is loaded only where it is needed: scoring a release does without.
    from pipelines.publishing.evaluate_chapters import extract_chapters

    golds = read_gold(folder)
    return Evaluation(tuple(score_report(gold, rows) for gold, rows in extract_chapters(golds, seeds)))


def _read_release(release: Path, report_ids: Sequence[str]) -> dict[str, list[dict[str, Any]]]:
    """The rows of these reports, and the names of their institutions."""
    tables = {table: _rows(release, table, "report_id", report_ids) for table in _OF_REPORT}
    named = sorted({row["institution_id"] for row in tables["institutions"]})
    tables["institution_names"] = _rows(release, "institution_names", "institution_id", named)
    return tables


def _rows(release: Path, table: str, column: str, values: Iterable[str]) -> list[dict[str, Any]]:
    content = parquet.read_table(release / file_name(table))
    lacking = [one.name for one in schemas.columns(table) if one.name not in content.column_names]
    if lacking:
        raise KeyError(f"{file_name(table)} has no column {', '.join(lacking)}")
    wanted = pa.array(values, pa.string())
    return content.filter(pc.is_in(content.column(column).cast(pa.string()), value_set=wanted)).to_pylist()


def _of_report(tables: Mapping[str, Sequence[Mapping[str, Any]]], report_id: str) -> dict[str, list[Mapping[str, Any]]]:
    rows = {table: [row for row in tables[table] if row["report_id"] == report_id] for table in _OF_REPORT}
    own = {row["institution_id"] for row in rows["institutions"]}
    rows["institution_names"] = [row for row in tables["institution_names"] if row["institution_id"] in own]
    return rows

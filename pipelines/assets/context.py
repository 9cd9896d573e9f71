"""The first rows of a table beside the sentence that each rests on, for the UI.

Only the reports of the rows that are shown are read, so that the cost does not grow with the number of reports.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pipelines.assets.gathering import Rows
from pipelines.assets.present import PREVIEW_ROWS, escaped, markdown_table
from pipelines.assets.work import Work
from pipelines.reading import Chapter

_COLUMNS = {
    "incidents": (
        "incident_id",
        "date_edtf",
        "place_name",
        "attack_type",
        "perpetrator_names",
        "killed_min",
        "killed_max",
    ),
    "institutions": ("institution_id", "canonical_name", "institution_type", "level", "mention_count"),
    "compliance_status": ("compliance_id", "subject", "domain", "measure", "status_type", "status"),
    "evidence": ("table_name", "row_id", "field", "quote", "rule"),
    "incident_actors": ("incident_id", "institution_id", "role", "certainty"),
    "casualty_claims": ("incident_id", "claimant", "outcome", "victim_class", "value_min", "value_max", "qualifier"),
    "institution_mentions": ("institution_id", "report_id", "start", "end", "quote"),
    "rejections": ("report_id", "start", "end", "candidate_for", "reason"),
}
_VERBATIM = {"incidents": "summary", "compliance_status": "statement"}
"""Datasets whose rows hold their sentence themselves."""


def rows_in_context(work: Work, table: str, rows: Rows, report_ids: Sequence[str]) -> str | None:
    """Return the first rows as Markdown with their sentence, or None for a table whose rows rest on no one sentence.

    Args:
        work: where chapters and rows lie.
        table: the table's name in the contract.
        rows: its rows, report by report.
        report_ids: the reports that they come from, sorted.
    """
    if table not in _COLUMNS:
        return None
    shown = rows[:PREVIEW_ROWS]
    if not shown:
        return markdown_table([])
    sentences = _sentences(work, table, shown, report_ids)
    return "\n".join(
        f"{number}. {escaped(sentence or 'in a heading or a margin')}\n    - {_fields(table, row)}"
        for number, (row, sentence) in enumerate(zip(shown, sentences, strict=True), start=1)
    )


def _fields(table: str, row: Mapping[str, object]) -> str:
    """What the row says, without its nulls. A list wraps where a table of so many columns would not be seen whole."""
    told = ((column, row.get(column)) for column in _COLUMNS[table])
    return " · ".join(f"{column} **{escaped(str(value))}**" for column, value in told if value is not None)


def _sentences(work: Work, table: str, shown: Rows, report_ids: Sequence[str]) -> list[str | None]:
    if verbatim := _VERBATIM.get(table):
        return [str(row[verbatim]) for row in shown]
    if table in ("incident_actors", "casualty_claims"):
        summaries = _summaries(work, {row["incident_id"] for row in shown}, report_ids)
        return [summaries.get(row["incident_id"]) for row in shown]
    chapters = {
        report_id: work.read_chapter(report_id) for report_id in sorted({str(row["report_id"]) for row in shown})
    }
    if table == "institutions":
        starts = {report_id: _first_mentions(work, report_id) for report_id in chapters}
        places = [(str(row["report_id"]), starts[str(row["report_id"])].get(row["institution_id"])) for row in shown]
    else:
        places = [(str(row["report_id"]), row["start"]) for row in shown]
    return [_sentence_at(chapters[report_id], start) for report_id, start in places]


def _summaries(work: Work, wanted: set[object], report_ids: Sequence[str]) -> dict[object, str]:
    found: dict[object, str] = {}
    for row in _incidents(work, report_ids):
        if wanted <= found.keys():
            break
        if row["incident_id"] in wanted:
            found[row["incident_id"]] = str(row["summary"])
    return found


def _incidents(work: Work, report_ids: Sequence[str]) -> Iterator[dict[str, object]]:
    for report_id in report_ids:
        if work.refusal(report_id) is None:
            yield from work.read_rows(report_id, "incidents", ())


def _first_mentions(work: Work, report_id: str) -> dict[object, Any]:
    mentions: list[dict[str, Any]] = work.read_rows(report_id, "institution_mentions", ())
    starts: dict[object, Any] = {}
    for row in sorted(mentions, key=lambda row: row["start"]):
        starts.setdefault(row["institution_id"], row["start"])
    return starts


def _sentence_at(chapter: Chapter, start: Any) -> str | None:
    """The sentence that holds the character, or None where it is in a heading or in page furniture."""
    if start is None:
        return None
    for sentence in chapter.sentences:
        if sentence.start <= start < sentence.end:
            return chapter.document.text[sentence.start : sentence.end]
    return None

"""Explanation of a row: its values, and for each the sentence that it rests on, with the span marked, and the rule.

It explains what was published and not what the code would say today: all of it stands in the release, and only
where a sentence begins and ends is read again from the release's text.
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from pipelines.publishing import parquet
from pipelines.publishing.descriptor import file_name
from pipelines.publishing.explain_sentences import Span, seeds_at_hand, sentences_of, whole
from schemas import CORRECTIONS, DATASETS, TABLES

Row = Mapping[str, Any]

_AROUND = 160
"""Characters of text shown on either side of a span that lies in no sentence."""
_SENTENCES = ("summary", "statement")


class UnknownRowError(LookupError):
    """No row of the three datasets has this id."""


def explain(release: Path, row_id: str, seeds: Path | None = None) -> str:
    """Explain a row of one of the three datasets.

    Args:
        release: folder of the release.
        row_id: identifier of an incident, an institution or a compliance status. For an institution that
            several reports name, all are explained; `<institution id>/<report id>` asks for one.
        seeds: the folder with the words by which sentences are told apart; where none is named, the seeds at hand.
            Without any, a statement that is a clause is shown in its line.

    Returns:
        Text of several lines: the row's values, what a reviewer corrected and why, then its evidence, each span
        marked in its whole sentence as in `[[three]] people`.

    Raises:
        UnknownRowError: there is no such row.
        OSError: the release cannot be read.
    """
    seeds = seeds_at_hand() if seeds is None else seeds
    blocks = [
        "\n".join(_block(release, name, row, seeds))
        for name in DATASETS
        for row in _read(release, name)
        if _is(name, row, row_id)
    ]
    if not blocks:
        message = (
            f"{row_id!r} is no row of {', '.join(DATASETS)} in {release.name}; the ids are in the first column of each"
        )
        raise UnknownRowError(message)
    return "\n\n".join(blocks) + "\n"


def _read(release: Path, name: str, column: str | None = None, value: str | None = None) -> list[dict[str, Any]]:
    """A table's rows; with a column and a value, only those that have it there."""
    table = parquet.read_table(release / file_name(name))
    if column is not None:
        table = table.filter(pc.equal(table.column(column), pa.scalar(value, pa.string())))
    return table.to_pylist()


def _id_of(name: str, row: Row) -> str:
    return str(row[TABLES[name].key[0]])


def _is(name: str, row: Row, row_id: str) -> bool:
    own = _id_of(name, row)
    return row_id in (own, f"{own}/{row['report_id']}")


def _block(release: Path, name: str, row: Row, seeds: Path) -> Iterator[str]:
    yield f"{name} {_id_of(name, row)} ({row['report_id']}, release {release.name})"
    yield ""
    width = max(len(column) for column in row)
    for column, value in row.items():
        if value is not None:
            yield f"  {column:<{width}}  {_in_a_line(value)}"
    yield ""
    yield from _corrections(release, name, row)
    yield from _evidence(release, name, row, seeds)


def _corrections(release: Path, name: str, row: Row) -> Iterator[str]:
    """What a reviewer put right, who, when and why; nothing for a release of a program that knew no corrections."""
    if not row.get("corrected"):
        return
    order = {column.name: place for place, column in enumerate(TABLES[name].columns)}
    found = [it for it in _read(release, CORRECTIONS, "row_id", _id_of(name, row)) if _supports(it, name, row)]
    for it in sorted(found, key=lambda it: order[it["field"]]):
        old, new = ("null" if it[value] is None else _in_a_line(it[value]) for value in ("old_value", "new_value"))
        yield f"{it['field']} was corrected from {old} to {new} by {it['reviewer']} on {it['reviewed_on']}"
        yield f"  because: {_in_a_line(it['reason_text'])}"
        yield f"  {it['source_path']}{'' if it['quote'] else '; the reviewer names no words of the report for it'}"
    yield ""


def _evidence(release: Path, name: str, row: Row, seeds: Path) -> Iterator[str]:
    report = _read(release, "reports", "report_id", row["report_id"])[0]
    text, sentences = report["text"], sentences_of(report, seeds)
    order = {column.name: place for place, column in enumerate(TABLES[name].columns)}
    found = [it for it in _read(release, "evidence", "row_id", _id_of(name, row)) if _supports(it, name, row)]
    if not found:
        yield "No evidence."
    found.sort(key=lambda it: (order.get(it["field"], len(order)), it["start"], it["end"]))
    for span, together in _by_span(found).items():
        for it in together:
            value = row.get(it["field"])
            yield f"{it['field']} = {'null' if value is None else _in_a_line(value)}"
        start, end, rule, section = span
        yield f"  {_marked(text, row, sentences, (start, end))}"
        yield f"  rule {rule}, section {section}, characters {start} to {end}"


def _by_span(found: list[dict[str, Any]]) -> dict[tuple[int, int, str, str], list[dict[str, Any]]]:
    """Values that one rule read from one span, together, in the order of the first."""
    groups: dict[tuple[int, int, str, str], list[dict[str, Any]]] = {}
    for it in found:
        groups.setdefault((it["start"], it["end"], it["rule"], it["section"]), []).append(it)
    return groups


def _supports(evidence: Row, name: str, row: Row) -> bool:
    wanted = (name, _id_of(name, row), row["report_id"])
    return (evidence["table_name"], evidence["row_id"], evidence["report_id"]) == wanted


def _marked(text: str, row: Row, sentences: Sequence[Span], span: Span) -> str:
    start, end = span
    shown = _in_sentences(text, row, sentences, span)
    first, last = shown or _around(text, start, end)
    before = "… " if first > 0 and not shown else ""
    after = " …" if last < len(text) and not shown else ""
    return before + _in_a_line(f"{text[first:start]}[[{text[start:end]}]]{text[end:last]}") + after


def _in_sentences(text: str, row: Row, sentences: Sequence[Span], span: Span) -> Span | None:
    """The span of the row's own sentences that hold a span, else of the sentences that it lies in; whole ones."""
    own = _within_own(text, row, *span)
    found = whole(sentences, *(own or span))
    # Without sentences a summary, which is made of whole ones, is shown as it is; of a statement that is not known.
    return found or (own if row.get("summary") else None)


def _within_own(text: str, row: Row, start: int, end: int) -> Span | None:
    """The span of the row's own words, where they stand in the text as one piece and hold the span."""
    said = next((row[column] for column in _SENTENCES if row.get(column)), None)
    at = text.rfind(said, 0, start + len(said)) if said else -1
    return (at, at + len(said)) if said and at >= 0 and at <= start and end <= at + len(said) else None


def _around(text: str, start: int, end: int) -> tuple[int, int]:
    """The line that holds the span, and no more of it than is needed, cut between words."""
    line_start = text.rfind("\n", 0, start) + 1
    line_end = text.find("\n", end)
    line_end = len(text) if line_end < 0 else line_end
    first, last = max(line_start, start - _AROUND), min(line_end, end + _AROUND)
    if first > line_start:
        first = min(start, text.find(" ", first, start) + 1 or start)
    if last < line_end:
        last = max(end, text.rfind(" ", end, last))
    return first, last


def _in_a_line(value: object) -> str:
    return " ".join(str(value).split())

"""The rows of many reports together, table by table, as the stored rows of each give them.

A name of an institution that several reports use is one row.
"""

from collections.abc import Iterable, Sequence

import pyarrow as pa

import schemas
from pipelines.assets.work import Work

Rows = list[dict[str, object]]


def gather(work: Work, table: str, report_ids: Iterable[str]) -> Rows:
    """Return the rows of a table from all reports that are not refused.

    Args:
        work: where the rows of each report are stored.
        table: the table's name.
        report_ids: the reports.

    Raises:
        WorkError: a report was not refused and has not been extracted.
    """
    dates = [field.name for field in schemas.arrow_schema(table) if pa.types.is_date(field.type)]
    rows: Rows = []
    for report_id in sorted(report_ids):
        if work.refusal(report_id) is None:
            rows.extend(work.read_rows(report_id, table, dates))
    return named_once(rows) if table == "institution_names" else rows


def named_once(rows: Sequence[dict[str, object]]) -> Rows:
    """Return one row a name of an institution; it is in the text where any report uses it."""
    names: dict[tuple[object, ...], dict[str, object]] = {}
    for row in rows:
        first = names.setdefault((row["institution_id"], row["name"], row["name_type"]), dict(row))
        first["in_text"] = bool(first["in_text"]) or bool(row["in_text"])
    return list(names.values())

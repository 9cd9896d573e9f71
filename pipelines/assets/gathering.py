"""The rows of many reports together, and which report is to blame where they break a schema or a relation.

All reports are checked at once, since that costs little more than one; only a failure is narrowed down.
"""

from collections.abc import Iterable, Sequence

import pandas as pd
import pyarrow as pa
from pandera.errors import SchemaError, SchemaErrors

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


def unsound(work: Work, report_ids: Sequence[str]) -> dict[str, str]:
    """Return the reports whose rows break a schema or a relation, each with the first problem."""
    if not report_ids or (problem := _first_problem(work, report_ids)) is None:
        return {}
    if len(report_ids) == 1:
        return {report_ids[0]: problem}
    middle = len(report_ids) // 2
    return unsound(work, report_ids[:middle]) | unsound(work, report_ids[middle:])


def told_cases(error: SchemaError | SchemaErrors) -> list[dict[str, str]]:
    """Return the values that break a schema: column, check, value and row, as text."""
    if not isinstance(error.failure_cases, pd.DataFrame):
        return [{"check": str(error)}]
    columns = [name for name in ("column", "check", "failure_case", "index") if name in error.failure_cases]
    return [{name: str(case[name]) for name in columns} for case in error.failure_cases.to_dict("records")]


def _first_problem(work: Work, report_ids: Sequence[str]) -> str | None:
    tables: dict[str, pa.Table] = {}
    for table in schemas.EXTRACTED:
        try:
            tables[table] = schemas.to_arrow(table, gather(work, table, report_ids))
        except (SchemaError, SchemaErrors) as error:
            return f"{table}: " + ", ".join(f"{name} {value}" for name, value in told_cases(error)[0].items())
    return next(iter(schemas.check_relations(tables)), None)

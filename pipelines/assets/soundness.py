"""Whether extracted rows may be published, and which report is to blame where they break a schema or a relation.

Many reports are checked at once, since that costs little more than one; only a failure is narrowed down.
"""

from collections.abc import Mapping
from itertools import chain, islice

import pandas as pd
from pandera.errors import SchemaError, SchemaErrors

import schemas
from pipelines.assets.gathering import named_once
from pipelines.extraction.extract import Tables

CHECKED_TOGETHER = 200
"""Reports whose rows are held in memory to be checked: more hardly save time, and each takes some 200 KB."""


def unsound(reports: Mapping[str, Tables]) -> dict[str, str]:
    """Return the reports whose rows break a schema or a relation, each with the first problem.

    Args:
        reports: what was extracted from each report, by report id.
    """
    if not reports or (problem := _first_problem(reports)) is None:
        return {}
    if len(reports) == 1:
        return dict.fromkeys(reports, problem)
    middle = len(reports) // 2
    first, second = dict(islice(reports.items(), middle)), dict(islice(reports.items(), middle, None))
    return unsound(first) | unsound(second)


def told_cases(error: SchemaError | SchemaErrors) -> list[dict[str, str]]:
    """Return the values that break a schema: column, check, value and row, as text."""
    if not isinstance(error.failure_cases, pd.DataFrame):
        return [{"check": str(error)}]
    columns = [name for name in ("column", "check", "failure_case", "index") if name in error.failure_cases]
    return [{name: str(case[name]) for name in columns} for case in error.failure_cases.to_dict("records")]


def _first_problem(reports: Mapping[str, Tables]) -> str | None:
    rows = {table: list(chain.from_iterable(one[table] for one in reports.values())) for table in schemas.EXTRACTED}
    rows["institution_names"] = named_once(rows["institution_names"])
    for table in schemas.EXTRACTED:
        try:
            schemas.validate(table, rows[table])
        except (SchemaError, SchemaErrors) as error:
            return f"{table}: " + ", ".join(f"{name} {value}" for name, value in told_cases(error)[0].items())
    return next(iter(schemas.check_rows(rows)), None)

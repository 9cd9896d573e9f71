"""What has to hold between tables: keys that refer to each other, evidence for every extracted value, corrections.

A table alone is checked by its model; this is for what no model of one table can see.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pyarrow as pa

from schemas.cells import as_text
from schemas.tables import CORRECTIONS, DATASETS, EXTRACTED, TABLES, ForeignKey, Table

Records = Mapping[str, Sequence[Mapping[str, Any]]]
Place = tuple[str, str, str]
"""A row as evidence refers to it: table, row id, report id."""
Cell = tuple[str, str, str, str]
"""A value as evidence refers to it: table, row id, report id, column."""
_KINDS = ("relations", "spans", "evidence")


def evidence_fields(name: str) -> tuple[str, ...]:
    """Return the columns of a table whose non-null values each need evidence."""
    return tuple(column.name for column in TABLES[name].columns if column.needs_evidence)


def check_relations(tables: Mapping[str, pa.Table]) -> list[str]:
    """Return what is wrong between the tables of a release, one sentence a problem, empty where nothing is.

    Args:
        tables: all tables by name; `corrections` may be left out where no value was corrected.

    Returns:
        Problems: rows that refer to rows that are not there, quotes that are not the text at their offsets,
        evidence of rows that are not there, extracted values without evidence, names and mentions that disagree,
        corrections that the rows do not have.
    """
    return _all(relation_problems(tables))


def relation_problems(tables: Mapping[str, pa.Table]) -> dict[str, list[str]]:
    """Return what `check_relations` does, by its kind.

    Args:
        tables: all tables by name; `corrections` may be left out where no value was corrected.

    Returns:
        For each kind the problems, one sentence each: `relations` are rows that do not fit other rows, `spans` quotes
        that are not the text at their offsets, `evidence` extracted values without any.
    """
    missing = [name for name in EXTRACTED if name not in tables]
    if missing:
        return {kind: [f"table {name} is missing" for name in missing if kind == "relations"] for kind in _KINDS}
    return _problems({name: _records(tables[name]) for name in TABLES if name in tables})


def check_rows(rows: Records) -> list[str]:
    """Return what is wrong between the rows of a release, as `check_relations` does for its tables.

    Args:
        rows: the rows by table, where a column that is absent is null; `corrections` may be left out.
    """
    return _all(_problems(rows))


def _problems(rows: Records) -> dict[str, list[str]]:
    records = {table.name: _completed(table, rows.get(table.name, [])) for table in TABLES.values()}
    checks = {
        "relations": (_foreign_keys, _evidence_of_nothing, _institutions, _perpetrators, _subjects, _corrections),
        "spans": (check_quotes,),
        "evidence": (_values_without_evidence,),
    }
    return {kind: [problem for check in checks[kind] for problem in check(records)] for kind in _KINDS}


def _all(problems: Mapping[str, Sequence[str]]) -> list[str]:
    return [problem for kind in _KINDS for problem in problems[kind]]


def _completed(table: Table, rows: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    blank = dict.fromkeys(column.name for column in table.columns)
    return [row if len(row) == len(blank) else {**blank, **row} for row in rows]


def _records(table: pa.Table) -> list[dict[str, Any]]:
    """Rows as mappings, made by the column: Arrow's own way looks up each value of each row by its name."""
    names = table.column_names
    columns = (column.to_pylist() for column in table.columns)
    return [dict(zip(names, values, strict=True)) for values in zip(*columns, strict=True)]


def check_quotes(records: Records) -> Iterator[str]:
    """Yield the spans whose quote is not the report's text at their offsets, one sentence a problem.

    Args:
        records: rows by table; tables that are not there are left out.
    """
    texts = {row["report_id"]: row["text"] for row in records.get("reports", [])}
    for name in ("evidence", "institution_mentions", "rejections", CORRECTIONS):
        for row in records.get(name, []):
            text = texts.get(row["report_id"])
            if text is not None and row["quote"] is not None and text[row["start"] : row["end"]] != row["quote"]:
                yield (
                    f"{name}: {row['report_id']} [{row['start']}:{row['end']}] is "
                    f"{text[row['start'] : row['end']][:60]!r} in the text, not {row['quote'][:60]!r}"
                )


def _values(row: Mapping[str, Any], columns: tuple[str, ...]) -> tuple[Any, ...]:
    return tuple(row[column] for column in columns)


def _foreign_keys(records: Records) -> Iterator[str]:
    for table in TABLES.values():
        for key in table.foreign_keys:
            yield from _dangling(table, key, records)


def _dangling(table: Table, key: ForeignKey, records: Records) -> Iterator[str]:
    there = {_values(row, key.reference_columns) for row in records[key.reference]}
    for row in records[table.name]:
        value = _values(row, key.columns)
        if value not in there:
            said = ", ".join(f"{column} {part!r}" for column, part in zip(key.columns, value, strict=True))
            yield f"{table.name}: {said} is not in {key.reference}"


def _id_column(name: str) -> str:
    return TABLES[name].key[0]


def _places(records: Records) -> set[Place]:
    places = {(name, row[_id_column(name)], row["report_id"]) for name in DATASETS for row in records[name]}
    report_of = {row["incident_id"]: row["report_id"] for row in records["incidents"]}
    for name in ("incident_actors", "casualty_claims"):
        places |= {(name, row["incident_id"], report_of.get(row["incident_id"], "")) for row in records[name]}
    return places


def _evidence_of_nothing(records: Records) -> Iterator[str]:
    places = _places(records)
    columns = {name: {column.name for column in table.columns} for name, table in TABLES.items()}
    for row in records["evidence"]:
        if (row["table_name"], row["row_id"], row["report_id"]) not in places:
            yield f"evidence: no row {row['row_id']!r} of {row['report_id']} in {row['table_name']}"
        elif row["field"] not in columns[row["table_name"]]:
            yield f"evidence: {row['table_name']} has no column {row['field']!r}"


def _values_without_evidence(records: Records) -> Iterator[str]:
    proven = {_cell_of(row) for row in (*records["evidence"], *records[CORRECTIONS])}
    for name in DATASETS:
        fields = evidence_fields(name)
        for row in records[name]:
            row_id = row[_id_column(name)]
            for field in fields:
                if row[field] is not None and (name, row_id, row["report_id"], field) not in proven:
                    yield f"{name}: {row_id} of {row['report_id']}: {field} is {row[field]!r} without evidence"


def _cell_of(row: Mapping[str, Any]) -> Cell:
    """The cell that a row of `evidence` or of `corrections` speaks of."""
    return (row["table_name"], row["row_id"], row["report_id"], row["field"])


def _corrections(records: Records) -> Iterator[str]:
    rows = {(name, row[_id_column(name)], row["report_id"]): row for name in DATASETS for row in records[name]}
    spans: dict[Cell, list[tuple[int, int]]] = {_cell_of(row): [] for row in records[CORRECTIONS]}
    for row in records["evidence"] if spans else ():
        if (cell := _cell_of(row)) in spans:
            spans[cell].append((row["start"], row["end"]))
    for row in records[CORRECTIONS]:
        place = f"corrections: {row['table_name']} {row['row_id']} of {row['report_id']}"
        corrected = rows.get(_cell_of(row)[:3])
        if corrected is None:
            yield f"{place}: there is no such row"
        elif row["field"] not in TABLES[row["table_name"]].correctable:
            yield f"{place}: {row['field']} is no column that may be corrected"
        elif as_text(corrected[row["field"]]) != row["new_value"]:
            yield f"{place}: {row['field']} is {corrected[row['field']]!r} and not {row['new_value']!r}"
        elif spans[_cell_of(row)] != ([] if row["quote"] is None else [(row["start"], row["end"])]):
            yield f"{place}: {row['field']} has evidence that is not the reviewer's"
    said = {_cell_of(row)[:3] for row in records[CORRECTIONS]}
    for (name, row_id, report_id), row in rows.items():
        if bool(row["corrected"]) != ((name, row_id, report_id) in said):
            yield f"{name}: {row_id} of {report_id}: corrected is {row['corrected']}, which corrections does not say"


def _institutions(records: Records) -> Iterator[str]:
    named = {row["institution_id"] for row in records["institution_names"]}
    mentions = Counter((row["institution_id"], row["report_id"]) for row in records["institution_mentions"])
    for row in records["institutions"]:
        place = f"institutions: {row['institution_id']} of {row['report_id']}"
        if row["institution_id"] not in named:
            yield f"{place} has no name in institution_names"
        count = mentions[row["institution_id"], row["report_id"]]
        if count != row["mention_count"]:
            yield f"{place} has mention_count {row['mention_count']} and {count} rows in institution_mentions"


def _perpetrators(records: Records) -> Iterator[str]:
    canonical = {(row["institution_id"], row["report_id"]): row["canonical_name"] for row in records["institutions"]}
    actors: dict[str, set[str]] = defaultdict(set)
    for row in records["incident_actors"]:
        if row["role"] == "perpetrator":
            actors[row["incident_id"]].add(row["institution_id"])
    for row in records["incidents"]:
        names = {canonical.get((actor, row["report_id"]), actor) for actor in actors[row["incident_id"]]}
        wanted = "; ".join(sorted(names)) or None
        if wanted != row["perpetrator_names"]:
            yield (
                f"incidents: {row['incident_id']}: perpetrator_names is {row['perpetrator_names']!r}, "
                f"incident_actors has {wanted!r}"
            )


def _subjects(records: Records) -> Iterator[str]:
    there = {(row["institution_id"], row["report_id"]) for row in records["institutions"]}
    for row in records["compliance_status"]:
        if row["subject"] != "country" and (row["subject"], row["report_id"]) not in there:
            yield f"compliance_status: {row['compliance_id']}: subject {row['subject']!r} is not in institutions"

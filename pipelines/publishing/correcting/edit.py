"""The corrected tables: values, evidence and perpetrators as the table `corrections` says, all else untouched.

Nothing is judged here; the same extracted tables and the same corrections always give the same tables.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence

import pyarrow as pa

from pipelines.publishing.correcting.parts import Place, Record, Tables, parted, place_named, place_of
from schemas import CORRECTIONS, DATASETS, TABLES, sort, to_arrow
from schemas.cells import as_text, from_text

RULE = "correction"
"""The rule in `evidence` of words that a reviewer quoted for a value."""
NAMES_SEPARATOR = "; "
EDITED = (*DATASETS, "evidence", "incident_actors")
"""The tables that corrections change."""

_OF_EVIDENCE = ("table_name", "row_id", "field", "report_id", "section", "start", "end", "quote")


class OutdatedError(ValueError):
    """The table `corrections` was made for other tables than these; the message says what to do."""


def apply_corrections(tables: Tables) -> dict[str, pa.Table]:
    """Return the tables with what the table `corrections` among them says.

    A corrected value loses the evidence of the value that it replaces, and has the reviewer's quote where there is one.

    Args:
        tables: all tables, with `corrections`.

    Raises:
        OutdatedError: the tables were made again since `resolve` saw them, and a value is no longer the one corrected.
        pandera.errors.SchemaErrors: a corrected row breaks its table's schema, which `resolve` does not let happen.
    """
    said = tables[CORRECTIONS].to_pylist()
    if not said:
        return dict(tables)
    touched, others = parted(tables, {row["report_id"] for row in said})
    _require_old_values(touched, said)
    rows = edited({name: touched[name].to_pylist() for name in EDITED}, said)
    whole = {name: pa.concat_tables([others[name], to_arrow(name, rows[name])]) for name in EDITED}
    return {**tables, **{name: sort(name, table) for name, table in whole.items()}}


def _require_old_values(tables: Tables, said: Sequence[Record]) -> None:
    rows = {place_of(name, row): row for name in DATASETS for row in tables[name].to_pylist()}
    for one in said:
        row = rows.get(place_named(one))
        if row is None or as_text(row[one["field"]]) != one["old_value"]:
            what = f"{one['field']} of {one['row_id']} is no longer the value that {one['source_path']} corrects"
            raise OutdatedError(f"{what}; materialise corrections again, then the release")


def edited(rows: Mapping[str, Sequence[Record]], said: Sequence[Record]) -> dict[str, list[Record]]:
    """Return the rows of the tables that corrections change, with the corrections in them.

    Args:
        rows: the rows by table; they stay as they are.
        said: rows of the table `corrections`.
    """
    values: dict[Place, Record] = defaultdict(dict)
    for one in said:
        column = TABLES[one["table_name"]].column(one["field"])
        values[place_named(one)][one["field"]] = from_text(column, one["new_value"] or "")
    found = {
        name: [
            {**row, **new, "corrected": True} if (new := values.get(place_of(name, row))) else row for row in rows[name]
        ]
        for name in DATASETS
    }
    found["evidence"] = _evidence(rows["evidence"], said)
    found["incident_actors"] = _actors(rows["incident_actors"], found, said)
    return found


def _evidence(rows: Sequence[Record], said: Sequence[Record]) -> list[Record]:
    corrected = {(*place_named(one), one["field"]) for one in said}
    kept = [row for row in rows if (*place_named(row), row["field"]) not in corrected]
    quoted = [one for one in said if one["quote"] is not None]
    return [*kept, *({**{name: one[name] for name in _OF_EVIDENCE}, "rule": RULE} for one in quoted)]


def _actors(rows: Sequence[Record], found: Mapping[str, Sequence[Record]], said: Sequence[Record]) -> list[Record]:
    """The parts in incidents; perpetrators of an incident with corrected names are those named now, and no others."""
    renamed = {one["row_id"] for one in said if one["field"] == "perpetrator_names"}
    ids = {(row["report_id"], row["canonical_name"]): row["institution_id"] for row in found["institutions"]}
    named = {
        (row["incident_id"], ids[row["report_id"], name]): row["attribution"]
        for row in found["incidents"]
        if row["incident_id"] in renamed
        for name in (row["perpetrator_names"] or "").split(NAMES_SEPARATOR)
        if (row["report_id"], name) in ids
    }
    kept = [
        row
        for row in rows
        if row["role"] != "perpetrator"
        or row["incident_id"] not in renamed
        or (row["incident_id"], row["institution_id"]) in named
    ]
    there = {(row["incident_id"], row["institution_id"]) for row in kept if row["role"] == "perpetrator"}
    return kept + [
        {"incident_id": incident, "institution_id": institution, "role": "perpetrator", "certainty": attribution}
        for (incident, institution), attribution in named.items()
        if (incident, institution) not in there
    ]

"""What is derived from the tables for others: Frictionless descriptors, and the codebook that people read.

`python -m schemas.export` writes docs/codebook.md; with `--check` it fails where the file is not what would be written.
"""

import argparse
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa

from schemas.tables import DATASETS, SCHEMA_VERSION, TABLES, Column, Table, table_of

Descriptor = dict[str, Any]

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
CC0: Mapping[str, str] = {
    "name": "CC0-1.0",
    "title": "Creative Commons Zero v1.0 Universal",
    "path": "https://creativecommons.org/publicdomain/zero/1.0/",
}
CC_BY: Mapping[str, str] = {
    "name": "CC-BY-4.0",
    "path": "https://creativecommons.org/licenses/by/4.0/",
    "title": "Creative Commons Attribution 4.0, for the coordinates and identifiers taken from GeoNames",
}
_FRICTIONLESS_TYPES = (
    (pa.types.is_boolean, "boolean"),
    (pa.types.is_integer, "integer"),
    (pa.types.is_floating, "number"),
    (pa.types.is_date, "date"),
)
CODEBOOK = Path(__file__).resolve().parent.parent / "docs" / "codebook.md"


def table_schema(name: str) -> Descriptor:
    """Return the Frictionless v2 Table Schema of a table (https://datapackage.org/standard/table-schema/).

    Raises:
        KeyError: the table is unknown.
    """
    table = table_of(name)
    descriptor: Descriptor = {
        "fields": [_field(column) for column in table.columns],
        "missingValues": [{"value": "", "label": "not stated in the text"}],
    }
    if table.primary_key:
        descriptor["primaryKey"] = list(table.primary_key)
    else:
        descriptor["uniqueKeys"] = [list(table.key)]
    if table.foreign_keys:
        descriptor["foreignKeys"] = [
            {
                "fields": list(key.columns),
                "reference": {"resource": key.reference, "fields": list(key.reference_columns)},
            }
            for key in table.foreign_keys
        ]
    return descriptor


def _field_type(column: Column) -> str:
    return next((name for fits, name in _FRICTIONLESS_TYPES if fits(column.arrow_type)), "string")


def _arrow_type(arrow_type: pa.DataType) -> str:
    """Frictionless types do not tell the widths of numbers; this does, and does not depend on pyarrow's version."""
    if isinstance(arrow_type, pa.DictionaryType):
        return f"dictionary<{arrow_type.index_type}, {arrow_type.value_type}>"
    return str(arrow_type)


def _field(column: Column) -> Descriptor:
    descriptor: Descriptor = {
        "name": column.name,
        "type": _field_type(column),
        "arrowType": _arrow_type(column.arrow_type),
        "description": column.description,
    }
    if column.example is not None:
        descriptor["example"] = column.example
    if column.codes:
        descriptor["categories"] = [{"value": code, "label": meaning} for code, meaning in column.codes.items()]
    constraints = _field_constraints(column)
    if constraints:
        descriptor["constraints"] = constraints
    return descriptor


def _field_constraints(column: Column) -> Descriptor:
    constraints: Descriptor = {} if column.nullable else {"required": True}
    if column.codes:
        constraints["enum"] = list(column.codes)
    textual = _field_type(column) == "string"
    names = {"min_value": "minLength" if textual else "minimum", "max_value": "maximum", "pattern": "pattern"}
    for name, value in column.constraints.items():
        constraints[names[name]] = getattr(value, "pattern", value)
    return constraints


def schema_package() -> Descriptor:
    """Return the descriptor of the schemas alone: what every release of this program says of tables and columns."""
    return package([{"name": name, **_described(name)} for name in TABLES], "", ())


def package(resources: Sequence[Descriptor], release_id: str, sources: Sequence[Descriptor]) -> Descriptor:
    """Return the Frictionless v2 Data Package descriptor of a release (https://datapackage.org/standard/data-package/).

    Args:
        resources: one for each file, as `resource` gives them.
        release_id: identifier of the release.
        sources: the documents that the release was made from.
    """
    return {
        "$schema": PROFILE,
        "name": "country-reports-on-terrorism",
        "id": release_id,
        "title": "Country Reports on Terrorism as data",
        "description": "What the US Department of State's Country Reports on Terrorism say, with evidence. "
        "A null value means: not stated in the text.",
        "version": release_id,
        "schemaVersion": SCHEMA_VERSION,
        "licenses": [dict(CC0), dict(CC_BY)],
        "sources": list(sources),
        "resources": list(resources),
    }


def resource(name: str, path: str, sha256: str, size: int, rows: int) -> Descriptor:
    """Return the descriptor of one table's file.

    Args:
        name: the table.
        path: its file, relative to the descriptor.
        sha256: of the file's bytes, as 64 hexadecimal digits.
        size: of the file, in bytes.
        rows: how many rows it holds.
    """
    return {
        "name": name,
        "type": "table",
        "path": path,
        "format": "parquet",
        "mediatype": "application/vnd.apache.parquet",
        "hash": f"sha256:{sha256}",
        "bytes": size,
        "rows": rows,
        **_described(name),
    }


def _described(name: str) -> Descriptor:
    return {"description": table_of(name).description, "schema": table_schema(name)}


def codebook() -> str:
    """Return the codebook: each table's columns, codes, keys and rules, as Markdown."""
    lines = [
        "# Codebook",
        "",
        f"Schema version {SCHEMA_VERSION}. Written from `schemas/` by `python -m schemas.export`; edit there.",
        "",
        "Null always means: not stated in the text.",
        "*Enrichment* marks columns that come from reference files; all others come from the report.",
        "*Evidence* marks the columns whose every extracted value has a row in `evidence`; a reviewer's value has one",
        "where the reviewer quotes the report's words for it, and always a row in `corrections`.",
        "",
    ]
    for table in TABLES.values():
        lines += _table_section(table)
    return "\n".join(lines).rstrip() + "\n"


def _table_section(table: Table) -> list[str]:
    lines = [f"## {table.name}", "", table.description, ""]
    lines.append(f"{'Primary key' if table.primary_key else 'Unique'}: {_names(table.key)}.")
    lines += [
        f"{_names(key.columns)} refers to {_names(key.reference_columns)} of `{key.reference}`."
        for key in table.foreign_keys
    ]
    if table.name in DATASETS:
        fixed = [column.name for column in table.columns if column.name not in table.correctable]
        lines.append(f"Reviewers may correct any column but {_names(fixed)}.")
    lines += ["", "| column | type | null | meaning | standard | example |", "| --- | --- | --- | --- | --- | --- |"]
    lines += [_column_line(column) for column in table.columns]
    lines += _rules(table) + _codes(table) + _crosswalk(table)
    return [*lines, ""]


def _names(columns: Sequence[str]) -> str:
    return ", ".join(f"`{column}`" for column in columns)


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


def _column_line(column: Column) -> str:
    marks = "".join(
        f" *{mark}*"
        for mark, given in (("Evidence.", column.needs_evidence), ("Enrichment.", column.enrichment))
        if given
    )
    type_text = "code" if column.codes else column.arrow_type_text
    cells = [
        f"`{column.name}`",
        type_text,
        "yes" if column.nullable else "no",
        _cell(column.description) + marks,
        column.standard or "",
        f"`{_cell(column.example)}`" if column.example else "",
    ]
    return f"| {' | '.join(cells)} |"


def _rules(table: Table) -> list[str]:
    return ["", "Rules:", "", *(f"- {rule}" for rule in table.rules)] if table.rules else []


def _codes(table: Table) -> list[str]:
    lines: list[str] = []
    for column in table.columns:
        if column.codes:
            lines += ["", f"### {table.name}.{column.name}", "", "| code | meaning |", "| --- | --- |"]
            lines += [f"| `{code}` | {_cell(meaning)} |" for code, meaning in column.codes.items()]
    return lines


def _crosswalk(table: Table) -> list[str]:
    columns = [column for column in table.columns if column.crosswalk]
    if not columns:
        return []
    others = ("UCDP GED", "ACLED", "GTD")
    lines = ["", f"### {table.name}: like fields in other datasets", ""]
    lines += ["Alike, not equal: read both definitions before joining.", ""]
    lines += [f"| column | {' | '.join(others)} |", f"| --- |{' --- |' * len(others)}"]
    for column in columns:
        cells = [_names(column.crosswalk[other].split(", ")) if other in column.crosswalk else "" for other in others]
        lines.append(f"| `{column.name}` | {' | '.join(cells)} |")
    return lines


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the codebook, or with `--check` say whether it is up to date; returns the exit status."""
    parser = argparse.ArgumentParser(
        prog="python -m schemas.export", description="Write docs/codebook.md from the schemas."
    )
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 where the file is out of date")
    parser.add_argument("--output", type=Path, default=CODEBOOK, help="the file (default: docs/codebook.md)")
    options = parser.parse_args(arguments)
    wanted = codebook()
    if not options.check:
        options.output.parent.mkdir(parents=True, exist_ok=True)
        options.output.write_text(wanted, encoding="utf-8", newline="\n")
        return 0
    if options.output.is_file() and options.output.read_text(encoding="utf-8") == wanted:
        return 0
    sys.stderr.write(f"{options.output} is not what the schemas say; run python -m schemas.export\n")
    return 1


if __name__ == "__main__":
    raise SystemExit(main())

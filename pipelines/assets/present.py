"""What the UI shows of a table: its columns with their meaning, and a first look at its rows.

All of it is derived from the Arrow schema, whose field descriptions come from `schemas`.
"""

import re
from collections.abc import Mapping, Sequence

import dagster as dg
import pyarrow as pa

PREVIEW_ROWS = 10
PREVIEW_WIDTH = 160
_MARKDOWN = re.compile(r"[\\`*<>\[\]|]")


def column_schema(schema: pa.Schema) -> dg.TableSchema:
    """Return the column table that Dagster shows for an asset."""
    return dg.TableSchema(
        columns=[
            dg.TableColumn(
                name=field.name,
                type=_type_name(field.type),
                description=(field.metadata or {}).get(b"description", b"").decode() or None,
                constraints=dg.TableColumnConstraints(nullable=field.nullable),
            )
            for field in schema
        ]
    )


def preview(table: pa.Table, rows: int = PREVIEW_ROWS) -> str:
    """Return the first rows as Markdown, without the columns that are null in all of them."""
    head = table.slice(0, rows)
    filled = [name for name in head.column_names if head[name].null_count < head.num_rows]
    return markdown_table(head.select(filled).to_pylist())


def markdown_table(rows: Sequence[Mapping[str, object]]) -> str:
    """Return rows as a Markdown table; long texts are cut, a null is an empty cell, no text is taken for Markdown."""
    if not rows:
        return "*no rows*"
    names = list(rows[0])
    lines = [names, ["---"] * len(names), *([_cell(row.get(name)) for name in names] for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def escaped(text: str) -> str:
    """Return text of a report on one line such that no part of it is a link, an image, HTML or a table's border."""
    return _MARKDOWN.sub(r"\\\g<0>", " ".join(text.split()))


def _cell(value: object) -> str:
    plain = "" if value is None else " ".join(str(value).split())
    return escaped(plain if len(plain) <= PREVIEW_WIDTH else plain[: PREVIEW_WIDTH - 1] + "…")


def _type_name(kind: pa.DataType) -> str:
    return "code" if pa.types.is_dictionary(kind) else str(kind)

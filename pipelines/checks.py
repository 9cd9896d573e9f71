"""What is judged of the tables once they are written: keys, spans, evidence, coverage, growth since the last release.

The schema itself is enforced before the write; its check here looks at the file that really lies on the disk.
"""

from collections import Counter
from pathlib import Path

import dagster as dg
import pyarrow as pa
import pyarrow.parquet as pq
from pandera.errors import SchemaError, SchemaErrors

import schemas
from pipelines.assets.partitions import PARTITIONS
from pipelines.assets.present import markdown_table
from pipelines.assets.soundness import told_cases
from pipelines.publishing.release import latest
from pipelines.reading import Chapter
from pipelines.resources import Folders

SHOWN = 20
RESIDUAL_SHARE_BOUND = 0.8
"""Above this share of sentences that no rule spoke to, extraction has most likely stopped working for some report."""
SHRINKING_BOUND = 0.2
"""A dataset that lost more than this share of its rows since the last release deserves a look."""


def result(
    problems: list[dict[str, str]], severity: dg.AssetCheckSeverity, **shown: int | float | str
) -> dg.AssetCheckResult:
    """Return a check's result that shows what failed and what was looked at."""
    return dg.AssetCheckResult(
        passed=not problems,
        severity=severity,
        metadata={"problems": len(problems), "which": dg.MetadataValue.md(markdown_table(problems[:SHOWN])), **shown},
    )


def schema_check(table: str) -> dg.AssetChecksDefinition:
    """Return the check that a table's stored file has the columns, types, codes, keys and rules of its schema."""

    @dg.asset_check(
        asset=table,
        name="schema",
        blocking=True,
        description="The file has exactly the contract's columns, types and codes; its key is unique, its rules hold.",
    )
    def stored_file_fits(folders: Folders) -> dg.AssetCheckResult:
        return result(schema_problems(table, folders.work.table_path(table)), dg.AssetCheckSeverity.ERROR)

    return stored_file_fits


def schema_problems(table: str, path: Path) -> list[dict[str, str]]:
    """Return what a stored file breaks of its table's schema.

    Args:
        table: the table's name.
        path: its Parquet file.
    """
    content = pq.read_table(path)
    wanted = schemas.arrow_schema(table)
    if content.schema != wanted:
        return [{"check": "Arrow schema", "failure_case": f"{content.schema} instead of {wanted}"}]
    try:
        # As objects: pandas would make whole numbers beside a null into floats, and days into moments.
        schemas.validate(table, content.to_pandas(integer_object_nulls=True, date_as_object=True))
    except (SchemaError, SchemaErrors) as error:
        return [{**case, "row": _row_named(table, content, case.get("index", ""))} for case in told_cases(error)]
    in_order = schemas.sort(table, content).equals(content)
    return [] if in_order else [{"check": "canonical form", "failure_case": "rows are not in order"}]


def _row_named(table: str, content: pa.Table, index: str) -> str:
    """The key of the row at a position, which a reader can look up, or nothing where no one row is to blame."""
    if not index.isdecimal() or int(index) >= content.num_rows:
        return ""
    row = content.slice(int(index), 1).to_pylist()[0]
    return " / ".join(str(row[column]) for column in schemas.TABLES[table].key if column in row)


_OTHER_TABLES = [table for table in schemas.EXTRACTED if table != "evidence"]
_RELATIONS = {
    "spans": "Every quote is the source text at its offsets, exactly.",
    "evidence": "Every extracted value that is not null has a span of the source text.",
    "relations": "Rows refer only to rows that exist, in all tables.",
}


@dg.multi_asset_check(
    name="relations",
    specs=[
        dg.AssetCheckSpec(name, asset="evidence", additional_deps=_OTHER_TABLES, blocking=True, description=description)
        for name, description in _RELATIONS.items()
    ],
)
def relations(folders: Folders) -> object:
    """Check what has to hold between the tables."""
    tables = {table: pq.read_table(folders.work.table_path(table)) for table in schemas.EXTRACTED}
    for name, messages in schemas.relation_problems(tables).items():
        problems = [{"problem": message} for message in messages]
        yield dg.AssetCheckResult(
            asset_key="evidence",
            check_name=name,
            passed=not problems,
            metadata={"problems": len(problems), "which": dg.MetadataValue.md(markdown_table(problems[:SHOWN]))},
        )


@dg.asset_check(
    asset="document",
    name="text_coverage",
    description="Sections, headings and page furniture cover every character of each report exactly once.",
)
def text_coverage(context: dg.AssetCheckExecutionContext, folders: Folders) -> dg.AssetCheckResult:
    """Check that no text of a report is lost or counted twice."""
    chapters = _chapters(context, folders)
    problems = [
        {"report": chapter.document.report_id, "problem": problem}
        for chapter in chapters
        if (problem := uncovered(chapter)) is not None
    ]
    return result(problems, dg.AssetCheckSeverity.ERROR, reports=len(chapters))


def uncovered(chapter: Chapter) -> str | None:
    """Return where the parts of a chapter leave a gap or overlap, or None where they cover its text exactly once."""
    headings = [(part.heading_start, part.heading_end) for part in chapter.sections]
    contents = [(part.start, part.end) for part in chapter.sections]
    furniture = [(part.start, part.end) for part in chapter.furniture]
    spans = sorted((start, end) for start, end in [*headings, *contents, *furniture] if start < end)
    position = 0
    for start, end in spans:
        if start != position:
            fate = "lost" if start > position else "in two parts"
            return f"characters {min(start, position)} to {max(start, position)} are {fate}"
        position = end
    length = len(chapter.document.text)
    return None if position == length else f"characters {position} to {length} are lost"


@dg.asset_check(
    asset="rejections",
    name="residual_share",
    description=f"At most {RESIDUAL_SHARE_BOUND:.0%} of each report's sentences are such that no rule spoke to them.",
)
def residual_share(context: dg.AssetCheckExecutionContext, folders: Folders) -> dg.AssetCheckResult:
    """Warn of a report on which the rules hardly speak."""
    rejections = pq.read_table(folders.work.table_path("rejections")).to_pylist()
    residual = {(row["report_id"], row["start"], row["end"]) for row in rejections if row["reason"] == "residual"}
    counts = Counter(report_id for report_id, _, _ in residual)
    sentences = {chapter.document.report_id: len(chapter.sentences) for chapter in _chapters(context, folders)}
    shares = {report_id: counts[report_id] / max(total, 1) for report_id, total in sentences.items()}
    problems = [
        {"report": report_id, "residual share": f"{share:.0%}"}
        for report_id, share in sorted(shares.items())
        if share > RESIDUAL_SHARE_BOUND
    ]
    overall = sum(counts.values()) / max(sum(sentences.values()), 1)
    return result(problems, dg.AssetCheckSeverity.WARN, share=overall, sentences=sum(sentences.values()))


def row_count_check(table: str) -> dg.AssetChecksDefinition:
    """Return the check that a dataset has not lost many rows since the last release."""

    @dg.asset_check(
        asset=table,
        name="row_count",
        description=f"The dataset has not lost more than {SHRINKING_BOUND:.0%} of its rows since the last release.",
    )
    def has_not_shrunk(folders: Folders) -> dg.AssetCheckResult:
        path = folders.work.table_path(table)
        rows = pq.read_metadata(path).num_rows
        previous = latest(folders.outputs_path)
        before = pq.read_metadata(previous / f"{table}.parquet").num_rows if previous else 0
        problems: list[dict[str, str]] = []
        if previous and rows < before * (1 - SHRINKING_BOUND):
            problems = gone(table, previous / f"{table}.parquet", path)
        release_before = previous.name if previous else "none"
        return result(
            problems, dg.AssetCheckSeverity.WARN, rows=rows, rows_before=before, release_before=release_before
        )

    return has_not_shrunk


def gone(table: str, before: Path, now: Path) -> list[dict[str, str]]:
    """Return the rows that a file had and another has not, by their keys.

    Args:
        table: the table's name.
        before: its earlier Parquet file.
        now: its later Parquet file.
    """
    columns = list(schemas.TABLES[table].key)
    had, has = (
        {tuple(row.values()) for row in pq.read_table(path, columns=columns).to_pylist()} for path in (before, now)
    )
    return [dict(zip(columns, map(str, key), strict=True)) for key in sorted(had - has, key=str)]


def _chapters(context: dg.AssetCheckExecutionContext, folders: Folders) -> list[Chapter]:
    report_ids = sorted(context.instance.get_dynamic_partitions(PARTITIONS))
    return [folders.work.read_chapter(one) for one in report_ids if folders.work.refusal(one) is None]


CHECKS = [
    text_coverage,
    *(schema_check(table) for table in schemas.TABLES),
    relations,
    residual_share,
    *(row_count_check(table) for table in schemas.DATASETS),
]

"""What reviewers put right, as a table: the step between the extracted tables and the release with the corrected ones.

A correction that does not fit what was extracted stops here, before anything is published.
"""

from collections.abc import Callable, Sequence
from pathlib import Path

import dagster as dg
import pyarrow.parquet as pq

import schemas
from pipelines.assets.gathering import Rows
from pipelines.assets.partitions import OWNERS, PARTITIONS
from pipelines.assets.present import markdown_table
from pipelines.assets.versions import content_version, own_code
from pipelines.assets.work import Work
from pipelines.extraction.compliance_knowledge import FRAMEWORK_COLUMNS
from pipelines.extraction.extract import Sections
from pipelines.publishing.correcting import Resolution, resolve
from pipelines.reading.codebook import read_reference
from pipelines.reading.corrections import CorrectionsError, corrections_digest, read_corrections
from pipelines.resources import Folders

PROBLEMS_SHOWN = 50
WAITING = "waiting_for_a_refused_report"


@dg.asset(
    name=schemas.CORRECTIONS,
    deps=list(schemas.EXTRACTED),
    io_manager_key="parquet",
    group_name="publishing",
    owners=OWNERS,
    kinds={"parquet", "csv"},
    code_version=own_code("schemas", "pipelines/reading", "pipelines/publishing"),
    description=(
        "The values that reviewers put in the place of extracted ones, from seeds/corrections, each with its reason. "
        "The release has them, the extracted tables do not. One that fits no longer fails here, with file and line."
    ),
)
def corrections(context: dg.AssetExecutionContext, folders: Folders) -> dg.MaterializeResult[Rows]:
    """Check each correction against the extracted tables."""
    work, seeds = folders.work, folders.seeds_path
    digest = corrections_digest(seeds)
    refused = [one for one in context.instance.get_dynamic_partitions(PARTITIONS) if work.refusal(one) is not None]
    try:
        found = read_corrections(seeds)
        tables = {name: pq.read_table(work.table_path(name)) for name in schemas.EXTRACTED} if found else {}
        listed = {"framework_id": frameworks(seeds)} if found else {}
        resolution = resolve(found, tables, section_at(work), refused, listed)
    except CorrectionsError as error:
        raise unfit(error) from error
    work.write_corrections_digest(digest)
    rows = list(resolution.rows)
    return dg.MaterializeResult(
        value=rows, data_version=dg.DataVersion(content_version(rows)), metadata=shown(resolution)
    )


def frameworks(seeds: Path) -> set[str]:
    """Return the ids of the reference list of frameworks.

    Args:
        seeds: the seeds folder.
    """
    rows = read_reference(seeds / "reference" / "frameworks.csv", FRAMEWORK_COLUMNS)
    return {row["framework_id"] for row in rows}


def section_at(work: Work) -> Callable[[str, int], str]:
    """Return what says the section of a character of a report.

    Args:
        work: where chapters lie; only those of reports that are asked for are read.
    """
    known: dict[str, Sections] = {}

    def code_at(report_id: str, position: int) -> str:
        if report_id not in known:
            known[report_id] = Sections(work.read_chapter(report_id))
        return known[report_id].code_at(position)

    return code_at


def shown(resolution: Resolution) -> dict[str, dg.MetadataValue]:
    """Return what the UI shows: each corrected value, and the corrections that wait for a refused report.

    Args:
        resolution: the corrections found to fit.
    """
    names = ("table_name", "row_id", "field", "old_value", "new_value", "reason_text", "reviewer", "reviewed_on")
    applied = [{name: row[name] for name in names} for row in resolution.rows[:PROBLEMS_SHOWN]]
    waiting = [{"line": one.place, "report": one.report_id} for one in resolution.waiting[:PROBLEMS_SHOWN]]
    return {
        "corrected_values": dg.MetadataValue.int(len(resolution.rows)),
        "corrected": dg.MetadataValue.md(markdown_table(applied)),
        WAITING: dg.MetadataValue.int(len(resolution.waiting)),
        "waiting": dg.MetadataValue.md(markdown_table(waiting)),
    }


def unfit(error: CorrectionsError) -> dg.Failure:
    """Return the failure that names each correction that cannot be applied."""
    problems = [dict(zip(("line", "problem"), _parted(one), strict=True)) for one in error.problems[:PROBLEMS_SHOWN]]
    return dg.Failure(
        description=str(error),
        metadata={"problems": len(error.problems), "which": dg.MetadataValue.md(markdown_table(problems))},
        allow_retries=False,
    )


def _parted(problem: str) -> Sequence[str]:
    place, _, told = problem.partition(": ")
    return (place, told)

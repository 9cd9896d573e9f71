"""From a chapter to its rows in all tables, one partition a report.

Rows made from the same chapter by the same code and seeds are kept, so that one changed report costs one extraction.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import dagster as dg

from pipelines.assets.partitions import OWNERS, POOL, REPORTS, show
from pipelines.assets.reading import document, refused
from pipelines.assets.soundness import CHECKED_TOGETHER, unsound
from pipelines.assets.stages import Stage
from pipelines.assets.versions import digest_of, extraction_version
from pipelines.assets.work import Refusal, Work
from pipelines.extraction.extract import Tables, extract, load_knowledge
from pipelines.progress import told
from pipelines.resources import DEFAULT_SEEDS, Folders


@dg.asset(
    partitions_def=REPORTS,
    backfill_policy=dg.BackfillPolicy.single_run(),
    deps=[document],
    group_name="extraction",
    owners=OWNERS,
    pool=POOL,
    kinds={"python"},
    code_version=extraction_version(DEFAULT_SEEDS),
    description="The rows of all tables that the report gives, each value with the span of text that it rests on.",
)
def extraction(context: dg.AssetExecutionContext, folders: Folders) -> dg.MaterializeResult[None]:
    """Extract each chapter of the run's partitions."""
    stage = Stage("extraction")
    work = folders.work
    code = extraction_version(folders.seeds_path)
    knowledge = load_knowledge(folders.seeds_path)
    versions: list[str] = []
    unchecked: dict[str, Extracted] = {}
    refusals: list[Refusal] = []
    kept = 0
    report_ids = context.partition_keys
    for report_id in told(report_ids):
        fingerprint = digest_of((work.chapter_sha256(report_id), code))
        counts = work.row_counts(report_id, fingerprint)
        is_kept = counts is not None
        kept += is_kept
        if counts is None:
            try:
                tables = extract(work.read_chapter(report_id), knowledge)
            except Exception as error:  # one report that the program stumbles over must not stop the others
                context.log.error(f"{report_id}: extraction failed", exc_info=error)
                refusals.append(_refusal(work, report_id, f"{type(error).__name__}: {error}"))
                continue
            unchecked[report_id] = Extracted(tables, fingerprint)
            counts = {table: len(rows) for table, rows in tables.items()}
        versions.append(fingerprint)
        shown = {"kept_from_an_earlier_run": is_kept, **{f"rows/{table}": count for table, count in counts.items()}}
        show(context, report_ids, report_id, shown)
        if len(unchecked) == CHECKED_TOGETHER:
            refusals += _stored(work, unchecked)
            unchecked = {}
    refusals += _stored(work, unchecked)
    for refusal in refusals:
        work.refuse(refusal)
    fresh = len(versions) - kept
    facts = stage.ended(context.log, reports=len(report_ids), kept=kept, fresh=fresh, refused=len(refusals))
    if refusals:
        raise refused(refusals)
    return dg.MaterializeResult(data_version=dg.DataVersion(digest_of(versions)), metadata=facts)


@dataclass(frozen=True, slots=True)
class Extracted:
    """What was extracted from a report, and what it was made from."""

    tables: Tables
    fingerprint: str


def _stored(work: Work, reports: Mapping[str, Extracted]) -> list[Refusal]:
    """Store the rows that are sound, and return why those of other reports are not."""
    problems = unsound({report_id: one.tables for report_id, one in reports.items()})
    for report_id, one in reports.items():
        if report_id not in problems:
            work.write_tables(report_id, one.tables, one.fingerprint)
    return [_refusal(work, report_id, problem) for report_id, problem in problems.items()]


def _refusal(work: Work, report_id: str, problem: str) -> Refusal:
    source = work.read_chapter(report_id).document
    message = (
        f"{source.source_path}: the program failed on this report ({problem}); "
        "the others are built without it; report the defect with the file"
    )
    return Refusal(report_id, source.source_sha256, message)

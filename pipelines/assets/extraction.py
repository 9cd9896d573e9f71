"""From a chapter to its rows in all tables, one partition a report.

Rows made from the same chapter by the same code and seeds are kept, so that one changed report costs one extraction.
"""

import dagster as dg

from pipelines.assets.gathering import unsound
from pipelines.assets.partitions import OWNERS, POOL, REPORTS, show
from pipelines.assets.reading import document, refused
from pipelines.assets.stages import Stage
from pipelines.assets.versions import digest_of, extraction_version
from pipelines.assets.work import Refusal, Work
from pipelines.extraction.extract import Knowledge, extract, load_knowledge
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
    fresh: list[str] = []
    refusals: list[Refusal] = []
    report_ids = context.partition_keys
    for report_id in told(report_ids):
        fingerprint = digest_of((work.chapter_sha256(report_id), code))
        counts = work.row_counts(report_id, fingerprint)
        is_kept = counts is not None
        if counts is None:
            try:
                counts = _extracted(work, report_id, knowledge, fingerprint)
            except Exception as error:  # one report that the program stumbles over must not stop the others
                context.log.error(f"{report_id}: extraction failed", exc_info=error)
                refusals.append(_refusal(work, report_id, f"{type(error).__name__}: {error}"))
                continue
        versions.append(fingerprint)
        if not is_kept:
            fresh.append(report_id)
        shown = {"kept_from_an_earlier_run": is_kept, **{f"rows/{table}": count for table, count in counts.items()}}
        show(context, report_ids, report_id, shown)
    refusals += [_refusal(work, report_id, problem) for report_id, problem in unsound(work, fresh).items()]
    for refusal in refusals:
        work.refuse(refusal)
    kept = len(versions) - len(fresh)
    facts = stage.ended(context.log, reports=len(report_ids), kept=kept, fresh=len(fresh), refused=len(refusals))
    if refusals:
        raise refused(refusals)
    return dg.MaterializeResult(data_version=dg.DataVersion(digest_of(versions)), metadata=facts)


def _extracted(work: Work, report_id: str, knowledge: Knowledge, fingerprint: str) -> dict[str, int]:
    tables = extract(work.read_chapter(report_id), knowledge)
    work.write_tables(report_id, tables, fingerprint)
    return {table: len(rows) for table, rows in tables.items()}


def _refusal(work: Work, report_id: str, problem: str) -> Refusal:
    source = work.read_chapter(report_id).document
    message = (
        f"{source.source_path}: the program failed on this report ({problem}); "
        "the others are built without it; report the defect with the file"
    )
    return Refusal(report_id, source.source_sha256, message)

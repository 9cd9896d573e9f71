"""What runs without a click: the sensor that watches seeds/reports, the weekly build, and the report of a failure.

A file counts as changed when its bytes do: a checkout changes the times of files and not what they say.
Why nothing here is declarative: docs/decisions/0009-automation.md.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import dagster as dg

import schemas
from pipelines.assets.intake import file_sha256, take_in
from pipelines.assets.partitions import JOB, PARTITIONS, REPORTS
from pipelines.assets.work import Work
from pipelines.failures import RANGE_TAGS, FailureWebhook, failed_run, write_report
from pipelines.reading.codebook import CodebookError
from pipelines.reading.corrections import corrections_digest
from pipelines.resources import Folders

INTERVAL_SECONDS = 30
WEEKLY = "0 5 * * 1"
"""Mondays at five in the morning, UTC."""

build_datasets = dg.define_asset_job(
    JOB,
    # Quality and pages cost more than the tables do, and are asked for by themselves.
    selection=dg.AssetSelection.all() - dg.AssetSelection.assets("evaluation", "site"),
    description="Reads and extracts the reports of the run's partitions, gathers all tables, and publishes a release.",
)

_CORRECTIONS = "corrections"
"""In the sensor's cursor, beside the report ids, which are of another form."""
_TABLES_AND_RELEASE = [dg.AssetKey(table) for table in schemas.TABLES] + [dg.AssetKey("release")]


@dg.sensor(
    job=build_datasets,
    minimum_interval_seconds=INTERVAL_SECONDS,
    default_status=dg.DefaultSensorStatus.RUNNING,
    description=(
        "Builds what a new or changed file in seeds/reports or seeds/corrections asks for, "
        "and builds without a removed report."
    ),
)
def seeds_reports(context: dg.SensorEvaluationContext, folders: Folders) -> dg.SensorResult | dg.SkipReason:
    """Compare the files with what was read last."""
    try:
        intake = take_in(folders.seeds_path)
    except CodebookError as error:
        return dg.SkipReason(str(error))
    for message in intake.refused:
        context.log.error(message)
    known = set(context.instance.get_dynamic_partitions(PARTITIONS))
    hashes = {report_id: file_sha256(path) for report_id, path in intake.paths.items()}
    requested = json.loads(context.cursor) if context.cursor else {}
    changed = changed_reports(hashes, requested, known, folders.work)
    removed = sorted(known - set(hashes))
    requests = [dg.RunRequest(partition_key=report_id) for report_id in changed]
    corrected = corrections_digest(folders.seeds_path)
    is_corrected = corrected not in (requested.get(_CORRECTIONS), folders.work.corrections_digest())
    if (removed or (is_corrected and known)) and not changed:
        requests.append(dg.RunRequest(asset_selection=_TABLES_AND_RELEASE))
    added = sorted(set(hashes) - known)
    return dg.SensorResult(
        run_requests=requests,
        dynamic_partitions_requests=[
            *([REPORTS.build_add_request(added)] if added else []),
            *([REPORTS.build_delete_request(removed)] if removed else []),
        ],
        cursor=json.dumps({**hashes, _CORRECTIONS: corrected}, sort_keys=True),
    )


def changed_reports(hashes: Mapping[str, str], requested: Mapping[str, str], known: set[str], work: Work) -> list[str]:
    """Return the reports whose bytes are neither those read last nor those asked for last.

    Args:
        hashes: SHA-256 of each report's file.
        requested: the same as it was when the sensor last asked for runs.
        known: the registered partitions.
        work: what was read last.
    """

    def is_new(report_id: str, sha256: str) -> bool:
        return report_id not in known or sha256 not in (requested.get(report_id), work.source_sha256(report_id))

    return sorted(report_id for report_id, sha256 in hashes.items() if is_new(report_id, sha256))


@dg.schedule(
    cron_schedule=WEEKLY,
    job=build_datasets,
    execution_timezone="UTC",
    default_status=dg.DefaultScheduleStatus.STOPPED,
    description=(
        "Builds all reports again each week, which the sensor does not do when only code or codebooks changed; "
        "publishes nothing where the rows are the same. Off until it is switched on."
    ),
)
def weekly_build(context: dg.ScheduleEvaluationContext, folders: Folders) -> list[dg.RunRequest] | dg.SkipReason:
    """Ask for as few runs as cover all reports that can be used."""
    try:
        files = take_in(folders.seeds_path).paths
    except CodebookError as error:
        return dg.SkipReason(str(error))
    refused = {report_id for report_id, path in files.items() if _is_refused(folders.work, report_id, path)}
    registered = context.instance.get_dynamic_partitions(PARTITIONS)
    ranges = unbroken(registered, set(files) - refused)
    if not ranges:
        return dg.SkipReason(f"{folders.seeds_path / 'reports'} has no report that is registered and can be used")
    return [
        dg.RunRequest(
            tags=dict(zip(RANGE_TAGS, found, strict=True)),
        )
        for found in ranges
    ]


def _is_refused(work: Work, report_id: str, path: Path) -> bool:
    refusal = work.refusal(report_id)
    return refusal is not None and refusal.source_sha256 == file_sha256(path)


def unbroken(registered: Iterable[str], wanted: set[str]) -> list[tuple[str, str]]:
    """Return the ranges of partitions, first and last, that hold all that is wanted and nothing else.

    Args:
        registered: all partitions in the order in which a range counts.
        wanted: those to build; the others would fail the run of a range that has them.
    """
    ranges: list[tuple[str, str]] = []
    is_open = False
    for report_id in registered:
        if report_id in wanted:
            ranges.append((ranges.pop()[0], report_id) if is_open else (report_id, report_id))
        is_open = report_id in wanted
    return ranges


@dg.run_failure_sensor(
    name="failure_reports",
    minimum_interval_seconds=INTERVAL_SECONDS,
    default_status=dg.DefaultSensorStatus.RUNNING,
    description=(
        "Writes outputs/failures/<run id>.md for each run that failed: what failed, which reports, what to do. "
        "Where the environment variable CRT_FAILURE_WEBHOOK has an address, sends the same there as JSON."
    ),
)
def failure_reports(context: dg.RunFailureSensorContext, folders: Folders, webhook: FailureWebhook) -> None:
    """Tell of a failed run; whatever goes wrong in telling is logged and fails nothing."""
    run = context.dagster_run
    failed = failed_run(run, context.failure_event.message or "", context.get_step_failure_events())
    try:
        path = write_report(failed, outputs_of(run.run_config, folders))
        context.log.info(f"{failed.summary}; see {path}")
    except (OSError, ValueError) as error:
        context.log.error(f"the report of the failed run could not be written: {error}")
    if problem := webhook.tell(failed):
        context.log.warning(f"the webhook was not told of the failed run: {problem}")


def outputs_of(run_config: Mapping[str, object], folders: Folders) -> Path:
    """Return the outputs folder that a run was told to use, or else the one of the code location."""
    told: object = run_config
    for key in ("resources", "folders", "config", "outputs"):
        told = told.get(key) if isinstance(told, Mapping) else None
    return Path(told) if isinstance(told, str) else folders.outputs_path


SENSORS: Sequence[dg.SensorDefinition] = (seeds_reports, failure_reports)
SCHEDULES: Sequence[dg.ScheduleDefinition] = (weekly_build,)

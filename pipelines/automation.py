"""What runs without a click: the job that builds everything, and the sensor that watches seeds/reports.

A file counts as changed when its bytes do: a checkout changes the times of files and not what they say.
"""

import json
from collections.abc import Mapping

import dagster as dg

import schemas
from pipelines.assets.intake import file_sha256, take_in
from pipelines.assets.partitions import JOB, PARTITIONS, REPORTS
from pipelines.assets.work import Work
from pipelines.reading.codebook import CodebookError
from pipelines.resources import Folders

INTERVAL_SECONDS = 30

build_datasets = dg.define_asset_job(
    JOB,
    selection=dg.AssetSelection.all() - dg.AssetSelection.assets("site"),
    description="Reads and extracts the reports of the run's partitions, gathers all tables, and publishes a release.",
)

_TABLES_AND_RELEASE = [dg.AssetKey(table) for table in schemas.TABLES] + [dg.AssetKey("release")]


@dg.sensor(
    job=build_datasets,
    minimum_interval_seconds=INTERVAL_SECONDS,
    default_status=dg.DefaultSensorStatus.RUNNING,
    description="Builds what a new or changed file in seeds/reports asks for, and builds without a removed one.",
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
    if removed and not changed:
        requests.append(dg.RunRequest(asset_selection=_TABLES_AND_RELEASE))
    added = sorted(set(hashes) - known)
    return dg.SensorResult(
        run_requests=requests,
        dynamic_partitions_requests=[
            *([REPORTS.build_add_request(added)] if added else []),
            *([REPORTS.build_delete_request(removed)] if removed else []),
        ],
        cursor=json.dumps(hashes, sort_keys=True),
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

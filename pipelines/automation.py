"""What runs without a click: what files ask for, what follows from an extraction, a weekly build, reports of failures.

A file counts as changed when its bytes do: a checkout changes the times of files and not what they say.
Why a sensor reads files and conditions do the rest: docs/decisions/0009-automation.md.
"""

import json
import time
from collections.abc import Iterable, Mapping, Sequence, Set
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path

import dagster as dg
from filelock import FileLock, Timeout

import schemas
from pipelines.assets.intake import file_sha256, take_in
from pipelines.assets.partitions import JOB, PARTITIONS, REPORTS
from pipelines.assets.versions import COMMAND_TAG, digest_of, run_tags
from pipelines.assets.work import Work
from pipelines.failures import RANGE_TAGS, FailureWebhook, failed_run, run_failure, write_report
from pipelines.reading.codebook import CodebookError
from pipelines.reading.corrections import corrections_digest
from pipelines.resources import Folders

INTERVAL_SECONDS = 10
QUIET_SECONDS = 3
"""How long no report may have been written to before it is read: half a file must not be released."""
REPORTS_NAMED = 10
"""How many reports a message names before it counts the others."""
UNFINISHED = [
    dg.DagsterRunStatus.QUEUED,
    dg.DagsterRunStatus.NOT_STARTED,
    dg.DagsterRunStatus.STARTING,
    dg.DagsterRunStatus.STARTED,
    dg.DagsterRunStatus.CANCELING,
]
WEEKLY = "0 5 * * 1"
"""Mondays at five in the morning, UTC."""

build_datasets = dg.define_asset_job(
    JOB,
    # Quality and pages cost more than the tables do, and are asked for by themselves.
    selection=dg.AssetSelection.all() - dg.AssetSelection.assets("evaluation", "site"),
    tags=run_tags(),
    description="Reads and extracts the reports of the run's partitions, gathers all tables, and publishes a release.",
)

_TABLES_AND_RELEASE = [dg.AssetKey(table) for table in schemas.TABLES] + [dg.AssetKey("release")]
BUILT = [dg.AssetKey("document"), dg.AssetKey("extraction"), *_TABLES_AND_RELEASE]
"""The assets of a whole build. Its runs name them, so that a condition knows that what follows is in them."""

_NOT_YET_READ = dg.AutomationCondition.any_deps_match(
    dg.AutomationCondition.missing()
    & ~dg.AutomationCondition.execution_failed()
    & ~dg.AutomationCondition.will_be_requested()
).with_label("a report is not yet read")

FOLLOWS = (
    dg.AutomationCondition.any_deps_updated().since_last_handled()
    & ~_NOT_YET_READ
    & ~dg.AutomationCondition.any_deps_in_progress()
    & ~dg.AutomationCondition.in_progress()
).with_label("follows what it is made of")
"""When a table or the release is built because something before it was, in a run that did not include it.

`AutomationCondition.eager()` waits until nothing is missing, and what is refused, so that its run fails, stays missing.
"""

tables_and_release = dg.AutomationConditionSensorDefinition(
    "tables_and_release",
    target=dg.AssetSelection.assets(*_TABLES_AND_RELEASE),
    default_status=dg.DefaultSensorStatus.RUNNING,
    minimum_interval_seconds=INTERVAL_SECONDS,
    run_tags=run_tags(),
    description=(
        "Gathers the tables and publishes where something before them was materialised alone, such as one report's "
        "extraction. Does nothing after a run that holds them too."
    ),
)


def following(assets: Iterable[dg.AssetsDefinition]) -> list[dg.AssetsDefinition]:
    """Return the assets with their condition on all tables and on the release.

    Args:
        assets: all assets of the code location.
    """

    def conditioned(spec: dg.AssetSpec) -> dg.AssetSpec:
        follows = spec.key in _TABLES_AND_RELEASE
        return spec.replace_attributes(automation_condition=FOLLOWS) if follows else spec

    return [asset.map_asset_specs(conditioned) for asset in assets]


@dataclass(frozen=True, slots=True)
class Asked:
    """What the sensor remembers from one look to the next: its cursor, which Dagster stores anew with every look.

    It must not grow with the number of reports: `seen` is the digest of all files, `pending` the SHA-256 of those that
    were asked for and are not read yet, `batch` the reports of the last run until it is known whether it refused some,
    `told` what was logged of files that are no report, and `corrections` the digest of those that were asked for last.
    """

    seen: str = ""
    pending: Mapping[str, str] = field(default_factory=dict)
    batch: tuple[str, ...] = ()
    told: tuple[str, ...] = ()
    corrections: str = ""

    @classmethod
    def read(cls, cursor: str | None) -> "Asked":
        """Return what a cursor says; one that was written in another form says nothing."""
        try:
            stored = json.loads(cursor or "{}")
            batch, told = tuple(stored["batch"]), tuple(stored["told"])
            return cls(str(stored["seen"]), dict(stored["pending"]), batch, told, str(stored["corrections"]))
        except (ValueError, KeyError, TypeError):
            return cls()

    def written(self) -> str:
        """Return it as a cursor."""
        return json.dumps(asdict(self), sort_keys=True)


def digest_of_files(files: Mapping[str, str]) -> str:
    """Return a digest that changes with any file that comes, changes or goes.

    Args:
        files: SHA-256 of each report's file.
    """
    return digest_of(f"{report_id} {sha256}" for report_id, sha256 in sorted(files.items()))


@dg.sensor(
    job=build_datasets,
    minimum_interval_seconds=INTERVAL_SECONDS,
    default_status=dg.DefaultSensorStatus.RUNNING,
    description=(
        "Builds what new or changed files in seeds/reports or seeds/corrections ask for, all of them in one run, and "
        "builds without removed reports. Waits while files are being written and while a build runs; builds again "
        "without a report that failed."
    ),
)
def seeds_reports(context: dg.SensorEvaluationContext, folders: Folders) -> dg.SensorResult | dg.SkipReason:
    """Compare the files with what was read last."""
    try:
        intake = take_in(folders.seeds_path)
    except CodebookError as error:
        return dg.SkipReason(str(error))
    if waits_for := _building(context.instance, folders) or still_written(intake.paths.values(), time.time()):
        return dg.SkipReason(waits_for)
    asked = Asked.read(context.cursor)
    for message in intake.refused:
        if message not in asked.told:
            context.log.error(message)
    registered = context.instance.get_dynamic_partitions(PARTITIONS)
    files = {report_id: file_sha256(path) for report_id, path in intake.paths.items()}
    refused = {one for one in registered if one in files and _is_refused(folders.work, one, files[one])}
    wanted = {
        *changed_reports(files, asked, set(registered), folders.work),
        *left_behind(asked.batch, refused, set(files)),
    }
    order = Order.of(registered, files, refused)
    order.move(context.instance)
    corrected = corrections_digest(folders.seeds_path)
    is_corrected = bool(registered) and corrected not in (asked.corrections, folders.work.corrections_digest())
    requests = order.run_over(wanted)
    if not requests and (order.removed or is_corrected):
        requests = [dg.RunRequest(asset_selection=_TABLES_AND_RELEASE)]
    pending = not_yet_read({**asked.pending, **{one: files[one] for one in wanted}}, files, folders.work)
    remembered = Asked(digest_of_files(files), pending, tuple(sorted(wanted)), intake.refused, corrected)
    return dg.SensorResult(
        run_requests=requests,
        skip_reason=None if requests else _nothing_to_do(folders, files, refused, pending),
        dynamic_partitions_requests=order.requests,
        cursor=remembered.written(),
    )


def _nothing_to_do(folders: Folders, files: Mapping[str, str], refused: set[str], pending: Mapping[str, str]) -> str:
    """What was seen where nothing is asked for."""
    seen = f"{folders.seeds_path / 'reports'} has {len(files)} reports, and none is new, changed or removed"
    if refused:
        seen += f"; refused, until they are corrected: {_some(refused)}"
    if unread := pending.keys() - refused:
        seen += f"; asked for before and not read, since their run failed: {_some(unread)}"
    return seen


def _some(report_ids: Set[str]) -> str:
    first = sorted(report_ids)[:REPORTS_NAMED]
    return ", ".join(first) + (f" and {more} more" if (more := len(report_ids) - len(first)) else "")


def _building(instance: dg.DagsterInstance, folders: Folders) -> str | None:
    """What to wait for where a build has not ended: what it refuses is not known before, and one more would queue."""
    for run in instance.get_runs(dg.RunsFilter(statuses=UNFINISHED)):
        if run.job_name != JOB and (run.asset_selection or frozenset()).isdisjoint(BUILT):
            continue
        if COMMAND_TAG in run.tags and not _is_held(Work(outputs_of(run.run_config, folders)).lock_path):
            instance.report_run_failed(run, "the command that ran this is gone, and its run with it")
            continue
        return f"run {run.run_id} is not finished; what changed waits for it"
    return None


def _is_held(path: Path) -> bool:
    """True where a living process holds the lock."""
    if not path.exists():
        return False
    try:
        with FileLock(path, timeout=0):
            return False
    except Timeout:
        return True


def still_written(paths: Iterable[Path], now: float) -> str | None:
    """Return which file may not be whole yet, since it was written to a moment ago, or None.

    Args:
        paths: the files.
        now: the time, in seconds since 1970.
    """
    for path in paths:
        with suppress(OSError):
            if 0 <= now - path.stat().st_mtime < QUIET_SECONDS:
                return f"{path} was written a moment ago; waits until it is whole"
    return None


def left_behind(batch: Iterable[str], refused: set[str], files: set[str]) -> set[str]:
    """Return the reports that the last run did not build because it refused others.

    Args:
        batch: the reports of that run.
        refused: the reports whose present file was refused.
        files: the reports that have a file.
    """
    ran = set(batch)
    return (ran & files) - refused if ran & refused else set()


@dataclass(frozen=True, slots=True)
class Order:
    """The partitions in the order that they shall have: refused reports last, so that all others are one range."""

    usable: tuple[str, ...]
    removed: tuple[str, ...]
    added: tuple[str, ...]
    moved: tuple[str, ...]

    @classmethod
    def of(cls, registered: Sequence[str], files: Iterable[str], refused: set[str]) -> "Order":
        """Return what has to be done to the registered partitions.

        Args:
            registered: the partitions in the order in which a range counts.
            files: the reports that have a file.
            refused: registered reports whose file cannot be used.
        """
        present = set(files)
        removed = tuple(one for one in registered if one not in present)
        added = tuple(sorted(present - set(registered)))
        wished = [one for one in registered if one in present] + list(added)
        usable = tuple(one for one in wished if one not in refused)
        last = wished.index(usable[-1]) if usable else 0
        return cls(usable, removed, added, tuple(one for one in wished[:last] if one in refused))

    @property
    def requests(self) -> list[dg.AddDynamicPartitionsRequest | dg.DeleteDynamicPartitionsRequest]:
        """What the sensor's result asks Dagster to do to the partitions."""
        return [
            *([REPORTS.build_delete_request(list(self.removed))] if self.removed else []),
            *([REPORTS.build_add_request(list(self.added))] if self.added else []),
        ]

    def move(self, instance: dg.DagsterInstance) -> None:
        """Make the refused reports that stand between others the last ones, which a sensor's result cannot ask for."""
        for one in self.moved:
            instance.delete_dynamic_partition(PARTITIONS, one)
            instance.add_dynamic_partitions(PARTITIONS, [one])

    def run_over(self, wanted: set[str]) -> list[dg.RunRequest]:
        """Return the one run over all that is wanted, or none.

        What lies between is run too: rows that exist are kept, and that costs less than a run for each.
        """
        found = [one for one in self.usable if one in wanted]
        if not found:
            return []
        if found[0] == found[-1]:
            return [dg.RunRequest(partition_key=found[0], asset_selection=BUILT)]
        return [range_request(found[0], found[-1])]


def range_request(first: str, last: str) -> dg.RunRequest:
    """Return the request for one run of the whole build over a range of partitions.

    Args:
        first: the first partition of the range.
        last: the last one.
    """
    return dg.RunRequest(tags=dict(zip(RANGE_TAGS, (first, last), strict=True)), asset_selection=BUILT)


def changed_reports(files: Mapping[str, str], asked: Asked, known: set[str], work: Work) -> set[str]:
    """Return the reports whose bytes are neither those read last nor those asked for last.

    Args:
        files: SHA-256 of each report's file.
        asked: what the sensor remembers of its last look.
        known: the registered partitions.
        work: what was read last; looked at only where a file came, changed or went.
    """
    unknown = files.keys() - known
    if asked.seen == digest_of_files(files):
        return unknown

    def is_new(report_id: str, sha256: str) -> bool:
        return sha256 not in (asked.pending.get(report_id), work.source_sha256(report_id))

    return unknown | {report_id for report_id, sha256 in files.items() if is_new(report_id, sha256)}


def not_yet_read(asked: Mapping[str, str], files: Mapping[str, str], work: Work) -> dict[str, str]:
    """Return those of the files that were asked for that are still there and were not read or refused since.

    Args:
        asked: SHA-256 of each file that was asked for, by report.
        files: the same of the files that are there.
        work: what was read last.
    """
    return {
        report_id: sha256
        for report_id, sha256 in asked.items()
        if files.get(report_id) == sha256 and work.source_sha256(report_id) != sha256
    }


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
    refused = {one for one, path in files.items() if _is_refused(folders.work, one, file_sha256(path))}
    registered = context.instance.get_dynamic_partitions(PARTITIONS)
    ranges = unbroken(registered, set(files) - refused)
    if not ranges:
        return dg.SkipReason(f"{folders.seeds_path / 'reports'} has no report that is registered and can be used")
    return [range_request(first, last) for first, last in ranges]


def _is_refused(work: Work, report_id: str, sha256: str) -> bool:
    refusal = work.refusal(report_id)
    return refusal is not None and refusal.source_sha256 == sha256


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
        "Writes `outputs/failures/RUN.md` for each run that failed: what failed, which reports, what to do. "
        "Where the environment variable CRT_FAILURE_WEBHOOK has an address, sends the same there as JSON."
    ),
)
def failure_reports(context: dg.RunFailureSensorContext, folders: Folders, webhook: FailureWebhook) -> None:
    """Tell of a failed run; whatever goes wrong in telling is logged and fails nothing."""
    run = context.dagster_run
    failed = failed_run(run, run_failure(context.failure_event), context.get_step_failure_events())
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


SENSORS: Sequence[dg.SensorDefinition] = (seeds_reports, tables_and_release, failure_reports)
SCHEDULES: Sequence[dg.ScheduleDefinition] = (weekly_build,)

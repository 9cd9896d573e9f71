"""One build from the command line: the reports registered as partitions, then the job `build_datasets` in this process.

A report that is refused ends the run at its step; the build then goes on without it, and tells why.
"""

import gc
import os
import uuid
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path

import dagster as dg
import pyarrow.parquet as pq
from filelock import FileLock, Timeout

import schemas
from pipelines import progress
from pipelines.assets.corrections import WAITING
from pipelines.assets.intake import take_in
from pipelines.assets.partitions import JOB, PARTITIONS
from pipelines.assets.versions import COMMAND_TAG
from pipelines.assets.work import Work
from pipelines.automation import BUILT
from pipelines.definitions import defs
from pipelines.failures import RANGE_TAGS, own_message, run_failure
from pipelines.publishing.release import PublicationError
from pipelines.publishing.store import Store
from pipelines.publishing.store_publish import prepare
from pipelines.reading.codebook import CodebookError
from pipelines.reading.corrections import CorrectionsError, read_corrections
from pipelines.resources import outputs_problem

OBJECTS_BETWEEN_SEARCHES = 100_000


class BuildError(Exception):
    """The build failed for a reason that is no single report's; the message says why."""


@dataclass(frozen=True, slots=True)
class Build:
    """What a build gave: rows by table, the release (None where no report was usable), and why reports were refused.

    `waiting` counts the corrections that name a refused report and were therefore left aside.
    Where the release also went to a store, its address there, and whether the store keeps two publishers apart.
    `failed` has the refused reports by report id; what is in `refused` alone has no report id. `seconds` is by stage.
    `run_is_kept` says whether the run can be looked at in Dagster's UI afterwards.
    """

    counts: dict[str, int]
    datasets: tuple[str, ...]
    release: Path | None
    is_new: bool
    refused: tuple[str, ...]
    store: str = ""
    store_is_guarded: bool = True
    waiting: int = 0
    failed: Mapping[str, str] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()
    run_id: str = ""
    run_is_kept: bool = False
    seconds: Mapping[str, float] = field(default_factory=dict)


def build_all(seeds: Path, outputs: Path, store: str = "") -> Build:
    """Build every report below `seeds` and publish the good ones.

    Args:
        seeds: the folder with reports/, reference/ and codebook/.
        outputs: the folder that gets the release.
        store: address that gets the release too and is the one that knows what was published before; empty for none.

    Raises:
        BuildError: the outputs cannot be written to, a codebook or reference file is wrong, a correction cannot be
            applied, another build is running, the store cannot be read, or a step failed for all reports.
    """
    if problem := outputs_problem(str(outputs)):
        raise BuildError(problem)
    try:
        intake = take_in(seeds)
        # The work of the whole build would be in vain where a line is not even in form.
        read_corrections(seeds)
    except (CodebookError, CorrectionsError) as error:
        raise BuildError(str(error)) from error
    work = Work(outputs)
    with _alone(work), kept_instance() as instance, _cycles_sought_rarely():
        if store:
            _prepare(store, outputs)
        refused: dict[str, str] = {}
        results: list[dg.ExecuteInProcessResult] = []
        while good := [report_id for report_id in intake.paths if report_id not in refused]:
            register(instance, good, sorted(refused))
            result = run(instance, seeds, outputs, good, store)
            results.append(result)
            if result.success:
                published = _published(result, (*intake.refused, *refused.values()))
                is_kept = not instance.is_ephemeral
                warnings = (*_warnings_of_reading(work, good), *_warnings_of_checks(result, is_kept))
                seconds = seconds_by_stage(results)
                return replace(published, failed=refused, warnings=warnings, run_is_kept=is_kept, seconds=seconds)
            newly = {one: refusal.message for one in good if (refusal := work.refusal(one))}
            if not newly:
                raise BuildError("\n".join([failure_of(result), *_as_lines((*intake.refused, *refused.values()))]))
            refused |= newly
        register(instance, [], sorted(refused))
        messages = (*intake.refused, *refused.values())
        return Build({}, schemas.DATASETS, None, False, messages, failed=refused, seconds=seconds_by_stage(results))


def register(instance: dg.DagsterInstance, good: Sequence[str], refused: Sequence[str]) -> None:
    """Make these reports the partitions, with the refused ones last, so that the good ones are one range.

    Args:
        instance: the Dagster instance that keeps the partitions.
        good: the reports to build.
        refused: reports that stay partitions, so that their failure is seen.
    """
    registered = instance.get_dynamic_partitions(PARTITIONS)
    for stale in registered:
        if stale not in good:
            instance.delete_dynamic_partition(PARTITIONS, stale)
    for group in (good, refused):
        present = set(instance.get_dynamic_partitions(PARTITIONS))
        if new := [report_id for report_id in group if report_id not in present]:
            instance.add_dynamic_partitions(PARTITIONS, new)


def run(
    instance: dg.DagsterInstance, seeds: Path, outputs: Path, report_ids: Sequence[str], store: str = ""
) -> dg.ExecuteInProcessResult:
    """Run the whole job over the reports, which are the first partitions, in this process.

    Args:
        instance: the Dagster instance that has the partitions and gets the run.
        seeds: the seeds folder.
        outputs: the folder that gets the release.
        report_ids: the reports, at least one.
        store: address that gets the release too; empty for none.
    """
    first_to_last = instance.get_dynamic_partitions(PARTITIONS)[: len(report_ids)]
    ends = (first_to_last[0], first_to_last[-1])
    folders = {"seeds": str(seeds.resolve()), "outputs": str(outputs.resolve()), "store": store}
    job, run_id = defs.resolve_job_def(JOB), str(uuid.uuid4())
    with progress.shown(instance, run_id, len(report_ids), len(job.nodes)):
        return job.execute_in_process(
            instance=instance,
            raise_on_error=False,
            run_id=run_id,
            asset_selection=BUILT,
            tags={**dict(zip(RANGE_TAGS, ends, strict=True)), COMMAND_TAG: "crt build"},
            run_config={
                "resources": {"folders": {"config": folders}},
                "loggers": {"console": {"config": {"log_level": "CRITICAL"}}},
            },
        )


def seconds_by_stage(results: Sequence[dg.ExecuteInProcessResult]) -> dict[str, float]:
    """Return how long the steps took by the group of their asset; checks are a stage of their own.

    Args:
        results: the runs of one build; their steps that failed do not count.
    """
    graph = defs.resolve_asset_graph()
    groups = {key.to_user_string(): str(graph.get(key).group_name) for key in graph.get_all_asset_keys()}
    seconds: dict[str, float] = defaultdict(float)
    for event in chain.from_iterable(result.all_events for result in results):
        if event.is_step_success:
            stage = groups.get(str(event.step_key), "checks")
            seconds[stage] += event.step_success_data.duration_ms / 1000
    return {stage: round(spent, 3) for stage, spent in seconds.items()}


def _warnings_of_reading(work: Work, report_ids: Sequence[str]) -> list[str]:
    return [f"{report_id}: {warning}" for report_id in report_ids for warning in work.warnings(report_id)]


def _warnings_of_checks(result: dg.ExecuteInProcessResult, is_kept: bool) -> list[str]:
    missed = (one for one in result.get_asset_check_evaluations() if not one.passed)
    see = "see it with: crt ui" if is_kept else "to keep its run for crt ui, build with DAGSTER_HOME set to a folder"
    return [f"{one.asset_key.to_user_string()}: the check {one.check_name} warns; {see}" for one in missed]


def failure_of(result: dg.ExecuteInProcessResult) -> str:
    """Return why a run failed, in one line."""
    for event in result.all_events:
        if event.is_step_failure:
            data = event.step_failure_data
            if data.user_failure_data and data.user_failure_data.description:
                return f"{event.step_key}: {data.user_failure_data.description}"
            return f"{event.step_key}: {own_message(data.error)}"
        if event.is_run_failure:
            return run_failure(event)
    return "the run failed before its first step, and Dagster does not say why"


def _as_lines(refused: Sequence[str]) -> list[str]:
    return [f"crt: refused: {message}" for message in refused]


def _published(result: dg.ExecuteInProcessResult, refused: tuple[str, ...]) -> Build:
    told = result.asset_materializations_for_node("release")[-1].metadata
    release = Path(str(told["folder"].value))
    counts = {table: pq.read_metadata(release / f"{table}.parquet").num_rows for table in schemas.TABLES}
    waiting = result.asset_materializations_for_node("corrections")[-1].metadata[WAITING].value
    is_new = bool(told["is_new"].value)
    build = Build(
        counts,
        schemas.DATASETS,
        _shortest(release),
        is_new,
        refused,
        waiting=int(str(waiting)),
        run_id=result.run_id,
    )
    if "store" not in told:
        return build
    return replace(build, store=str(told["store"].value), store_is_guarded=bool(told["store_is_guarded"].value))


def _prepare(store: str, outputs: Path) -> None:
    """Fail before the work and not after it, where the store cannot be used."""
    try:
        prepare(Store(store), outputs)
    except PublicationError as error:
        raise BuildError(str(error)) from error


def _shortest(path: Path) -> Path:
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path


@contextmanager
def _cycles_sought_rarely() -> Iterator[None]:
    """Let Python look for unreachable cycles less often: a build makes millions of rows and hardly a cycle."""
    before = gc.get_threshold()
    gc.set_threshold(OBJECTS_BETWEEN_SEARCHES, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


@contextmanager
def _alone(work: Work) -> Iterator[None]:
    """Keep two builds from writing the same work files."""
    lock = FileLock(work.lock_path)
    try:
        work.folder.mkdir(parents=True, exist_ok=True)
        lock.acquire(timeout=0)
    except Timeout as error:
        raise BuildError(
            f"another build is writing to {work.folder.parent}; wait for it, or use another --outputs"
        ) from error
    except OSError as error:
        raise BuildError(
            f"`outputs`: {work.folder} cannot be made and written to ({error.strerror}); name another folder"
        ) from error
    try:
        yield
    finally:
        lock.release()


@contextmanager
def kept_instance() -> Iterator[dg.DagsterInstance]:
    """Give the instance in DAGSTER_HOME, which keeps runs for the UI; without that, one that ends with the command."""
    os.environ.setdefault("DAGSTER_DISABLE_TELEMETRY", "1")
    with dg.DagsterInstance.get() if os.environ.get("DAGSTER_HOME") else dg.DagsterInstance.ephemeral() as instance:
        yield instance

"""The settings in config/production, as they stand there: PostgreSQL with TLS, S3, two runs at once, and sudden ends.

PostgreSQL is Debian's, the S3 server moto's; webserver, daemon and code server are Dagster's, each in its own process.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import dagster as dg
import pytest
import s3fs

from pipelines import cli
from pipelines.assets.partitions import JOB, PARTITIONS
from pipelines.launching import GONE, UNWATCHED, WatchedRunLauncher
from tests.conftest import FICTIONAL_CHAPTER, PROJECT, forget_stores, write_seeds
from tests.integration.services import (
    Processes,
    Webserver,
    answers,
    free_port,
    postgres,
    s3,
    wait_until,
)

pytestmark = pytest.mark.slow

SETTINGS = PROJECT / "config" / "production"
COUNTRIES = ("kiribati", "tuvalu", "vanuatu")
FIRST, LAST = "KIR-2019", "VUT-2019"
STORE = "s3://made-for-tests/releases-of-tests"
SERVERS = ("code", "webserver", "daemon")
RANGE_TAGS = ("dagster/asset_partition_range_start", "dagster/asset_partition_range_end")


def environment_without(*prefixes: str) -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not name.startswith(prefixes)}


class Production:
    """One place where the project runs for many people: folders, environment, and the three servers of Dagster's."""

    def __init__(self, folder: Path, leads_to: Mapping[str, str]) -> None:
        chapters = {f"2019/{name}.txt": FICTIONAL_CHAPTER.replace("Kiribati", name.title()) for name in COUNTRIES}
        self.seeds, self.outputs = write_seeds(folder, chapters), folder / "outputs"
        self.home = folder / "home"
        self.home.mkdir()
        shutil.copy(SETTINGS / "dagster.yaml", self.home)
        self.code_port, web_port = free_port(), free_port()
        self.environment = {
            **environment_without("AWS_", "DAGSTER_", "CRT_", "PG"),
            **leads_to,
            "DAGSTER_HOME": str(self.home),
            "CRT_CODE_SERVER_HOST": "127.0.0.1",
            "CRT_CODE_SERVER_PORT": str(self.code_port),
            "CRT_SEEDS": str(self.seeds),
            "CRT_OUTPUTS": str(self.outputs),
            "CRT_STORE": STORE,
        }
        self.processes = Processes(folder, self.environment)
        workspace = ["-w", str(SETTINGS / "workspace.yaml")]
        here = ["-h", "127.0.0.1", "-p"]
        self.commands = {
            "code": ["dagster", "api", "grpc", "-m", "pipelines.definitions", *here, str(self.code_port)],
            "webserver": ["dagster_webserver", *workspace, *here, str(web_port)],
            "daemon": ["dagster._daemon", "run", *workspace],
        }
        self.webserver = Webserver(web_port)

    def start(self, *names: str) -> None:
        for name in names:
            self.processes.start(name, [sys.executable, "-m", *self.commands[name]])
            if name == "code":
                wait_until(lambda: answers(self.code_port), "the code server listens")
        wait_until(self.webserver.is_up, "the webserver answers")

    def crt(self, *words: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "pipelines.cli", *words]
        return subprocess.run(
            command, cwd=self.seeds.parent, env=self.environment, capture_output=True, text=True, check=False
        )

    def build(self) -> None:
        """Build all reports from the command line, which registers them as partitions."""
        built = self.crt("build", "--seeds", str(self.seeds), "--outputs", str(self.outputs))
        assert built.returncode == 0, built.stderr

    def edit(self, country: str, killed: str) -> None:
        """Let a chapter tell of another number of deaths, so that a build of it is a release that was not there."""
        path = self.seeds / "reports" / "2019" / f"{country}.txt"
        path.write_text(
            re.sub(r"killing \w+ civilians", f"killing {killed} civilians", path.read_text("utf-8")), "utf-8"
        )

    def released(self) -> str:
        """The release that is the latest."""
        return str(json.loads((self.outputs / "latest.json").read_text("utf-8"))["release"])

    def launch_build(self, first: str = FIRST, last: str = LAST) -> str:
        tags = dict(zip(RANGE_TAGS, (first, last), strict=True))
        return self.webserver.launch({"jobName": JOB}, tags)

    def require_sound(self) -> None:
        """Every release is whole, here and in the store, and both pointers name one of them."""
        for place in (str(self.outputs), STORE):
            assert cli.main(["verify", "--all", "--outputs", place]) == 0


@pytest.fixture(scope="module")
def production(tmp_path_factory) -> Iterator[Production]:
    """The project with all its reports built from the command line, and all servers running."""
    with postgres() as database, s3() as aws, pytest.MonkeyPatch.context() as patch:
        made = Production(tmp_path_factory.mktemp("production"), {**database.environment, **aws})
        for name in os.environ.keys() - made.environment.keys():
            patch.delenv(name)
        for name, value in made.environment.items():
            patch.setenv(name, value)
        make_bucket()
        made.build()
        try:
            made.start("code", "webserver")
            # The tests ask for the runs themselves; a daemon at work would overwrite the switch.
            for sensor in ("seeds_reports", "tables_and_release"):
                made.webserver.stop_sensor(sensor)
            made.start("daemon")
            yield made
        finally:
            made.processes.kill_all()


def make_bucket() -> None:
    from upath import UPath

    forget_stores()
    UPath(STORE).fs.call_s3("create_bucket", Bucket=STORE.split("/")[2])


@pytest.fixture(scope="module")
def instance(production) -> Iterator[dg.DagsterInstance]:
    with dg.DagsterInstance.get() as instance:
        yield instance


def ended(instance: dg.DagsterInstance, run_id: str) -> dg.DagsterRun:
    """The run once it has ended, however it did."""

    def found() -> dg.DagsterRun | None:
        run = instance.get_run_by_id(run_id)
        return run if run and run.is_finished else None

    return wait_until(found, f"run {run_id} ends")


def said(instance: dg.DagsterInstance, run_id: str) -> list[str]:
    return [event.message for event in instance.all_logs(run_id)]


def wait_for_step(instance: dg.DagsterInstance, run_id: str, step: str) -> None:
    """Wait until a step of a run has succeeded, and make sure that the run goes on."""

    def is_over() -> bool:
        events = instance.all_logs(run_id, of_type=dg.DagsterEventType.STEP_SUCCESS)
        return any(event.step_key == step for event in events)

    wait_until(is_over, f"{step} succeeds in run {run_id}")
    run = instance.get_run_by_id(run_id)
    assert run is not None
    assert not run.is_finished, "the run ended before it could be interrupted"


def times(instance: dg.DagsterInstance, run_id: str) -> tuple[float, float]:
    record = instance.get_run_record_by_id(run_id)
    assert record is not None
    assert record.start_time is not None
    assert record.end_time is not None
    return record.start_time, record.end_time


def test_a_run_is_kept_in_postgresql_and_publishes_here_and_to_the_store(production, instance):
    production.edit("kiribati", "four")
    before = production.released()
    run = ended(instance, production.launch_build())
    assert run.status is dg.DagsterRunStatus.SUCCESS, said(instance, run.run_id)
    assert "Postgres" in type(instance.run_storage).__name__
    assert instance.get_dynamic_partitions(PARTITIONS)[0] == FIRST
    assert production.released() != before
    assert production.released() in production.crt("releases", "--outputs", STORE).stdout
    assert not list(production.home.rglob("*.db")), "something is still kept in SQLite"
    production.require_sound()


def test_no_secret_of_the_environment_is_shown_or_logged(production):
    shown = production.webserver.ask("{ instance { info } }")["instance"]["info"]
    logs = [path.read_text("utf-8", "replace") for path in production.home.parent.glob("*.log")]
    assert "run_monitoring" in shown
    assert len(logs) == len(SERVERS)
    secrets = [production.environment[name] for name in ("DAGSTER_PG_PASSWORD", "AWS_SECRET_ACCESS_KEY")]
    assert [secret for secret in secrets for text in (shown, *logs) if secret in text] == []


def test_two_builds_at_once_go_one_after_the_other_and_what_only_reads_goes_beside_them(production, instance):
    production.edit("kiribati", "five")
    production.edit("vanuatu", "six")
    builds = [production.launch_build(one, one) for one in (FIRST, LAST)]
    pages = production.webserver.launch({"jobName": "__ASSET_JOB", "assetSelection": [{"path": ["site"]}]})
    for run_id in (*builds, pages):
        assert ended(instance, run_id).status is dg.DagsterRunStatus.SUCCESS, said(instance, run_id)
    (_, first_end), (second_start, second_end) = sorted(times(instance, run_id) for run_id in builds)
    assert first_end <= second_start
    assert times(instance, pages)[0] < second_end
    production.require_sound()


def test_a_run_outlives_the_webserver_and_the_daemon_and_is_there_when_they_are_back(production, instance):
    production.edit("kiribati", "seven")
    before = production.released()
    run_id, waiting = production.launch_build(), production.launch_build(FIRST, FIRST)
    wait_for_step(instance, run_id, "incidents")
    production.processes.kill("webserver", "daemon")
    assert not production.webserver.is_up()
    production.start("webserver", "daemon")
    for one in (run_id, waiting):
        assert ended(instance, one).status is dg.DagsterRunStatus.SUCCESS, said(instance, one)
    query = "query ($id: ID!) { runOrError(runId: $id) { ... on Run { status } } }"
    assert production.webserver.ask(query, id=run_id)["runOrError"]["status"] == "SUCCESS"
    assert production.released() != before
    production.require_sound()


def test_a_run_that_died_with_all_servers_is_failed_with_the_reason_and_made_up_for(production, instance):
    production.edit("kiribati", "eight")
    before = production.released()
    run_id = production.launch_build()
    wait_for_step(instance, run_id, "incidents")
    production.processes.kill(*SERVERS)
    left = instance.get_run_by_id(run_id)
    assert left is not None
    assert left.status is dg.DagsterRunStatus.STARTED
    assert production.released() == before
    production.require_sound()

    production.start(*SERVERS)
    assert ended(instance, run_id).status is dg.DagsterRunStatus.FAILURE
    assert [text for text in said(instance, run_id) if GONE in text]

    def started_again() -> str | None:
        runs = instance.get_runs(dg.RunsFilter(tags={"dagster/parent_run_id": run_id}))
        return runs[0].run_id if runs else None

    retry = wait_until(started_again, "the lost run is started again")
    assert ended(instance, retry).status is dg.DagsterRunStatus.SUCCESS, said(instance, retry)
    assert production.released() != before
    production.require_sound()


def test_two_builds_that_pass_by_the_queue_publish_nothing_half(production, instance):
    """`dagster job execute` asks no queue, so that both processes really write to the same folder at the same time."""
    production.edit("kiribati", "nine")
    production.edit("vanuatu", "ten")
    mark = {"started": "beside the queue"}
    tags = json.dumps({**dict(zip(RANGE_TAGS, (FIRST, LAST), strict=True)), **mark})
    words = [sys.executable, "-m", "dagster", "job", "execute", "-m", "pipelines.definitions", "-j", JOB]
    for number in range(2):
        production.processes.start(f"beside-{number}", [*words, "--tags", tags])
    production.processes.wait("beside-0", "beside-1")
    runs = instance.get_runs(dg.RunsFilter(tags=mark))
    assert [run.is_finished for run in runs] == [True, True]
    (first, second) = (times(instance, run.run_id) for run in runs)
    assert first[0] < second[1], "they were not at work at the same time"
    assert second[0] < first[1], "they were not at work at the same time"
    production.require_sound()
    assert ended(instance, production.launch_build()).status is dg.DagsterRunStatus.SUCCESS
    production.require_sound()


def test_only_a_store_that_does_not_answer_is_tried_again(production, instance, monkeypatch):
    from pipelines.assets.publishing import RETRIES
    from pipelines.definitions import defs

    job = defs.resolve_job_def(JOB)

    def retries(store: str) -> list[str]:
        folders = {"seeds": str(production.seeds), "outputs": str(production.outputs), "store": store}
        result = job.execute_in_process(
            instance=instance,
            raise_on_error=False,
            asset_selection=[dg.AssetKey("release")],
            run_config={"resources": {"folders": {"config": folders}}},
        )
        assert not result.success
        return [event.step_key for event in result.all_events if event.is_step_up_for_retry]

    assert retries("s3://no-such-bucket/x") == []
    monkeypatch.setattr("time.sleep", lambda _: None)  # the delays between the attempts
    monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://127.0.0.1:{free_port()}")
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "1")
    s3fs.S3FileSystem.clear_instance_cache()
    assert retries("s3://another-bucket/x") == ["release"] * RETRIES.max_retries


def test_a_run_that_no_code_server_started_is_left_to_its_process(production, instance):
    built = instance.get_runs(dg.RunsFilter(job_name=JOB), ascending=True)[0]
    assert isinstance(instance.run_launcher, WatchedRunLauncher)
    health = instance.run_launcher.check_run_worker_health(built)
    assert (health.status.name, health.msg) == ("RUNNING", UNWATCHED)

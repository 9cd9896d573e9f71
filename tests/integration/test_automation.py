"""What the UI shows and what runs without a click, on a real Dagster instance in a temporary folder."""

import dataclasses
import hashlib
import json
import logging
import os
import re
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import dagster as dg
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from dagster._core.remote_origin import InProcessCodeLocationOrigin
from dagster._core.test_utils import (
    InProcessTestWorkspaceLoadTarget,
    create_test_daemon_workspace_context,
    freeze_time,
)
from dagster._core.types.loadable_target_origin import LoadableTargetOrigin
from dagster._core.workspace.context import WorkspaceProcessContext
from dagster._daemon.sensor import execute_sensor_iteration
from dagster._scheduler.scheduler import launch_scheduled_runs
from dagster._time import datetime_from_timestamp, get_current_timestamp

import schemas
from pipelines import automation
from pipelines.assets.intake import file_sha256, take_in
from pipelines.assets.lineage import column_lineage
from pipelines.assets.partitions import JOB, PARTITIONS
from pipelines.assets.plots import incidents_by_month, killed_by_perpetrator, status_by_domain
from pipelines.assets.present import markdown_table
from pipelines.assets.work import Refusal
from pipelines.automation import (
    SENSORS,
    WEEKLY,
    Asked,
    failure_reports,
    outputs_of,
    seeds_reports,
    unbroken,
    weekly_build,
)
from pipelines.build import failure_of
from pipelines.checks import gone, schema_problems
from pipelines.definitions import defs
from pipelines.failures import (
    RANGE_TAGS,
    FailedRun,
    FailedStep,
    FailureWebhook,
    address_problem,
    as_markdown,
    failed_run,
    write_report,
)
from pipelines.resources import Folders, outputs_problem, seeds_problem, store_problem
from tests.conftest import FICTIONAL_CHAPTER, write_seeds

TUVALU = FICTIONAL_CHAPTER.replace("Kiribati", "Tuvalu")


def run_config(folder: Path) -> dict[str, object]:
    folders = {"seeds": str(folder / "seeds"), "outputs": str(folder / "outputs")}
    return {
        "resources": {"folders": {"config": folders}},
        "loggers": {"console": {"config": {"log_level": "CRITICAL"}}},
    }


def run_job(instance: dg.DagsterInstance, folder: Path, **how: object) -> dg.ExecuteInProcessResult:
    job = defs.resolve_job_def(JOB)
    return job.execute_in_process(instance=instance, raise_on_error=False, run_config=run_config(folder), **how)


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> Iterator[Path]:
    """A folder in which the weekly schedule's own request built one report, with its instance in `home`."""
    folder = tmp_path_factory.mktemp("automation")
    write_seeds(folder, {"2019/kiribati.txt": FICTIONAL_CHAPTER})
    (folder / "home").mkdir()
    with dg.DagsterInstance.local_temp(str(folder / "home")) as instance:
        instance.add_dynamic_partitions(PARTITIONS, ["KIR-2019"])
        (request,) = weekly_requests(instance, folder)
        wanted = [dg.AssetKey(name) for name in ("document", "extraction", *schemas.TABLES)]
        assert run_job(instance, folder, tags=request.tags, asset_selection=wanted).success
        yield folder


def weekly_requests(instance: dg.DagsterInstance, folder: Path) -> list[dg.RunRequest]:
    context = dg.build_schedule_context(instance=instance, resources={"folders": folders_of(folder)})
    asked = weekly_build(context)
    return asked if isinstance(asked, list) else []


def folders_of(folder: Path) -> Folders:
    return Folders(seeds=str(folder / "seeds"), outputs=str(folder / "outputs"))


def shown(folder: Path, asset: str) -> dict[str, object]:
    with dg.DagsterInstance.local_temp(str(folder / "home")) as instance:
        record = instance.fetch_materializations(dg.AssetKey(asset), limit=1).records[0]
        return {name: value.value for name, value in record.asset_materialization.metadata.items()}


class TestWhatTheUIShows:
    def test_every_asset_has_all_that_describes_it(self):
        graph = defs.resolve_asset_graph()
        lacking = {
            f"{key.to_user_string()} has no {what}"
            for key in graph.get_all_asset_keys()
            for what in ("description", "owners", "kinds", "code_version", "group_name")
            if not getattr(graph.get(key), what) or graph.get(key).group_name == "default"
        }
        assert lacking == set()

    def test_every_check_sensor_schedule_and_job_is_described(self):
        graph = defs.resolve_asset_graph()
        described = [*(graph.get(key) for key in graph.asset_check_keys), *SENSORS, weekly_build]
        assert [one for one in described if len(one.description or "") < 20] == []

    def test_no_description_loses_a_word_to_markdown(self):
        graph = defs.resolve_asset_graph()
        nodes = [graph.get(key) for key in (*graph.get_all_asset_keys(), *graph.asset_check_keys)]
        described = [*nodes, *SENSORS, weekly_build, *Folders.model_fields.values()]
        assert [one.description for one in described if "<" in (one.description or "")] == []

    def test_a_run_of_one_report_shows_its_chapter_by_section(self, built):
        chapter = shown(built, "document")["chapter"]
        sections = shown(built, "document")["sections"]
        assert "| finance | Countering the Financing of Terrorism: | 1 | Kiribati is not a member of a" in sections
        assert "#### incidents: 2019 Terrorist Incidents:" in chapter
        assert "3. On July 9, an explosion in Westbrook killed two police officers." in chapter

    @pytest.mark.parametrize("table", schemas.DATASETS)
    def test_a_dataset_shows_rows_with_their_sentence_and_a_picture(self, table, built):
        metadata = shown(built, table)
        text = (built / "seeds" / "reports" / "2019" / "kiribati.txt").read_text("utf-8")
        lines = metadata["rows_with_their_sentence"].splitlines()
        assert len(lines) == 2 * metadata["dagster/row_count"]
        sentences = [line.split(". ")[1].removesuffix(".") for line in lines[::2]]
        assert [one for one in sentences if one not in " ".join(text.split())] == []
        assert [line for line in lines[1::2] if f"{schemas.TABLES[table].key[0]} **" not in line] == []
        assert any("█" in str(value) for value in metadata.values())

    def test_evidence_shows_the_whole_sentence_of_its_quote(self, built):
        lines = shown(built, "evidence")["rows_with_their_sentence"].splitlines()
        (place,) = (number for number, line in enumerate(lines) if "field **killed_min**" in line)
        assert "quote **three civilians**" in lines[place]
        assert lines[place - 1].endswith(
            "On March 3, armed men attacked a market in Eastbrook, killing three civilians and wounding five others."
        )

    def test_the_lineage_of_a_stored_table_says_which_column_its_keys_come_from(self, built):
        metadata = shown(built, "incident_actors")
        assert "| incident_id | incidents.incident_id |" in metadata["columns_come_from"]
        lineage = metadata["dagster/column_lineage"]
        assert lineage.deps_by_column["incident_id"] == [dg.TableColumnDep("incidents", "incident_id")]

    @pytest.mark.parametrize("table", schemas.TABLES)
    def test_lineage_names_only_columns_that_exist_and_never_goes_round(self, table):
        def origins(name: str, column: str) -> list[tuple[str, str]]:
            lineage = column_lineage(name)
            found = lineage.deps_by_column.get(column, []) if lineage else []
            return [(dep.asset_key.path[-1], dep.column_name) for dep in found]

        for column in schemas.columns(table):
            seen: set[tuple[str, str]] = set()
            waiting = origins(table, column.name)
            while waiting:
                other = waiting.pop()
                schemas.TABLES[other[0]].column(other[1])
                seen.add(other)
                waiting += [one for one in origins(*other) if one not in seen]
            assert (table, column.name) not in seen

    def test_text_of_a_report_is_never_taken_for_markdown(self):
        table = markdown_table([{"text": "<img src=x> [a](http://b.example) `c` | d"}])
        assert table.splitlines()[-1] == r"| \<img src=x\> \[a\](http://b.example) \`c\` \| d |"

    def test_the_first_words_of_a_section_end_with_it(self, built):
        (line,) = (one for one in shown(built, "document")["sections"].splitlines() if one.startswith("| legislation"))
        assert line.endswith("| There were no changes to terrorism-related legislation in 2019. |")


class TestPictures:
    def test_months_are_counted_and_what_spans_two_stands_apart(self):
        rows = [
            {"date_start": date(2019, 3, 1), "date_end": date(2019, 3, 31)},
            {"date_start": date(2019, 3, 3), "date_end": date(2019, 3, 3)},
            {"date_start": date(2019, 3, 30), "date_end": date(2019, 4, 2)},
            {"date_start": None, "date_end": None},
        ]
        lines = incidents_by_month(rows).splitlines()
        assert [line.split(" | ")[:2] for line in lines[2:4]] == [["| 2019-03", "2"], ["| in no single month", "2"]]

    def test_the_killed_of_two_incidents_are_a_range_and_never_a_sum(self):
        def incident(name, low, high):
            return {"perpetrator_names": name, "killed_min": low, "killed_max": high}

        rows = [incident("A", 2, 2), incident("A", 10, None), incident("B", None, 5), incident(None, None, None)]
        told = {line.split(" | ")[0]: line.split(" | ")[2] for line in killed_by_perpetrator(rows).splitlines()[2:]}
        assert told == {"| A": "2 to 10+", "| B": "up to 5", "| nobody named": "no figure"}

    def test_status_is_counted_by_domain(self):
        row = {"domain": "finance", "status_type": "membership", "status": "member"}
        assert "| finance | membership | member | 2 | █" in status_by_domain([row, row])


class TestFailedChecks:
    def test_a_schema_check_names_the_row_that_breaks_a_code(self, built, tmp_path):
        stored = pq.read_table(folders_of(built).work.table_path("incidents"))
        rows = stored.to_pylist()
        rows[1]["killed_min"], rows[1]["killed_max"] = 7, 2
        path = tmp_path / "incidents.parquet"
        pq.write_table(pa.Table.from_pylist(rows, schema=stored.schema), path)
        assert rows[1]["incident_id"] in {problem["row"] for problem in schema_problems("incidents", path)}

    def test_a_shrunken_dataset_names_the_rows_that_are_gone(self, built, tmp_path):
        before = folders_of(built).work.table_path("incidents")
        stored = pq.read_table(before)
        pq.write_table(stored.slice(1), tmp_path / "incidents.parquet")
        assert gone("incidents", before, tmp_path / "incidents.parquet") == [
            {"incident_id": stored["incident_id"][0].as_py()}
        ]


class TestWhatTheSensorRemembers:
    """Dagster stores the cursor anew with every look, six times a minute, and keeps it for a week."""

    SLUGS = ("fiji", "kiribati", "nauru", "palau", "samoa", "tonga", "tuvalu", "vanuatu")

    def look(self, folder: Path, slugs: Sequence[str], cursor: str | None = None) -> dg.SensorResult:
        write_seeds(folder, {f"2019/{slug}.txt": f"Fictional: {slug}." for slug in slugs})
        with dg.DagsterInstance.get() as instance:
            context = dg.build_sensor_context(
                instance=instance, cursor=cursor, resources={"folders": folders_of(folder)}
            )
            result = seeds_reports(context)
            for asked in result.dynamic_partitions_requests:
                instance.add_dynamic_partitions(PARTITIONS, list(asked.partition_keys))
            return result

    def refuse_all(self, folder: Path) -> list[str]:
        """Let all reports be looked at by a run, which finds none that it can use."""
        paths = take_in(folder / "seeds").paths
        for report_id, path in paths.items():
            folders_of(folder).work.refuse(Refusal(report_id, file_sha256(path), "bad"))
        return list(paths)

    def test_once_all_is_read_it_is_as_much_for_many_reports_as_for_one(self, tmp_path, dagster_home):
        lengths = []
        for number, slugs in enumerate((self.SLUGS[:1], self.SLUGS)):
            folder = tmp_path / str(number)
            asked = self.look(folder, slugs)
            self.refuse_all(folder)
            lengths.append(len(self.look(folder, slugs, asked.cursor).cursor))
        assert lengths[0] == lengths[1]

    def test_what_was_asked_for_and_never_read_is_not_asked_for_again_when_another_file_comes(
        self, tmp_path, dagster_home
    ):
        first = self.look(tmp_path, ("kiribati", "tuvalu"))
        second = self.look(tmp_path, ("kiribati", "nauru", "tuvalu"), first.cursor)
        assert [request.partition_key for request in second.run_requests] == ["NRU-2019"]
        third = self.look(tmp_path, (), second.cursor)
        assert third.run_requests == []
        assert "not read, since their run failed: KIR-2019, NRU-2019, TUV-2019" in third.skip_reason.skip_message

    def test_a_look_that_asks_for_nothing_says_what_it_saw(self, tmp_path, dagster_home):
        first = self.look(tmp_path, ("kiribati", "tuvalu"))
        self.refuse_all(tmp_path)
        said = self.look(tmp_path, (), first.cursor).skip_reason.skip_message
        assert said.startswith(f"{tmp_path / 'seeds' / 'reports'} has 2 reports, and none is new, changed or removed")
        assert said.endswith("; refused, until they are corrected: KIR-2019, TUV-2019")

    def test_files_out_of_place_are_told_once_in_order_and_ask_for_nothing(self, tmp_path, dagster_home, capfd):
        first = self.look(tmp_path, ("kiribati",))
        self.refuse_all(tmp_path)
        write_seeds(tmp_path, {"tuvalu.txt": "", "2019/palau.zip": "", "2019/nauru.md": ""})
        capfd.readouterr()
        second = self.look(tmp_path, (), first.cursor)
        told = re.findall(r"ERROR - (\S+): ", capfd.readouterr().err)
        third = self.look(tmp_path, (), second.cursor)
        assert told == ["reports/2019/nauru.md", "reports/2019/palau.zip", "reports/tuvalu.txt"]
        assert capfd.readouterr().err == ""
        assert [*second.run_requests, *third.run_requests] == []
        assert third.cursor == second.cursor

    def test_of_many_reports_a_message_names_the_first(self, tmp_path, dagster_home, monkeypatch):
        monkeypatch.setattr(automation, "REPORTS_NAMED", 2)
        first = self.look(tmp_path, self.SLUGS)
        self.refuse_all(tmp_path)
        assert self.look(tmp_path, (), first.cursor).skip_reason.skip_message.endswith(
            "corrected: FJI-2019, KIR-2019 and 6 more"
        )


class TestWeeklyBuild:
    def test_it_is_off_until_it_is_switched_on(self):
        assert weekly_build.default_status == dg.DefaultScheduleStatus.STOPPED
        assert (weekly_build.cron_schedule, weekly_build.execution_timezone) == (WEEKLY, "UTC")

    def test_all_reports_are_one_range(self):
        assert unbroken(["A", "B", "C"], {"A", "B", "C"}) == [("A", "C")]

    def test_a_report_that_cannot_be_used_parts_the_range(self):
        assert unbroken(["A", "B", "C", "D"], {"A", "C", "D"}) == [("A", "A"), ("C", "D")]

    def test_a_refused_report_is_left_out_until_its_bytes_change(self, tmp_path, dagster_home):
        seeds = write_seeds(tmp_path, {"2019/kiribati.txt": FICTIONAL_CHAPTER, "2019/tuvalu.txt": TUVALU})
        path = seeds / "reports" / "2019" / "tuvalu.txt"
        folders_of(tmp_path).work.refuse(Refusal("TUV-2019", hashlib.sha256(path.read_bytes()).hexdigest(), "bad"))
        with dg.DagsterInstance.get() as instance:
            instance.add_dynamic_partitions(PARTITIONS, ["KIR-2019", "TUV-2019"])
            asked = [sorted(set(one.tags.values())) for one in weekly_requests(instance, tmp_path)]
            path.write_text(TUVALU + "\n", "utf-8")
            asked_later = [sorted(set(one.tags.values())) for one in weekly_requests(instance, tmp_path)]
        assert (asked, asked_later) == ([["KIR-2019"]], [["KIR-2019", "TUV-2019"]])

    def test_without_reports_it_asks_for_nothing(self, tmp_path, dagster_home):
        write_seeds(tmp_path, {})
        with dg.DagsterInstance.get() as instance:
            assert weekly_requests(instance, tmp_path) == []


SILENCE_SECONDS = 20


@contextmanager
def server(
    status: int = 200, is_silent: bool = False, location: str = ""
) -> Iterator[tuple[str, list[dict[str, object]]]]:
    """A webhook on this machine: its address, and the messages that it got."""
    messages: list[dict[str, object]] = []
    ended = threading.Event()

    class Webhook(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            messages.append({"type": self.headers["Content-Type"], **json.loads(body)})
            if is_silent:
                ended.wait(SILENCE_SECONDS)
                return
            self.send_response(status)
            if location:
                self.send_header("Location", location)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_):
            pass

    listening = ThreadingHTTPServer(("127.0.0.1", 0), Webhook)
    thread = threading.Thread(target=listening.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield f"http://127.0.0.1:{listening.server_port}/hook", messages
    finally:
        ended.set()
        listening.shutdown()
        listening.server_close()
        thread.join()


FAILED = FailedRun(
    "0f0e", JOB, "TUV-2019", "Steps failed.", (FailedStep("document", "1 report cannot be used", {"TUV-2019": "bad"}),)
)


RefusedRun = tuple[Path, dg.DagsterInstance, dg.ExecuteInProcessResult]


@pytest.fixture(scope="module")
def refused_run(tmp_path_factory) -> Iterator[RefusedRun]:
    """A run that failed for a report that is empty, with its folder and its instance."""
    folder = tmp_path_factory.mktemp("refused")
    write_seeds(folder, {"2019/tuvalu.txt": b""})
    (folder / "home").mkdir()
    with dg.DagsterInstance.local_temp(str(folder / "home")) as instance:
        instance.add_dynamic_partitions(PARTITIONS, ["TUV-2019"])
        run = run_job(instance, folder, partition_key="TUV-2019", asset_selection=[dg.AssetKey("document")])
        yield folder, instance, run


def tell(refused_run: RefusedRun, timeout_seconds: float = 5) -> Path:
    """Let the failure sensor look at the run; return where its report has to be."""
    folder, instance, run = refused_run
    report = folder / "outputs" / "failures" / f"{run.run_id}.md"
    report.unlink(missing_ok=True)
    context = dg.build_run_status_sensor_context(
        sensor_name="failure_reports",
        dagster_instance=instance,
        dagster_run=run.dagster_run,
        dagster_event=next(event for event in run.all_events if event.is_run_failure),
        resources={"folders": folders_of(folder), "webhook": FailureWebhook(timeout_seconds=timeout_seconds)},
    ).for_run_failure()
    failure_reports(context)
    return report


class TestFailureReports:
    @pytest.fixture(autouse=True)
    def no_webhook(self, monkeypatch):
        monkeypatch.delenv("CRT_FAILURE_WEBHOOK", raising=False)

    def test_the_report_says_what_failed_which_report_and_what_to_do(self, refused_run):
        report = tell(refused_run).read_text("utf-8")
        assert report.startswith("# build_datasets failed on TUV-2019\n")
        assert "- **document**: 1 report cannot be used: TUV-2019" in report
        assert (
            "- **TUV-2019**: reports/2019/tuvalu.txt: is empty; obtain the chapter again, or remove the file" in report
        )
        assert "## What to do" in report
        assert "crt build" in report

    def test_a_defect_is_told_in_its_own_words(self, dagster_home, tmp_path):
        @dg.asset
        def broken() -> None:
            raise ValueError("the file | of codes <is> missing")

        with dg.DagsterInstance.get() as instance:
            run = dg.materialize([broken], instance=instance, raise_on_error=False)
            report = tell((tmp_path, instance, run)).read_text("utf-8")
        assert report.startswith("# a run started by hand failed at broken\n")
        assert r"- **broken**: ValueError: the file \| of codes \<is\> missing" in report
        assert "## Which reports" not in report

    @pytest.mark.parametrize(
        ("tags", "starter"), [({}, "hand"), ({"dagster/sensor_name": "tables_and_release"}, "tables_and_release")]
    )
    def test_a_run_of_single_assets_is_named_after_what_started_it(self, tags, starter):
        run = dg.DagsterRun(job_name="__ASSET_JOB", run_id="0f0e", tags=tags)
        assert failed_run(run, "The process ended.", []).summary == f"a run started by {starter} failed at its start"

    def test_a_configured_webhook_gets_the_failure_as_json(self, refused_run, monkeypatch):
        with server() as (address, messages):
            monkeypatch.setenv("CRT_FAILURE_WEBHOOK", address)
            tell(refused_run)
        (message,) = messages
        assert message["type"] == "application/json"
        assert message["text"] == "build_datasets failed on TUV-2019"
        assert (message["run_id"], message["partitions"]) == (refused_run[2].run_id, "TUV-2019")
        assert list(message["reports"]) == ["TUV-2019"]

    def test_without_a_webhook_nothing_is_sent(self, refused_run):
        with server() as (_, messages):
            tell(refused_run)
        assert messages == []

    @pytest.mark.parametrize("how", [{"status": 500}, {"is_silent": True}], ids=["refuses", "never answers"])
    def test_a_webhook_that_does_not_work_fails_nothing(self, how, refused_run, monkeypatch):
        with server(**how) as (address, messages):
            monkeypatch.setenv("CRT_FAILURE_WEBHOOK", address)
            begun = time.monotonic()
            assert tell(refused_run, timeout_seconds=0.3).exists()
            assert time.monotonic() - begun < SILENCE_SECONDS / 2
        assert len(messages) == 1

    def test_what_could_not_be_delivered_is_told_without_the_address(self, monkeypatch):
        with server(status=403) as (address, _):
            monkeypatch.setenv("CRT_FAILURE_WEBHOOK", address)
            assert FailureWebhook().tell(FAILED) == "127.0.0.1 answered 403"
        told = FailureWebhook(timeout_seconds=1).tell(FAILED)
        assert told.startswith("127.0.0.1 could not be told: ")
        assert "hook" not in told

    def test_a_redirect_is_not_followed(self, monkeypatch):
        with server() as (elsewhere, got), server(status=307, location=elsewhere) as (address, _):
            monkeypatch.setenv("CRT_FAILURE_WEBHOOK", address)
            assert FailureWebhook().tell(FAILED) == "127.0.0.1 answered 307"
        assert got == []

    @pytest.mark.parametrize(
        "address", ["https://hooks.example/a", "http://127.0.0.1:9/a", "http://[::1]/", "http://localhost/"]
    )
    def test_https_and_this_machine_may_be_told(self, address):
        assert address_problem(address) is None

    @pytest.mark.parametrize(
        "address",
        [
            "http://hooks.example/a",
            "http://127.0.0.1.example/",
            "ftp://127.0.0.1/",
            "file:///etc/passwd",
            "x",
            "http://[::1",
        ],
    )
    def test_any_other_address_gets_nothing(self, address, monkeypatch):
        monkeypatch.setenv("CRT_FAILURE_WEBHOOK", address)
        assert "nothing was sent" in FailureWebhook().tell(FAILED)

    def test_a_report_that_cannot_be_written_fails_nothing_and_the_webhook_is_told(
        self, refused_run, tmp_path, monkeypatch
    ):
        def full(*_):
            raise OSError("no space left on the device")

        monkeypatch.setattr(automation, "write_report", full)
        with server() as (address, messages):
            monkeypatch.setenv("CRT_FAILURE_WEBHOOK", address)
            assert not tell(refused_run).exists()
        assert len(messages) == 1

    def test_a_run_id_cannot_lead_out_of_the_folder(self, tmp_path):
        with pytest.raises(ValueError, match="is not a run id"):
            write_report(dataclasses.replace(FAILED, run_id="../x"), tmp_path)

    def test_the_report_lies_in_the_outputs_of_its_run(self, tmp_path):
        assert outputs_of(run_config(tmp_path), Folders(outputs="/elsewhere")) == tmp_path / "outputs"
        assert outputs_of({}, Folders(outputs="/elsewhere")) == Path("/elsewhere")

    def test_a_run_that_failed_before_its_first_step_is_told_of_too(self):
        report = as_markdown(dataclasses.replace(FAILED, steps=(), message="The process ended."))
        assert report.startswith("# build_datasets failed at its start\n")
        assert "- The process ended." in report


LOCATION = """
import dagster as dg
from pipelines.definitions import defs as project
from pipelines.io import ParquetTables
from pipelines.resources import Folders, outputs_problem, seeds_problem, store_problem

folders = Folders(seeds={seeds!r}, outputs={outputs!r})
defs = dg.Definitions(
    assets=project.assets, asset_checks=project.asset_checks, jobs=project.jobs, sensors=project.sensors,
    schedules=project.schedules, executor=project.executor,
    resources={{**project.resources, "folders": folders, "parquet": ParquetTables(folders=folders)}},
)
"""


@contextmanager
def dagster_of_one_life(folder: Path, home: Path) -> Iterator[tuple[dg.DagsterInstance, WorkspaceProcessContext]]:
    """Dagster started anew with the project's definitions on the folder's seeds and outputs; it ends with the block.

    Nothing is handed on from one life to the next but the instance's files.
    """
    module = folder / "location.py"
    module.write_text(LOCATION.format(seeds=str(folder / "seeds"), outputs=str(folder / "outputs")), "utf-8")
    loadable = LoadableTargetOrigin(python_file=str(module), attribute="defs", working_directory=str(folder))
    target = InProcessTestWorkspaceLoadTarget(InProcessCodeLocationOrigin(loadable, location_name="crt"))
    with (
        dg.DagsterInstance.from_config(str(home)) as instance,
        create_test_daemon_workspace_context(target, instance) as workspace,
    ):
        yield instance, workspace


def life(folder: Path, home: Path, seconds_later: float) -> dict[str, str]:
    """Start Dagster anew, let its sensors look once, and stop; return the cursors that they are left with."""
    with (
        dagster_of_one_life(folder, home) as (instance, workspace),
        freeze_time(datetime_from_timestamp(get_current_timestamp() + seconds_later)),
    ):
        list(execute_sensor_iteration(workspace, logging.getLogger("daemon"), None, None))
        return {one.instigator_name: one.instigator_data.cursor for one in instance.all_instigator_state()}


def test_the_weekly_build_once_switched_on_is_one_run_over_all_reports_a_week(tmp_path, dagster_home):
    write_seeds(tmp_path, {"2019/kiribati.txt": FICTIONAL_CHAPTER, "2019/tuvalu.txt": TUVALU})
    logger = logging.getLogger("daemon")
    with dagster_of_one_life(tmp_path, dagster_home) as (instance, workspace):
        instance.add_dynamic_partitions(PARTITIONS, ["KIR-2019", "TUV-2019"])
        location = workspace.create_request_context().get_code_location("crt")
        schedule = location.get_repository("__repository__").get_schedule("weekly_build")
        sunday = datetime(2030, 1, 6, 12, tzinfo=UTC)
        with freeze_time(sunday):
            instance.start_schedule(schedule)
        iteration_times: dict[str, object] = {}
        for now in (sunday + timedelta(hours=1), sunday + timedelta(days=1), sunday + timedelta(days=1, hours=1)):
            with freeze_time(now):
                list(launch_scheduled_runs(workspace, logger, now, iteration_times))
        asked = [{tag: run.tags.get(tag) for tag in RANGE_TAGS} for run in instance.get_runs()]
    assert asked == [dict(zip(RANGE_TAGS, ("KIR-2019", "TUV-2019"), strict=True))]


def test_a_restarted_daemon_asks_for_nothing_twice_and_tells_of_no_failure_twice(tmp_path, dagster_home, monkeypatch):
    monkeypatch.delenv("CRT_FAILURE_WEBHOOK", raising=False)
    write_seeds(tmp_path, {"2019/kiribati.txt": FICTIONAL_CHAPTER, "2019/tuvalu.txt": TUVALU})

    def asked_for() -> list[list[str | None]]:
        with dg.DagsterInstance.from_config(str(dagster_home)) as instance:
            return [[run.tags.get(tag) for tag in RANGE_TAGS] for run in instance.get_runs()]

    before = Asked.read(life(tmp_path, dagster_home, seconds_later=0)["seeds_reports"])
    assert asked_for() == [["KIR-2019", "TUV-2019"]]

    with dg.DagsterInstance.from_config(str(dagster_home)) as instance:
        (failed,) = instance.get_runs()
        instance.report_run_failed(failed, "the process ended")
    after = Asked.read(life(tmp_path, dagster_home, seconds_later=60)["seeds_reports"])
    assert (after.seen, after.pending) == (before.seen, before.pending)
    assert list(after.pending) == ["KIR-2019", "TUV-2019"]
    assert asked_for() == [["KIR-2019", "TUV-2019"]]
    (report,) = (tmp_path / "outputs" / "failures").iterdir()
    assert (report.name, "the process ended" in report.read_text("utf-8")) == (f"{failed.run_id}.md", True)

    report.unlink()
    life(tmp_path, dagster_home, seconds_later=120)
    assert not report.exists()


class TestRunConfiguration:
    """Both folders are typed, described, and refused with a message before anything runs."""

    def test_each_field_has_a_type_and_says_what_it_is(self):
        for name, field in Folders.model_fields.items():
            assert field.annotation is str, name
            assert len(field.description or "") > 20, name

    @pytest.mark.parametrize(
        ("folders", "told"),
        [({"seeds": 3}, "Invalid scalar at path"), ({"seed": "x"}, 'unexpected config entry "seed"')],
        ids=["a number", "a misspelt name"],
    )
    def test_wrong_configuration_stops_the_run_with_its_place(self, folders, told, dagster_home):
        with (
            dg.DagsterInstance.get() as instance,
            pytest.raises(dg.DagsterInvalidConfigError) as caught,
        ):
            defs.resolve_job_def(JOB).execute_in_process(
                instance=instance, run_config={"resources": {"folders": {"config": folders}}}
            )
        assert told in str(caught.value)
        assert "root:resources:folders:config" in str(caught.value)

    def test_a_folder_that_is_not_there_fails_the_run_before_its_first_step_with_what_to_do(
        self, tmp_path, dagster_home
    ):
        folders = {"seeds": str(tmp_path / "nowhere"), "outputs": str(tmp_path / "outputs"), "store": "s3://a:b@c"}
        with dg.DagsterInstance.get() as instance:
            instance.add_dynamic_partitions(PARTITIONS, ["KIR-2019"])
            run = defs.resolve_job_def(JOB).execute_in_process(
                instance=instance,
                raise_on_error=False,
                partition_key="KIR-2019",
                run_config={**run_config(tmp_path), "resources": {"folders": {"config": folders}}},
            )
            told = tell((tmp_path, instance, run)).read_text("utf-8")
        assert not run.success
        assert [event.step_key for event in run.all_events if event.is_step_event] == []
        assert not (tmp_path / "outputs" / "releases").exists()
        assert failure_of(run).startswith(f"`seeds`: {tmp_path / 'nowhere'} is not a folder on the machine of this run")
        assert "`store`: the s3:// address holds more than a bucket and a prefix" in failure_of(run)
        assert "nowhere is not a folder on the machine of this run; correct the path, or make the folder" in told

    @pytest.mark.parametrize("nothing", ["", "  "])
    def test_an_empty_name_is_no_folder(self, nothing):
        assert "is empty; name the folder" in seeds_problem(nothing)
        assert "is empty; name the folder" in outputs_problem(nothing)

    def test_a_seeds_folder_without_its_parts_names_them(self, tmp_path):
        (tmp_path / "reports").mkdir()
        assert f"{tmp_path} has no codebook/ and no reference/" in seeds_problem(str(tmp_path))

    def test_seeds_and_new_outputs_can_be_used(self, tmp_path):
        assert seeds_problem(str(write_seeds(tmp_path, {"2019/kiribati.txt": FICTIONAL_CHAPTER}))) is None
        assert outputs_problem(str(tmp_path / "new" / "outputs")) is None
        assert store_problem("") is store_problem("s3://bucket/prefix") is None

    def test_outputs_that_cannot_be_a_folder_are_named(self, tmp_path):
        (tmp_path / "file").touch()
        assert f"{tmp_path / 'file'} is a file" in outputs_problem(str(tmp_path / "file" / "outputs"))
        assert "put the address into `store`" in outputs_problem("s3://bucket")

    def test_the_environment_names_the_folders_of_what_starts_by_itself(self, tmp_path):
        code = "from pipelines.resources import Folders; print(Folders().seeds, Folders().outputs)"
        named = {"CRT_SEEDS": str(tmp_path / "s"), "CRT_OUTPUTS": str(tmp_path / "o")}
        run = subprocess.run(
            [sys.executable, "-c", code], env=os.environ | named, capture_output=True, text=True, check=True
        )
        assert run.stdout.split() == list(named.values())

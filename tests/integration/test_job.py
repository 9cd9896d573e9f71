"""The job `build_datasets` on a real Dagster instance: what it writes, refuses to write, and does not do twice."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import dagster as dg
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from filelock import FileLock

import schemas
from pipelines import automation
from pipelines.assets.partitions import JOB, PARTITIONS
from pipelines.assets.publishing import counted_changes
from pipelines.assets.versions import COMMAND_TAG
from pipelines.assets.work import Work, WorkError
from pipelines.automation import Asked, Order, seeds_reports, still_written
from pipelines.build import Build, BuildError, build_all, run
from pipelines.definitions import defs
from pipelines.failures import RANGE_TAGS
from pipelines.io import ParquetTables
from pipelines.resources import Folders
from tests.conftest import FICTIONAL_CHAPTER, write_seeds, written_long_ago

GRAPH = {"document", "extraction", *schemas.TABLES, "release", "evaluation", "site"}
OTHER_CHAPTER = FICTIONAL_CHAPTER.replace("Kiribati", "Tuvalu")
CHAPTERS = {"2019/kiribati.txt": FICTIONAL_CHAPTER, "2019/tuvalu.txt": OTHER_CHAPTER}


@pytest.fixture
def seeds(make_seeds) -> Path:
    return make_seeds(CHAPTERS)


@pytest.fixture
def outputs(tmp_path) -> Path:
    return tmp_path / "outputs"


@pytest.fixture(scope="module")
def first(tmp_path_factory) -> Iterator[Build]:
    """A first build of both chapters, for the tests that only look at it, with its instance in DAGSTER_HOME."""
    folder = tmp_path_factory.mktemp("first")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DAGSTER_HOME", str(folder / "dagster_home"))
        (folder / "dagster_home").mkdir()
        yield build_all(write_seeds(folder, CHAPTERS), folder / "outputs")


def materializations(asset: str) -> list[dg.AssetMaterialization]:
    with dg.DagsterInstance.get() as instance:
        records = instance.fetch_materializations(dg.AssetKey(asset), limit=100).records
    return [record.asset_materialization for record in records if record.asset_materialization]


def files_of(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


class TestDefinitions:
    def test_they_load(self):
        dg.Definitions.validate_loadable(defs)

    def test_dagster_definitions_validate_passes(self, project, dagster_home):
        command = [sys.executable, "-m", "dagster", "definitions", "validate"]
        run = subprocess.run(command, cwd=project, capture_output=True, text=True, check=False)
        assert run.returncode == 0, run.stdout + run.stderr

    def test_the_graph_is_the_one_of_the_design(self):
        assert {key.to_user_string() for key in defs.resolve_asset_graph().get_all_asset_keys()} == GRAPH

    def test_two_assets_are_partitioned_by_report_and_no_more(self):
        graph = defs.resolve_asset_graph()
        partitioned = {key.to_user_string() for key in graph.get_all_asset_keys() if graph.get(key).is_partitioned}
        assert partitioned == {"document", "extraction"}

    @pytest.mark.parametrize("name", sorted(GRAPH))
    def test_every_asset_says_what_it_is(self, name):
        node = defs.resolve_asset_graph().get(dg.AssetKey(name))
        assert len(node.description or "") > 20
        assert node.group_name in ("reading", "extraction", "datasets", "publishing")
        assert node.owners
        assert node.kinds
        assert node.code_version

    @pytest.mark.parametrize("table", schemas.TABLES)
    def test_every_table_has_a_check_that_stops_the_release(self, table):
        graph = defs.resolve_asset_graph()
        blocking = {
            key.name
            for key in graph.asset_check_keys
            if key.asset_key == dg.AssetKey(table) and graph.get(key).blocking
        }
        assert "schema" in blocking


class TestFirstBuild:
    def test_it_publishes_all_tables_of_all_reports(self, first):
        assert (first.is_new, first.refused) == (True, ())
        assert {path.stem for path in first.release.glob("*.parquet")} == set(schemas.TABLES)
        assert pq.read_table(first.release / "reports.parquet")["report_id"].to_pylist() == ["KIR-2019", "TUV-2019"]

    def test_its_run_and_its_partitions_are_in_the_instance(self, first):
        with dg.DagsterInstance.get() as instance:
            assert instance.get_dynamic_partitions(PARTITIONS) == ["KIR-2019", "TUV-2019"]
            assert [(run.job_name, run.status) for run in instance.get_runs()] == [(JOB, dg.DagsterRunStatus.SUCCESS)]
        assert {one.partition for one in materializations("document")} == {"KIR-2019", "TUV-2019"}

    def test_all_checks_pass_and_each_has_run(self, first):
        with dg.DagsterInstance.get() as instance:
            events = [event for run in instance.get_runs() for event in instance.all_logs(run.run_id)]
        evaluations = [
            event.dagster_event.asset_check_evaluation_data
            for event in events
            if event.dagster_event and event.dagster_event.event_type == dg.DagsterEventType.ASSET_CHECK_EVALUATION
        ]
        names = {(one.asset_key.to_user_string(), one.check_name) for one in evaluations}
        assert names == {
            (key.asset_key.to_user_string(), key.name) for key in defs.resolve_asset_graph().asset_check_keys
        }
        assert [one.check_name for one in evaluations if not one.passed] == []

    def test_a_release_shows_its_rows_by_table_and_what_lies_beside_it(self, first):
        metadata = materializations("release")[0].metadata
        assert metadata["rows/reports"].value == 2
        assert metadata["folder"].value == str(first.release)
        assert metadata["site"].value.endswith(f"/site/{first.release.name}/index.html")
        assert Path(metadata["changes"].value).is_file()
        assert metadata["what_changed"].value == "*nothing, or no release before it*"

    def test_what_a_release_changed_is_counted_by_table(self, tmp_path):
        rows = [
            {"table": "incidents", "row_id": "a", "field": None, "change": "added", "reason": "report_added"},
            {"table": "incidents", "row_id": "b", "field": "killed_min", "change": "changed", "reason": "rule"},
        ]
        columns = {name: [row[name] for row in rows] for name in rows[0]}
        pq.write_table(pa.table(columns), tmp_path / "changes.parquet")
        assert counted_changes(tmp_path / "changes.parquet").splitlines()[2:] == ["| incidents | 1 | 0 | 1 |"]

    def test_a_table_shows_its_rows_and_what_its_columns_mean(self, first):
        metadata = materializations("reports")[0].metadata
        assert metadata["dagster/row_count"].value == 2
        assert "KIR-2019" in metadata["preview"].value
        columns = metadata["dagster/column_schema"].value.columns
        assert [column.name for column in columns] == [column.name for column in schemas.columns("reports")]
        assert [column.description for column in columns] == [
            column.description for column in schemas.columns("reports")
        ]


@pytest.mark.slow
class TestBuild:
    def test_a_build_without_a_dagster_home_leaves_nothing_behind_but_outputs(
        self, seeds, outputs, monkeypatch, tmp_path
    ):
        monkeypatch.delenv("DAGSTER_HOME", raising=False)
        assert build_all(seeds, outputs).is_new
        assert {path.name for path in tmp_path.iterdir()} == {"seeds", "outputs"}

    def test_a_second_build_publishes_nothing_new_and_extracts_nothing_again(self, seeds, outputs, dagster_home):
        first = build_all(seeds, outputs)
        second = build_all(seeds, outputs)
        assert (second.is_new, second.release) == (False, first.release)
        kept = [bool(one.metadata["kept_from_an_earlier_run"].value) for one in materializations("extraction")]
        assert sorted(kept) == [False, False, True, True]

    def test_one_changed_report_is_one_extraction(self, seeds, outputs, dagster_home):
        build_all(seeds, outputs)
        chapter = seeds / "reports" / "2019" / "tuvalu.txt"
        chapter.write_text(OTHER_CHAPTER.replace("remained a cooperative", "was a cooperative"), "utf-8")
        assert build_all(seeds, outputs).is_new
        latest = {
            one.partition: one.metadata["kept_from_an_earlier_run"].value for one in materializations("extraction")[:2]
        }
        assert latest == {"KIR-2019": True, "TUV-2019": False}

    def test_one_report_alone_is_built_like_many(self, make_seeds, outputs, dagster_home):
        built = build_all(make_seeds({"2019/kiribati.txt": FICTIONAL_CHAPTER}), outputs)
        assert built.counts["reports"] == 1

    def test_two_folders_give_the_same_bytes(self, seeds, tmp_path, dagster_home):
        one, other = (build_all(seeds, tmp_path / name).release for name in ("one", "other"))
        assert one.name == other.name
        assert files_of(one) == files_of(other)

    def test_a_removed_report_is_gone_from_the_next_release(self, seeds, outputs, dagster_home):
        build_all(seeds, outputs)
        (seeds / "reports" / "2019" / "tuvalu.txt").unlink()
        built = build_all(seeds, outputs)
        assert pq.read_table(built.release / "reports.parquet")["report_id"].to_pylist() == ["KIR-2019"]

    def test_a_second_build_of_the_same_outputs_waits_its_turn(self, seeds, outputs, dagster_home):
        (outputs / ".work").mkdir(parents=True)
        with FileLock(outputs / ".work" / "build.lock"), pytest.raises(BuildError, match="another build is writing"):
            build_all(seeds, outputs)

    def test_a_wrong_codebook_is_named_with_its_line(self, seeds, outputs, dagster_home):
        (seeds / "reference" / "countries.csv").write_text("iso3,slug\n", "utf-8")
        with pytest.raises(BuildError, match=r"countries\.csv:1: the header has to be"):
            build_all(seeds, outputs)

    def test_a_mistake_in_a_codebook_of_the_extraction_is_named_with_its_line(self, seeds, outputs, dagster_home):
        path = seeds / "codebook" / "incidents.yaml"
        path.write_text("no_such_key: 1\n" + path.read_text("utf-8"), "utf-8")
        with pytest.raises(BuildError, match=r"incidents\.yaml:1: no_such_key: "):
            build_all(seeds, outputs)


REPORT = {
    "report_id": "KIR-2019",
    "country_iso3": "KIR",
    "country_name": "Kiribati",
    "report_year": 2019,
    "source_path": "reports/2019/kiribati.txt",
    "source_sha256": "0" * 64,
    "source_bytes": 4,
    "media_type": "text/plain",
    "text": "Text",
    "parser_version": "1",
}


def write(
    outputs: Path, rows: list[dict[str, object]] | pd.DataFrame, instance: dg.DagsterInstance
) -> dg.ExecuteInProcessResult:
    @dg.asset(name="reports", io_manager_key="parquet")
    def table() -> object:
        return rows

    folders = Folders(outputs=str(outputs))
    resources = {"parquet": ParquetTables(folders=folders)}
    return dg.materialize([table], instance=instance, resources=resources, raise_on_error=False)


class TestIOManager:
    """Nothing invalid is ever written, so that no later run can read it."""

    @pytest.fixture
    def instance(self, dagster_home):
        with dg.DagsterInstance.get() as instance:
            yield instance

    @pytest.mark.parametrize(
        "wrong",
        [
            {"report_year": "soon"},
            {"country_iso3": None},
            {"source_sha256": "short"},
            {"report_id": "TUV-2019"},
            {"no_such_column": 1},
        ],
        ids=lambda wrong: next(iter(wrong)),
    )
    def test_an_invalid_frame_leaves_the_file_as_it_was(self, wrong, outputs, instance):
        assert write(outputs, [REPORT], instance).success
        folder = Work(outputs).table_path("reports").parent
        before = files_of(folder)
        assert not write(outputs, [{**REPORT, **wrong}], instance).success
        assert files_of(folder) == before
        assert len(materializations("reports")) == 1

    def test_where_there_was_no_file_there_is_none_afterwards(self, outputs, instance):
        assert not write(outputs, [{**REPORT, "media_type": "video/mp4"}], instance).success
        assert not list(outputs.rglob("*.parquet"))

    def test_a_repeated_key_is_invalid(self, outputs, instance):
        assert not write(outputs, [REPORT, REPORT], instance).success
        assert not list(outputs.rglob("*.parquet"))

    def test_the_failing_cases_are_in_the_failure(self, outputs, instance):
        result = write(outputs, [{**REPORT, "media_type": "video/mp4"}], instance)
        failure = next(
            event for event in result.all_events if event.is_step_failure
        ).step_failure_data.user_failure_data
        assert "reports" in failure.description
        assert "video/mp4" in failure.metadata["failure_cases"].value
        assert failure.metadata["failing_values"].value == 1

    def test_a_later_run_reads_the_good_rows_and_never_the_bad(self, outputs, instance):
        assert write(outputs, [REPORT], instance).success
        assert not write(outputs, [{**REPORT, "text": None}], instance).success

        @dg.asset(ins={"reports": dg.AssetIn("reports")})
        def reader(reports) -> dg.MaterializeResult:
            return dg.MaterializeResult(metadata={"texts": "/".join(reports["text"].to_pylist())})

        folders = Folders(outputs=str(outputs))
        source = dg.AssetSpec("reports").with_io_manager_key("parquet")
        result = dg.materialize(
            [reader, source], instance=instance, resources={"parquet": ParquetTables(folders=folders)}
        )
        assert result.asset_materializations_for_node("reader")[0].metadata["texts"].value == "Text"

    def test_a_frame_is_stored_coerced_to_the_types_of_the_schema(self, outputs, instance):
        assert write(outputs, [{**REPORT, "report_year": "2019"}], instance).success
        stored = pq.read_table(Work(outputs).table_path("reports"))
        assert stored.schema.equals(schemas.arrow_schema("reports"))
        assert stored["report_year"].to_pylist() == [2019]


@pytest.mark.slow
class TestSensor:
    """What a file that came, changed or went asks for."""

    def tick(self, seeds, outputs, cursor=None):
        folders = Folders(seeds=str(seeds), outputs=str(outputs))
        with dg.DagsterInstance.get() as instance:
            context = dg.build_sensor_context(instance=instance, cursor=cursor, resources={"folders": folders})
            result = seeds_reports(context)
            if isinstance(result, dg.SkipReason):
                return result
            for request in result.dynamic_partitions_requests:
                if isinstance(request, dg.AddDynamicPartitionsRequest):
                    instance.add_dynamic_partitions(PARTITIONS, list(request.partition_keys))
                else:
                    for key in request.partition_keys:
                        instance.delete_dynamic_partition(PARTITIONS, key)
            return result

    def put(self, seeds, name, content):
        path = seeds / "reports" / "2019" / name
        path.write_bytes(content.encode())
        written_long_ago(path)

    def asked_for(self, result):
        """First and last partition of the one run that was asked for."""
        (request,) = result.run_requests
        return request.partition_key or tuple(request.tags[tag] for tag in RANGE_TAGS)

    def test_new_files_are_registered_and_built_once_in_one_run(self, seeds, outputs, dagster_home):
        first = self.tick(seeds, outputs)
        assert self.asked_for(first) == ("KIR-2019", "TUV-2019")
        assert self.tick(seeds, outputs, first.cursor).run_requests == []

    def test_what_the_command_line_built_is_not_built_again(self, seeds, outputs, dagster_home):
        build_all(seeds, outputs)
        assert self.tick(seeds, outputs).run_requests == []

    def test_a_changed_file_is_built_again_and_a_touched_one_is_not(self, seeds, outputs, dagster_home):
        build_all(seeds, outputs)
        cursor = self.tick(seeds, outputs).cursor
        os.utime(seeds / "reports" / "2019" / "kiribati.txt", (1, 1))
        self.put(seeds, "tuvalu.txt", OTHER_CHAPTER + "\n")
        assert self.asked_for(self.tick(seeds, outputs, cursor)) == "TUV-2019"

    def test_a_removed_file_loses_its_partition_and_the_tables_are_built_without_it(self, seeds, outputs, dagster_home):
        build_all(seeds, outputs)
        cursor = self.tick(seeds, outputs).cursor
        (seeds / "reports" / "2019" / "tuvalu.txt").unlink()
        result = self.tick(seeds, outputs, cursor)
        assert [request.partition_key for request in result.run_requests] == [None]
        assert dg.AssetKey("release") in result.run_requests[0].asset_selection
        with dg.DagsterInstance.get() as instance:
            assert instance.get_dynamic_partitions(PARTITIONS) == ["KIR-2019"]

    def test_a_file_that_was_refused_is_not_asked_for_again(self, seeds, outputs, dagster_home):
        self.put(seeds, "tuvalu.txt", "")
        assert build_all(seeds, outputs).refused
        assert self.tick(seeds, outputs).run_requests == []

    def test_what_a_refused_file_kept_from_being_built_is_asked_for_without_it(self, seeds, outputs, dagster_home):
        self.put(seeds, "nauru.txt", "")
        first = self.tick(seeds, outputs)
        assert self.asked_for(first) == ("KIR-2019", "TUV-2019")
        with dg.DagsterInstance.get() as instance:
            assert not run(instance, seeds, outputs, instance.get_dynamic_partitions(PARTITIONS)).success
        second = self.tick(seeds, outputs, first.cursor)
        assert self.asked_for(second) == ("KIR-2019", "TUV-2019")
        with dg.DagsterInstance.get() as instance:
            assert instance.get_dynamic_partitions(PARTITIONS) == ["KIR-2019", "TUV-2019", "NRU-2019"]
            assert run(instance, seeds, outputs, ["KIR-2019", "TUV-2019"]).success
        assert self.tick(seeds, outputs, second.cursor).run_requests == []

    def test_a_file_that_was_written_a_moment_ago_is_waited_for(self, seeds, outputs, dagster_home, monkeypatch):
        monkeypatch.setattr(automation, "QUIET_SECONDS", 3600)  # this machine may need longer than the real moment
        path = seeds / "reports" / "2019" / "tuvalu.txt"
        path.touch()
        assert str(path) in self.tick(seeds, outputs).skip_message
        written_long_ago(path)
        assert self.asked_for(self.tick(seeds, outputs)) == ("KIR-2019", "TUV-2019")

    def test_while_a_build_runs_nothing_is_asked_for(self, seeds, outputs, dagster_home):
        with dg.DagsterInstance.get() as instance:
            running = instance.create_run_for_job(
                defs.resolve_job_def(JOB), status=dg.DagsterRunStatus.STARTED, run_config={}
            )
            assert running.run_id in self.tick(seeds, outputs).skip_message
            instance.report_run_failed(running)
        assert self.tick(seeds, outputs).run_requests

    def test_the_run_of_a_command_that_was_killed_holds_nothing_up(self, seeds, outputs, dagster_home):
        job, config = defs.resolve_job_def(JOB), {"resources": {"folders": {"config": {"outputs": str(outputs)}}}}
        lock = Work(outputs).lock_path
        lock.parent.mkdir(parents=True)
        with dg.DagsterInstance.get() as instance:
            running = instance.create_run_for_job(
                job, status=dg.DagsterRunStatus.STARTED, run_config=config, tags={COMMAND_TAG: "crt build"}
            )
            with FileLock(lock):
                assert running.run_id in self.tick(seeds, outputs).skip_message
            assert self.asked_for(self.tick(seeds, outputs)) == ("KIR-2019", "TUV-2019")
            assert instance.get_run_by_id(running.run_id).status == dg.DagsterRunStatus.FAILURE

    def test_a_file_that_is_no_report_is_told_of_once(self, seeds, outputs, dagster_home):
        (seeds / "reports" / "2019" / "atlantis.txt").write_text("Atlantis", "utf-8")
        written_long_ago(seeds / "reports" / "2019" / "atlantis.txt")
        first = self.tick(seeds, outputs)
        (told,) = Asked.read(first.cursor).told
        assert "atlantis" in told
        assert Asked.read(self.tick(seeds, outputs, first.cursor).cursor).told == (told,)


@pytest.mark.parametrize(("age", "waits"), [(0, True), (2.9, True), (3, False), (-60, False)])
def test_a_file_is_whole_once_it_was_left_alone_for_three_seconds(age, waits, tmp_path):
    path = tmp_path / "kiribati.txt"
    path.touch()
    os.utime(path, (1000, 1000))
    assert (still_written([path], 1000 + age) is not None) == waits


class TestOrder:
    """Refused reports are the last partitions, so that one range holds all others."""

    def test_a_refused_report_between_others_is_moved_to_the_end(self):
        order = Order.of(["A", "B", "C"], ["A", "B", "C", "D"], {"B"})
        assert (order.usable, order.removed, order.added, order.moved) == (("A", "C", "D"), (), ("D",), ("B",))

    def test_refused_reports_that_are_last_stay_where_they_are(self):
        assert Order.of(["A", "B"], ["A", "B"], {"B"}).requests == []

    def test_a_removed_report_is_removed_wherever_it_stands(self):
        assert Order.of(["A", "B", "C"], ["A", "C"], set()).removed == ("B",)

    def test_with_refused_reports_alone_there_is_nothing_to_run(self):
        order = Order.of(["A", "B"], ["A", "B"], {"A", "B"})
        assert (order.moved, order.run_over({"A"})) == ((), [])

    def test_a_cursor_of_another_form_says_nothing(self):
        for cursor in (None, "", "nonsense", "[]", '{"KIR-2019": "0"}'):
            assert Asked.read(cursor) == Asked()

    def test_a_cursor_comes_back_as_it_was(self):
        asked = Asked("0", {"A": "0"}, ("A",), ("told",), "1")
        assert Asked.read(asked.written()) == asked


class TestWork:
    def test_a_partition_key_cannot_lead_out_of_the_work_folder(self, outputs):
        for key in ("../../etc", "KIR-2019/..", "/etc", "kir-2019", ""):
            with pytest.raises(WorkError, match="not a report id"):
                Work(outputs).refusal(key)

    def test_a_chapter_comes_back_as_it_was(self, seeds, outputs):
        from pipelines.reading import load_countries, read_chapter

        chapter = read_chapter(seeds / "reports" / "2019" / "kiribati.txt", seeds, load_countries(seeds))
        Work(outputs).write_chapter(chapter)
        assert Work(outputs).read_chapter("KIR-2019") == chapter

    def test_a_report_that_was_never_extracted_is_an_error_and_not_an_empty_table(self, outputs):
        with pytest.raises(WorkError, match="materialise 'extraction'"):
            Work(outputs).read_rows("KIR-2019", "incidents", ())


@pytest.mark.slow
def test_deleting_the_work_folder_changes_nothing(seeds, outputs, dagster_home):
    first = build_all(seeds, outputs)
    shutil.rmtree(outputs / ".work")
    second = build_all(seeds, outputs)
    assert (second.release, second.is_new) == (first.release, False)

"""What is built because something before it was: the conditions on tables and release, as Dagster evaluates them.

All is real: the definitions, their runs, and an instance of the test's own.
"""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import dagster as dg
import pytest
from dagster._core.definitions.asset_daemon_cursor import AssetDaemonCursor

import schemas
from pipelines.assets.partitions import JOB, PARTITIONS
from pipelines.automation import BUILT, seeds_reports, tables_and_release, weekly_build
from pipelines.build import build_all
from pipelines.definitions import defs
from pipelines.failures import RANGE_TAGS
from pipelines.resources import Folders
from tests.conftest import FICTIONAL_CHAPTER, write_seeds

NOTHING: set[str] = set()
TABLES_AND_RELEASE = {*schemas.TABLES, "release"}
NAMES = ("Kiribati", "Tuvalu")
KIRIBATI, TUVALU, PALAU = "KIR-2019", "TUV-2019", "PLW-2019"
EXTRACTION = [dg.AssetKey("extraction")]


@dataclass(slots=True)
class Dagster:
    """An instance on a folder's seeds and outputs, with what its automation sensor remembers."""

    folder: Path
    instance: dg.DagsterInstance
    remembered: AssetDaemonCursor | None = None

    def asked(self) -> set[str]:
        """Let the conditions be evaluated once more; return what they ask for."""
        result = dg.evaluate_automation_conditions(defs, self.instance, cursor=self.remembered)
        self.remembered = result.cursor
        return {one.key.to_user_string() for one in result.results if not one.true_subset.is_empty}

    def run(self, *report_ids: str, assets: list[dg.AssetKey]) -> bool:
        """Materialise some assets, for a range of reports where two are named; return whether it succeeded."""
        folders = {"seeds": str(self.folder / "seeds"), "outputs": str(self.folder / "outputs")}
        result = defs.resolve_job_def(JOB).execute_in_process(
            instance=self.instance,
            raise_on_error=False,
            asset_selection=assets,
            tags=dict(zip(RANGE_TAGS, report_ids, strict=True)) if report_ids else None,
            run_config={
                "resources": {"folders": {"config": folders}},
                "loggers": {"console": {"config": {"log_level": "CRITICAL"}}},
            },
        )
        return bool(result.success)


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> tuple[Path, AssetDaemonCursor | None]:
    """A folder with two reports of which all is built, and what the conditions remember after a look at that."""
    folder = tmp_path_factory.mktemp("built")
    write_two_reports(folder)
    (folder / "home").mkdir()
    with dg.DagsterInstance.local_temp(str(folder / "home")) as instance:
        instance.add_dynamic_partitions(PARTITIONS, [KIRIBATI, TUVALU])
        dagster = Dagster(folder, instance)
        assert dagster.asked() == NOTHING
        assert dagster.run(KIRIBATI, TUVALU, assets=BUILT)
        assert dagster.asked() == NOTHING, "a build of everything asks for something more"
        return folder, dagster.remembered


@pytest.fixture
def dagster(built, tmp_path) -> Iterator[Dagster]:
    """A copy of what was built, for the test alone."""
    folder, remembered = built
    shutil.copytree(folder, tmp_path, dirs_exist_ok=True)
    with dg.DagsterInstance.local_temp(str(tmp_path / "home")) as instance:
        yield Dagster(tmp_path, instance, remembered)


def write_two_reports(folder: Path) -> None:
    write_seeds(folder, {f"2019/{one.lower()}.txt": FICTIONAL_CHAPTER.replace("Kiribati", one) for one in NAMES})


def test_all_tables_and_the_release_follow_and_nothing_else():
    graph = defs.resolve_asset_graph()
    conditioned = {key.to_user_string() for key in graph.get_all_asset_keys() if graph.get(key).automation_condition}
    assert conditioned == TABLES_AND_RELEASE
    watched = tables_and_release.asset_selection.resolve(graph)
    assert {key.to_user_string() for key in watched} == TABLES_AND_RELEASE


def test_they_follow_from_the_start():
    assert tables_and_release.default_status == dg.DefaultSensorStatus.RUNNING


def test_whatever_asks_for_a_whole_build_names_all_of_it(tmp_path, dagster_home):
    write_two_reports(tmp_path)
    folders = Folders(seeds=str(tmp_path / "seeds"), outputs=str(tmp_path / "outputs"))
    job = defs.resolve_job_def(JOB).asset_layer.selected_asset_keys
    with dg.DagsterInstance.get() as instance:
        dropped = seeds_reports(dg.build_sensor_context(instance=instance, resources={"folders": folders}))
        instance.add_dynamic_partitions(PARTITIONS, [KIRIBATI, TUVALU])
        weekly = weekly_build(dg.build_schedule_context(instance=instance, resources={"folders": folders}))
    assert [set(one.asset_selection) for one in (*dropped.run_requests, *weekly)] == [job, job]


@pytest.mark.slow
def test_the_command_line_names_all_that_it_builds(tmp_path, dagster_home):
    write_two_reports(tmp_path)
    assert build_all(tmp_path / "seeds", tmp_path / "outputs").release
    with dg.DagsterInstance.get() as instance:
        assert [run.asset_selection for run in instance.get_runs()] == [set(BUILT)]


@pytest.mark.slow
def test_after_a_build_of_everything_an_extraction_by_hand_asks_once_for_all_tables_and_the_release(dagster):
    dagster.run(KIRIBATI, KIRIBATI, assets=EXTRACTION)
    assert dagster.asked() == TABLES_AND_RELEASE
    assert dagster.asked() == NOTHING
    assert dagster.run(assets=[dg.AssetKey(one) for one in TABLES_AND_RELEASE])
    assert dagster.asked() == NOTHING


@pytest.mark.slow
def test_many_extractions_ask_for_the_tables_once(dagster):
    dagster.run(KIRIBATI, TUVALU, assets=EXTRACTION)
    dagster.run(TUVALU, TUVALU, assets=EXTRACTION)
    assert dagster.asked() == TABLES_AND_RELEASE
    assert dagster.asked() == NOTHING


@pytest.mark.slow
def test_while_a_build_is_not_finished_nothing_is_asked_for(dagster):
    dagster.run(KIRIBATI, KIRIBATI, assets=EXTRACTION)
    running = dagster.instance.create_run_for_job(
        defs.resolve_job_def(JOB).get_subset(asset_selection=set(BUILT)),
        asset_selection=frozenset(BUILT),
        status=dg.DagsterRunStatus.STARTED,
        tags=dict(zip(RANGE_TAGS, (KIRIBATI, TUVALU), strict=True)),
    )
    assert dagster.asked() == NOTHING
    dagster.instance.report_run_canceled(running)
    assert dagster.asked() == TABLES_AND_RELEASE


@pytest.mark.slow
def test_a_report_that_is_not_yet_read_is_waited_for_and_one_that_was_refused_is_not(dagster):
    (dagster.folder / "seeds" / "reports" / "2019" / "palau.txt").touch()
    dagster.instance.add_dynamic_partitions(PARTITIONS, [PALAU])
    dagster.run(KIRIBATI, KIRIBATI, assets=EXTRACTION)
    assert dagster.asked() == NOTHING
    assert not dagster.run(PALAU, PALAU, assets=BUILT)
    assert dagster.asked() == TABLES_AND_RELEASE


@pytest.mark.slow
def test_a_removed_report_asks_for_nothing_by_itself(dagster):
    dagster.instance.delete_dynamic_partition(PARTITIONS, TUVALU)
    assert dagster.asked() == NOTHING


@pytest.mark.slow
def test_a_build_that_failed_behind_the_extraction_is_not_tried_again_by_itself(dagster):
    folder = dagster.folder / "seeds" / "corrections"
    folder.mkdir()
    (folder / "wrong.csv").write_text("no,such,columns\n", "utf-8")
    assert not dagster.run(KIRIBATI, TUVALU, assets=BUILT)
    assert dagster.asked() == NOTHING
    assert dagster.asked() == NOTHING

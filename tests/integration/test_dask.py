"""The same job on a Dask cluster of two workers: the same release as in one process, and no step after a failed one.

Runs are started as an operator starts them, with run configuration in a file; the reports are one short fictional
chapter, again for other countries and years.
"""

import csv
import json
import subprocess
import sys
from itertools import islice
from pathlib import Path

import dagster as dg
import pytest
import yaml

import schemas
from pipelines.assets.partitions import JOB, PARTITIONS
from pipelines.assets.work import Work
from pipelines.build import build_all
from pipelines.definitions import defs
from pipelines.failures import RANGE_TAGS
from tests.conftest import FICTIONAL_CHAPTER, PROJECT, write_seeds

YEARS = range(2010, 2020)
COUNTRIES = 50
DASK = {"dask": {"cluster": {"local": {"n_workers": 2}}}}


def chapters(count: int) -> dict[str, str]:
    """That many reports by their path: the fictional chapter for the first countries of the list, year by year."""
    with (PROJECT / "seeds" / "reference" / "countries.csv").open(encoding="utf-8", newline="") as file:
        names = [row["name"] for row in csv.DictReader(file) if row["name"].lower() == row["slug"]][:COUNTRIES]
    made = {
        f"{year}/{name.lower()}.txt": FICTIONAL_CHAPTER.replace("Kiribati", name).replace("2019", str(year))
        for year in YEARS
        for name in names
    }
    return dict(islice(made.items(), count))


def execute(
    project: Path, folder: Path, seeds: Path, outputs: Path, execution: object
) -> subprocess.CompletedProcess[str]:
    """Run the job over all registered reports with `dagster job execute`."""
    with dg.DagsterInstance.get() as instance:
        registered = instance.get_dynamic_partitions(PARTITIONS)
    folders = {"seeds": str(seeds), "outputs": str(outputs)}
    config = {"execution": {"config": execution}, "resources": {"folders": {"config": folders}}}
    (folder / "run.yaml").write_text(yaml.safe_dump(config), "utf-8")
    tags = json.dumps(dict(zip(RANGE_TAGS, (registered[0], registered[-1]), strict=True)))
    words = ["-m", "pipelines.definitions", "-j", JOB, "-c", str(folder / "run.yaml"), "--tags", tags]
    command = [sys.executable, "-m", "dagster", "job", "execute", *words]
    return subprocess.run(command, cwd=project, capture_output=True, text=True, check=False)


def released(outputs: Path) -> str:
    return str(json.loads((outputs / "latest.json").read_text("utf-8"))["release"])


def files_of(release: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(release.iterdir())}


def steps(event_type: dg.DagsterEventType) -> dict[str, set[str]]:
    """The steps of the last run with such an event, with the processes that told it."""
    with dg.DagsterInstance.get() as instance:
        run = instance.get_runs(limit=1)[0]
        found: dict[str, set[str]] = {}
        for event in instance.all_logs(run.run_id, of_type=event_type):
            found.setdefault(str(event.step_key), set()).add(str(event.dagster_event.pid))
        return found


class TestChoice:
    """What a run's configuration may say about where it is executed."""

    def executor_config(self, config: object) -> object:
        schema = defs.resolve_job_def(JOB).run_config_schema
        from dagster._config import process_config

        return process_config(schema.config_type, {"execution": {"config": config}} if config is not None else {})

    def test_nothing_said_is_this_process(self):
        told = self.executor_config(None)
        assert told.success
        assert list(told.value["execution"]["config"]) == ["in_process"]

    @pytest.mark.parametrize("kind", ["in_process", "multiprocess", "dask"])
    def test_each_kind_is_picked_by_its_name_alone(self, kind):
        assert self.executor_config({kind: {}}).success

    @pytest.mark.parametrize(
        "wrong",
        [{"spark": {}}, {"dask": {}, "in_process": {}}, {"dask": {"cluster": {"local": {"n_workers": "two"}}}}],
        ids=str,
    )
    def test_what_is_no_executor_is_refused_before_anything_runs(self, wrong):
        assert not self.executor_config(wrong).success

    @pytest.mark.slow
    def test_dask_is_not_loaded_unless_it_is_picked(self):
        code = "import sys, pipelines.definitions; print('dagster_dask' in sys.modules, 'distributed' in sys.modules)"
        run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        assert run.stdout.split() == ["False", "False"]


@pytest.mark.slow
class TestCluster:
    @pytest.fixture
    def built(self, tmp_path, dagster_home) -> tuple[Path, Path]:
        """Seeds, and the release of an in-process build of them, which registers the reports."""
        seeds = write_seeds(tmp_path, chapters(COUNTRIES * len(YEARS)))
        build = build_all(seeds, tmp_path / "in_process")
        assert build.counts["reports"] == COUNTRIES * len(YEARS) == 500
        return seeds, tmp_path / "in_process" / "releases" / build.release.name

    def test_two_workers_make_the_release_of_one_process_to_the_byte(self, built, project, tmp_path):
        seeds, expected = built
        run = execute(project, tmp_path, seeds, tmp_path / "dask", DASK)
        assert run.returncode == 0, run.stderr[-3000:]
        assert released(tmp_path / "dask") == expected.name
        assert files_of(tmp_path / "dask" / "releases" / expected.name) == files_of(expected)
        succeeded = steps(dg.DagsterEventType.STEP_SUCCESS)
        assert {"document", "extraction", *schemas.TABLES, "release"} <= set(succeeded)
        assert len(set.union(*succeeded.values())) == 2, "both workers took part"


@pytest.mark.slow
def test_where_a_step_failed_no_step_that_needs_it_starts_on_a_worker(project, tmp_path, dagster_home):
    seeds = write_seeds(tmp_path, chapters(2))
    outputs = tmp_path / "outputs"
    build_all(seeds, outputs)
    before = released(outputs)
    chapter = min((seeds / "reports").rglob("*.txt"))
    chapter.write_text(chapter.read_text("utf-8") + "\nA sentence more.\n", "utf-8")
    Work(outputs).table_path("rejections").unlink()
    Work(outputs).table_path("rejections").mkdir()
    run = execute(project, tmp_path, seeds, outputs, DASK)
    assert run.returncode != 0, run.stderr[-3000:]
    assert set(steps(dg.DagsterEventType.STEP_FAILURE)) == {"rejections"}, run.stderr[-3000:]
    assert "incidents" in steps(dg.DagsterEventType.STEP_SUCCESS)
    assert "release" not in steps(dg.DagsterEventType.STEP_START)
    assert released(outputs) == before

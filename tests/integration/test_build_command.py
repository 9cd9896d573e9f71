"""`crt build` as people and machines see it: one JSON object on request, a bar on a terminal, silence elsewhere."""

import json
import os
import pty
import subprocess
import termios
from pathlib import Path

import dagster as dg
import pyarrow.parquet as pq
import pytest

import schemas
from pipelines.assets.partitions import JOB
from pipelines.assets.versions import CODE_TAG, COMMIT_TAG, RELEASE_TAG
from tests.conftest import FICTIONAL_CHAPTER, write_seeds
from tests.integration.live import crt, environment

pytestmark = pytest.mark.slow

SEEDS = {
    "2019/kiribati.txt": FICTIONAL_CHAPTER,
    "2019/nauru.txt": "",
    "2019/atlantis.txt": "A country that no list knows.",
}


def build(folder: Path, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
    command = crt(folder, "build", *words)
    return subprocess.run(
        command, env=environment(folder) | more, cwd=folder, capture_output=True, text=True, check=False
    )


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> tuple[Path, "subprocess.CompletedProcess[str]"]:
    """A build with one good report, one that is empty, and a file that is no report."""
    folder = tmp_path_factory.mktemp("built")
    write_seeds(folder, SEEDS)
    return folder, build(folder, "--json", CRT_GIT_COMMIT="0123abc")


def test_stdout_is_one_object_with_all_that_a_machine_needs(built):
    folder, run = built
    told = json.loads(run.stdout)
    assert run.stdout.count("\n") == 1
    release = Path(told["paths"]["release"])
    assert (release.parent, release.name) == (folder / "outputs" / "releases", told["release"])
    assert Path(told["paths"]["changes"]).is_file()
    assert Path(told["paths"]["latest"]).is_file()
    assert told["rows"] == {table: pq.read_metadata(release / f"{table}.parquet").num_rows for table in schemas.TABLES}
    assert told["is_new"] is True
    assert set(told["seconds"]) == {"reading", "extraction", "datasets", "checks", "publishing"}
    assert all(seconds >= 0 for seconds in told["seconds"].values())


def test_failed_reports_are_in_the_object_and_on_stderr_and_in_the_exit_status(built):
    _, run = built
    failed = {one["report_id"]: one["message"] for one in json.loads(run.stdout)["failed"]}
    assert set(failed) == {"NRU-2019", None}
    assert "reports/2019/nauru.txt: is empty" in failed["NRU-2019"]
    assert "atlantis" in failed[None]
    assert run.returncode == 1
    assert sorted(run.stderr.splitlines()) == sorted(f"crt: refused: {message}" for message in failed.values())


def test_the_run_has_tags_for_its_release_commit_and_code(built):
    folder, run = built
    told = json.loads(run.stdout)
    with dg.DagsterInstance.from_config(str(folder / "home")) as instance:
        (found,) = instance.get_runs(dg.RunsFilter(run_ids=[told["run_id"]]))
    assert found.job_name == JOB
    assert (found.tags[RELEASE_TAG], found.tags[COMMIT_TAG]) == (told["release"], "0123abc")
    assert len(found.tags[CODE_TAG]) == 12


def test_each_stage_says_what_it_did_and_how_long_it_took_in_the_log_and_in_metadata(built):
    folder, run = built
    told = json.loads(run.stdout)
    with dg.DagsterInstance.from_config(str(folder / "home")) as instance:
        messages = [record.user_message for record in instance.all_logs(told["run_id"])]
        shown = {
            asset: instance.fetch_materializations(dg.AssetKey(asset), limit=1)
            .records[0]
            .asset_materialization.metadata
            for asset in ("document", "extraction", "incidents", "release")
        }
    assert any(message.startswith("reading ended: reading_reports=1 reading_refused=0 ") for message in messages)
    assert shown["extraction"]["extraction_fresh"].value == 1
    for asset, stage in (("document", "reading"), ("incidents", "writing"), ("release", "publishing")):
        assert shown[asset][f"{stage}_seconds"].value >= 0


def test_no_file_of_a_release_tells_a_time_or_a_commit(built):
    folder, run = built
    release = Path(json.loads(run.stdout)["paths"]["release"])
    again = folder / "again"
    write_seeds(again, SEEDS)
    other = Path(json.loads(build(again, "--json", CRT_GIT_COMMIT="other").stdout)["paths"]["release"])
    assert {path.name: path.read_bytes() for path in release.iterdir()} == {
        path.name: path.read_bytes() for path in other.iterdir()
    }


def test_a_build_that_cannot_begin_is_an_object_too(tmp_path):
    run = build(tmp_path, "--json")
    told = json.loads(run.stdout)
    assert (run.returncode, told["release"]) == (1, None)
    assert f"{tmp_path / 'seeds' / 'reports'} is not a folder" in told["error"]
    assert run.stderr == f"crt: {told['error']}\n"


def test_where_no_report_can_be_used_the_object_has_no_release(tmp_path):
    write_seeds(tmp_path, {"2019/nauru.txt": ""})
    run = build(tmp_path, "--json")
    told = json.loads(run.stdout)
    assert (run.returncode, told["release"], told["paths"], told["rows"]) == (1, None, {}, {})
    assert [one["report_id"] for one in told["failed"]] == ["NRU-2019"]


def on_terminal(folder: Path, *words: str) -> tuple[int, str, str]:
    """Run `crt build` with a terminal of its own for standard error; return its status, stdout, and what was shown."""
    ours, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, (24, 80))
    with os.fdopen(ours, "rb", buffering=0) as shown:
        process = subprocess.Popen(
            crt(folder, "build", *words),
            env=environment(folder) | {"TERM": "xterm"},
            cwd=folder,
            stdin=theirs,
            stdout=subprocess.PIPE,
            stderr=theirs,
        )
        os.close(theirs)
        seen = b""
        while chunk := _read(shown):
            seen += chunk
        out, _ = process.communicate(timeout=120)
    return process.returncode, out.decode(), seen.decode()


def _read(terminal) -> bytes:
    try:
        return terminal.read(4096)
    except OSError:  # the other side was closed
        return b""


def test_on_a_terminal_a_bar_names_the_step_and_comes_to_its_end(tmp_path):
    write_seeds(tmp_path, {"2019/kiribati.txt": FICTIONAL_CHAPTER})
    status, out, shown = on_terminal(tmp_path)
    assert status == 0
    assert "Published release" in out
    assert "\r" in shown
    for step in ("document", "extraction", "incidents", "release"):
        assert f"{step}:" in shown
    assert "100%" in shown
    # The bar is wiped off, so that the next prompt stands on an empty line.
    assert shown.rstrip("\r").endswith(" ")


def test_on_a_terminal_the_object_stays_alone_on_stdout(tmp_path):
    write_seeds(tmp_path, {"2019/kiribati.txt": FICTIONAL_CHAPTER})
    status, out, shown = on_terminal(tmp_path, "--json")
    assert (status, json.loads(out)["is_new"]) == (0, True)
    assert "%" in shown


def test_without_a_terminal_there_is_no_bar_and_nothing_on_stderr(tmp_path):
    write_seeds(tmp_path, {"2019/kiribati.txt": FICTIONAL_CHAPTER})
    run = build(tmp_path)
    assert (run.returncode, run.stderr) == (0, "")
    assert "\r" not in run.stdout

"""Processes that are killed, run out of room, may not write or meet each other: nothing that was published is lost.

The processes are real, see sudden_end.py; each ends by SIGKILL at one file operation of its publication.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import example_release as example
import pytest
from example_release import with_two_killed

from pipelines.publishing import commands, release
from pipelines.publishing.verify import verify

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.skipif(os.name == "nt", reason="forks processes and sends them signals")


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    example.make_quick(monkeypatch)


def publish(outputs, rows=None):
    return example.publish(outputs, rows)


def run(*words):
    """What the process of publishers tells, one mapping a case."""
    environment = os.environ | {"PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'tests' / 'unit'}"}
    command = [sys.executable, str(Path(__file__).with_name("sudden_end.py")), *map(str, words)]
    done = subprocess.run(command, capture_output=True, text=True, env=environment, timeout=900, check=False)
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def contents(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def everything(outputs):
    return {path: path.read_bytes() for path in outputs.rglob("*") if path.is_file()}


def litter(outputs):
    return [path for path in outputs.rglob(".*") if path.name != release.LOCK]


@pytest.fixture(scope="module")
def reference(tmp_path_factory):
    """The two releases as they are published undisturbed, verified once; equal bytes verify as well."""
    outputs = tmp_path_factory.mktemp("reference")
    first, second = publish(outputs).path, publish(outputs, with_two_killed()).path
    assert (verify(first), verify(second)) == ((), ())
    return first, second


@pytest.fixture(scope="module")
def few():
    """A few cases of each kind from one process, since it takes a second to start; by kind, each as it was left."""
    # Not below pytest's own folder, which only its user may enter.
    with tempfile.TemporaryDirectory(prefix="sudden-end-") as folder:
        work = Path(folder)
        work.chmod(0o755)
        publish(work / "kill" / "base")
        for kind in ("limit", "nobody"):
            shutil.copytree(work / "kill" / "base", work / kind / "base")
        words = ["kill", work / "kill", 13, "limit", work / "limit", 0]
        if os.geteuid() == 0:
            words += ["nobody", work / "nobody", 0]
        found = {"publish": [], "limit": [], "nobody": []}
        for case in run(*words):
            found[case["kind"]].append(case)
        found["outputs of nobody"] = work / "nobody" / "base"
        yield found


def check_killed(cases, reference):
    """Look at what each killed publisher left, then publish again; return the steps at which they were killed."""
    first, second = reference
    for case in cases:
        outputs = Path(case["outputs"])
        assert case["status"] == -9, case
        pointed = json.loads((outputs / "latest.json").read_text("utf-8"))
        assert pointed["release"] in (first.name, second.name), case
        assert release.latest(outputs) is not None, case
        assert contents(outputs / "releases" / first.name) == contents(first), case
        if (outputs / "releases" / second.name).exists():
            assert contents(outputs / "releases" / second.name) == contents(second), case

        again = publish(outputs, with_two_killed())
        assert release.latest(outputs) == again.path, case
        assert contents(again.path) == contents(second), case
        assert litter(outputs) == [], case
        assert {it.name for it in (outputs / "releases").iterdir()} == {first.name, second.name}, case
        notes = (outputs / "changes" / "CHANGES.md").read_text("utf-8")
        assert notes.count(f"## {second.name} (after {first.name})") == 1, case
        assert (outputs / "changes" / f"{second.name}.parquet").is_file(), case
    return [case["step"] for case in cases]


def test_a_publisher_killed_here_and_there_loses_nothing(few, reference):
    assert len(check_killed(few["publish"], reference)) >= 8


@pytest.mark.slow
def test_a_publisher_killed_at_any_step_loses_nothing(tmp_path, reference):
    publish(tmp_path / "base")
    cases = run("kill", tmp_path, 1)
    steps = check_killed(cases, reference)
    assert len(steps) >= 100
    around = {"before rename", "after rename", "before replace", "after replace"}
    assert around | {"half of a table", "half of a text"} <= set(steps)
    # Between the rename of the folder and the last replacement, which is the pointer's.
    assert steps.index("after rename") < len(steps) - steps[::-1].index("before replace") - 1
    for case in cases[:: len(cases) // 10]:
        assert commands.verify_all_text(Path(case["outputs"]))[1]


def test_a_publisher_of_other_rows_after_a_kill_between_rename_and_pointer_finds_whole_releases(tmp_path, monkeypatch):
    publish(tmp_path)

    def pull_the_plug(*arguments):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(release, "_point", pull_the_plug)
        with pytest.raises(KeyboardInterrupt):
            publish(tmp_path, with_two_killed())
    rows = example.rows()
    rows["incidents"][0] |= {"killed_min": 1}
    third = publish(tmp_path, rows)
    assert release.latest(tmp_path) == third.path
    assert commands.verify_all_text(tmp_path)[1]
    assert litter(tmp_path) == []


@pytest.mark.slow
def test_a_pruning_killed_at_any_step_leaves_whole_releases(tmp_path, reference):
    first, second = reference
    publish(tmp_path / "base")
    publish(tmp_path / "base", with_two_killed())
    (tmp_path / "base" / "site" / first.name).mkdir(parents=True)
    cases = run("kill the pruner", tmp_path, 1)
    assert len(cases) >= 20
    for case in cases:
        outputs = Path(case["outputs"])
        assert case["status"] == -9, case
        assert release.latest(outputs).name == second.name
        for folder in (outputs / "releases").iterdir():
            assert contents(folder) == contents(first if folder.name == first.name else second), case
        commands.prune_text(outputs, 1, confirmed=True)
        publish(outputs, with_two_killed())
        assert [it.name for it in (outputs / "releases").iterdir()] == [second.name]
        assert list((outputs / "site").iterdir()) == []
        assert litter(outputs) == [], case


def test_files_that_may_not_grow_give_one_clear_error_and_lose_nothing(few, reference):
    cases = few["limit"]
    assert [case["status"] for case in cases] == [3] * 6
    for case in cases:
        assert "cannot write the release (" in case["said"], case
        assert "make room" in case["said"], case
        assert_nothing_was_lost(Path(case["outputs"]), reference)


def assert_nothing_was_lost(outputs, reference):
    """The old release is whole and the latest, nothing lies around, and the next publication succeeds."""
    first, second = reference
    assert release.latest(outputs).name == first.name
    assert contents(outputs / "releases" / first.name) == contents(first)
    assert litter(outputs) == []
    assert contents(publish(outputs, with_two_killed()).path) == contents(second)


@pytest.fixture
def small_disk(tmp_path):
    """A real file system of 1 MiB; needs root and the right to mount."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = shutil.which("mount")
    command = [mount, "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(folder)] if mount else ["false"]
    if os.geteuid() != 0 or subprocess.run(command, capture_output=True, check=False).returncode != 0:
        pytest.skip("needs root and the right to mount; files that may not grow are tested everywhere")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_a_full_disk_gives_one_clear_error_and_loses_nothing(small_disk, reference):
    outputs = small_disk / "outputs"
    first = publish(outputs)
    for room in (0, 8192, 40960):
        fill(small_disk, room)
        before = (outputs / "latest.json").read_bytes()
        with pytest.raises(release.PublicationError, match=r"No space left on device\); make room"):
            publish(outputs, with_two_killed())
        assert (outputs / "latest.json").read_bytes() == before
        assert release.latest(outputs) == first.path
        assert contents(first.path) == contents(reference[0])
        assert litter(outputs) == []
    (small_disk / "filler").unlink()
    assert contents(publish(outputs, with_two_killed()).path) == contents(reference[1])
    assert commands.verify_all_text(outputs)[1]


def fill(disk, room):
    """Fill the disk up to so many bytes."""
    filler = disk / "filler"
    filler.unlink(missing_ok=True)
    space = os.statvfs(disk)
    filler.write_bytes(b"\0" * (space.f_bavail * space.f_frsize - room))


def test_outputs_that_may_not_be_written_give_one_clear_error_and_lose_nothing(few, reference, tmp_path):
    if os.geteuid() == 0:
        outputs = few["outputs of nobody"]
        ((status, said),) = ((case["status"], case["said"]) for case in few["nobody"])
        assert status == 3
    else:
        outputs = tmp_path
        publish(outputs)
        said = error_without_the_right_to_write(outputs)
    assert "cannot write the release (" in said
    assert "grant write access" in said
    assert_nothing_was_lost(outputs, reference)


def error_without_the_right_to_write(outputs):
    outputs.chmod(0o500)
    (outputs / release.LOCK).chmod(0o400)
    try:
        with pytest.raises(release.PublicationError) as caught:
            publish(outputs, with_two_killed())
    finally:
        outputs.chmod(0o700)
        (outputs / release.LOCK).chmod(0o600)
    return str(caught.value)


@pytest.mark.slow
def test_two_publishers_that_meet_fifty_times_end_well_each_time(tmp_path, reference):
    cases = run("meet", tmp_path, 50)
    assert len(cases) == 50
    whole = {path.name: contents(path) for path in reference}
    for case in cases:
        outputs = Path(case["outputs"])
        for status, said in case["results"]:
            assert status == 0 or (status == 3 and "another build" in said), case
        assert any(status == 0 for status, _ in case["results"]), case
        found = {it.name: contents(it) for it in (outputs / "releases").iterdir()}
        assert found == {name: whole[name] for name in found}, case
        assert release.latest(outputs).name in found, case
        assert litter(outputs) == [], case
        verdict, well = commands.verify_all_text(outputs)
        assert well, verdict

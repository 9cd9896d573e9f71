"""The command line: what it accepts, what it says, its exit status, and that only `build` pays for Dagster."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import schemas
from pipelines import cli
from tests.conftest import FICTIONAL_CHAPTER

COMMANDS = (
    "add",
    "build",
    "evaluate",
    "explain",
    "diff",
    "verify",
    "releases",
    "prune",
    "export",
    "fetch",
    "site",
    "ui",
)


def crt(capsys, *words: str) -> tuple[int, str, str]:
    status = cli.main(list(words))
    out, err = capsys.readouterr()
    return status, out, err


def test_help_lists_every_command_of_the_contract(capsys):
    with pytest.raises(SystemExit) as stop:
        cli.main(["--help"])
    shown = capsys.readouterr().out
    assert stop.value.code == 0
    assert [command for command in COMMANDS if f"    {command} " not in shown] == []


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(command, capsys):
    with pytest.raises(SystemExit) as stop:
        cli.main([command, "--help"])
    assert stop.value.code == 0
    assert f"usage: crt {command}" in capsys.readouterr().out


def test_no_command_is_a_usage_error(capsys):
    with pytest.raises(SystemExit) as stop:
        cli.main([])
    assert stop.value.code == 2


def test_build_without_seeds_names_the_folder_and_the_remedy(tmp_path, capsys):
    status, out, err = crt(capsys, "build", "--seeds", str(tmp_path / "nowhere"), "--outputs", str(tmp_path / "out"))
    assert (status, out) == (1, "")
    assert err.count("\n") == 1
    assert str(tmp_path / "nowhere" / "reports") in err
    assert "--seeds" in err
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("outputs", "told"),
    [
        ("a-file", "a-file is a file, and a folder is needed there"),
        ("a-file/below", "a-file is a file, and a folder is needed there"),
        ("/proc/nothing-is-made-here", "/proc/nothing-is-made-here/.work cannot be made and written to"),
        ("work-is-a-file", "work-is-a-file/.work cannot be made and written to"),
    ],
)
def test_outputs_that_cannot_be_used_are_one_line_and_one_object_before_anything_is_made(
    outputs, told, make_seeds, tmp_path, capsys, monkeypatch
):
    monkeypatch.chdir(tmp_path)
    make_seeds({"2019/kiribati.txt": FICTIONAL_CHAPTER})
    Path("a-file").touch()
    Path("work-is-a-file").mkdir()
    Path("work-is-a-file/.work").touch()
    status, out, err = crt(capsys, "build", "--outputs", outputs, "--json")
    assert status == 1
    assert told in err
    assert err == f"crt: {json.loads(out)['error']}\n"
    assert json.loads(out)["release"] is None


def test_an_empty_name_of_outputs_does_not_mean_the_current_folder(tmp_path, capsys, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SystemExit) as stop:
        cli.main(["build", "--outputs", ""])
    assert stop.value.code == 2
    assert "argument --outputs: an empty name is that of no folder" in capsys.readouterr().err


@pytest.mark.parametrize("words", [["verify"], ["explain", "a-row"], ["evaluate", "--gold", "."]])
def test_without_a_release_the_commands_say_how_to_make_one(words, tmp_path, capsys):
    status, out, err = crt(capsys, *words, "--outputs", str(tmp_path))
    assert (status, out) == (1, "")
    assert err == f"crt: {tmp_path} has no release yet; build one with: crt build\n"


def test_a_release_that_is_not_there_is_named(tmp_path, capsys):
    status, _, err = crt(capsys, "verify", "v9.9-nothing", "--outputs", str(tmp_path))
    assert status == 1
    assert "v9.9-nothing is not a release" in err


def test_an_empty_folder_does_not_verify(tmp_path, capsys):
    folder = tmp_path / "releases" / f"v{schemas.SCHEMA_VERSION}-0123456789ab"
    folder.mkdir(parents=True)
    status, out, err = crt(capsys, "verify", folder.name, "--outputs", str(tmp_path))
    assert status == 1
    assert "incidents.parquet: is missing" in err
    assert "problems" in err
    assert out == ""


@pytest.mark.parametrize(
    "words", [["export", "--format", "csv", "--release"], ["explain", "a-row", "--release"], ["verify"], ["diff", "."]]
)
def test_a_folder_that_is_no_release_is_named(words, tmp_path, capsys):
    status, out, err = crt(capsys, *words, str(tmp_path), "--outputs", str(tmp_path / "outputs"))
    assert (status, out) == (1, "")
    named = "." if words[0] == "diff" else tmp_path
    assert (
        err == f"crt: {named} is not a release; the releases are the folders in {tmp_path / 'outputs' / 'releases'}\n"
    )


@pytest.mark.parametrize("words", [["releases"], ["verify", "--all"], ["prune", "--keep", "1"]])
def test_outputs_that_are_not_there_are_no_outputs_without_releases(words, tmp_path, capsys):
    status, out, err = crt(capsys, *words, "--outputs", str(tmp_path / "nowhere"))
    assert (status, out) == (1, "")
    assert err.startswith(f"crt: {tmp_path / 'nowhere'} is not a folder; name that of the releases with --outputs")


def test_one_release_and_all_of_them_are_not_verified_at_once(tmp_path, capsys):
    status, _, err = crt(capsys, "verify", "--all", "nonsense", "--outputs", str(tmp_path))
    assert (status, err) == (1, "crt: --all checks every release; leave out --all, or nonsense\n")


def test_reports_that_are_none_are_said_to_be_none_and_where(make_seeds, tmp_path, capsys):
    seeds = make_seeds({})
    (seeds / "reports").mkdir()
    words = ("build", "--seeds", str(seeds), "--outputs", str(tmp_path / "outputs"), "--json")
    status, out, err = crt(capsys, *words)
    assert status == 1
    assert err == f"crt: nothing was published, since {seeds / 'reports'} has no report; put one there with: crt add\n"
    assert (json.loads(out)["release"], f"crt: {json.loads(out)['error']}\n") == (None, err)


def test_the_help_of_fetch_asks_for_a_store(capsys):
    with pytest.raises(SystemExit):
        cli.main(["fetch", "--help"])
    assert "releases: the store to copy from, such as" in " ".join(capsys.readouterr().out.split())


def test_a_damaged_release_is_one_line_and_no_traceback(tmp_path, capsys):
    folder = tmp_path / "v1.0-0123456789ab"
    folder.mkdir()
    (folder / "incidents.parquet").write_bytes(b"not Parquet")
    status, _, err = crt(capsys, "explain", "a-row", "--release", str(folder))
    assert status == 1
    assert err.count("\n") == 1
    assert f"crt verify {folder}" in err


@pytest.mark.parametrize(("is_new", "told"), [(True, "Published release v1"), (False, "Nothing new")])
def test_the_summary_says_whether_anything_is_new(is_new, told):
    summary = cli.build_summary({"incidents": 3, "reports": 1}, ("incidents",), Path("outputs/releases/v1"), is_new)
    assert told in summary
    assert "incidents        " in summary
    assert "outputs/releases/v1" in summary


def test_the_summary_sends_nobody_to_runs_that_are_not_kept(monkeypatch):
    told = ({"incidents": 3}, ("incidents",), Path("outputs/releases/v1"), True)
    monkeypatch.setenv("MAKELEVEL", "1")
    assert "look at the runs in Dagster with: make ui" in cli.build_summary(*told, run_is_kept=True)
    monkeypatch.delenv("MAKELEVEL")
    assert "look at the runs in Dagster with: crt ui" in cli.build_summary(*told, run_is_kept=True)
    assert "Dagster" not in cli.build_summary(*told)


@pytest.mark.parametrize(
    "words",
    [
        ["--help"],
        *(
            pytest.param(words, marks=pytest.mark.slow)
            for words in (
                ["explain", "a-row"],
                ["verify"],
                ["evaluate", "--gold", "."],
                ["diff", "one", "other"],
                ["add", "a-file", "--country", "kiribati", "--year", "2019"],
            )
        ),
    ],
)
def test_only_build_imports_dagster(words, tmp_path):
    code = (
        "import sys\nfrom pipelines.cli import main\n"
        f"try: main({words!r})\nexcept SystemExit: pass\n"
        "import pipelines.publishing.explain, pipelines.publishing.diff, pipelines.publishing.verify\n"
        "print('dagster' in sys.modules)"
    )
    run = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert run.stdout.splitlines()[-1] == "False"


class StartedError(Exception):
    """Stands for the process that would have been replaced."""


@pytest.mark.parametrize("folders", [[], ["--seeds", "my-seeds", "--outputs", "my-outputs"]])
def test_the_ui_starts_with_and_without_folders(folders, tmp_path, monkeypatch):
    def start(_, words):
        raise StartedError(words, [os.environ.get(name) for name in ("CRT_SEEDS", "CRT_OUTPUTS")])

    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DAGSTER_HOME", str(tmp_path))
    for name in ("CRT_SEEDS", "CRT_OUTPUTS"):
        monkeypatch.setenv(name, "")
        os.environ.pop(name)
    monkeypatch.setattr("os.execv", start)
    with pytest.raises(StartedError) as started:
        cli.main(["ui", *folders])
    words, named = started.value.args
    assert words[1:4] == ["-m", "dagster", "dev"]
    assert named == ([str(tmp_path / "my-seeds"), str(tmp_path / "my-outputs")] if folders else [None, None])

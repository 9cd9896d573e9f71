"""The scheduled build: its steps are make targets that are there and that .ci/run runs too; its actions are pinned."""

import re
import subprocess
import sys
from pathlib import Path

import example_release as example
import pytest
import yaml

PROJECT = Path(__file__).resolve().parents[2]
FILE = PROJECT / ".github" / "workflows" / "datasets.yml"
TEXT = FILE.read_text("utf-8")
WORKFLOW = yaml.safe_load(TEXT)
(JOB,) = WORKFLOW["jobs"].values()
RUNS = [step["run"] for step in JOB["steps"] if "run" in step]
USES = re.findall(r"uses: (\S+)(.*)", TEXT)
MAKE = re.compile(r"make((?: [a-z-]+)+)(?: \| tee -a \"\$GITHUB_STEP_SUMMARY\")?")


def made(command: str) -> list[str]:
    """The targets that a step makes; a step that does anything else fails the test."""
    found = MAKE.fullmatch(command)
    assert found, f"{command!r} is not a make target, so that .ci/run would not run the same"
    return found[1].split()


TARGETS = {target for command in RUNS for target in made(command)}


def test_it_runs_on_a_push_to_main_on_a_pull_request_and_weekly() -> None:
    triggers = WORKFLOW[True]  # YAML 1.1 takes the word `on` for a truth value
    assert triggers["push"] == {"branches": ["main"]}
    assert "pull_request" in triggers
    (weekly,) = triggers["schedule"]
    assert re.fullmatch(r"\d+ \d+ \* \* [0-6]", weekly["cron"])


def test_it_tests_fuzzes_builds_verifies_and_compares() -> None:
    assert {"lint", "types", "test", "fuzz-short", "test-slow", "run", "verify", "baseline", "diff", "docs"} <= TARGETS


@pytest.mark.parametrize("target", sorted(TARGETS))
def test_each_step_is_a_target_of_the_makefile(target) -> None:
    makefile = (PROJECT / "Makefile").read_text("utf-8")
    assert re.search(rf"^{target}:.* ## ", makefile, flags=re.MULTILINE)


def test_the_script_for_all_other_machines_makes_the_same_targets() -> None:
    script = (PROJECT / ".ci" / "run").read_text("utf-8")
    assert set(re.findall(r"^(?:second=\$\()?make ([a-z-]+)\)?$", script, flags=re.MULTILINE)) == TARGETS


def test_each_action_is_pinned_to_a_commit_and_says_which_version_it_is() -> None:
    assert len(USES) == 3
    for action, comment in USES:
        assert re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40}", action), action
        assert re.fullmatch(r" # v\d+\.\d+\.\d+", comment), action


def test_it_may_only_read() -> None:
    assert set(WORKFLOW["permissions"].values()) == {"read"}
    assert "permissions" not in JOB
    assert "secrets." not in TEXT
    assert JOB["steps"][0]["with"] == {"persist-credentials": False}


def test_no_text_of_a_pull_request_becomes_part_of_a_command() -> None:
    assert [command for command in RUNS if "${{" in command] == []


def test_the_difference_is_shown_as_the_summary_before_the_release_is_kept() -> None:
    shown = RUNS.index('make diff | tee -a "$GITHUB_STEP_SUMMARY"')
    assert RUNS.index("make baseline") < shown
    assert RUNS.index("make run") < shown
    assert JOB["steps"][-1]["with"]["name"] == "release"
    assert "--name release" in (PROJECT / ".ci" / "baseline").read_text("utf-8")
    assert WORKFLOW["defaults"]["run"]["shell"] == "bash", "without pipefail a failing diff would pass"


def checked(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([f"{sys.prefix}/bin/{words[0]}", *words[1:]], capture_output=True, text=True, check=False)


@pytest.mark.slow
def test_the_workflow_is_one_that_github_knows(tmp_path) -> None:
    words = ("check-jsonschema", "--builtin-schema", "vendor.github-workflows")
    assert checked(*words, str(FILE)).returncode == 0
    wrong = tmp_path / "wrong.yml"
    wrong.write_text(TEXT.replace("runs-on:", "run-on:"), "utf-8")
    assert "runs-on" in checked(*words, str(wrong)).stdout


@pytest.mark.slow
def test_a_search_for_weaknesses_of_workflows_finds_none(tmp_path) -> None:
    words = ("zizmor", "--offline", "--no-progress")
    found = checked(*words, str(FILE))
    assert found.returncode == 0, found.stdout
    weak = tmp_path / ".github" / "workflows" / "weak.yml"
    weak.parent.mkdir(parents=True)
    weak.write_text(TEXT.replace("make test\n", "echo ${{ github.head_ref }}\n"), "utf-8")
    assert "template-injection" in checked(*words, str(weak)).stdout


def difference(*words: str) -> str:
    venv = f"VENV={sys.prefix}"
    command = ["make", "--silent", "-o", f"{sys.prefix}/.run-installed", "diff", venv, *words]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


@pytest.mark.slow
def test_the_difference_to_a_release_that_was_fetched_is_markdown(tmp_path, monkeypatch) -> None:
    example.make_quick(monkeypatch)
    old = example.publish(tmp_path / "old")
    new = example.publish(tmp_path / "new", example.with_two_killed())
    said = difference(f"BASELINE={tmp_path / 'old'}", f"OUTPUTS={tmp_path / 'new'}").splitlines()
    assert said[0] == f"# Changes from {old.release_id} to {new.release_id}"
    assert f"| incidents | `{example.INCIDENT}` | killed_min: 3 → 2 | code changed |" in said


def test_without_an_earlier_release_the_difference_says_so(tmp_path) -> None:
    said = difference(f"BASELINE={tmp_path / 'none'}", f"OUTPUTS={tmp_path}")
    assert said == f"# Changes\n\nThere is no earlier release in {tmp_path / 'none'} to compare with.\n"

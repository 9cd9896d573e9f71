"""The benchmarks of builds and sensors do what they say, on a handful of reports; their numbers are no matter here."""

import os
import re
import subprocess
import sys

import pytest

from tests.conftest import PROJECT

pytestmark = pytest.mark.slow


@pytest.fixture
def printed_by(tmp_path):
    """Runs a benchmark over four reports and returns what it printed; it may leave nothing behind."""

    def run(script):
        done = subprocess.run(
            [sys.executable, f"benchmarks/{script}", "4"],
            cwd=PROJECT,
            env=os.environ | {"TMPDIR": str(tmp_path)},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        assert list(tmp_path.iterdir()) == []
        return done.stdout

    return run


def test_a_build_gives_what_the_work_alone_gives_and_extracts_one_changed_report_again(printed_by):
    printed = printed_by("build.py")
    assert "(a) and (b) gave the same release: True" in printed
    assert "reports extracted again: 1\n" in printed


def test_each_sensor_looks_and_asks_for_nothing_where_nothing_changed(printed_by):
    head, *lines = printed_by("automation.py").splitlines()
    assert head.startswith("4 reports")
    assert [line.split()[0] for line in lines] == ["seeds_reports", "tables_and_release"]
    assert all(re.fullmatch(r"\w+ +[\d.]+ s +[\d.]+ s +[\d,]+ B", line) for line in lines)

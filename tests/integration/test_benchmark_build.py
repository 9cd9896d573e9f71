"""The benchmark of a build does what it says, on a handful of reports; its numbers are no matter here."""

import os
import subprocess
import sys

import pytest

from tests.conftest import PROJECT


@pytest.mark.slow
def test_a_build_gives_what_the_work_alone_gives_and_extracts_one_changed_report_again(tmp_path):
    run = subprocess.run(
        [sys.executable, "benchmarks/build.py", "4"],
        cwd=PROJECT,
        env=os.environ | {"TMPDIR": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    assert "(a) and (b) gave the same release: True" in run.stdout
    assert "reports extracted again: 1\n" in run.stdout
    assert list(tmp_path.iterdir()) == []

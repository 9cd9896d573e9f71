"""The benchmark of the sensors does what it says, on a handful of reports; its numbers are no matter here."""

import os
import re
import subprocess
import sys

import pytest

from tests.conftest import PROJECT


@pytest.mark.slow
def test_each_sensor_looks_and_asks_for_nothing_where_nothing_changed(tmp_path):
    run = subprocess.run(
        [sys.executable, "benchmarks/automation.py", "4"],
        cwd=PROJECT,
        env=os.environ | {"TMPDIR": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    head, *lines = run.stdout.splitlines()
    assert head.startswith("4 reports")
    assert [line.split()[0] for line in lines] == ["seeds_reports", "tables_and_release"]
    assert all(re.fullmatch(r"\w+ +[\d.]+ s +[\d.]+ s +[\d,]+ B", line) for line in lines)
    assert list(tmp_path.iterdir()) == []

"""The same chapters give the same rows in every process: no order of a set, which changes with the hash seed, shows."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

UNIT = Path(__file__).resolve().parent
ROWS = """
import json, sys
from chapters import PROJECT, extract_text

for path in sorted((PROJECT / "tests" / "data" / "chapters").glob("*.txt")):
    slug, _, year = path.stem.rpartition("-")
    for table, rows in extract_text(path.read_text("utf-8"), year=int(year), slug=slug).items():
        for row in rows:
            print(path.stem, table, json.dumps(row, ensure_ascii=False, default=str))
"""


def rows_with_hash_seed(seed: int) -> list[str]:
    """Every row of every authored chapter, in order, as another process extracts it."""
    environment = os.environ | {"PYTHONHASHSEED": str(seed), "PYTHONPATH": f"{UNIT.parents[1]}{os.pathsep}{UNIT}"}
    done = subprocess.run(
        [sys.executable, "-c", ROWS], capture_output=True, encoding="utf-8", env=environment, timeout=300, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


@pytest.mark.slow
def test_the_hash_seed_never_shows_in_a_row() -> None:
    expected = rows_with_hash_seed(0)
    assert len(expected) > 1_000
    for seed in (1, 2, 3):
        found = rows_with_hash_seed(seed)
        differing = [pair for pair in zip(expected, found, strict=False) if pair[0] != pair[1]]
        assert differing == []
        assert len(found) == len(expected)

"""The table of faults: every command in it exists, and the limits that are promised are those of the code."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from pipelines.adding import fetching
from pipelines.extraction.extract import MAXIMUM_SENTENCE
from pipelines.reading import codebook, documents, pdf_file

PROJECT = Path(__file__).resolve().parents[2]
TABLE = (PROJECT / "docs" / "reliability.md").read_text("utf-8")
SECURITY = (PROJECT / "SECURITY.md").read_text("utf-8")


def commands() -> list[str]:
    """The last cell of every row."""
    rows = [line for line in TABLE.splitlines() if line.startswith("|") and not line.startswith(("| fault", "| ---"))]
    return [row.rstrip("|").rsplit("|", 1)[1].strip().strip("`") for row in rows]


def test_every_fault_has_a_command_and_none_stands_twice():
    found = commands()
    assert len(found) > 40
    assert len(found) == len(set(found))
    assert all(re.fullmatch(r"make [a-z-]+|tests/\S+\.py::\w+", command) for command in found), found


def test_every_make_target_in_the_table_exists():
    targets = re.findall(r"^([a-z-]+):", (PROJECT / "Makefile").read_text("utf-8"), re.MULTILINE)
    assert {command.split()[1] for command in commands() if command.startswith("make ")} <= set(targets)


@pytest.mark.slow
def test_every_test_in_the_table_is_one_that_pytest_collects():
    named = {command for command in commands() if "::" in command}
    files = sorted({name.split("::")[0] for name in named})
    words = [sys.executable, "-m", "pytest", "--collect-only", "-q", "-n", "0", *files]
    run = subprocess.run(words, cwd=PROJECT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout[-2000:]
    collected = set()
    for line in run.stdout.splitlines():
        if "::" in line:
            parts = line.split("[")[0].split("::")
            collected.add(f"{parts[0]}::{parts[-1]}")
    assert named - collected == set()


@pytest.mark.parametrize(
    ("limit", "value"),
    [
        ("bytes of a report", documents.MAXIMUM_BYTES),
        ("pages of a PDF file", pdf_file.MAXIMUM_PAGES),
        ("characters of a PDF file's text", pdf_file.MAXIMUM_CHARACTERS),
        ("bytes that a stream of a PDF file unpacks to", pdf_file._LIMITS.zlib_maximum_output_length),
        ("parts of one stream of a PDF file", pdf_file._LIMITS.stream_parsing_work_maximum_count),
        ("drawing steps of a PDF file", pdf_file.MAXIMUM_OPERATIONS),
        ("characters of a sentence", MAXIMUM_SENTENCE),
        ("bytes of a download (`crt add`)", fetching.Limits().maximum_bytes),
        ("seconds of a download, with all attempts", int(fetching.Limits().total_seconds)),
        ("bytes of a file of words", codebook.MAXIMUM_BYTES),
        ("depth of a file of words", codebook.MAXIMUM_DEPTH),
    ],
)
def test_the_limits_that_are_promised_are_those_of_the_code(limit, value):
    assert f"| {limit} | {value:,} |" in SECURITY

"""What docs/corrections.md shows is done as it stands: its chapter built, its lines applied, its output compared."""

import re
import shlex
from pathlib import Path

import pytest

from pipelines import cli
from pipelines.reading.corrections import COLUMNS
from tests.conftest import PROJECT, write_seeds

DOC = (PROJECT / "docs" / "corrections.md").read_text("utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```$", DOC, flags=re.MULTILINE | re.DOTALL)


def in_order(lines: list[str], said: str) -> list[str]:
    """The lines that are not found in what was said, looked for one after the other."""
    position, lost = 0, []
    for line in lines:
        found = said.find(line, position)
        if found < 0:
            lost.append(line)
        else:
            position = found + len(line)
    return lost


@pytest.mark.slow
def test_the_worked_example_does_what_the_page_shows(tmp_path, capfd, monkeypatch):
    monkeypatch.delenv("DAGSTER_HOME", raising=False)
    monkeypatch.chdir(tmp_path)
    kinds = [kind for kind, _ in BLOCKS]
    assert kinds == ["text", "sh", "output", "csv", "sh", "output", "csv", "sh", "output"]
    write_seeds(tmp_path, {"2019/kiribati.txt": BLOCKS[0][1]})
    corrections = Path("seeds/corrections/2019.csv")
    corrections.parent.mkdir()
    said = ""
    for kind, content in BLOCKS[1:]:
        if kind == "csv":
            corrections.write_text(content, "utf-8")
        elif kind == "sh":
            capfd.readouterr()
            statuses = [cli.main(shlex.split(line)[1:]) for line in content.splitlines()]
            said = "".join(capfd.readouterr())
            assert set(statuses) == ({1} if "old says" in said else {0}), said
        else:
            assert in_order(content.splitlines(), said) == [], said
    assert len(list(Path("outputs/releases").iterdir())) == 2


def test_the_page_tells_of_every_column_of_a_line():
    told = re.findall(r"^\| `(\w+)` \|", DOC, flags=re.MULTILINE)
    assert set(told) >= set(COLUMNS)


def test_the_file_to_write_below_has_the_header_of_the_page():
    shipped = (PROJECT / "seeds" / "corrections" / "corrections.csv").read_text("utf-8")
    assert shipped == ",".join(COLUMNS) + "\n"
    assert next(content for kind, content in BLOCKS if kind == "csv").startswith(shipped)


def test_a_line_that_was_not_said_would_be_found():
    assert in_order(["a", "c"], "a b") == ["c"]

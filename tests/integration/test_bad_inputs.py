"""Bad reports: each is refused with one line that names the file and the remedy, and the good ones are published."""

import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pyarrow.parquet as pq
import pytest

from pipelines import cli
from pipelines.publishing.release import latest
from tests.conftest import FICTIONAL_CHAPTER

pytestmark = pytest.mark.slow

GOOD = {"2019/kiribati.txt": FICTIONAL_CHAPTER}
TUVALU = FICTIONAL_CHAPTER.replace("Kiribati", "Tuvalu")
LATIN_1 = TUVALU.replace("Eastbrook", "Éastbrook").encode("latin-1")
SOUP = b"Take two onions and a litre of water.\nChop the onions, boil the water, and add both to the pot.\n" * 3

BAD = {
    "an empty file": ("2019/tuvalu.txt", b"", "is empty", "obtain the chapter again"),
    "a binary file": ("2019/tuvalu.txt", bytes(range(256)) * 8, "byte 0", "UTF-8 text"),
    "Latin-1 bytes": ("2019/tuvalu.txt", LATIN_1, "is not UTF-8", "save it as UTF-8"),
    "another year": ("2021/tuvalu.txt", TUVALU, "says '2019 Terrorist Incidents:' (the year 2019)", "move it"),
    "an unknown country": ("2019/atlantis.txt", TUVALU, "no country has the slug 'atlantis'", "countries.csv"),
    "no recognisable section": ("2019/tuvalu.txt", SOUP, "no section heading", "codebook/headings.yaml"),
}


@pytest.fixture
def crt_build(tmp_path, capfd, monkeypatch):
    """Run `crt build` in this process, which has paid for importing Dagster already."""
    monkeypatch.delenv("DAGSTER_HOME", raising=False)

    def build(seeds: Path) -> SimpleNamespace:
        capfd.readouterr()
        status = cli.main(["build", "--seeds", str(seeds), "--outputs", str(tmp_path / "outputs")])
        out, err = capfd.readouterr()
        return SimpleNamespace(status=status, out=out, lines=err.splitlines())

    return build


def published(tmp_path: Path) -> list[str]:
    release = latest(tmp_path / "outputs")
    return pq.read_table(release / "reports.parquet")["report_id"].to_pylist() if release else []


@pytest.mark.parametrize(("name", "content", "problem", "remedy"), BAD.values(), ids=BAD)
def test_a_bad_report_is_one_clear_line_and_the_good_one_is_published(
    name, content, problem, remedy, make_seeds, tmp_path, crt_build
):
    run = crt_build(make_seeds({**GOOD, name: content}))
    assert run.status == 1
    assert len(run.lines) == 1, run.lines
    assert run.lines[0].startswith(f"crt: refused: reports/{name}: ")
    assert problem in run.lines[0]
    assert remedy in run.lines[0]
    assert published(tmp_path) == ["KIR-2019"]
    assert "Published release" in run.out


def test_the_installed_command_says_the_same_in_a_process_of_its_own(make_seeds, tmp_path):
    seeds = make_seeds({**GOOD, "2019/tuvalu.txt": b""})
    words = ["build", "--seeds", str(seeds), "--outputs", str(tmp_path / "outputs")]
    environment = {name: value for name, value in os.environ.items() if name != "DAGSTER_HOME"}
    command = [sys.executable, "-m", "pipelines.cli", *words]
    run = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    assert run.returncode == 1
    assert (
        run.stderr == "crt: refused: reports/2019/tuvalu.txt: is empty; obtain the chapter again, or remove the file\n"
    )
    assert published(tmp_path) == ["KIR-2019"]


def test_all_bad_reports_are_named_at_once(make_seeds, tmp_path, crt_build):
    bad = {
        "2019/tuvalu.txt": b"",
        "2019/nauru.txt": b"\xff\xfe\x00",
        "2019/atlantis.txt": SOUP,
        "2021/palau.txt": TUVALU,
    }
    run = crt_build(make_seeds({**GOOD, **bad}))
    assert run.status == 1
    assert sorted(line.split(": ")[2] for line in run.lines) == sorted(f"reports/{name}" for name in bad)
    assert published(tmp_path) == ["KIR-2019"]


def test_where_no_report_is_good_nothing_is_published(make_seeds, tmp_path, crt_build):
    run = crt_build(make_seeds({"2019/tuvalu.txt": b""}))
    assert (run.status, run.out) == (1, "")
    assert run.lines[-1] == "crt: nothing was published, since no report could be used"
    assert published(tmp_path) == []


def test_a_report_that_turns_bad_is_not_published_from_what_was_read_before(make_seeds, tmp_path, crt_build):
    seeds = make_seeds({**GOOD, "2019/tuvalu.txt": TUVALU})
    tuvalu = seeds / "reports" / "2019" / "tuvalu.txt"
    assert crt_build(seeds).status == 0
    tuvalu.write_bytes(b"")
    assert crt_build(seeds).status == 1
    assert published(tmp_path) == ["KIR-2019"]
    tuvalu.write_text(TUVALU, "utf-8")
    assert crt_build(seeds).status == 0
    assert published(tmp_path) == ["KIR-2019", "TUV-2019"]


def test_two_files_of_one_report_are_refused_and_named(make_seeds, crt_build):
    run = crt_build(make_seeds({**GOOD, "2019/kiribati.html": "<p>Overview: Kiribati.</p>"}))
    assert run.status == 1
    assert any("keep one of the two files" in line for line in run.lines)


def test_a_report_on_which_the_program_fails_does_not_stop_the_others(make_seeds, tmp_path, crt_build, monkeypatch):
    from pipelines.assets import extraction

    extract = extraction.extract

    def fails_on_tuvalu(chapter, knowledge):
        if chapter.document.report_id == "TUV-2019":
            raise ValueError("a defect")
        return extract(chapter, knowledge)

    monkeypatch.setattr(extraction, "extract", fails_on_tuvalu)
    run = crt_build(make_seeds({**GOOD, "2019/tuvalu.txt": TUVALU}))
    assert run.status == 1
    assert len(run.lines) == 1
    assert "reports/2019/tuvalu.txt: the program failed on this report (ValueError: a defect)" in run.lines[0]
    assert published(tmp_path) == ["KIR-2019"]


def test_a_report_whose_rows_break_the_schema_does_not_stop_the_others(make_seeds, tmp_path, crt_build, monkeypatch):
    from pipelines.assets import extraction

    extract = extraction.extract

    def breaks_tuvalu(chapter, knowledge):
        tables = extract(chapter, knowledge)
        if chapter.document.report_id == "TUV-2019":
            tables["reports"][0]["media_type"] = "video/mp4"
        return tables

    monkeypatch.setattr(extraction, "extract", breaks_tuvalu)
    run = crt_build(make_seeds({**GOOD, "2019/tuvalu.txt": TUVALU}))
    assert run.status == 1
    assert "reports/2019/tuvalu.txt: the program failed on this report (reports: column media_type" in run.lines[0]
    assert published(tmp_path) == ["KIR-2019"]

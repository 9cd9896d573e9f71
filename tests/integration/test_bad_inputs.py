"""Bad reports: each is refused with one line that names the file and the remedy, and the good ones are published."""

import csv
import os
import subprocess
import sys
from pathlib import Path

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
    assert "Dagster" not in run.out, "the run ended with the command, so that no UI has it"


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


def test_what_lies_out_of_place_is_named_and_the_good_one_is_published(make_seeds, tmp_path, crt_build):
    run = crt_build(make_seeds({**GOOD, "tuvalu.txt": TUVALU, "2019/tuvalu.zip": b"", "2019/palau.txt/palau.txt": b""}))
    assert run.status == 1
    assert [line.split(": ")[:3] for line in run.lines] == [
        ["crt", "refused", "reports/2019/palau.txt"],
        ["crt", "refused", "reports/2019/tuvalu.zip"],
        ["crt", "refused", "reports/tuvalu.txt"],
    ]
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
    assert not list((tmp_path / "outputs" / ".work" / "reports" / "TUV-2019").glob("rows*"))


@pytest.mark.parametrize(
    ("name", "added", "told"),
    [
        ("codebook/headings.yaml", "extra: [x]\n", "extra: Extra inputs are not permitted"),
        ("codebook/incidents.yaml", "extra: [x]\n", "extra: Extra inputs are not permitted"),
        ("codebook/institutions.yaml", "extra: [x]\n", "extra: Extra inputs are not permitted"),
        ("codebook/compliance.yaml", "extra: &x [*x]\n", "aliases are not allowed here; write the value out"),
        ("reference/countries.csv", "x\n", "1 cells where the header has"),
        ("reference/institutions.csv", "x\n", "1 cells where the header has"),
        ("reports/SOURCES.csv", "x\n", "the header has to be path,sha256,url,date,licence"),
    ],
)
def test_a_mistake_in_a_file_of_words_is_one_line_with_file_and_line_and_nothing_is_lost(
    name, added, told, make_seeds, tmp_path, crt_build
):
    seeds = make_seeds(GOOD)
    assert crt_build(seeds).status == 0
    path = seeds / name
    whole = path.read_bytes() if path.exists() else b""
    path.write_bytes(whole + added.encode())
    line = (whole + added.encode()).count(b"\n")
    run = crt_build(seeds)
    assert (run.status, len(run.lines), run.out) == (1, 1, "")
    assert f"{path}:{line}: " in run.lines[0]
    assert told in run.lines[0]
    assert published(tmp_path) == ["KIR-2019"]


@pytest.mark.skipif(os.name == "nt", reason="makes links and a pipe")
def test_links_and_pipes_among_the_reports_are_refused_and_the_good_one_is_published(make_seeds, tmp_path, crt_build):
    seeds = make_seeds(GOOD)
    secret = tmp_path / "secret.txt"
    secret.write_text(TUVALU)
    (seeds / "reports" / "2019" / "tuvalu.txt").symlink_to(secret)
    (seeds / "reports" / "2018").symlink_to(seeds / "reports" / "2019")
    os.mkfifo(seeds / "reports" / "2019" / "nauru.txt")
    run = crt_build(seeds)
    assert run.status == 1
    told = {line.split(": ")[2]: line.split(": ", 3)[3] for line in run.lines}
    link = "is a symbolic link or leads outside the reports; put the file itself there"
    assert told == {
        "reports/2018/kiribati.txt": link,
        "reports/2018/nauru.txt": link,
        "reports/2018/tuvalu.txt": link,
        "reports/2019/nauru.txt": "is not a file; put the chapter itself there",
        "reports/2019/tuvalu.txt": link,
    }
    assert published(tmp_path) == ["KIR-2019"]


INJECTED = """\
- On March 5, gunmen attacked a <script>alert(1)</script> market in Eastbrook, killing two people.
- =HYPERLINK("https://example.org") gunmen killed one woman in Westbrook on April 2.

"""


def test_a_chapter_with_script_and_formula_is_harmless_in_every_export_and_page(make_seeds, tmp_path, crt_build):
    """From the file to the CSV and the pages: what is run nowhere is still all there, character by character."""
    chapter = FICTIONAL_CHAPTER.replace("- On July 9", f"{INJECTED}- On July 9")
    assert crt_build(make_seeds({"2019/kiribati.txt": chapter})).status == 0
    outputs = tmp_path / "outputs"
    assert cli.main(["export", "--format", "csv", "--to", str(tmp_path / "csv"), "--outputs", str(outputs)]) == 0
    cells = []
    for path in (tmp_path / "csv").glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            cells += [cell for row in csv.reader(file) for cell in row]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "@", "\t", "\r"))]
    assert any(cell.startswith("'=HYPERLINK") for cell in cells)
    assert any("<script>alert(1)</script>" in cell for cell in cells)
    assert cli.main(["site", "--outputs", str(outputs)]) == 0
    pages = [path.read_text("utf-8") for path in (outputs / "site").rglob("*.html")]
    assert pages
    assert not any("<script>alert(1)" in page for page in pages)
    assert any("&lt;script&gt;alert(1)" in page for page in pages)

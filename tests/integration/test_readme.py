"""What the README says is run as it stands: its ways to load the data, the commands it names, and its picture."""

import re
import shlex
from pathlib import Path

import pytest

from pipelines import show
from pipelines.build import build_all
from pipelines.cli import main, parser
from tests.conftest import FICTIONAL_CHAPTER
from tests.documentation import blocks_of, run_python

README = Path(__file__).resolve().parents[2] / "README.md"
TEXT = README.read_text("utf-8")
PYTHON_BLOCKS = [(it.before.split()[1].strip(",:"), it.code) for it in blocks_of(TEXT) if it.language == "python"]


@pytest.fixture(scope="module")
def built(tmp_path_factory, project) -> Path:
    """A folder with the outputs of the project's own seeds, as `make run` leaves them."""
    folder = tmp_path_factory.mktemp("readme")
    assert build_all(project / "seeds", folder / "outputs").refused == ()
    return folder


def test_there_is_a_block_for_each_library():
    assert [library for library, _ in PYTHON_BLOCKS] == ["pandas", "Polars", "DuckDB"]


@pytest.mark.parametrize(("library", "code"), PYTHON_BLOCKS, ids=[library for library, _ in PYTHON_BLOCKS])
def test_the_data_loads_as_the_readme_says(library, code, built):
    counted = code + (
        "\nimport pyarrow.parquet as pq\n"
        "for table in ('incidents', 'institutions', 'compliance_status'):\n"
        "    expected = pq.read_metadata(release / f'{table}.parquet').num_rows\n"
        "    found = len(duckdb.table(table)) if 'duckdb' in globals() else len(globals()[table])\n"
        "    assert found == expected > 0, (table, found, expected)\n"
    )
    run_python(counted, built)


@pytest.mark.slow
def test_a_chapter_is_added_as_the_readme_says(make_seeds, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    seeds = make_seeds({})
    Path("FILE.txt").write_text(FICTIONAL_CHAPTER.replace("Kiribati", "Burkina Faso"), "utf-8")
    lines = [line for line in TEXT.splitlines() if line.startswith(".venv/bin/crt add FILE ")]
    for line in lines:
        words = ["FILE.txt" if word == "FILE" else word for word in shlex.split(line, comments=True)[1:]]
        assert main(words) == 0
    assert len(lines) == 2
    assert (seeds / "reports" / "2019" / "burkina-faso.txt").is_file()


def test_the_commands_that_the_readme_names_exist(project):
    makefile = (project / "Makefile").read_text("utf-8")
    targets = set(re.findall(r"`make ([a-z]+)`|^make ([a-z]+)", TEXT, flags=re.MULTILINE))
    for target in {one or other for one, other in targets}:
        assert re.search(rf"^{target}:", makefile, flags=re.MULTILINE), f"the README names make {target}"
    choices = parser()._subparsers._group_actions[0].choices
    assert set(re.findall(r"crt ([a-z]+)", TEXT)) <= set(choices)


def test_the_picture_is_what_its_command_prints(built, tmp_path, capsys):
    """Run `make readme` after a change of the data."""
    outputs = ["--outputs", str(built / "outputs")]
    assert show.main(outputs) == 0
    assert f"<!-- picture: make show -->\n```\n{capsys.readouterr().out}```\n<!-- end" in TEXT
    readme = tmp_path / "README.md"
    readme.write_text(TEXT, "utf-8")
    assert show.main([str(readme), *outputs]) == 0
    assert readme.read_text("utf-8") == TEXT


def test_the_picture_of_a_folder_without_a_release_says_so(tmp_path, capsys):
    assert show.main(["--outputs", str(tmp_path)]) == 1
    assert f"{tmp_path} has no release yet" in capsys.readouterr().err

"""What docs/loading.md says is run as it stands, in a folder with two releases of fictional chapters."""

import json
import shlex
import shutil
from pathlib import Path

import pytest

from pipelines.build import build_all
from pipelines.cli import main
from tests.conftest import PROJECT, write_seeds
from tests.documentation import DOCS, blocks_of, commands_of, run_python

TEXT = (DOCS / "loading.md").read_text("utf-8")
BLOCKS = commands_of(TEXT)
PYTHON = [(it.heading, it.code) for it in BLOCKS if it.language == "python"]
CHAPTERS = ("colombia-2012", "colombia-2023", "peru-2007", "yemen-2010")
SPARK_PYTHON = str(PROJECT / ".spark" / "bin" / "python")
"""The interpreter of the environment that `make test-slow` makes for Spark."""

EXPECTED = {
    "pandas": (
        "assert len(result) == len(killed) > 5 and (result['killed_min'] >= 0).all()\n"
        "text = pd.read_parquet(release / 'reports.parquet').set_index('report_id')['text']\n"
        "for row in killed.itertuples():\n"
        "    assert text[row.report_id][row.start : row.end] == row.quote"
    ),
    "Polars": (
        "whole = pl.read_parquet(release / 'incidents.parquet').filter(pl.col('is_terrorist_incident'))\n"
        "assert result['incidents'].sum() == len(whole) > 10\n"
        "assert result['killed_at_least'].sum() == whole['killed_min'].sum() > 0"
    ),
    "Incidents with the words that each value rests on": (
        "wanted = duckdb.sql(\"select count(*) from evidence where table_name = 'incidents'\").fetchall()\n"
        "assert [(len(result),)] == wanted and len(result) > 50"
    ),
    "Casualties by country and year": (
        "rows = result.fetchall()\n"
        "assert [row[:2] for row in rows] == [('COL', 2012), ('COL', 2023), ('PER', 2007), ('YEM', 2010)]\n"
        "assert sum(row[3] or 0 for row in rows) > 0 and all(row[2] >= row[4] for row in rows)"
    ),
    "Standing under the FATF over the years": (
        "rows = [dict(zip(result.columns, row)) for row in result.fetchall()]\n"
        "assert set(result.columns) >= {'country_iso3', 'framework_id', '2012', '2023'}\n"
        "assert {row['country_iso3'] for row in rows} >= {'COL'}\n"
        "assert any(row['framework_id'] == 'fsrb-membership' and 'member' in str(row) for row in rows)"
    ),
    "Arrow: one table in all releases": (
        "found = result.group_by('release').aggregate([('incident_id', 'count')]).to_pylist()\n"
        "wanted = {path.name: pq.read_metadata(path / 'incidents.parquet').num_rows for path in releases.iterdir()}\n"
        "assert {row['release']: row['incident_id_count'] for row in found} == wanted and len(wanted) == 2"
    ),
    "Spark": (
        "assert [row['report_year'] for row in result.to_pylist()] == [2012, 2023, 2007, 2010]\n"
        "assert all(row['count'] > 0 for row in result.to_pylist())"
    ),
    "Other forms": (
        "rows = result if isinstance(result, list) else result.to_dict('records')\n"
        "wanted = pd.read_parquet(f'outputs/releases/{name}/evidence.parquet') if 'pd' in globals() else None\n"
        "assert len(rows) > 5 if wanted is None else sorted(result['quote']) == sorted(wanted['quote'])"
    ),
}
"""What has to hold after the blocks of a section."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    """A folder whose outputs have a release of three chapters, and the latest of all four."""
    made = tmp_path_factory.mktemp("loading")
    outputs = made / "outputs"
    for chapters in (CHAPTERS[:-1], CHAPTERS):
        reports = {}
        for name in chapters:
            slug, year = name.rsplit("-", 1)
            reports[f"{year}/{slug}.txt"] = (PROJECT / "tests" / "data" / "chapters" / f"{name}.txt").read_bytes()
        assert build_all(write_seeds(made, reports), outputs).refused == ()
    assert len(list((outputs / "releases").iterdir())) == 2
    return made


def test_every_block_is_python_shell_or_marked_as_not_run() -> None:
    assert {it.heading for it in blocks_of(TEXT)} - {it.heading for it in BLOCKS} == {"R"}


def test_every_python_block_has_something_to_hold() -> None:
    assert {title for title, _ in PYTHON} == set(EXPECTED)


LOADED_HERE = [(title, code) for title, code in PYTHON[:-2] if title != "Spark"]


@pytest.mark.slow
@pytest.mark.parametrize(("title", "code"), LOADED_HERE, ids=[title for title, _ in LOADED_HERE])
def test_the_data_loads_as_the_page_says(title: str, code: str, folder: Path) -> None:
    run_python(f"{code}\n{EXPECTED[title]}", folder)


@pytest.mark.slow
def test_spark_loads_the_data_as_the_page_says(folder: Path) -> None:
    if shutil.which("java") is None:
        pytest.skip("Java is not installed, and Spark needs it")
    run_python(f"{dict(PYTHON)['Spark']}\n{EXPECTED['Spark']}", folder, SPARK_PYTHON)


def test_the_exports_are_written_and_load_as_the_page_says(folder: Path, monkeypatch) -> None:
    monkeypatch.chdir(folder)
    (shell,) = [it for it in BLOCKS if it.language == "sh"]
    for line in shell.code.splitlines():
        command, *words = shlex.split(line, comments=True)
        assert (command, main(words)) == ("crt", 0), line
    name = json.loads(Path("outputs/latest.json").read_text("utf-8"))["release"]
    found = {path.name.removeprefix(name) for path in Path("outputs/exports").iterdir()}
    assert found == {"-csv", "-jsonl", ".sqlite", ".duckdb", ".geojson", "-croissant"}
    for _, code in PYTHON[-2:]:
        run_python(f"{code}\n{EXPECTED[shell.heading]}", folder)

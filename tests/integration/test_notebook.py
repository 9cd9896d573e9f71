"""The notebook is stored without results, and runs from start to end with answers that the Parquet files bear out."""

from pathlib import Path

import nbformat
import pyarrow.parquet as pq
import pytest
from nbclient import NotebookClient

from pipelines.build import build_all
from pipelines.publishing.release import latest
from tests.conftest import PROJECT, write_seeds

NOTEBOOKS = sorted((PROJECT / "docs" / "notebooks").glob("*.ipynb"))
NOTEBOOK = PROJECT / "docs" / "notebooks" / "three-questions.ipynb"
FICTIONAL = ("burkina-faso-2021", "colombia-2012", "colombia-2023", "tunisia-2015", "tunisia-2019")

HOLDS = """
from collections import Counter
rows = __import__("pyarrow.parquet").parquet.read_table(release / "incidents.parquet").to_pylist()
terrorist = [row for row in rows if row["is_terrorist_incident"]]
reports = {(row["country_iso3"], row["report_year"]) for row in terrorist}
assert set(killed.index) == reports and len(reports) > 0
for report in reports:
    of_report = [row for row in terrorist if (row["country_iso3"], row["report_year"]) == report]
    told = killed.loc[report]
    assert told["incidents"] == len(of_report)
    assert told["at_least"] == sum(row["killed_min"] or 0 for row in of_report)
    if any(row["killed_max"] is None for row in of_report):
        assert told["at_most"] is pd.NA
    else:
        assert told["at_most"] == sum(row["killed_max"] for row in of_report) >= told["at_least"]
assert set(accounts["summary"]) <= {row["summary"] for row in rows if row["disputed"]}
assert sum(len(set(cell.split(", "))) for cell in panel.to_numpy().ravel() if cell) == len(
    {(row.country_iso3, row.framework_id, row.report_year, row.status) for row in standing.itertuples()}
)
assert len(sentences) == len(standing) > 0
named_incidents = {row["incident_id"] for row in rows if row["perpetrator_names"]}
assert set(perpetrators["incident_id"]) == named_incidents
assert len(nobody) == len(rows) - len(named_incidents)
assert named.to_numpy().sum() == len(perpetrators)
assert all(row.quote in text for row in words.itertuples() for text in [texts[row.report_id]])
"""
"""What has to hold of the answers, in the notebook's own names."""


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_is_stored_without_results(path) -> None:
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert [cell.id for cell in code if cell.outputs or cell.execution_count is not None] == []
    assert set(notebook.metadata) == {"kernelspec", "language_info"}


def fictional_seeds(folder: Path) -> Path:
    reports = {}
    for name in FICTIONAL:
        slug, year = name.rsplit("-", 1)
        reports[f"{year}/{slug}.txt"] = (PROJECT / "tests" / "data" / "chapters" / f"{name}.txt").read_bytes()
    return write_seeds(folder, reports)


@pytest.mark.slow
@pytest.mark.parametrize("chapters", ["those of the project", "fictional ones of several years"])
def test_the_notebook_answers_its_questions(chapters, tmp_path, monkeypatch) -> None:
    seeds = PROJECT / "seeds" if chapters == "those of the project" else fictional_seeds(tmp_path)
    assert build_all(seeds, tmp_path / "outputs").refused == ()
    for name in ("IPYTHONDIR", "JUPYTER_RUNTIME_DIR", "JUPYTER_CONFIG_DIR"):
        monkeypatch.setenv(name, str(tmp_path / name))
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    texts = pq.read_table(latest(tmp_path / "outputs") / "reports.parquet", columns=["report_id", "text"]).to_pylist()
    check = f"texts = {{row['report_id']: row['text'] for row in {texts!r}}}\n{HOLDS}"
    notebook.cells.append(nbformat.v4.new_code_cell(check))
    NotebookClient(notebook, timeout=300, resources={"metadata": {"path": str(tmp_path)}}).execute()
    results = {cell.id: cell.outputs for cell in notebook.cells if cell.cell_type == "code"}
    assert all(results[cell] for cell in ("killed-table", "killed-chart", "fatf-panel", "who-table"))

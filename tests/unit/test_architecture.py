"""The rules of the house that no single module can break alone: who imports whom, and what may stand in code."""

import ast
import csv
import io
import re
import subprocess
import sys
import tokenize
from collections.abc import Iterator
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]
REFERENCE = PROJECT / "seeds" / "reference"

PURE = (
    "schemas",
    "pipelines/reading",
    "pipelines/extraction",
    "pipelines/publishing",
    "pipelines/adding",
    "pipelines/site",
)
LAYERS = (
    "schemas",
    "pipelines.reading",
    "pipelines.extraction",
    "pipelines.publishing",
    "pipelines.adding",
    "pipelines.site",
    "pipelines.assets",
)
"""From the inside out: a layer may import itself and those before it."""

OWN_COUNTRY = "USA"
"""The reports are by the Department of State, so that the United States is no country of a report."""
ALLOWED = ("Kosovo: XKX",)
"""The one country code that ISO 3166-1 lacks, told in the description of every country column."""


def python_files(*folders: str) -> list[Path]:
    return sorted(path for folder in folders for path in (PROJECT / folder).rglob("*.py"))


def imported(path: Path) -> set[str]:
    modules: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            modules.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative imports hide where a name comes from"
            modules.add(node.module or "")
            modules.update(f"{node.module}.{alias.name}" for alias in node.names)
    return modules


def layer_of(module: str) -> int | None:
    return next(
        (place for place, layer in enumerate(LAYERS) if module == layer or module.startswith(f"{layer}.")), None
    )


@pytest.mark.parametrize("path", python_files(*PURE), ids=lambda path: str(path.relative_to(PROJECT)))
def test_the_pure_core_never_imports_dagster(path):
    assert {module for module in imported(path) if module.split(".")[0].startswith("dagster")} == set()


def test_importing_the_whole_pure_core_does_not_load_dagster():
    modules = [".".join(path.relative_to(PROJECT).with_suffix("").parts) for path in python_files(*PURE)]
    names = [module.removesuffix(".__init__") for module in modules]
    code = (
        f"import importlib, sys\nfor name in {names!r}: importlib.import_module(name)\nprint('dagster' in sys.modules)"
    )
    run = subprocess.run([sys.executable, "-c", code], cwd=PROJECT, capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "False"


@pytest.mark.parametrize("path", python_files("schemas", "pipelines"), ids=lambda path: str(path.relative_to(PROJECT)))
def test_imports_point_one_way(path):
    module = ".".join(path.relative_to(PROJECT).with_suffix("").parts)
    own = layer_of(module.removesuffix(".__init__"))
    if own is None:
        return
    backwards = {name for name in imported(path) if (other := layer_of(name)) is not None and other > own}
    assert backwards == set()
    assert not {name for name in imported(path) if name.startswith(("pipelines.definitions", "pipelines.cli"))}


def code_texts(path: Path) -> Iterator[tuple[int, str]]:
    """All names, comments and texts of a Python file with their lines, docstrings apart."""
    source = path.read_text("utf-8")
    docstrings = {
        (node.value.lineno, node.value.col_offset)
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
    }
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.start not in docstrings and token.type not in (tokenize.NEWLINE, tokenize.NL, tokenize.INDENT):
            yield token.start[0], token.string


def names_of_countries() -> set[str]:
    with (REFERENCE / "countries.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["iso3"] != OWN_COUNTRY]
    listed = {row["name"] for row in rows}
    return listed | {name for row in rows for part in ("adjectives", "aliases") for name in row[part].split("|")}


def names_of_armed_groups() -> set[str]:
    with (REFERENCE / "institutions.csv").open(encoding="utf-8", newline="") as file:
        groups = {row["institution_id"] for row in csv.DictReader(file) if row["institution_type"] == "armed_group"}
    with (REFERENCE / "institution_names.csv").open(encoding="utf-8", newline="") as file:
        return {row["name"] for row in csv.DictReader(file) if row["institution_id"] in groups}


def without_allowed(text: str) -> str:
    for allowed in ALLOWED:
        text = text.replace(allowed, "")
    return text


def test_no_country_and_no_armed_group_is_named_in_code():
    names = {name for name in names_of_countries() | names_of_armed_groups() if len(name) > 2}
    assert len(names) > 300, "the reference lists were not read"
    pattern = re.compile(rf"(?<![\w-])(?:{'|'.join(sorted(map(re.escape, names), key=len, reverse=True))})(?![\w-])")
    found = []
    for path in python_files("schemas", "pipelines"):
        for line, text in code_texts(path):
            found += [f"{path.relative_to(PROJECT)}:{line}: {name}" for name in pattern.findall(without_allowed(text))]
    assert found == []


def test_the_search_for_names_would_find_one(tmp_path):
    path = tmp_path / "module.py"
    path.write_text('"""A docstring may say Chad."""\nrule = "Chad"  # Kenya\n', "utf-8")
    assert [text for _, text in code_texts(path) if "Chad" in text or "Kenya" in text] == ['"Chad"', "# Kenya"]


@pytest.mark.parametrize("path", python_files("schemas", "pipelines"), ids=lambda path: str(path.relative_to(PROJECT)))
def test_every_module_says_what_it_is_for(path):
    docstring = ast.get_docstring(ast.parse(path.read_text("utf-8")))
    assert docstring, "a module's docstring says what belongs in it"

"""What all tests share: folders, seeds of their own, and leaving out the shared corpus where there is none."""

import os
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from types import SimpleNamespace

import pytest
from s3fs import S3FileSystem

from pipelines import cli

PROJECT = Path(__file__).resolve().parent.parent
SHARED = PROJECT.parent / "shared"

# Fictional: no such events took place. The country's name is needed, since a chapter has to be about a known country.
FICTIONAL_CHAPTER = """\
Overview:  Kiribati remained a cooperative partner in 2019.  The Kiribati Police Service held joint patrols.

2019 Terrorist Incidents:  There were two incidents in 2019:

- On March 3, armed men attacked a market in Eastbrook, killing three civilians and wounding five others.
- On July 9, an explosion in Westbrook killed two police officers.  No group claimed responsibility.

Legislation, Law Enforcement, and Border Security:  There were no changes to terrorism-related legislation in 2019.

Countering the Financing of Terrorism:  Kiribati is not a member of a FATF-style regional body.
"""


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out the tests that need the shared corpus where there is none."""
    if SHARED.is_dir():
        return
    left_out = [item for item in items if item.get_closest_marker("shared")]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in left_out]


@pytest.fixture(scope="session")
def project() -> Path:
    """The project's folder."""
    return PROJECT


def write_seeds(folder: Path, reports: Mapping[str, bytes | str]) -> Path:
    """Make a seeds folder with the project's words and reference lists, and the reports given by their path."""
    seeds = folder / "seeds"
    for part in ("codebook", "reference"):
        shutil.copytree(PROJECT / "seeds" / part, seeds / part, dirs_exist_ok=True)
    for name, content in reports.items():
        path = seeds / "reports" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        written_long_ago(path)
    return seeds


def forget_stores() -> None:
    """Forget the connections to stores, which keep the address that the environment had when they were made."""
    S3FileSystem.clear_instance_cache()


def written_long_ago(path: Path) -> None:
    """Make a file look finished to what waits for files that are still being written."""
    os.utime(path, (1_000_000_000, 1_000_000_000))


@pytest.fixture
def make_seeds(tmp_path: Path) -> Callable[[Mapping[str, bytes | str]], Path]:
    """Make a seeds folder of the test's own; see write_seeds."""
    return lambda reports: write_seeds(tmp_path, reports)


@pytest.fixture
def dagster_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A real Dagster instance of the test's own: SQLite files in a temporary folder."""
    home = tmp_path / "dagster_home"
    home.mkdir()
    shutil.copy(PROJECT / "config" / "dagster.yaml", home / "dagster.yaml")
    monkeypatch.setenv("DAGSTER_HOME", str(home))
    return home


@pytest.fixture
def crt_build(tmp_path, capfd, monkeypatch):
    """Run `crt build` in this process, which has paid for importing Dagster already."""
    monkeypatch.delenv("DAGSTER_HOME", raising=False)

    def build(seeds: Path) -> SimpleNamespace:
        capfd.readouterr()
        status = cli.main(["build", "--seeds", str(seeds), "--outputs", str(tmp_path / "outputs")])
        out, err = capfd.readouterr()
        return SimpleNamespace(status=status, out=out, err=err, lines=err.splitlines())

    return build

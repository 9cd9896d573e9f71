"""Which file is which report: the report ids of all files in seeds/reports, and what there is no report.

A file without an identity cannot have a partition, so it is refused here, before anything runs.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pipelines.reading import DocumentError, find_misplaced, find_reports, load_countries, report_identity


@dataclass(frozen=True, slots=True)
class Intake:
    """The files of seeds/reports by report id, sorted, and a message for all that has none, sorted by its path."""

    paths: Mapping[str, Path]
    refused: tuple[str, ...]


def take_in(seeds: Path) -> Intake:
    """Find the report id of each file in seeds/reports.

    Args:
        seeds: the seeds folder.

    Returns:
        The files by report id, and what is wrong with the others.

    Raises:
        CodebookError: the list of countries cannot be used.
    """
    countries = load_countries(seeds)
    paths: dict[str, Path] = {}
    refused: list[str] = []
    for path in find_reports(seeds):
        try:
            identity = report_identity(path, seeds, countries)
        except DocumentError as error:
            refused.append(str(error))
            continue
        if other := paths.get(identity.report_id):
            kept = other.relative_to(seeds).as_posix()
            refused.append(f"{identity.source_path}: {identity.report_id} is already {kept}; keep one of the two files")
        else:
            paths[identity.report_id] = path
    return Intake(dict(sorted(paths.items())), tuple(sorted((*refused, *find_misplaced(seeds)))))


def file_sha256(path: Path) -> str:
    """Return the SHA-256 of a report's bytes, or an empty text where it is not a plain file."""
    if path.is_symlink() or not path.is_file():
        return ""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()

"""What frameworks are called: a release has their ids alone, and their names stand in the reference list of the seeds.

A framework that the seeds at hand do not list is shown by its id, since any release can be looked at anywhere.
"""

from collections.abc import Mapping
from pathlib import Path

from pipelines.extraction.compliance_knowledge import FRAMEWORK_COLUMNS
from pipelines.reading.codebook import CodebookError, read_reference

NO_FRAMEWORK = "none"
"""The id that stands where the text names no framework."""
NONE_NAMED = "none named"


def framework_names(seeds: Path) -> Mapping[str, str]:
    """Return the name of each framework by its id; no names where there is no list that can be read.

    Args:
        seeds: the folder that holds `reference/`.
    """
    try:
        rows = read_reference(seeds / "reference" / "frameworks.csv", FRAMEWORK_COLUMNS)
    except CodebookError:
        return {}
    return {row["framework_id"]: row["name"] for row in rows if row["framework_id"] != NO_FRAMEWORK}


def framework_name(framework_id: str, names: Mapping[str, str]) -> str:
    """Return what a framework is called; its id where it has no name, and "none named" where there is none."""
    return NONE_NAMED if framework_id == NO_FRAMEWORK else names.get(framework_id) or framework_id

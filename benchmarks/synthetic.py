"""Any number of reports made from the authored chapters: each chapter again for other years, under that year's path.

The texts are fictional as the chapters are; only their own year is replaced, so that reading and extraction have the
same work as with chapters of different countries.
"""

import re
import shutil
from itertools import count as counting
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

PROJECT = Path(__file__).resolve().parents[1]
CHAPTERS = PROJECT / "tests" / "data" / "chapters"
FIRST_YEAR = 2000


def write_seeds(folder: Path, count: int) -> Path:
    """Make a seeds folder with the project's words and reference lists, and `count` reports.

    Args:
        folder: gets the folder `seeds`.
        count: number of reports.

    Returns:
        The seeds folder.
    """
    seeds = folder / "seeds"
    for part in ("codebook", "reference"):
        shutil.copytree(PROJECT / "seeds" / part, seeds / part)
    for year, slug, text in islice(_reports(), count):
        path = seeds / "reports" / str(year) / f"{slug}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return seeds


def _reports() -> "Iterator[tuple[int, str, str]]":
    """Year, country and text of one report after the other; of chapters of one country, the first."""
    chapters = {path.stem.rpartition("-")[0]: path for path in sorted(CHAPTERS.glob("*.txt"), reverse=True)}
    for year in counting(FIRST_YEAR):
        for slug, path in sorted(chapters.items()):
            own = path.stem.rpartition("-")[2]
            yield year, slug, re.sub(rf"\b{own}\b", str(year), path.read_text("utf-8"))

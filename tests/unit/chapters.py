"""Makes chapters out of a few lines of text and reads them with the real reader and the project's own words.

All countries are real, since a chapter has to be about a known country; all places, groups and events in the texts are fictional.
"""

# ruff: noqa: E501  the sentences under test stay on one line

import shutil
import tempfile
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from pipelines.extraction.extract import Knowledge, Tables, extract, load_knowledge
from pipelines.reading import Chapter, read_chapter
from pipelines.reading.codebook import CodebookError

PROJECT = Path(__file__).resolve().parents[2]
SEEDS = PROJECT / "seeds"
YEAR = 2015
SLUG = "kiribati"
OVERVIEW = "Overview: Kiribati remained a cooperative partner."

GROUPS = (
    "The Green Dawn Front (GDF) and the Karsa Liberation Army (KLA) were active militant groups. "
    "The Kiribati Armed Forces (KAF) fought them."
)
"""An overview that introduces the fictional groups and forces of the tests."""

Record = dict[str, object]

_FOLDER = tempfile.TemporaryDirectory(prefix="chapters-")
"""Lives as long as the test run; removed at its end."""


@lru_cache(maxsize=1)
def _loaded() -> Knowledge | CodebookError:
    try:
        return load_knowledge(SEEDS)
    except CodebookError as error:
        return error


def knowledge() -> Knowledge:
    """The project's own knowledge, loaded once; a mistake in it fails every test at once instead of after a load each."""
    loaded = _loaded()
    if isinstance(loaded, CodebookError):
        raise loaded
    return loaded


@lru_cache(maxsize=1)
def _seeds() -> Path:
    seeds = Path(_FOLDER.name)
    for part in ("codebook", "reference"):
        shutil.copytree(SEEDS / part, seeds / part)
    (seeds / "reports").mkdir()
    return seeds


def read_text(text: str, *, year: int = YEAR, slug: str = SLUG) -> Chapter:
    """Write the text as a report of its own and read it."""
    path = _seeds() / "reports" / str(year) / f"{slug}.txt"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, "utf-8", newline="")
    return read_chapter(path, _seeds(), knowledge().countries)


def extract_text(text: str, *, year: int = YEAR, slug: str = SLUG) -> Tables:
    """The contract's tables of one text."""
    return extract(read_text(text, year=year, slug=slug), knowledge())


def chapter_text(
    bullets: Sequence[str] = (),
    *,
    overview: str = GROUPS,
    intro: str = "Incidents included:",
    legislation: str = "There were no changes to the law.",
    year: int = YEAR,
) -> str:
    """A chapter of the usual layout with these bullets in its incidents section."""
    items = "".join(f"\n\n• {bullet}" for bullet in bullets)
    return (
        f"{OVERVIEW} {overview}\n\n"
        f"{year} Terrorist Incidents: {intro}{items}\n\n"
        f"Legislation, Law Enforcement, and Border Security: {legislation}\n"
    )


def incidents_of(tables: Tables) -> list[Record]:
    """The incident rows in text order, which is the order of their summaries' places."""
    text = str(tables["reports"][0]["text"])
    place = {e["row_id"]: e["start"] for e in tables["evidence"] if e["field"] == "summary"}
    return sorted(
        tables["incidents"], key=lambda row: (place.get(row["incident_id"], len(text)), str(row.get("date_start")))
    )


def incidents(*bullets: str, year: int = YEAR, overview: str = GROUPS) -> list[Record]:
    """The incident rows of a chapter whose incidents section lists these bullets."""
    return incidents_of(extract_text(chapter_text(bullets, overview=overview, year=year), year=year))


def incident(*bullets: str, year: int = YEAR, overview: str = GROUPS) -> Record:
    """The one incident row of a chapter whose incidents section lists these bullets."""
    rows = incidents(*bullets, year=year, overview=overview)
    assert len(rows) == 1, [row["summary"] for row in rows]
    return rows[0]


def toll(row: Record) -> dict[str, tuple[object, object]]:
    """What was stated of killed, wounded and kidnapped, as (minimum, maximum); outcomes without figures are left out."""
    found = {
        outcome: (row.get(f"{outcome}_min"), row.get(f"{outcome}_max"))
        for outcome in ("killed", "wounded", "kidnapped")
    }
    return {outcome: bounds for outcome, bounds in found.items() if bounds != (None, None)}

"""What adding a document gives: what was recognised in it, where it goes, and what was done.

Plain values, so that the command line alone decides how they are shown.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

Outcome = Literal["shown", "added", "source_recorded", "unchanged"]
"""`shown`: nothing was written. `source_recorded`: the report was there, and only its row in SOURCES.csv was written.
`unchanged`: the report was there with its row."""


class AddError(Exception):
    """A document cannot be added; the message is one line that names the source, what is wrong and what to do."""


@dataclass(frozen=True, slots=True)
class RecognisedSection:
    """One section: its code, its heading as written (empty where it has none), and its number of sentences."""

    code: str
    heading: str
    sentences: int


@dataclass(frozen=True, slots=True)
class Recognised:
    """What reading and extraction make of a document."""

    report_id: str
    country_name: str
    media_type: str
    size: int
    sections: tuple[RecognisedSection, ...]
    sentences: int
    incidents: int
    institutions: int
    compliance: int
    warnings: tuple[str, ...]
    first_lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A row of `reports/SOURCES.csv`. `date` is the day on which the document was obtained (ISO 8601)."""

    path: str
    sha256: str
    url: str
    date: str
    licence: str


@dataclass(frozen=True, slots=True)
class Added:
    """The answer to a wish to add a document. `row.licence` is empty where it is still to be named.

    `recognised` is None only where the outcome is `unchanged`, since nothing was read then.
    """

    outcome: Outcome
    path: Path
    row: SourceRow
    recognised: Recognised | None

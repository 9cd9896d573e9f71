"""What the pages show, in the order in which they show it: values already in words, spans already numbered.

Templates only lay this out; they decide nothing about what a value means.
"""

from dataclasses import dataclass
from datetime import date

SENTENCE = "sentence"
"""Aspect of the spans that are a row's whole sentence, in which the other spans lie."""


AROUND = "around"
"""Aspect of what stands in a sentence around the clause that is a row's statement; nothing was read from it."""


class SiteError(Exception):
    """The site cannot be written; the message names the file and says what to do."""


class ComparisonError(SiteError):
    """The release cannot be compared with another one; the message names the file and says what to do."""


@dataclass(frozen=True, slots=True)
class Cite:
    """A span that values rest on. `span` numbers the spans of a report's text."""

    span: int
    start: int
    end: int
    quote: str
    aspect: str
    label: str
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """A value in words, with the meaning of its code and the spans that it rests on."""

    name: str
    value: str
    meaning: str
    from_reference: bool
    cites: tuple[Cite, ...]
    corrected: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a sentence; `label` is empty where nothing was read from it."""

    text: str
    aspect: str
    label: str


@dataclass(frozen=True, slots=True)
class Segment:
    """The longest piece of text whose every character lies in the same spans."""

    text: str
    spans: tuple[int, ...]
    kinds: str
    anchors: tuple["Anchor", ...]


@dataclass(frozen=True, slots=True)
class Anchor:
    """A mark in the text, before a segment, that leads to a row."""

    dom_id: str
    number: str
    kind: str
    title: str


@dataclass(frozen=True, slots=True)
class Note:
    """A row of a supporting table that belongs to a card: a figure that someone gave, a part, or a correction."""

    cells: tuple[str, ...]
    dom_id: str
    cites: tuple[tuple[Cite, ...], ...] = ()
    """For each cell the spans that it rests on; empty where the row rests on none of its own."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of an overview table. `pieces` replaces the text where parts of it are marked."""

    text: str
    sort: str
    pieces: tuple[Piece, ...] = ()
    symbol: str = ""
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class Card:
    """A row of a dataset, or a rejection, with everything that is known about it."""

    kind: str
    dom_id: str
    row_id: str
    target: str
    values: tuple[tuple[str, str], ...]
    """What a line of corrections names the row by, and the row's values as it writes them; no nulls."""
    report_id: str
    number: str
    title: str
    subtitle: str
    badges: tuple[str, ...]
    facts: tuple[Fact, ...]
    not_stated: tuple[str, ...]
    sentence: tuple[Piece, ...]
    sentence_cites: tuple[Cite, ...]
    claims: tuple[Note, ...]
    actors: tuple[Note, ...]
    mentions: tuple[Cite, ...]
    cells: tuple[Cell, ...]
    filters: tuple[str, ...]
    corrections: tuple[Note, ...] = ()
    topic: str = ""
    """What the title is said of; empty where the title tells it already."""
    said: str = ""
    """What the row says, without its topic, by which two reports are compared; empty where it is the title."""

    @property
    def full_title(self) -> str:
        """Title and topic."""
        return f"{self.title} · {self.topic}" if self.topic else self.title


@dataclass(frozen=True, slots=True)
class Group:
    """All cards of one kind: of a report, or of a release."""

    kind: str
    letter: str
    title: str
    description: str
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class ReportPage:
    """One report: its paragraphs as segments, and its cards."""

    report_id: str
    country_iso3: str
    country: str
    year: int
    page: str
    source_path: str
    source_sha256: str
    source_url: str
    licence: str
    parser_version: str
    reading_notes: tuple[str, ...]
    paragraphs: tuple[tuple[Segment, ...], ...]
    groups: tuple[Group, ...]

    @property
    def title(self) -> str:
        """Country and year."""
        return f"{self.country} {self.year}"

    def group(self, kind: str) -> Group:
        """Return the cards of one kind."""
        return next(group for group in self.groups if group.kind == kind)


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of people as a release gives it, for the charts."""

    label: str
    outcome: str
    minimum: int | None
    maximum: int | None
    claimant: str
    disputed: bool


@dataclass(frozen=True, slots=True)
class Event:
    """What the charts need of an incident."""

    report_id: str
    first: date | None
    last: date | None
    report_year: int
    disputed: bool
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class ActorCount:
    """In how many incidents an actor is named as the perpetrator: on the report's or its own word, or on others'."""

    name: str
    stated: int
    suspected: int


@dataclass(frozen=True, slots=True)
class Spot:
    """An incident with coordinates, for the map: degrees, number killed, figures in words, its row's address."""

    place: str
    day: str
    country_iso3: str
    country: str
    latitude: float
    longitude: float
    minimum: int | None
    maximum: int | None
    disputed: bool
    killed: str
    wounded: str
    address: str


@dataclass(frozen=True, slots=True)
class Tie:
    """Two institutions that are named in one sentence: in how many, parts in an incident, the first sentence."""

    ids: tuple[str, str]
    names: tuple[str, str]
    acronyms: tuple[str, str]
    sentences: int
    parts: str
    quote: str
    address: str

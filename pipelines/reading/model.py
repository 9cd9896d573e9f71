"""What a chapter is once it has been read: a document, its sections, and their sentences.

Every part carries `start` and `end`, code points into the document's own text, so that all that is said of it later
can be shown.
"""

from dataclasses import dataclass

SECTION_CODES: tuple[str, ...] = (
    "overview",
    "incidents",
    "legislation",
    "finance",
    "countering_violent_extremism",
    "cooperation",
    "body",
    "other",
)
"""Canonical section codes. `body` is prose without a heading; `other` keeps the text under an unknown heading."""


class DocumentError(Exception):
    """A document cannot be used; the message names the file, what is wrong and what to do."""


@dataclass(frozen=True, slots=True)
class Document:
    """The decoded source text of one chapter with its identity. Offsets everywhere count code points of `text`."""

    report_id: str
    country_iso3: str
    country_name: str
    report_year: int
    source_path: str
    source_sha256: str
    source_bytes: int
    media_type: str
    text: str
    licence: str | None = None
    source_url: str | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """One section: its canonical code, its heading's span (empty where there is none) and its content's span.

    Where page furniture interrupts a section, its rest is another section of the same code without a heading.
    """

    code: str
    heading_start: int
    heading_end: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence (or bullet item's sentence) without surrounding space or bullet mark.

    `paragraph` numbers paragraphs and bullet items through the chapter; sentences of one bullet item share it.
    """

    start: int
    end: int
    section: str
    paragraph: int
    in_list: bool


@dataclass(frozen=True, slots=True)
class Furniture:
    """Text that belongs to the page and not to the chapter: banners, tags, disclaimers, title lines.

    Bullet marks are part of a section's content, outside its sentences.
    """

    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class Chapter:
    """A document read: sections, headings and furniture cover every character of the text exactly once."""

    document: Document
    sections: tuple[Section, ...]
    sentences: tuple[Sentence, ...]
    furniture: tuple[Furniture, ...]
    warnings: tuple[str, ...] = ()

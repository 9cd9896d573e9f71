"""What every step of finding names works with: the chapter's text, whose chapter it is, and the words known beforehand.

Nothing here changes while a chapter is read.
"""

from dataclasses import dataclass
from typing import NamedTuple

from pipelines.extraction import names_patterns as patterns
from pipelines.extraction.names_knowledge import Codebook, CountryWords, InstitutionKnowledge
from pipelines.extraction.names_shape import Shape


@dataclass(frozen=True, slots=True)
class Setting:
    """One chapter's folded text, its country's ISO 3166-1 alpha-3 code, and the knowledge it is read with."""

    text: str
    home: str
    knowledge: InstitutionKnowledge
    words: CountryWords
    book: Codebook


class Found(NamedTuple):
    """A name at a place: of the reference list or found by shape."""

    start: int
    end: int
    known: str | None
    shape: Shape | None

    def free_of(self, start: int, end: int) -> bool:
        """Whether the name shares no character with a span."""
        return self.end <= start or self.start >= end


def squeezed(text: str) -> str:
    """The text with single spaces."""
    return patterns.SPACES.sub(" ", text).strip()

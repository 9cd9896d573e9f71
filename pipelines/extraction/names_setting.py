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


class Surroundings(NamedTuple):
    """The words right before a name and right after it, within its sentence."""

    before: str
    after: str


BEFORE, AFTER = 90, 160
"""How many characters beside a name can say what it is."""


def surroundings(text: str, sentence: tuple[int, int], start: int, end: int) -> Surroundings:
    """The words beside the span from `start` to `end` of a sentence."""
    return Surroundings(
        text[max(sentence[0], start - BEFORE) : start],
        text[end : min(sentence[1], end + AFTER)],
    )


def squeezed(text: str) -> str:
    """The text with single spaces."""
    return patterns.SPACES.sub(" ", text).strip()

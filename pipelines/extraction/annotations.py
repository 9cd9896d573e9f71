"""The annotators' findings in one chapter, each span read once: clauses, dates, relative dates, harm, institutions.

The grammar asks for what it needs; nothing is found before somebody asks.
"""

from pipelines.extraction.clauses import Clause, split_clauses
from pipelines.extraction.dates import DateMention, RelativeDate, find_dates, find_relative_dates
from pipelines.extraction.harm import Harm
from pipelines.extraction.model import Institution, Mention, Names
from pipelines.extraction.words import IncidentWords

Span = tuple[int, int]


class Annotations:
    """What the annotators find in spans of one chapter's folded text."""

    def __init__(self, text: str, year: int, names: Names, words: IncidentWords) -> None:
        """Prepare for one chapter.

        Args:
            text: the chapter's folded text.
            year: the year of dates that state none.
            names: the chapter's institutions.
            words: the incident codebook.
        """
        self.text = text
        self.names = names
        self.words = words
        self._year = year
        self._clauses: dict[Span, tuple[Clause, ...]] = {}
        self._dates: dict[Span, tuple[DateMention, ...]] = {}
        self._harm: dict[Span, tuple[Harm, ...]] = {}

    def clauses(self, start: int, end: int) -> tuple[Clause, ...]:
        """The clauses of a span."""
        key = (start, end)
        if key not in self._clauses:
            self._clauses[key] = split_clauses(self.text, start, end)
        return self._clauses[key]

    def dates(self, start: int, end: int) -> tuple[DateMention, ...]:
        """The stated dates of a span."""
        key = (start, end)
        if key not in self._dates:
            self._dates[key] = find_dates(self.text, start, end, self._year)
        return self._dates[key]

    def relative_dates(self, start: int, end: int) -> tuple[RelativeDate, ...]:
        """The dates of a span that count from another."""
        return find_relative_dates(self.text, start, end)

    def harm(self, start: int, end: int) -> tuple[Harm, ...]:
        """The harm that a span tells of; numbers inside its dates are no counts."""
        key = (start, end)
        if key not in self._harm:
            skip = [(date.start, date.end) for date in self.dates(start, end)]
            self._harm[key] = self.words.casualties.read(self.text, start, end, skip)
        return self._harm[key]

    def mentions(self, start: int, end: int) -> tuple[Mention, ...]:
        """The institutions named in a span."""
        return self.names.within(start, end)

    def institution(self, mention: Mention) -> Institution:
        """The institution that a mention names."""
        return self.names.institutions[mention.institution_id]

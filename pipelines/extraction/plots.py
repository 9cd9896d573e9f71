"""Finds plots that were foiled: an arrest or a charge with a plan of violence, in one sentence or in two."""

import re
from itertools import pairwise

from pipelines.extraction.annotations import Annotations
from pipelines.extraction.clause_facts import JUDICIAL, SentenceFacts
from pipelines.extraction.dates import DateMention
from pipelines.extraction.event_dates import BACKGROUND_BEFORE, EventDates
from pipelines.reading.model import Sentence

_AIM_TOLD = re.compile(
    r"(?:(?:The\s+)?\w+(?:\s+\w+)?\s+(?:said|stated|believed|reported|announced|alleged|told\s+\w+)\s+(?:that\s+)?"
    r"|According\s+to\s+[^,;.]{3,60},\s+)?"
    r"(?:he|she|they|it|the\s+(?:man|woman|men|suspects?|cell|group|trio|pair|two|three|four|five|load|explosives|device|target))"
    r"(?:,\s+who\s+[^,;.]{3,60},)?\s+(?:[\w-]+\s+){0,3}?"
    r"(?:prepar(?:ed|ing)|plan(?:ned|ning)|plott(?:ed|ing)|intend(?:ed|ing)|about|meant|destined|conspir(?:ed|ing))\s+",
    re.IGNORECASE,
)
_CHARGED_OVER_PLAN = re.compile(
    r"charged\s+[^;.]{0,80}?\b(?:over|with|for|in)\s+(?:an?\s+|their\s+|his\s+|her\s+|the\s+)?(?:alleged\s+|suspected\s+)?"
    r"(?:plans?|plots?|planning|plotting|preparing|conspir\w+)\b",
    re.IGNORECASE,
)
_DECIDED = re.compile(r"\b(?:sentenc\w*|convict\w*|acquit\w*|trial|pleaded|pled|verdict|appeal)\b", re.IGNORECASE)
_COURT_DECIDED = re.compile(
    r"\b(?:courts?|judges?)\b[^,;.]{0,60}?\b(?:cleared|acquitted|sentenced|convicted|found|ruled|ordered|rejected|upheld"
    r"|dismissed|overturned|released)\b",
    re.IGNORECASE,
)
_LEADING = 10
"""A date within so many characters of a clause's start leads it."""
_INFINITIVE = re.compile(r"\bto\s+$", re.IGNORECASE)


class PlotReader:
    """Finds plots in one chapter."""

    def __init__(self, notes: Annotations, dates: EventDates) -> None:
        """Prepare for one chapter's annotations and the judge of its dates."""
        self._text = notes.text
        self._words = notes.words
        self._dated = dates

    def date_before_aim(self, facts: SentenceFacts, following: Sentence) -> DateMention | None:
        """The date of an arrest whose aim stands in the next sentence ("He had been preparing to blow up ...").

        Args:
            facts: the sentence of the arrest.
            following: the sentence behind it.

        Returns:
            The plot's date, or None where the two tell of no plot.
        """
        start, end = facts.sentence.start, facts.sentence.end
        date = self.plot_date(facts)
        aim = _AIM_TOLD.match(self._text, following.start, following.end)
        if (
            date is None
            or aim is None
            or self._words.arrests.search(self._text, start, end) is None
            or self._words.aggregates.search(self._text, start, end)
            or not self._is_violent_aim(aim, following)
            or JUDICIAL.search(self._text, start, end)
            or facts.harm
        ):
            return None
        return date

    def _is_violent_aim(self, aim: re.Match[str], following: Sentence) -> bool:
        """Whether what was planned is violence, or a thing was meant for a place."""
        return (
            self._words.violence.search(self._text, aim.end(), following.end) is not None
            or re.search(r"\b(?:meant|intended|destined)\s+for\b", self._text[aim.start() : following.end]) is not None
        )

    def parts(self, facts: SentenceFacts) -> list[tuple[int, int, DateMention]]:
        """The spans of a sentence that each tell of a plot of their own, with their dates."""
        start, end = facts.sentence.start, facts.sentence.end
        cuts = [
            clause.start
            for clause in facts.clauses[1:]
            if (date := self._leading_date(facts, clause.start, clause.end))
            and self._words.arrests.search(self._text, date.end, clause.end)
        ]
        parts = []
        for first, last in pairwise((start, *cuts, end)):
            told = [d for d in facts.dates if first <= d.start < last and self._dated.usable(d)]
            if told and self._tells_of_plan(first, last):
                parts.append((first, last, told[0]))
        date = self.plot_date(facts)
        return parts if cuts and parts else [(start, end, date)] if date else []

    def _leading_date(self, facts: SentenceFacts, start: int, end: int) -> DateMention | None:
        """The date that a clause opens with."""
        found = (d for d in facts.dates if start <= d.start < end and self._dated.usable(d))
        return next((d for d in found if d.start - start < _LEADING), None)

    def _tells_of_plan(self, start: int, end: int) -> bool:
        return all(
            pattern.search(self._text, start, end) is not None
            for pattern in (self._words.arrests, self._words.plots, self._words.relevant)
        )

    def is_plot(self, facts: SentenceFacts) -> bool:
        """Whether a sentence tells of an arrest or a charge with a plan of violence, and of no harm done."""
        start, end = facts.sentence.start, facts.sentence.end
        arrest = next(
            (
                m
                for m in self._words.arrests.finditer(self._text, start, end)
                if not _INFINITIVE.search(self._text[max(start, m.start() - 4) : m.start()])
            ),
            None,
        )
        if (
            arrest is None
            or self._words.aggregates.search(self._text, start, end)
            or self._words.plots.search(self._text, start, end) is None
        ):
            return False
        if (
            self._words.violence.search(self._text, start, end) is None
            and self._words.weapons.search(self._text, start, end) is None
            and not re.search(r"\bplot|\bdisrupt", self._text[start:end])
        ):
            return False
        if any(h for h in facts.harm if h.minimum and not h.are_perpetrators):
            return False
        judicial = JUDICIAL.search(self._text, start, end)
        if _CHARGED_OVER_PLAN.search(self._text, start, end) and not _DECIDED.search(self._text, start, end):
            return True
        return judicial is None or judicial.start() > arrest.start()

    def plot_date(self, facts: SentenceFacts) -> DateMention | None:
        """The first date of a sentence that can be a plot's."""
        for date in facts.dates:
            before = self._text[max(facts.sentence.start, date.start - 40) : date.start]
            if self._dated.usable(date) and not BACKGROUND_BEFORE.search(before) and not self._of_court(facts, date):
                return date
        return None

    def _of_court(self, facts: SentenceFacts, date: DateMention) -> bool:
        """Whether a date is of what a court did later ("arrested X in 2014, and in October a court cleared him")."""
        clause = next((c for c in facts.clauses if c.start <= date.start < c.end), None)
        return clause is not None and _COURT_DECIDED.search(self._text, clause.start, clause.end) is not None

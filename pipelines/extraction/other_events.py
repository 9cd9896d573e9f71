"""Finds the words of a sentence that tell of another event than its own: an earlier one that it only refers to.

Adding the dead of another day to an event is a wrong number, so that figures in such words are not the event's.
"""

import re
from collections.abc import Iterator, Sequence

from pipelines.extraction.clauses import Clause
from pipelines.extraction.dates import DateMention, RelativeDate

Span = tuple[int, int]

_APART = re.compile(
    r"\b(?:(?:less|more)\s+than\s+|only\s+|just\s+|about\s+|some\s+)?"
    r"(?:(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d{1,2}|several|a\s+few)\s+)?"
    r"(?:hours?|days?|weeks?|months?|years?)\s+(?:after|before)\s+"
    r"(?!(?:the|this|that)\s+(?:\w+\s*){1,2}(?:[,.;]|$)|being\b|(?:he|she|they|it)\b)",
    re.IGNORECASE,
)
"""How far in time another event lies from this one, before the words that tell it."""
_PRONOUN = re.compile(r"\b(?:him|her|them)\b", re.IGNORECASE)
"""Somebody whom the event itself harmed, so that the words tell how it came to that."""
_EARLIER_ONE = re.compile(
    r"\b(?:earlier|previous|prior|preceding)\s+(?:ones?|attacks?|bombings?|blasts?|explosions?|raids?|ambush(?:es)?|assaults?"
    r"|killings?|shootings?|incidents?|strikes?|kidnappings?|abductions?)\b|\bsurvived\s+(?:an?|another)\s+",
    re.IGNORECASE,
)
_COMPARED = re.compile(
    r"\b(?:surpass(?:ed|ing)|exceed(?:ed|ing)|eclips(?:ed|ing)|compared\s+(?:with|to)|than)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
"""Before a figure that this event is only measured against."""
_SEVERAL = re.compile(
    r"\b(?:the|these|those|both|all|in\s+(?:two|three|four|five|six|\d+))\s+(?:of\s+)?(?:the\s+)?(?:[\w-]+\s+){0,2}?"
    r"(?:attacks|bombings|incidents|killings|explosions|blasts|raids|assaults|ambushes|shootings|strikes)\b(?!\s+that\s+followed)",
    re.IGNORECASE,
)
"""Several events told of, whose figures are those of none of them alone."""
_LOOK_BACK = 30
_BACKGROUND = re.compile(
    r"\b(?:since|until|till|before|after|by|as\s+of|founded\s+in|formed\s+in|from)\s+$", re.IGNORECASE
)
_YEARS_AGO = re.compile(
    r"\b(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|several|\d{1,2})\s+(?:months?|years?)\s+(?:earlier|before)\b",
    re.IGNORECASE,
)


def told_of_others(
    text: str,
    span: Span,
    clauses: Sequence[Clause],
    own: DateMention | None,
    dates: Sequence[DateMention],
    relatives: Sequence[RelativeDate],
) -> list[Span]:
    """Find the words of a span that tell of another event.

    Args:
        text: folded text.
        span: one of the spans that tell of the event.
        clauses: its clauses.
        own: the event's date.
        dates: the stated dates of the span.
        relatives: its dates that count from another.

    Returns:
        The spans of those words.
    """
    return [
        *_apart_in_time(text, span, own),
        *_earlier_ones(text, clauses, own),
        *(
            (clause.start, clause.end)
            for clause in clauses
            if clause.start > span[0] and _is_of_another_time(text, clause, own, dates, relatives)
        ),
    ]


def is_measured_against(text: str, start: int) -> bool:
    """Whether the figure at a position is of an event that this one is compared with ("surpassing the 45 killed")."""
    return _COMPARED.search(text, max(0, start - _LOOK_BACK), start) is not None


def speaks_of_several(text: str, start: int, end: int) -> bool:
    """Whether words speak of several events at once ("Nineteen people died in the two attacks")."""
    return _SEVERAL.search(text, start, end) is not None


def _apart_in_time(text: str, span: Span, own: DateMention | None) -> Iterator[Span]:
    start, end = span
    for match in _APART.finditer(text, start, end):
        leads = not text[start : match.start()].strip(" \"'•-*")
        stops = [at for mark in (",", ";") if (at := text.find(mark, match.end(), end)) >= 0] if leads else []
        stop = min(stops, default=end) if leads else text.find(";", match.end(), end)
        stop = end if stop < 0 else stop
        if (leads and not stops) or _holds(match.end(), stop, own) or _PRONOUN.search(text, match.end(), stop):
            continue
        yield match.end(), stop


def _earlier_ones(text: str, clauses: Sequence[Clause], own: DateMention | None) -> Iterator[Span]:
    for clause in clauses:
        match = _EARLIER_ONE.search(text, clause.start, clause.end)
        if match and not _holds(match.end(), clause.end, own):
            yield match.end(), clause.end


def _is_of_another_time(
    text: str, clause: Clause, own: DateMention | None, dates: Sequence[DateMention], relatives: Sequence[RelativeDate]
) -> bool:
    """Whether a clause states a time before the event's: another year, or so many days or months earlier."""
    if _holds(clause.start, clause.end, own):
        return False
    if _YEARS_AGO.search(text, clause.start, clause.end):
        return True
    if any(clause.start <= one.start < clause.end and one.days < 0 for one in relatives):
        return True
    stated = [date for date in dates if clause.start <= date.start < clause.end]
    return bool(stated) and all(_is_of_another_year(text, date, own) for date in stated)


def _is_of_another_year(text: str, date: DateMention, own: DateMention | None) -> bool:
    if own is None or own.first is None or own.last is None or date.first is None or not date.year_stated:
        return False
    is_background = _BACKGROUND.search(text, max(0, date.start - _LOOK_BACK), date.start)
    return not is_background and date.first.year not in (own.first.year, own.last.year)


def _holds(start: int, end: int, own: DateMention | None) -> bool:
    return own is not None and start <= own.start < end

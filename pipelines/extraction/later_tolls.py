"""Reads what a later sentence changes in the number of an event's dead: a toll that rose, or one more who died.

A number that no longer holds is worse than none, so that a change that cannot be added up leaves the count open.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipelines.extraction.quantities import Quantity, find_quantities

_TOLL = r"(?:(?:death\s+)?toll|number\s+of\s+(?:\w+\s+)?(?:dead|deaths|victims|fatalities|those\s+killed))"
_REVISED = re.compile(
    rf"\b(?:{_TOLL},?\s+(?:[\w'-]+\s+){{0,6}}?(?:rose|risen|increased|climbed|grew|grown|reached|raised|lowered"
    rf"|revised(?:\s+(?:up|down)(?:wards?)?)?)"
    rf"|(?:bringing|raising|taking|brought|raised|took|revised|lowered)\s+(?:the|its)\s+"
    rf"(?:(?!annual|yearly|monthly|cumulative)\w+\s+)?(?:{_TOLL}|figure|count|number)"
    r"|(?:was|were)\s+(?:later\s+|subsequently\s+)?(?:revised|lowered|reduced|corrected)(?:\s+(?:up|down)(?:wards?)?)?(?=\s+to\b))"
    r"\s+(?:to\s+)?",
    re.IGNORECASE,
)
_LOOK_BACK = 80
"""How many characters before a figure the words that set it in place of another may begin."""
_ORDINALS = {
    word: number
    for number, word in enumerate(
        "second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split(), start=2
    )
}
_ONE_MORE = re.compile(
    rf"\ba\s+(?P<which>{'|'.join(_ORDINALS)})\s+(?:[\w-]+\s+){{0,3}}?(?:(?:later|also|subsequently)\s+)?(?:died|succumbed)\b",
    re.IGNORECASE,
)
_OF_THE_WOUNDED = re.compile(
    r"\s*of\s+(?:the|those)\s+(?:(?:\w+\s+)?(?:wounded|injured|hurt|survivors)|(?:wounded|injured)\s+\w+)\s+(?:[\w-]+\s+){0,3}?(?:died|succumbed)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class LaterToll:
    """The number of dead after a later sentence: its bounds, None where open, and the span that tells it."""

    start: int
    end: int
    minimum: int | None
    maximum: int | None


def later_toll(
    text: str, spans: Sequence[tuple[int, int]], told: int, minimum: int | None, maximum: int | None
) -> LaterToll | None:
    """Find a change of the number of dead behind its first telling.

    Args:
        text: folded text.
        spans: the spans that tell of the event, in text order.
        told: where the first telling of the dead ends, in code points.
        minimum: the fewest dead so far, in persons.
        maximum: the most dead so far, in persons; None where open.

    Returns:
        The number after the last change told, or None where nothing changes it.
    """
    changes = [
        change
        for start, end in spans
        if end > told
        for change in (
            *_revisions(text, max(start, told), end),
            *_deaths(text, max(start, told), end, minimum, maximum),
        )
    ]
    return max(changes, key=lambda change: change.start) if changes else None


def revises(text: str, position: int) -> bool:
    """Tell whether a figure takes the place of an earlier one, so that the two do not conflict.

    Args:
        text: folded text.
        position: where the figure begins, in code points.
    """
    start = max(0, position - _LOOK_BACK)
    return any(match.end() == position for match in _REVISED.finditer(text, start, position))


def raises_toll(text: str, start: int, end: int) -> bool:
    """Tell whether a span sets the toll of the event told before anew, so that it opens no event of its own.

    Args:
        text: folded text.
        start: first code point of the span.
        end: code point after its last.
    """
    return _REVISED.search(text, start, end) is not None


def _revisions(text: str, start: int, end: int) -> list[LaterToll]:
    return [
        LaterToll(quantity.start, quantity.end, quantity.minimum, quantity.maximum)
        for match in _REVISED.finditer(text, start, end)
        if (quantity := _quantity_at(text, match.end(), end)) is not None
    ]


def _quantity_at(text: str, start: int, end: int) -> Quantity | None:
    found = find_quantities(text, start, end)
    return found[0] if found and found[0].start == start and found[0].qualifier != "vague" else None


def _deaths(text: str, start: int, end: int, minimum: int | None, maximum: int | None) -> list[LaterToll]:
    """More who died; "a fifth" makes an exact count only after four."""
    found = [
        LaterToll(quantity.start, match.end(), _sum(minimum, quantity.minimum), _sum(maximum, quantity.maximum))
        for quantity in find_quantities(text, start, end)
        if (match := _OF_THE_WOUNDED.match(text, quantity.end, end)) and quantity.qualifier != "vague"
    ]
    for match in _ONE_MORE.finditer(text, start, end):
        number = _ORDINALS[match["which"].lower()]
        is_next = minimum is not None and minimum == maximum and number == minimum + 1
        found.append(LaterToll(match.start(), match.end(), number, number if is_next else None))
    return found


def _sum(before: int | None, more: int | None) -> int | None:
    return None if before is None or more is None else before + more

"""Two reports on one country side by side: what both say, what only one says, and where they say something else.

What only one report says may hold for both years, so that nothing here is called new, ended or gone.
"""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from pipelines.site.model import Card, ReportPage

MOST_YEARS = 6
"""Reports on a country of which any two are compared: fifteen pages. Of more only those that follow each other are."""

_SAME, _OTHER, _FIRST, _SECOND = "same", "differs", "only in the first", "only in the second"


@dataclass(frozen=True, slots=True)
class Line:
    """What the two reports say on one thing; either side may be empty."""

    topic: str
    first: tuple[Card, ...]
    second: tuple[Card, ...]
    outcome: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two reports on one country, the earlier one first."""

    page: str
    first: ReportPage
    second: ReportPage
    status: tuple[Line, ...]
    institutions: tuple[Line, ...]

    @property
    def title(self) -> str:
        """Country and both years."""
        return f"{self.first.country} {self.first.year} and {self.second.year}"


def comparisons(reports: Sequence[ReportPage]) -> tuple[Comparison, ...]:
    """Return a comparison for each two reports on a country, or where these are many, for each two successive ones.

    Args:
        reports: all reports of a release.
    """
    by_country: dict[str, list[ReportPage]] = defaultdict(list)
    for report in reports:
        by_country[report.country_iso3].append(report)
    found = []
    for country in sorted(by_country, key=lambda iso3: (by_country[iso3][0].country, iso3)):
        ordered = sorted(by_country[country], key=lambda report: report.year)
        pairs = combinations(ordered, 2) if len(ordered) <= MOST_YEARS else pairwise(ordered)
        found += [_compared(first, second) for first, second in pairs]
    return tuple(found)


def _compared(first: ReportPage, second: ReportPage) -> Comparison:
    # Both halves have passed the check of report ids, so that the name is safe as a path.
    page = f"{first.report_id}-and-{second.year:04d}.html"
    return Comparison(
        page,
        first,
        second,
        _lines(first.group("compliance_status").cards, second.group("compliance_status").cards, _topic_of_status),
        _lines(first.group("institutions").cards, second.group("institutions").cards, lambda card: card.row_id),
    )


def _topic_of_status(card: Card) -> str:
    """Field of policy and framework; where the report names no framework, the field is all there is to compare by."""
    domain, framework = card.cells[0].text, card.cells[1].text
    return f"{domain} · {framework}"


def _lines(first: Sequence[Card], second: Sequence[Card], topic_of: Callable[[Card], str]) -> tuple[Line, ...]:
    sides: dict[str, tuple[list[Card], list[Card]]] = defaultdict(lambda: ([], []))
    for place, cards in enumerate((first, second)):
        for card in cards:
            sides[topic_of(card)][place].append(card)
    return tuple(
        Line(topic, tuple(left), tuple(right), _outcome(left, right)) for topic, (left, right) in sorted(sides.items())
    )


def _outcome(left: Sequence[Card], right: Sequence[Card]) -> str:
    if not right:
        return _FIRST
    if not left:
        return _SECOND
    first, second = ({card.said or card.title for card in cards} for cards in (left, right))
    return _SAME if first == second else _OTHER

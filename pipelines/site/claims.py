"""Which words each figure of an incident rests on: evidence names the incident alone, so that they are matched here.

Words go to a figure only where what the release says of both agrees; words that fit several figures stand with each.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pipelines.extraction.quantities import Quantity, find_quantities
from pipelines.reading.folding import folded
from pipelines.site.model import Cite

Row = Mapping[str, Any]
Cited = Sequence[tuple[str, Cite]]

_FIGURE = ("value_min", "value_max", "qualifier", "victim_class")


@dataclass(frozen=True, slots=True)
class ClaimWords:
    """The words of a figure, of its verb, and of who gave it."""

    figure: tuple[Cite, ...]
    verb: tuple[Cite, ...]
    claimant: tuple[Cite, ...]

    @property
    def all(self) -> tuple[Cite, ...]:
        """All of them."""
        return (*self.claimant, *self.figure, *self.verb)


def words_of_claims(claims: Sequence[Row], cited: Cited) -> list[ClaimWords]:
    """Return for each figure of an incident the words that it rests on.

    Args:
        claims: the incident's rows of `casualty_claims`.
        cited: field and span of the evidence of these rows.
    """
    fields: dict[Cite, set[str]] = {}
    for field, cite in cited:
        fields.setdefault(cite, set()).add(field)
    figures = {cite: told for cite, told in fields.items() if told & set(_FIGURE)}
    found = []
    for claim in claims:
        figure = _best(claim, [cite for cite, told in figures.items() if _fits(claim, cite, told)])
        near = min((cite.start for cite in figure), default=0)
        verbs = [cite for cite, told in fields.items() if "verb_text" in told and _same(cite.quote, claim["verb_text"])]
        named = [cite for cite, told in fields.items() if "claimant" in told] if claim["claimant"] else []
        same = [cite for cite in named if _same(cite.quote, claim["claimant"])]
        before = [cite for cite in named if cite.start <= near]
        found.append(ClaimWords(figure, _nearest(verbs, near), _nearest(same or before or named, near)))
    return found


def _fits(claim: Row, cite: Cite, fields: Iterable[str]) -> bool:
    """Whether a span has evidence for all bounds that a figure has, and holds the words for who was counted."""
    bounds = all(claim[bound] is None or bound in fields for bound in ("value_min", "value_max"))
    return bounds and _flat(claim["victim_class"] or "") in _flat(cite.quote)


def _best(claim: Row, cites: Sequence[Cite]) -> tuple[Cite, ...]:
    """Of several spans those that say the number; else those that say none, as "a guard" does; else all of them."""
    bounds = (claim["value_min"], claim["value_max"])
    said = {cite: {(it.minimum, it.maximum) for it in _counts(cite.quote)} for cite in cites}
    exact = [cite for cite in cites if bounds in said[cite]]
    numberless = [cite for cite in cites if not said[cite]]
    return tuple(exact or numberless or cites)


def _counts(quote: str) -> tuple[Quantity, ...]:
    text = folded(quote)
    return find_quantities(text, 0, len(text))


def _nearest(cites: Sequence[Cite], place: int) -> tuple[Cite, ...]:
    return tuple(sorted(cites, key=lambda cite: (abs(cite.start - place), cite.start))[:1])


def _same(quote: str, said: str | None) -> bool:
    return said is not None and _flat(quote) == _flat(said)


def _flat(text: str) -> str:
    return " ".join(folded(text).split()).casefold()

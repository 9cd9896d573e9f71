"""Adds up what the figures of one event come to: how many were killed, wounded or kidnapped.

A total over several events is not split, and a figure that is said to be of another one of them is not counted.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipelines.extraction.annotations import Annotations
from pipelines.extraction.episodes import Episode
from pipelines.extraction.harm import Harm
from pipelines.extraction.incident_figures import Claim
from pipelines.extraction.later_tolls import later_toll, raises_toll
from pipelines.reading.folding import folded

_ORDINAL_PART = re.compile(
    (
        r"(?:\s+(?:was|were|dead|died|killed|wounded|injured)){0,2}\s+in\s+the\s+(?P<which>first|second|third|former"
        r"|latter|other)\b"
    ),
    re.IGNORECASE,
)
_ORDINAL_SUBJECT = re.compile(
    r"\b[Tt]he\s+(?P<which>first|second|third|former|latter|other)(?:\s+(?:attack|bomb|blast|bombing|explosion|raid))?\s+"
    r"(?:also\s+)?(?=\w+ed\b|left\b|hurt\b)|\b[Ii]n\s+the\s+(?P<later>second|third|latter|other)(?:\s+(?:attack|blast|bombing|explosion|raid|incident))?,"
)
_ORDINALS = {"first": 0, "former": 0, "second": 1, "latter": 1, "other": 1, "third": 2}


@dataclass(frozen=True, slots=True)
class Toll:
    """The figures of one outcome: bounds with the harm that they rest on, and whether the words left it open."""

    minimum: int | None
    maximum: int | None
    parts: tuple[Harm, ...]
    is_vague: bool


class TollReader:
    """Adds up the figures of the episodes of one chapter."""

    def __init__(self, notes: Annotations) -> None:
        """Prepare for one chapter's annotations."""
        self._notes = notes
        self._text = notes.text
        self._words = notes.words

    def toll(
        self, episode: Episode, outcome: str, claims: Sequence[Claim], perpetrators: bool, place: str | None = None
    ) -> Toll:
        """Add up the figures of one outcome.

        Figures joined in one sentence add up; a later sentence adds only where it says so, or gives the first figure.

        Args:
            episode: the event.
            outcome: killed, wounded or kidnapped.
            claims: the event's figures.
            perpetrators: whether the attackers are counted, and not the victims.
            place: where it happened, as the text names it; tells which figures are its own among events of a sentence.

        Returns:
            The figures, with the harm that they rest on.
        """
        told = [c.harm for c in claims if c.harm.outcome == outcome and c.harm.are_perpetrators == perpetrators]
        harm = self._of_this_event(episode, told, place)
        if not harm:
            return Toll(None, None, (), False)
        zeros = [h for h in harm if h.rule == "zero"]
        counted = [h for h in harm if h.rule != "zero"]
        if any(not h.is_subset for h in counted):
            counted = [h for h in counted if not h.is_subset]
        if zeros and not counted:
            return Toll(0, 0, (zeros[0],), False)
        parts: list[Harm] = []
        for start, end in episode.spans:
            inside = [h for h in counted if start <= h.start < end]
            anew = outcome == "wounded" and not perpetrators and raises_toll(self._text, start, end)
            if not parts or (inside and anew):
                parts.clear()
                parts += inside
            else:
                parts += [h for h in inside if h.additive and h.qualifier != "vague"]
        known = [h for h in parts if h.qualifier != "vague"]
        hearsay = len(known) < len(parts) and all(h.rule == "figure_in_contrast" for h in known)
        if not known or hearsay:
            return Toll(None, None, (), bool(parts))
        partly_open = len(known) < len(parts)
        minimum = sum(h.minimum or 0 for h in known) if any(h.minimum is not None for h in known) else None
        maximum = None if partly_open or any(h.maximum is None for h in known) else sum(h.maximum or 0 for h in known)
        toll = Toll(minimum, maximum, tuple(known), False)
        return self._changed_later(episode, toll) if outcome == "killed" and not perpetrators else toll

    def own_claims(self, episode: Episode, claims: Sequence[Claim], place: str | None) -> list[Claim]:
        """Leave out the figures that an event's words tell of another event; a total over several stays.

        Args:
            episode: the event.
            claims: all figures of its words.
            place: where it happened, as the text names it.

        Returns:
            The figures that are the event's, alone or with others, in text order.
        """
        if episode.count == 1:
            return list(claims)
        own: list[Harm] = []
        for kind in dict.fromkeys((c.harm.outcome, c.harm.are_perpetrators) for c in claims):
            told = [c.harm for c in claims if (c.harm.outcome, c.harm.are_perpetrators) == kind]
            apart = self._told_apart(episode, told, place)
            own += told if apart is None else apart
        return [claim for claim in claims if any(claim.harm is harm for harm in own)]

    def _changed_later(self, episode: Episode, toll: Toll) -> Toll:
        """The number of dead after what later sentences add to it or set in its place."""
        if episode.is_shared or episode.count > 1:
            return toll
        first = toll.parts[0]
        told = max(part.end for part in toll.parts)
        later = later_toll(self._text, episode.spans, told, toll.minimum, toll.maximum)
        if later is None:
            return toll
        part = replace(
            first,
            start=later.start,
            end=later.end,
            minimum=later.minimum,
            maximum=later.maximum,
            rule="toll_later",
        )
        return Toll(later.minimum, later.maximum, (part,), False)

    def _of_this_event(self, episode: Episode, harm: list[Harm], place: str | None) -> list[Harm]:
        """Of figures shared by several events, those that are said to be this one's; none where they are totals."""
        if episode.is_shared:
            harm = [h for h in harm if episode.start <= h.start < episode.end]
        if episode.count == 1:
            return [h for h in harm if not any(start <= h.start < end for start, end in episode.totals)]
        apart = self._told_apart(episode, harm, place)
        if apart is not None:
            return apart
        each = re.search(
            r"\b(?:each|apiece|either\s+occasion|both\s+(?:attacks|cases|incidents))\b",
            self._text[episode.start : max(b for _, b in episode.spans)],
        )
        return harm if each else [h for h in harm if h.rule == "zero"]

    def _told_apart(self, episode: Episode, harm: list[Harm], place: str | None) -> list[Harm] | None:
        """This event's part of figures that are told apart; None where the words do not tell them apart."""
        marked = {id(h): which for h in harm if (which := self._ordinal_of(episode, h)) is not None}
        if marked:
            return [h for h in harm if marked.get(id(h)) == episode.index]
        there = [h for h in harm if place and self._is_told_of(place, episode, h)]
        if there:
            return there
        respectively = re.search(r"\brespectively\b", self._text[episode.start : episode.end])
        exact = [h for h in harm if h.rule != "zero"]
        return [exact[episode.index]] if respectively and len(exact) == episode.count else None

    def _is_told_of(self, place: str, episode: Episode, harm: Harm) -> bool:
        """Whether a later sentence tells of harm at this place ("They kidnapped nine women in X, and ...")."""
        if episode.start <= harm.start < episode.end:
            return False
        span = next((a, b) for a, b in episode.spans if a <= harm.start < b)
        clause = next((c for c in self._notes.clauses(*span) if c.start <= harm.start < c.end), None)
        return clause is not None and folded(place) in self._text[clause.start : clause.end]

    def _ordinal_of(self, episode: Episode, harm: Harm) -> int | None:
        """Which of several events a figure is said to be of: "... in the second", or "The second killed ..."."""
        part = _ORDINAL_PART.match(self._text, harm.end)
        if part is None:
            start = next(a for a, b in episode.spans if a <= harm.start < b)
            subjects = list(_ORDINAL_SUBJECT.finditer(self._text, start, harm.start))
            part = subjects[-1] if subjects else None
        if part is None:
            return None
        return _ORDINALS[next(word for word in part.groups() if word).lower()]

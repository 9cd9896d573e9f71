"""Finds which framework a clause or a list's item speaks of, by the codebook's terms and by the institutions named.

Precise terms come before general ones; coordinated numbers ("UNSCRs 2178 and 2396") are several frameworks.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipelines.extraction.compliance_knowledge import NO_FRAMEWORK, ComplianceKnowledge
from pipelines.extraction.compliance_phrases import Hit
from pipelines.extraction.model import Names

REGIONAL = "regional-membership"
MAXIMUM_BETWEEN = 80
"""Coordinated numbers stand no further apart than this, in characters."""
_COORDINATED = re.compile(
    r"[\s,()]*(?:(?:and|or|&|as\s+well\s+as)\s+)?(?:(?:the|UN|UNSC|Security\s+Council)\s+)*(?:(?:UNSCRs?|resolutions?)[\s()]*)?",
    re.IGNORECASE,
)
_EACH_IN_ITS_WAY = re.compile(
    r"\s+(?:through|under|by|via)\s[^,;]{1,50}?\sand\s+(?:(?:UNSCRs?|resolutions?)[\s()]*)?", re.IGNORECASE
)
_LIST_OF_EACH = re.compile(
    r"\s+(?:sanctions\s+)?lists?\s+and\s+(?:(?:on|of)\s+)?(?:(?:the|its|an?)\s+)?(?:\w+\s+){0,2}?lists?\s+(?:under|pursuant\s+to|of)\s+"
    r"(?:(?:the|UN|UNSC|Security\s+Council)\s+)*(?:(?:UNSCRs?|resolutions?)[\s()]*)?",
    re.IGNORECASE,
)
"""What stands between two resolutions that each have a list: "the X list and the domestic list under Y"."""
_NOT_IN_A_NAME = re.compile(r"[,;)]|\band the\b")
_BRACKETED = re.compile(r"\(([A-Z][A-Z0-9/-]+)\)")
_ARTICLE_BEFORE = re.compile(r"\b(?:an?|the|is|as|also|and)\s+(?:(?:founding|full|active|recent|new)\s+)?$")
_COUNTED_FOR = re.compile(
    r"\band\s+(?:(?:about|some|nearly|over|almost|approximately|around|more\s+than|up\s+to)\s+)?\d[\d,]*\b"
)
_INTRODUCED = re.compile(r"\(([A-Z]{2,7})\)")
_SEVERAL = re.compile(r",|\b(?:and|or|as well as)\b")
_ABBREVIATION = re.compile(r"[A-Z][A-Z0-9/-]+$|[A-Z]+-?\d*$")


@dataclass(frozen=True, slots=True)
class Found:
    """A framework, and the span of the term that names it; no span where the context alone tells it."""

    framework: str
    start: int | None = None
    end: int | None = None

    @property
    def span(self) -> tuple[int, int] | None:
        """The span of the term, if there is one."""
        return None if self.start is None or self.end is None else (self.start, self.end)


def abbreviations_of(text: str, knowledge: ComplianceKnowledge) -> dict[str, int]:
    """The abbreviations that a chapter introduces for a framework: "the Prevention of Terrorism Act (PTA)".

    Args:
        text: the folded text of the chapter.
        knowledge: the codebook.

    Returns:
        The number of the framework's entry by abbreviation; one that also stands for something else is left out.
    """
    meant: dict[str, set[int | None]] = {}
    shortened = [(number, entry.short_for) for number, entry in enumerate(knowledge.frameworks) if entry.short_for]
    for match in _INTRODUCED.finditer(text):
        before = text[max(0, match.start() - MAXIMUM_BETWEEN) : match.start()]
        meant.setdefault(match.group(1), set()).add(
            next((number for number, pattern in shortened if pattern.search(before)), None)
        )
    return {
        abbreviation: number
        for abbreviation, numbers in meant.items()
        for number in numbers
        if number is not None and len(numbers) == 1
    }


class FrameworkFinder:
    """The framework terms of one sentence."""

    def __init__(
        self, text: str, hits: Sequence[Hit], section: str, names: Names, knowledge: ComplianceKnowledge
    ) -> None:
        self._text = text
        self._hits = hits
        self._section = section
        self._names = names
        self._knowledge = knowledge

    def any(self) -> bool:
        """Whether the sentence has any framework term."""
        return bool(self._hits)

    def spans(self) -> list[tuple[int, int]]:
        """The spans of all terms that name a membership, so that they are never cut."""
        return [
            (hit.start, hit.end)
            for hit in self._hits
            if self._knowledge.frameworks[hit.entry].terms.kind == "membership"
        ]

    def _holding(self, start: int, end: int, kinds: tuple[str, ...]) -> list[Hit]:
        """The hits in a span whose conditions hold, the most precise first."""
        clause = self._text[start:end]
        found = []
        for hit in self._hits:
            entry = self._knowledge.frameworks[hit.entry]
            if hit.start < start or hit.end > end or entry.terms.kind not in kinds:
                continue
            if entry.terms.sections and self._section not in entry.terms.sections:
                continue
            if entry.not_before and entry.not_before.match(self._text, hit.end):
                continue
            if entry.together_with and not entry.together_with.search(clause):
                continue
            if entry.excluded_by and entry.excluded_by.search(clause):
                continue
            found.append(hit)
        return sorted(found, key=lambda hit: (hit.entry, hit.start))

    def _named(self, hit: Hit) -> Found:
        return Found(self._knowledge.frameworks[hit.entry].terms.id, hit.start, hit.end)

    def measures(self, start: int, end: int) -> tuple[Found, ...]:
        """The framework of a clause, and those coordinated with it; empty where the clause names none."""
        holding = self._holding(start, end, ("measure", "weak"))
        if not holding:
            return ()
        first = holding[0]
        group = self._knowledge.frameworks[first.entry].terms.group
        same = [hit for hit in holding if group and self._knowledge.frameworks[hit.entry].terms.group == group]
        if len(same) < 2:
            return (self._named(first),)
        return self._coordinated(sorted(same, key=lambda hit: hit.start))

    def _coordinated(self, hits: Sequence[Hit]) -> tuple[Found, ...]:
        kept = [hits[0]]
        for hit in hits[1:]:
            between = self._text[kept[-1].end : hit.start]
            if (
                len(between) <= MAXIMUM_BETWEEN
                and any(way.fullmatch(between) for way in (_COORDINATED, _EACH_IN_ITS_WAY, _LIST_OF_EACH))
                and self._knowledge.frameworks[hit.entry].terms.id
                not in {self._knowledge.frameworks[k.entry].terms.id for k in kept}
            ):
                kept.append(hit)
        return tuple(self._named(hit) for hit in kept)

    def group(self, start: int, end: int, group: str) -> tuple[Found, ...]:
        """Every framework of a group in a clause, such as the legal bases of one restriction."""
        found: dict[str, Found] = {}
        for hit in self._holding(start, end, ("measure",)):
            if self._knowledge.frameworks[hit.entry].terms.group == group:
                found.setdefault(self._knowledge.frameworks[hit.entry].terms.id, self._named(hit))
        return tuple(sorted(found.values(), key=lambda one: one.start or 0))

    def missions(self, start: int, end: int) -> tuple[Found, ...]:
        """The missions in a clause, each once, all of the most precise kind there is."""
        holding = self._holding(start, end, ("mission",))
        if not holding:
            return ()
        best = self._knowledge.frameworks[holding[0].entry].terms.id
        hits = sorted(
            (hit for hit in holding if self._knowledge.frameworks[hit.entry].terms.id == best),
            key=lambda hit: (hit.start, hit.end),
        )
        proper = [hit for hit in hits if not self._text[hit.start : hit.end].islower()]
        kept: list[Hit] = []
        for hit in proper or hits[:1]:
            if not kept or (
                hit.start >= kept[-1].end
                and not self._is_short_for(hit, kept[-1])
                and _SEVERAL.search(self._text, kept[-1].end, hit.start)
            ):
                kept.append(hit)
        return tuple(self._named(hit) for hit in kept)

    def contributions(self, start: int, end: int) -> tuple[Found, ...]:
        """The missions that forces are counted for one by one ("740 troops to X and 1,100 to Y"), else the first."""
        first = self.missions(start, end)[:1]
        proper = sorted(
            (hit for hit in self._holding(start, end, ("mission",)) if not self._text[hit.start : hit.end].islower()),
            key=lambda hit: (hit.start, -hit.end),
        )
        kept: list[Hit] = []
        for hit in proper:
            if not kept or (hit.start >= kept[-1].end and _COUNTED_FOR.search(self._text, kept[-1].end, hit.start)):
                kept.append(hit)
        return tuple(self._named(hit) for hit in kept) if len(kept) > 1 else first

    def _is_short_for(self, hit: Hit, before: Hit) -> bool:
        """Whether a hit is the acronym in brackets after the full name: "the Straits Mission in Ardenia (SMA)"."""
        return (
            self._text[hit.start - 1] == "("
            and self._text[hit.end : hit.end + 1] == ")"
            and not _NOT_IN_A_NAME.search(self._text, before.end, hit.start)
        )

    def partnerships(self, start: int, end: int, wanted: Sequence[str]) -> tuple[Found, ...]:
        """The wanted frameworks of membership that are named in a span, each once."""
        found: dict[str, Found] = {}
        for hit in self._holding(start, end, ("membership",)):
            one = self._named(hit)
            if one.framework in wanted:
                found.setdefault(one.framework, one)
        return tuple(found.values())

    def membership(self, start: int, end: int, organization: bool) -> Found | None:
        """The framework of a list's item.

        Args:
            start: first code point of the item.
            end: end of the item, exclusive.
            organization: whether the item has to be an organization by its words, since the cue alone does not say so.

        Returns:
            The framework with the item's span, or None where the item is no organization.
        """
        holding = self._holding(start, end, ("membership",))
        if holding:
            return Found(self._knowledge.frameworks[holding[0].entry].terms.id, start, end)
        types = [
            self._names.institutions[mention.institution_id].institution_type
            for mention in self._names.within(start, end)
        ]
        if "armed_group" in types:
            return None
        for kind in types:
            if kind in self._knowledge.institution_frameworks:
                return Found(self._knowledge.institution_frameworks[kind], start, end)
        item = self._text[start:end]
        if self._knowledge.program_words.search(item):
            return Found(NO_FRAMEWORK, start, end)
        mission = self._holding(start, end, ("mission",)) if organization else []
        if mission and self._knowledge.mission_words.search(item):
            return Found(self._named(mission[0]).framework, start, end)
        known = any(kind in ("regional_organization", "international_organization") for kind in types)
        if (
            organization
            and not known
            and not self._knowledge.organization_words.search(item)
            and not _ABBREVIATION.fullmatch(item)
        ):
            return None
        return Found(REGIONAL, start, end)

    def membership_anywhere(self, start: int, end: int) -> Found | None:
        """The organization last named in a span: by a membership term, an institution, or an acronym in brackets."""
        holding = self._holding(start, end, ("membership",))
        if holding:
            return self._named(holding[-1])
        acronyms = list(_BRACKETED.finditer(self._text, start, end))
        mentions = [
            mention
            for mention in self._names.within(start, end)
            if self._names.institutions[mention.institution_id].institution_type
            in ("regional_organization", "international_organization")
        ]
        if mentions:
            return Found(REGIONAL, mentions[-1].start, mentions[-1].end)
        return Found(REGIONAL, acronyms[-1].start(1), acronyms[-1].end(1)) if acronyms else None

    def organization_before(self, start: int, end: int) -> Found | None:
        """The organization that a clause has for its subject, by a membership term or an institution's type."""
        holding = self._holding(start, end, ("membership",))
        if holding:
            return self._named(holding[0])
        for mention in self._names.within(start, end):
            kind = self._names.institutions[mention.institution_id].institution_type
            if kind == "regional_organization":
                return Found(REGIONAL, mention.start, mention.end)
        return None

    def organization_beside(self, start: int, end: int) -> Found | None:
        """The organization whose name ends right before a noun and follows an article: "an Egmont Group member"."""
        spans = [(hit.start, hit.end, self._named(hit)) for hit in self._holding(start, end, ("membership",))]
        for mention in self._names.within(start, end):
            kind = self._names.institutions[mention.institution_id].institution_type
            if kind == "regional_organization":
                spans.append((mention.start, mention.end, Found(REGIONAL, mention.start, mention.end)))
        for first, last, found in spans:
            if not self._text[last:end].strip() and _ARTICLE_BEFORE.search(self._text[max(start, first - 24) : first]):
                return found
        return None

    def of_no_name(self) -> Found:
        """The framework of what the section speaks of by itself, or none."""
        return Found(self._knowledge.finance_framework if self._section == "finance" else NO_FRAMEWORK)

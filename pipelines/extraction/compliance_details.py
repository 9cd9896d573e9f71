"""The fields of a compliance row beside framework and status: who judged, which direction, when, of whom, and what.

Each is read from the clause's own words; where the words say nothing the field has its neutral value.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipelines.extraction.compliance_clauses import Clause
from pipelines.extraction.compliance_knowledge import ComplianceKnowledge, Rule
from pipelines.extraction.compliance_phrases import Hit, Words
from pipelines.extraction.dates import find_dates
from pipelines.extraction.model import Mention, Names

DEPARTMENT = "usdos"
COUNTRY = "country"
MAXIMUM_MEASURE = 90
STANDING = frozenset(("membership", "participation"))
"""The scales of belonging to something and taking part in it."""
_BODIES = ("standard_setter", "fatf_style_regional_body")
_NOT_SUBJECTS = (
    "government",
    "armed_group",
    "legislature",
    "regional_organization",
    "international_organization",
    "standard_setter",
    "fatf_style_regional_body",
    "fiu_network",
    "multinational_mission",
)
_IN_YEAR = re.compile(r"\b(?:in|since|during|until|by|from)\s+$", re.IGNORECASE)
_AFTER_COMMA = re.compile(r",\s+(?:the\s+)?$")
_STILL_TO_COME = re.compile(
    r"\b(?:(?:needs?|needed)(?: to be)?|(?:have|has|had|yet) to be|how to(?: better)?)\s+$", re.IGNORECASE
)
"""What stands before a change that is only wanted: "needs to be strengthened"."""
_MANDATE_BEFORE = re.compile(r"\bmandate\s+(?:was|were|is|has\s+been|had\s+been)\s+$", re.IGNORECASE)
_MANDATE_AFTER = re.compile(r"\s+(?:[\w']+\s+){0,3}?mandates?\b", re.IGNORECASE)
"""A mandate that is extended lasts longer; nothing has grown."""
_OTHER_DIRECTION_AFTER = re.compile(
    r"\s+to\s+(?:increase|expand|deepen|broaden|widen|grow|improve|strengthen|enhance|reduce|worsen|decline)\b"
    r"|\s+(?:follow-up|due\s+diligence)\b|(?<=kept)\s+by\b",
    re.IGNORECASE,
)
"""What goes on may be a change ("continued to improve"), and "enhanced" may be a name ("enhanced follow-up")."""
_PHRASE_OPENERS = frozenset(
    "about after against although among as at because before between but by during for from if in including into on"
    " since that though through to toward under until when where which while who with within without".split()
)
"""Words that open a phrase, so that what stands before them can stand alone."""
_LINKS = _PHRASE_OPENERS | {"and", "nor", "of", "or"}
"""These, and the words before which one can break off where there is no better place."""
_DETERMINERS = frozenset(("the", "a", "an", "its", "their", "his", "her", "this", "these", "those", "any", "no"))
_AS_OF = re.compile(r"\b[Aa]s of (?:the (?:end|beginning) of )?$")


@dataclass(frozen=True, slots=True)
class Detail:
    """A field's value with the span of its words; no span where nothing in the text says it."""

    value: str
    start: int | None = None
    end: int | None = None


def _fitting(words: Sequence[str]) -> int:
    """How many of the words a measure has room for: at least one."""
    length = 0
    for number, word in enumerate(words):
        length += len(word) + 1
        if length > MAXIMUM_MEASURE and number:
            return number
    return len(words)


def _phrase_end(words: Sequence[str], fitting: int) -> int:
    """The last place among the words that fit where a phrase ends; else where they stop fitting."""
    for openers in (_PHRASE_OPENERS, _LINKS):
        for number in range(fitting, fitting // 2, -1):
            ends = words[number - 1].endswith((",", ";", ":")) or words[number].lower() in openers
            if ends and words[number - 1].lower() not in _LINKS | _DETERMINERS:
                return number
    return fitting


class SentenceDetails:
    """The indexes of one sentence that details are read from."""

    def __init__(self, text: str, words: Words, names: Names, knowledge: ComplianceKnowledge, year: int) -> None:
        self._text = text
        self._names = names
        self._knowledge = knowledge
        self._year = year
        self._bodies = knowledge.assessor_terms.find(words)
        self._verbs = knowledge.finding_verbs.find(words) if self._bodies or names.mentions else []
        self._words = words
        self._directions: list[Hit] | None = None

    def body(self, start: int, end: int) -> Detail | None:
        """The last body with findings of its own that is named in a span."""
        mention = next((m for m in reversed(self._names.within(start, end)) if self._type(m) in _BODIES), None)
        if mention:
            return Detail(mention.institution_id, mention.start, mention.end)
        hit = next(
            (
                hit
                for hit in reversed(self._bodies)
                if hit.start >= start and hit.end <= end and not self._text.startswith("-style", hit.end)
            ),
            None,
        )
        return Detail(self._knowledge.assessors[hit.entry], hit.start, hit.end) if hit else None

    def _type(self, mention: Mention) -> str:
        return self._names.institutions[mention.institution_id].institution_type

    def relayed_from(self, start: int, cue_start: int) -> Detail | None:
        """The body that the sentence says found, reported or said what stands at the cue."""
        for verb in self._verbs:
            subject = self._subject_of(start, verb.start)
            if subject and (verb.start <= cue_start or self._follows_comma(subject)):
                return subject
        return None

    def _follows_comma(self, subject: Detail) -> bool:
        """Whether a subject stands as in "..., the Board found", which relays what is before it."""
        return subject.start is not None and bool(
            _AFTER_COMMA.search(self._text[max(0, subject.start - 8) : subject.start])
        )

    def _subject_of(self, start: int, verb_start: int) -> Detail | None:
        body = self.body(start, verb_start)
        if body and body.end is not None and verb_start - body.end <= 12:
            return body
        mention = next((m for m in reversed(self._names.within(start, verb_start)) if verb_start - m.end <= 4), None)
        if mention and self._type(mention) in ("ngo", "international_organization"):
            return Detail(mention.institution_id, mention.start, mention.end)
        return None

    def direction(self, clause: Clause) -> Detail:
        """The direction of change that the clause's words say."""
        hits = [
            hit
            for hit in self._direction_hits()
            if clause.start <= hit.start < clause.end
            and not _STILL_TO_COME.search(self._text[max(clause.start, hit.start - 16) : hit.start])
            and not _MANDATE_BEFORE.search(self._text[max(clause.start, hit.start - 24) : hit.start])
            and not _MANDATE_AFTER.match(self._text, hit.end, clause.end)
            and not _OTHER_DIRECTION_AFTER.match(self._text, hit.end, clause.end)
        ]
        if not hits:
            return Detail("not_stated")
        first = min(hits, key=lambda hit: (hit.entry, hit.start))
        return Detail(self._knowledge.directions[first.entry], first.start, first.end)

    def _direction_hits(self) -> list[Hit]:
        if self._directions is None:
            self._directions = self._knowledge.direction_terms.find(self._words)
        return self._directions

    def change_date(self, start: int, end: int) -> Detail | None:
        """The date of a change: the first in the clause; a bare year counts only after "in", "since" and the like."""
        for date in find_dates(self._text, start, end, self._year):
            if date.precision != "year" or _IN_YEAR.search(self._text[max(start, date.start - 12) : date.start]):
                return Detail(date.edtf, date.start, date.end)
        return None

    def as_of(self, start: int, end: int) -> tuple[Detail, str]:
        """The day for which the status holds, and what says so."""
        dates = find_dates(self._text, start, end, self._year) if "s of " in self._text[start:end] else ()
        for date in dates:
            if _AS_OF.search(self._text[max(start, date.start - 30) : date.start]):
                return Detail(date.edtf, date.start, date.end), "explicit"
        current = [hit for hit in self._knowledge.current.find(self._words) if start <= hit.start < end]
        if current:
            # An interval with an open end (EDTF level 1): when the report was written, which its text does not date.
            return Detail(f"{self._year}-12-31/..", current[0].start, current[0].end), "publication_time"
        return Detail(f"{self._year}-12-31"), "report_period_end"

    def subject(self, start: int, cue_start: int, framework: str) -> Detail:
        """The institution that the clause has for its subject, or the country."""
        mentions = self._names.within(start, cue_start)
        unit = next((m for m in mentions if self._type(m) == "financial_intelligence_unit"), None)
        if framework == "egmont-membership" and unit:
            return Detail(unit.institution_id, unit.start, unit.end)
        opening = next((m for m in mentions if m.start - start <= 24), None)
        if (
            opening
            and self._type(opening) not in _NOT_SUBJECTS
            and self._names.institutions[opening.institution_id].level == "national"
        ):
            return Detail(opening.institution_id, opening.start, opening.end)
        return Detail(COUNTRY)

    def measure(self, start: int, end: int) -> Detail:
        """A short description out of the clause's own words, which ends where a phrase does."""
        start = self._after_leading(start, end)
        words = self._text[start:end].strip(" .,;").split()
        fitting = _fitting(words)
        kept = words[: fitting if fitting == len(words) else _phrase_end(words, fitting)]
        return Detail(" ".join(kept).rstrip(",;:"), start, end)

    def opening(self, start: int, end: int) -> str:
        """The words that a row's identifier is made of: as many as fit, so that identifiers outlast better wording."""
        words = self._text[self._after_leading(start, end) : end].strip(" .,;").split()
        return " ".join(words[: _fitting(words)])

    def _after_leading(self, start: int, end: int) -> int:
        match = self._knowledge.leading.match(self._text[start:end])
        return start + (match.end() if match else 0)

    def domain(self, framework: str, rule: Rule, clause: Clause, section: str) -> str:
        """The domain: of the framework, else of the rule, else of the clause's words, else of the section."""
        domain = self._knowledge.framework_domains.get(framework, "") or rule.domain
        if domain:
            return domain
        clause_text = self._text[clause.start : clause.end]
        found: Sequence[str] = [
            name
            for name, pattern, sections in self._knowledge.domains
            if (not sections or section in sections) and pattern.search(clause_text)
        ]
        if found:
            return found[0]
        return "international_cooperation" if rule.status_type in STANDING else self._knowledge.section_domains[section]

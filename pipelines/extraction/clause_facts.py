"""Reads what a clause or a sentence tells of in words: violence, attackers, counts, claims, or many events at once.

Every search of a span is made once, since each date of a sentence asks for it.
"""

import re
from dataclasses import dataclass

from pipelines.extraction.annotations import Annotations
from pipelines.extraction.clauses import Clause
from pipelines.extraction.dates import DateMention, RelativeDate
from pipelines.extraction.harm import Harm
from pipelines.extraction.model import Mention
from pipelines.reading.model import Sentence

_FOR_AN_ATTACK = re.compile(
    r"\s*for\s+(?:an?|another)\s+(?:[\w-]+\s+){0,2}?(?=\w+(?:\s+\w+){0,4}\s+on\b)", re.IGNORECASE
)
_VERB_FORM = re.compile(
    (
        r"(?:\w+ed|shot|struck|hit|blew|overran|threw|set\b.*|stormed|went\s+off|broke\s+into|drove\b.*|ran\s+over"
        r"|gunned\s+down|opened\s+fire)"
    ),
    re.IGNORECASE,
)
_FINITE_VERB = re.compile(r"\b(?:was|were|is|are|had|has|have|did|\w+ed|shot|struck|hit|blew|threw|set|took|fled)\b")
_COUNTED_SUBJECT = re.compile(
    r"\b(?:an?|the|two|three|four|five|six|seven|eight|nine|ten|\d+)\s+(?:[\w'-]+\s+){0,3}[\w'-]+$", re.IGNORECASE
)
"""So many people, and not people in general, of whom many events would be told."""
_WHO_HAD = re.compile(r"\bwho\s+(?:had|has|have)\s+(?:\w+ly\s+)?(?:been\s+)?$", re.IGNORECASE)
"""Before what somebody had done or met with earlier, which says who it is and not what took place."""
_RESPONSIBLE_FOR_HARM = re.compile(
    r"responsible\s+for\s+(?:the\s+)?(?:deaths?|killings?|murders?|abductions?|kidnappings?)\s+of\s+(?:at\s+least\s+)?"
    r"(?:\d|an?\b|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)",
    re.IGNORECASE,
)
"""How a deed with its count is told, where "responsible for" otherwise tells of somebody known from a deed."""
_OFF_A_VEHICLE = re.compile(r"ordered\s+(?:[\w-]+\s+){1,5}?(?:off|out\s+of|from)\b", re.IGNORECASE)
"""How attackers get at people, where "ordered" otherwise tells of what an office does."""
_MODIFIER_BEFORE = re.compile(r"\b(?:the|a|an|of|for)\s+$", re.IGNORECASE)
PASSIVE_BEFORE = re.compile(r"\b(?:was|were|been)\s+(?:\w+ly\s+)?$", re.IGNORECASE)
"""Before a verb that tells what befell its subject."""
BOMB_DEFUSED = re.compile(
    r"\b(?:defused|disarmed|deactivated|neutrali[sz]ed|destroyed|detonated)\s+(?:[\w-]+\s+){0,4}?(?:bombs?|devices?|IEDs?|explosives?|mines?)\b"
    r"|\b(?:found|discovered)\s+(?:an?|the)\s+(?:[\w-]+\s+){0,3}?(?:bomb|device|IED)\b[^.;]{0,120}\b(?:defused|disarmed|deactivated)\b"
    r"|\b(?:bombs?|devices?|IEDs?)\s+(?:was|were)\s+(?:found|discovered|defused|disarmed|deactivated)\b",
    re.IGNORECASE,
)
_NOTHING_BUT = re.compile(r"\s*(?:on|in|during)?\s*(?:the\s+(?:night|evening|morning)\s+of\s+)?", re.IGNORECASE)
RETAKES = re.compile(
    r"\b(?:retook|recaptured|swept|cleared|liberated|overran|(?:launched|began|mounted|conducted|carried\s+out)\s+(?:an?\s+)?(?:\w+\s+){0,2}?(?:offensive|operation|sweep|assault))\b",
    re.IGNORECASE,
)
"""What state forces do that counts as an operation only where the next sentence tells of the dead."""
_NOMINAL = re.compile(r"\bof$", re.IGNORECASE)
BODIES_FOUND = re.compile(
    r"\b(?:found|discovered|recovered)\s+(?:the\s+)?(?:[\w-]+\s+){0,2}?(?:bodies|body|corpses?)\b"
    r"|\b(?:bodies|body|corpses?)\s+of\b[^;.]{0,120}\b(?:found|discovered|recovered)\b",
    re.IGNORECASE,
)
VANISHED = re.compile(
    r"\b(?P<verb>disappeared|vanished|went\s+missing|(?:was|were)\s+reported\s+missing)\b", re.IGNORECASE
)
HELD = re.compile(
    r"\b(?:(?:was|were|is|are)\s+(?:still\s+)?(?:holding|being\s+held\s+by)|captors?|kidnap\w*|abduct\w*|ransom"
    r"|hostages?)\b",
    re.IGNORECASE,
)
"""What says of people who went missing that they were taken."""
FOUND_AND_EXPLODED = re.compile(
    r"\b(?:found|discovered|noticed)\s+(?:an?|the)\s+(?:[\w-]+\s+){0,3}?(?:bomb|device|IED|explosive|grenade|parcel|package)\b"
    r"[^.]{0,120}?\b(?:went\s+off|exploded|detonated|blew\s+up)\b",
    re.IGNORECASE,
)
JUDICIAL = re.compile(
    (
        r"\b(?:sentenc\w*|convict\w*|indict\w*|charged|acquit\w*|trial|tried(?!\s+to\b)|prosecut\w*|pleaded|pled|verdict"
        r"|appeal)\b"
    ),
    re.IGNORECASE,
)
_MANY = re.compile(
    (
        r"\b(?:hundreds|dozens|scores|numerous|many|several|frequent|multiple|\d+|most|majority|increas\w+"
        r"|decreas\w+|number)\b"
    ),
    re.IGNORECASE,
)
PLURAL_EVENTS = re.compile(
    (
        r"\b(?:attacks|bombings|incidents|killings|kidnappings|assassinations|raids|explosions|ambushes|operations"
        r"|assaults|abductions|methods|tactics|targets)\b"
    ),
    re.IGNORECASE,
)
_UNEQUALLED = re.compile(
    r"\b(?:worst|deadliest|bloodiest|largest|biggest|first|most\s+\w+)\s+(?:[\w-]+\s+){1,6}$", re.IGNORECASE
)
_SUPERLATIVE_REACHES = 60
_ELSEWHERE = re.compile(
    r"(?:Elsewhere|Separately|In\s+other|Other|During\s+the\s+(?:year|campaign)|In\s+the\s+(?:run-?up|weeks|months|days|year)\b"
    r"|Before\s+the|Ahead\s+of|Throughout)\b"
)
_THERE_WERE = re.compile(r"(?:In\s+addition,?\s+|Also,?\s+|Additionally,?\s+)?[Tt]here\s+were\b")


@dataclass(frozen=True, slots=True)
class SentenceFacts:
    """What the annotators found in one sentence; `leads` says that it is the first of its paragraph."""

    sentence: Sentence
    clauses: tuple[Clause, ...]
    dates: tuple[DateMention, ...]
    relatives: tuple[RelativeDate, ...]
    harm: tuple[Harm, ...]
    mentions: tuple[Mention, ...]
    leads: bool = False


class ClauseReader:
    """Reads clauses of one chapter."""

    def __init__(self, notes: Annotations) -> None:
        """Prepare for one chapter's annotations."""
        self._notes = notes
        self._text = notes.text
        self._words = notes.words
        self._found: dict[tuple[int, int, int], re.Match[str] | None] = {}
        self._firsts: dict[tuple[int, int, int], int | None] = {}

    def forget(self) -> None:
        """Drop what was found in the paragraph before."""
        self._found.clear()
        self._firsts.clear()

    def act_of_violence(self, facts: SentenceFacts, clause: Clause) -> int | None:
        """Where a clause tells of violence; the taking of a place is that where the sentence tells of harm."""
        violence = self.first(self._words.violence, clause)
        taken = self.search(RETAKES, clause.start, clause.end) if violence is None and facts.harm else None
        return taken.start() if taken else violence

    def claims_another(self, start: int, end: int) -> bool:
        """Whether what is claimed is an attack not told of before ("claimed responsibility for a shooting on ...")."""
        return any(
            (named := _FOR_AN_ATTACK.match(self._text, claim.end(), end)) is not None
            and self._words.violence.match(self._text, named.end(), end) is not None
            for claim in self._words.claims.finditer(self._text, start, end)
        )

    def violent_verb(self, clause: Clause) -> bool:
        """Whether violence is what the clause states, and not only what it refers to."""
        for match in self._words.violence.finditer(self._text, clause.start, clause.end):
            if _VERB_FORM.fullmatch(match.group()) and not _MODIFIER_BEFORE.search(
                self._text[max(0, match.start() - 8) : match.start()]
            ):
                return True
        return False

    def has_count(self, facts: SentenceFacts, start: int) -> bool:
        """Whether a sentence tells of harm behind a position, by a verb and not only by a noun ("the murder of")."""
        return any(harm.start >= start and not _NOMINAL.search(harm.verb) for harm in facts.harm)

    def has_attacker(self, clause: Clause, stop: int | None = None) -> bool:
        """Whether a clause, or what of it stands before `stop`, names an armed group or has a word for attackers."""
        end = clause.end if stop is None else stop
        if self.search(self._words.perpetrators, clause.start, end):
            return True
        if self.search(self._words.generic_attackers, clause.start, end):
            return True
        named = self._notes.mentions(clause.start, end)
        return any(self._notes.institution(m).institution_type == "armed_group" for m in named)

    def next_is_violent(self, facts: SentenceFacts, clause: Clause) -> bool:
        """Whether the clause is a mere date before the one with the predicate ("On June 3, when ...")."""
        following = [
            c
            for c in facts.clauses
            if c.start > clause.start and c.opener in ("when", "in which", "where", "during which")
        ]
        if following and self._words.violence.search(self._text, following[0].start, following[0].end):
            return True
        return self._goes_on_behind_who(facts, clause)

    def _goes_on_behind_who(self, facts: SentenceFacts, clause: Clause) -> bool:
        """Whether the subject's verb stands behind words on who it is ("a cleric who had warned of X was burned")."""
        behind = self._behind_subject(facts, clause)
        counted = _COUNTED_SUBJECT.search(self._text, clause.start, clause.end) is not None
        counted = counted or (behind is not None and self.has_count(facts, behind.start))
        if behind is None or not counted or self.is_court_matter(facts, clause):
            return False
        if self.first(self._words.not_events, behind) is not None:
            return False
        return self._words.violence.search(self._text, behind.start, behind.end) is not None

    def is_court_matter(self, facts: SentenceFacts, clause: Clause) -> bool:
        """Whether the subject is judged or arrested, whatever he had done ("a man who had killed two was tried")."""
        behind = self._behind_subject(facts, clause)
        if behind is None:
            return False
        arrested = self.search(self._words.arrests, behind.start, behind.end) is not None
        return arrested or self.judicial_first(behind)

    def _behind_subject(self, facts: SentenceFacts, clause: Clause) -> Clause | None:
        """The clause on who the subject is, where the subject stands before it without a verb."""
        behind = next((c for c in facts.clauses if c.start > clause.end), None)
        if behind is None or behind.opener != "who" or _FINITE_VERB.search(self._text, clause.start, clause.end):
            return None
        return behind

    def _only_dates(self, facts: SentenceFacts, clause: Clause) -> bool:
        """Whether a clause is the date before the sentence ("On August 30 - the eve of a feast - a mine exploded")."""
        dates = [date for date in facts.dates if clause.start <= date.start < clause.end]
        return (
            bool(dates)
            and _NOTHING_BUT.fullmatch(self._text, clause.start, dates[0].start) is not None
            and (not self._text[dates[-1].end : clause.end].strip(" ,-—"))
        )

    def goes_on_violently(self, facts: SentenceFacts, clause: Clause) -> bool:
        """Whether the rest of a list's item tells of violence, where its first clause is cut off before its verb."""
        if self.next_is_violent(facts, clause):
            return True
        if self._only_dates(facts, clause):
            return any(self.first(self._words.violence, other) is not None for other in facts.clauses[1:])
        if clause is not facts.clauses[0] or self.first(self._words.not_events, clause) is not None:
            return False
        return any(h.start > clause.end for h in facts.harm) and any(
            self.first(self._words.violence, other) is not None for other in facts.clauses[1:]
        )

    def search(self, pattern: re.Pattern[str], start: int, end: int) -> re.Match[str] | None:
        """Search a span once, however many dates of it are looked at."""
        # By identity, since the hash of a pattern is made anew each time.
        key = (id(pattern), start, end)
        if key not in self._found:
            self._found[key] = pattern.search(self._text, start, end)
        return self._found[key]

    def first(self, pattern: re.Pattern[str], clause: Clause) -> int | None:
        """Where a clause first has such words outside names and words for attackers; looked for once."""
        key = (id(pattern), clause.start, clause.end)
        if key not in self._firsts:
            self._firsts[key] = self._first_outside_names(pattern, clause)
        return self._firsts[key]

    def _first_outside_names(self, pattern: re.Pattern[str], clause: Clause) -> int | None:
        for match in pattern.finditer(self._text, clause.start, clause.end):
            deed = _OFF_A_VEHICLE.match(self._text, match.start()) or _RESPONSIBLE_FOR_HARM.match(
                self._text, match.start()
            )
            if deed or self._words.perpetrators.fullmatch(match.group()):
                continue
            if _WHO_HAD.search(self._text, max(0, clause.start - len("who ")), match.start()):
                continue
            if not any(m.start <= match.start() < m.end for m in self._notes.mentions(clause.start, clause.end)):
                return match.start()
        return None

    def judicial_first(self, clause: Clause) -> bool:
        """Whether a clause speaks of courts."""
        return self.search(JUDICIAL, clause.start, clause.end) is not None

    def is_claim(self, clause: Clause) -> bool:
        """Whether somebody claims responsibility in a clause."""
        return self.search(self._words.claims, clause.start, clause.end) is not None

    def turns_to_others(self, facts: SentenceFacts) -> bool:
        """Whether a sentence leaves the event told before for others ("Elsewhere, ...", "There were six attacks")."""
        start, end = facts.sentence.start, facts.sentence.end
        return _ELSEWHERE.match(self._text, start, end) is not None or (
            _THERE_WERE.match(self._text, start, end) is not None
            and PLURAL_EVENTS.search(self._text, start, end) is not None
        )

    def sums_up(self, start: int, end: int) -> bool:
        """Whether words tell of a course of events ("since May"); "the worst attack since 2003" is one event."""
        return any(
            not _UNEQUALLED.search(self._text, max(start, match.start() - _SUPERLATIVE_REACHES), match.start())
            for match in self._words.aggregates.finditer(self._text, start, end)
        )

    def is_aggregate(self, facts: SentenceFacts) -> bool:
        """Whether a sentence tells of many events and not of one."""
        start, end = facts.sentence.start, facts.sentence.end
        if self.sums_up(start, end):
            return True
        return (
            PLURAL_EVENTS.search(self._text, start, end) is not None
            and _MANY.search(self._text, start, end) is not None
            and not facts.harm
        )

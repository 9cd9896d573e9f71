"""Decides which dates of a sentence are the days of an event, and which date a claim, a report or something else.

A date counts where its clause tells of violence; the day of an announcement or of an earlier year does not.
"""

import re
from collections.abc import Sequence

from pipelines.extraction.annotations import Annotations
from pipelines.extraction.clause_facts import (
    BODIES_FOUND,
    BOMB_DEFUSED,
    FOUND_AND_EXPLODED,
    ClauseReader,
    SentenceFacts,
)
from pipelines.extraction.clauses import Clause
from pipelines.extraction.dates import DateMention, shifted

BACKGROUND_BEFORE = re.compile(
    (
        r"\b(?:by|since|until|till|before|after|prior\s+to|as\s+of|following|from|through|to)\s+(?:the\s+(?:end"
        r"|middle|beginning)\s+of\s+)?(?:the\s+)?(?:late\s+|early\s+|mid-)?$"
    ),
    re.IGNORECASE,
)
_UNTIL = re.compile(
    r"\b(?:until|till)\s+(?:[^,;.]|(?<=[A-Z])\.){1,80}?\b(?:left|ended|withdrew|departed)\b[^,;.]{0,30}$"
)
"""Before the day on which something came to its end, which is no day of what went on until then."""
_UNTIL_REACHES = 130
_ATTACK_NOUN = re.compile(
    (
        r"(?:,)?\s+(?:[\w-]+\s+){0,4}?(?:attacks?|bombings?|explosions?|blasts?|assassinations?|killings?|murders?"
        r"|shootings?|ambush|ambushes|kidnappings?|abductions?|assaults?|raids?|incidents?|stabbings?|arson"
        r"|massacre|hijacking|siege)\b"
    ),
    re.IGNORECASE,
)
_ARTICLE_BEFORE = re.compile(r"\b(?:an?|the|its|their|his|'s)\s+$", re.IGNORECASE)
_BETWEEN_DATES = re.compile(r"\s*(?:,|,?\s*and)\s*(?:again\s+)?(?:on\s+|in\s+)?$", re.IGNORECASE)
_THE_PERSON = re.compile(
    r"(?:The\s+(?:\w+\s+)?(?:suspects?|attackers?|perpetrators?|gunm[ae]n|assailants?|bombers?|driver"
    r"|shooter)\b|He\b|She\b)"
)
_THE_KNOWN_ATTACK = re.compile(
    r"\b(?:the|this|that)\s+(?:attack|bombing|killing|explosion|blast|raid|assault|ambush|kidnapping|abduction|murder|massacre|shooting)\s+on\s+$",
    re.IGNORECASE,
)
"""Before the day of a claim: "claimed the attack on May 3" speaks of one told of before."""
_STATEMENT_AFTER = re.compile(
    (
        r"\s+(?:[\w-]+\s+){0,2}(?:press\s+release|report|speech|letter|interview|ruling|verdict|decree|statement|video|communiqu\w*|message|posting|post|announcement"
        r"|tweet|newsletter|audio|recording)\b"
    ),
    re.IGNORECASE,
)
_OF_THE_ATTACK = re.compile(
    r"\s*(?:for\s+)?(?:the|this|that|both)?\s*(?:\w+\s+)?\w+\s+(?:on|in|via|through|late\s+on)\s+(?:an?\s+)?",
    re.IGNORECASE,
)
_AND_AGAIN = re.compile(r"\s*,?\s*and\s+(?:then\s+)?(?:again|once\s+more)\s+(?:on|in)\s+", re.IGNORECASE)
_MORE_DIED = re.compile(
    r"\W*(?:(?:at\s+least\s+)?\w+\s+(?:more|others?|additional)|another(?:\s+\w+)?)\s+(?:[\w-]+\s+){0,3}?(?:died|succumbed)\b",
    re.IGNORECASE,
)
DIED_LATER = re.compile(r"\b(?:died|succumbed)\b(?=[^;.]*\b(?:wounds|injuries|hospital)\b)(?<!who died)", re.IGNORECASE)
_FOUND_DEAD = re.compile(
    r"\s*(?:the|his|her|their)\s+(?:[\w-]+\s+){1,4}?(?:was|were)\s+(?:later\s+)?found\s+dead\b", re.IGNORECASE
)
"""What became of somebody told of before ("the rancher was found dead")."""
_LEADING = 8
"""A date within so many characters of a clause's start leads it."""
_THEY_BECAME = re.compile(
    r"[\s,]*(?:they|he|she|both|the\s+(?:two|three|four|five|six|hostages?|captives?|victims?|men|women|bodies)"
    r"|(?:at\s+least\s+|some\s+)?[\w-]+\s+of\s+(?:them|(?:the|those)\s+(?:\w+\s+)?(?:abducted|kidnapped|hostages|captives|victims|taken|seized)))\s+"
    r"(?:was|were)\s+(?:later\s+|all\s+|both\s+)?(?:found|released|freed|rescued|ransomed)\b",
    re.IGNORECASE,
)
_PRONOUN_FIRST = re.compile(r"\s*(?:they|he|she|both|one\s+of\s+them)\s", re.IGNORECASE)
_BEGAN_WITH = re.compile(r"\b(?:began|opened|started|ended|closed)\s+with\s+(?:the|an?)\s+", re.IGNORECASE)
_ANNOUNCES = re.compile(r"\b(?:announced|said|reported|confirmed|stated|disclosed)\b", re.IGNORECASE)
_OF_ANOTHER_DAY = re.compile(
    r"\s+(?:(?:presidential|parliamentary|legislative|local|municipal|general|regional|national|gubernatorial)\s+)?"
    r"(?:elections?|vote|referendum|polls?|runoff|summit|anniversary|inauguration|ceasefire|cease-fire|peace\s+(?:accord|agreement)|agreement)\b",
    re.IGNORECASE,
)
"""What a date can be the name of, rather than the day of the event."""
_AMONG_EARLIER = re.compile(r"\b(?:including|among\s+them|such\s+as|namely)\b", re.IGNORECASE)
_SINCE = re.compile(
    r"\bsince\s+(?:the\s+)?(?:early\s+|mid-|late\s+)?(?:[A-Z][a-z]+\b|\d{4}|beginning|start|last|then\b)"
    r"|\bso\s+far\s+this\s+year\b|\b(?:over|in|during)\s+the\s+(?:past|last|previous)\s+(?:\w+\s+)?(?:weeks|months|years?|month|week)\b"
)
_TOLL_OF_A_YEAR = re.compile(
    r"\b(?:lives|people|persons|dead|deaths|civilians|soldiers|casualties|victims)\s+(?:this\s+year|(?:in|during|over|throughout)\s+the\s+"
    r"(?:past\s+)?year)\s*,\s+(?:including|among\s+them)\b",
    re.IGNORECASE,
)
"""Before one of the days of a toll over the year."""
_SUPERLATIVE_BEFORE = re.compile(
    r"\b(?:deadliest|worst|largest|biggest|bloodiest|first|most\s+\w+)\b[^,;.]{0,60}$", re.IGNORECASE
)
_MANY_EVENTS = re.compile(
    r"\b(?:\d{2,}|hundreds|dozens|scores|numerous)\s+(?:of\s+)?(?:[\w-]+\s+){0,2}?(?:attacks|bombings|incidents|raids|operations)\b",
    re.IGNORECASE,
)
_MAXIMUM_MONTH_DAYS = 62
_ESCAPES = re.compile(r"\b(?:escaped|fled|broke\s+out)\b", re.IGNORECASE)
_HOW = re.compile(r",\s+|\b(?:after|by)\b", re.IGNORECASE)
_BY_FORCE = re.compile(
    r"(?:,\s+|\b(?:after|by)\s+|\band\s+)?(?:(?:over\w+|disarming|attacking|beating)\s+and\s+)?"
    r"(?:killing|wounding|injuring|shooting|stabbing|murdering|overpowering|attacking)\b",
    re.IGNORECASE,
)
"""How prisoners come free, where that is violence of their own."""
_FREED_PRISONERS = re.compile(
    r"\b(?:freed|released|liberated)\s+(?:[\w,'-]+\s+){0,6}?(?:inmates|prisoners|detainees|convicts)\b[^;.]{0,30}?"
    r"\b(?:from|at|in)\s+(?:[\w'-]+\s+){0,4}?(?:prison|jail|detention\s+\w+|police\s+station|penitentiary|camp)\b",
    re.IGNORECASE,
)


class EventDates:
    """Judges the dates of one chapter."""

    def __init__(self, notes: Annotations, clauses: ClauseReader, year: int) -> None:
        """Prepare for one chapter.

        Args:
            notes: its annotations.
            clauses: reads its clauses.
            year: the year reported on.
        """
        self._notes = notes
        self._text = notes.text
        self._words = notes.words
        self._clauses = clauses
        self._year = year

    def dates_event(
        self,
        facts: SentenceFacts,
        clause: Clause,
        date: DateMention,
        listed: bool,
        in_incidents: bool,
        opened: bool,
        opened_before: bool,
    ) -> bool:
        """Whether a date is the day of an event that its clause tells of.

        Args:
            facts: the sentence.
            clause: the date's clause.
            date: the date.
            listed: whether the sentence is an item of the incidents section's list.
            in_incidents: whether it stands in that section.
            opened: whether an event of this sentence is told before the clause.
            opened_before: whether one is told in the sentences before.
        """
        told_before = opened or opened_before
        aftermath = (
            (told_before and _FOUND_DEAD.match(self._text, clause.start, clause.end))
            or (told_before and self._became_of_them(clause, date))
            or self._clauses.is_court_matter(facts, clause)
        )
        if not self.usable(date) or (clause.is_background and opened) or aftermath:
            return False
        before = self._text[max(clause.start, date.start - 40) : date.start]
        if self._is_of_something_else(facts, clause, date, before):
            return False
        attributive = _ARTICLE_BEFORE.search(before) and _ATTACK_NOUN.match(
            self._text, date.end, min(clause.end, date.end + 60)
        )
        if self._dates_the_claim(clause, date) or (self._clauses.is_claim(clause) and facts.relatives):
            return False
        violence = self._clauses.act_of_violence(facts, clause)
        other = self._clauses.first(self._words.not_events, clause)
        if opened_before and self._follows_up(facts, clause, date, listed):
            return False
        if attributive:
            return (
                any(h.start >= clause.start for h in facts.harm)
                and (violence is not None)
                and not self._clauses.judicial_first(clause)
            )
        if self._breaks_jail(facts, clause):
            return True
        if other is not None and (violence is None or other <= violence):
            return False
        if listed and not (
            date.precision == "month" and self._clauses.search(self._words.aggregates, clause.start, clause.end)
        ):
            return (
                violence is not None
                or self._clauses.has_attacker(clause)
                or self._clauses.goes_on_violently(facts, clause)
            )
        if violence is None and not self._clauses.next_is_violent(facts, clause):
            return self._clauses.has_attacker(clause) and self._clauses.has_count(facts, clause.start)
        return self._tells_of_one_event(facts, clause, in_incidents)

    def _breaks_jail(self, facts: SentenceFacts, clause: Clause) -> bool:
        """Whether prisoners escape by violence ("escaped after killing two guards"), or attackers set them free."""
        if any(self._clauses.judicial_first(told) for told in facts.clauses):
            return False
        freed = self._clauses.search(_FREED_PRISONERS, clause.start, clause.end)
        if freed and self._clauses.has_attacker(clause, freed.start()):
            return True
        escape = self._clauses.search(_ESCAPES, clause.start, clause.end)
        if escape is None:
            return False
        behind = [h for h in facts.harm if h.start > escape.end() and h.rule != "zero" and not h.are_perpetrators]
        return bool(behind) and any(
            _BY_FORCE.match(self._text, told.start(), behind[0].start)
            for told in _HOW.finditer(self._text, escape.end(), behind[0].start)
        )

    def _became_of_them(self, clause: Clause, date: DateMention) -> bool:
        """Whether a clause tells what became of those harmed before ("..., and on June 10 they were found dead")."""
        leads = date.start - clause.start < _LEADING
        if _THEY_BECAME.match(self._text, date.end if leads else clause.start, clause.end):
            return True
        return _PRONOUN_FIRST.match(self._text, clause.start, clause.end) is not None and (
            DIED_LATER.search(self._text, clause.start, clause.end) is not None
        )

    def _is_of_something_else(self, facts: SentenceFacts, clause: Clause, date: DateMention, before: str) -> bool:
        """Whether a date is of a document, of a trial or of a time around the event, as the words beside it tell."""
        if clause.opener in ("who", "which", "whose", "whom") and not self._text[clause.start : date.start].strip():
            return True
        if clause.opener in ("which", "who") and self._clauses.judicial_first(facts.clauses[0]):
            return True
        if _ARTICLE_BEFORE.search(before) and _STATEMENT_AFTER.match(self._text, date.end, clause.end):
            return True
        if _UNTIL.search(self._text[max(clause.start, date.start - _UNTIL_REACHES) : date.start]):
            return True
        if _TOLL_OF_A_YEAR.search(self._text, clause.start, date.start):
            return True
        return BACKGROUND_BEFORE.search(before) is not None or self._is_of_another_day(facts, date)

    def _is_of_another_day(self, facts: SentenceFacts, date: DateMention) -> bool:
        """Whether a date names something else ("the May 23 elections") or belongs to an earlier year told of before."""
        if _OF_ANOTHER_DAY.match(self._text, date.end, facts.sentence.end):
            return True
        earlier = [d for d in facts.dates if d.end <= date.start and d.year_stated and d.first and d.last]
        return (
            not date.year_stated
            and bool(earlier)
            and earlier[-1].last is not None
            and earlier[-1].last.year != self._year
            and _AMONG_EARLIER.search(self._text, earlier[-1].end, date.start) is not None
        )

    def _follows_up(self, facts: SentenceFacts, clause: Clause, date: DateMention, listed: bool) -> bool:
        """Whether a date behind an event tells when something became of it, and not when another one took place."""
        if listed and _THE_PERSON.match(self._text, facts.sentence.start):
            return True
        if self._clauses.search(DIED_LATER, clause.start, clause.end) or _MORE_DIED.match(
            self._text, facts.sentence.start, facts.sentence.end
        ):
            return True
        return listed and date.precision == "month" and not self._clauses.violent_verb(clause)

    def _dates_the_claim(self, clause: Clause, date: DateMention) -> bool:
        """Whether a date says when responsibility was claimed, and not when the attack claimed took place."""
        for claim in self._words.claims.finditer(self._text, clause.start, clause.end):
            between = self._text[claim.end() : date.start] if claim.end() <= date.start else ""
            named = self._words.violence.search(between) or self._words.violence.search(
                self._text, claim.start(), claim.end()
            )
            if claim.end() <= date.start and (
                _STATEMENT_AFTER.match(self._text, date.end)
                or (re.match(r"\s*for\s+(?:the|this|that)\b", between) and _OF_THE_ATTACK.fullmatch(between))
            ):
                return True
            if claim.end() <= date.start and _THE_KNOWN_ATTACK.search(self._text, claim.start(), date.start):
                return True
            if date.precision == "month" and claim.end() <= date.start:
                return True
            harmed = self._notes.harm(clause.start, clause.end)
            if not (named and claim.end() <= date.start) and not harmed:
                return True
        return False

    def usable(self, date: DateMention) -> bool:
        """Whether a date can be an event's date in this report: fine enough, and of the report's year."""
        if date.precision == "season":
            return date.edtf.startswith(str(self._year))
        if date.precision == "year" or date.first is None or date.last is None:
            return False
        if date.precision == "month" and (date.last - date.first).days > _MAXIMUM_MONTH_DAYS:
            return False
        return self._year in (date.first.year, date.last.year)

    def _tells_of_one_event(self, facts: SentenceFacts, clause: Clause, in_incidents: bool) -> bool:
        if self._clauses.search(_MANY_EVENTS, clause.start, clause.end) or self._is_a_total(clause):
            return False
        counted = self._clauses.has_count(facts, clause.start) or (
            bool(facts.harm) and _BEGAN_WITH.search(self._text, facts.sentence.start, facts.harm[0].start) is not None
        )
        aggregate = self._clauses.sums_up(clause.start, clause.end)
        if aggregate and not counted:
            return False
        if in_incidents and not aggregate:
            return True
        if counted:
            return True
        if self._clauses.claims_another(clause.start, clause.end) or any(
            self._clauses.search(found, clause.start, facts.sentence.end)
            for found in (BOMB_DEFUSED, FOUND_AND_EXPLODED)
        ):
            return True
        weapon = self._clauses.search(self._words.weapons, clause.start, clause.end) is not None
        return self._clauses.violent_verb(clause) and (weapon or self._clauses.has_attacker(clause))

    def _is_a_total(self, clause: Clause) -> bool:
        """Whether a clause counts from a time on ("had killed 300 since January") and does not compare with it."""
        total = self._clauses.search(_SINCE, clause.start, clause.end)
        return total is not None and _SUPERLATIVE_BEFORE.search(self._text[clause.start : total.start()]) is None

    def told_later(self, facts: SentenceFacts, clause: Clause, dates: Sequence[DateMention]) -> DateMention | None:
        """Date an attack from the day of its telling ("On D, X claimed an attack made three days earlier")."""
        told = self._clauses.is_claim(clause) or self._clauses.search(_ANNOUNCES, clause.start, clause.end)
        if not dates or not (told or self._clauses.search(BODIES_FOUND, clause.start, facts.sentence.end)):
            return None
        if self._words.violence.search(self._text, dates[0].end, clause.end) is None and not facts.harm:
            return None
        for relative in facts.relatives:
            if relative.start > dates[0].start and relative.days < 0:
                return shifted(dates[0], relative)
        return None

    def again(self, facts: SentenceFacts, clause: Clause, dates: Sequence[DateMention]) -> list[DateMention]:
        """The date of a clause of its own that only repeats the act ("attacked X on June 22 and again on June 29")."""
        return [
            date
            for date in facts.dates
            if date.start >= clause.end
            and date not in dates
            and self.usable(date)
            and _AND_AGAIN.fullmatch(self._text, dates[-1].end, date.start)
        ]

    def coordinated(self, dates: Sequence[DateMention]) -> list[DateMention]:
        """The dates of one list; a date after other words belongs to something else."""
        group = [dates[0]]
        for date in dates[1:]:
            previous = group[-1]
            if date.edtf == previous.edtf:
                continue
            same_words = date.start == previous.start
            if same_words or _BETWEEN_DATES.fullmatch(self._text[previous.end : date.start]):
                group.append(date)
        return group

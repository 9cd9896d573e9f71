"""Reads the figures of one event with who gave each, and whether they or the accounts conflict.

Figures that conflict are kept apart and never merged; those of other events that the words refer to are left out.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from pipelines.extraction.annotations import Annotations
from pipelines.extraction.attribution import STATE_TYPES
from pipelines.extraction.clause_facts import PASSIVE_BEFORE, VANISHED
from pipelines.extraction.clauses import Clause
from pipelines.extraction.episodes import Episode
from pipelines.extraction.harm import Harm
from pipelines.extraction.later_tolls import revises
from pipelines.extraction.other_events import is_measured_against, told_of_others
from pipelines.extraction.quantities import Quantity, find_quantities

_CLAIMANT = re.compile(
    (
        r"(?P<who>(?:[\w'.-]+[ ]+){1,8}?)(?P<verb>said|says|reported|claimed|counted|stated|estimated|announced"
        r"|asserted|acknowledged|confirmed|listed|insisted|maintained|alleged|spoke\s+of|put|cited|gave|documented"
        r"|recorded|described|admitted)\b"
    ),
    re.IGNORECASE,
)
_ACCORDING = re.compile(r"\baccording\s+to\s+(?P<who>[^,;.]+)", re.IGNORECASE)
_TOLL_AFTER = re.compile(
    r"\b(?:(?:toll|number\s+of\s+(?:\w+\s+)?(?:dead|deaths|victims|fatalities|those\s+killed))"
    r"(?:\s+(?:of|from|in)\s+(?:the|this|that)\s+[\w-]+(?=\s+(?:at|was|stood)))?\s+(?:at|as|to|was|of|stood\s+at)|put\s+the\s+dead\s+at)\s+$",
    re.IGNORECASE,
)
_CALLED = re.compile(
    (
        r"\b(?:described|called|identified|portrayed|considered|labeled|said\s+to\s+be|said\s+(?:that\s+)?(?:all"
        r"|they|the\s+dead|the\s+men))\b"
    ),
    re.IGNORECASE,
)
_SUICIDE = re.compile(r"\bsuicide\b", re.IGNORECASE)
_THE_BOMBER = re.compile(r"the\s+(?:driver|bomber|attacker|assailant|perpetrator)(?!\w|['’]|\s+of\b)", re.IGNORECASE)
_CAR_BOMB = re.compile(r"\b(?:S?VBIED|vehicle[- ]borne|(?:car|truck|vehicle|van|motorcycle)[- ]bomb\w*)", re.IGNORECASE)
_ITS_DRIVER = re.compile(r"the\s+driver(?=\s+of\s+the\s+(?:vehicle|car|truck|van|motorcycle|VBIED)\b)", re.IGNORECASE)
_DENIES_ALL = re.compile(
    r"\bdenied\s+that\s+(?:any|the|such\s+an?)\s+(?:attack|ambush|incident|clash|raid|assault)\s+(?:had\s+)?"
    r"(?:taken\s+place|took\s+place|occurred|happened)\b",
    re.IGNORECASE,
)
_ACCOUNT = re.compile(
    r"\b(?:said|insisted|maintained|found|claimed|stated|argued|reported|alleged|asserted)\s+(?:that\s+)?"
    r"(?:all\s+(?:of\s+)?the\s+(?:dead|victims|men|people)|most|all|many|some|(?:more\s+than\s+)?half|(?:the|its)\s+(?:dead|victims|men|people|persons|deceased|occupants|passengers)|they"
    r"|those\s+killed)\s+"
    r"(?:of\s+(?:them|those\s+killed|the\s+(?:\d+\s+)?dead)\s+)?(?:were|had\s+been)\b"
    r"|\b(?:said|reported|claimed|insisted)\s+(?:that\s+)?(?:at\s+least\s+)?(?:\d+|[a-z]+)\s+of\s+(?:the\s+(?:dead|victims)|those\s+killed)\s+were\b"
    r"|\b(?:described|called|identified|portrayed|labeled)\s+(?:the\s+(?:dead|victims|men|people|deceased|occupants)"
    r"|them|those\s+killed)\b",
    re.IGNORECASE,
)
_BYSTANDERS = re.compile(
    r"\s+(?:\w+\s+){0,2}?(?:civilians|villagers|farmers|residents|noncombatants|non-combatants|bystanders|women|children|students|herders|peasants)\b",
    re.IGNORECASE,
)
_FIGURE_AFTER = re.compile(
    r"(?:number|toll|figure|count|total|dead|claimed|counted|spoke\s+of)[^,;.]{0,40}$", re.IGNORECASE
)
_LOSSES_PUT_AT = re.compile(
    r"\bput\s+(?:the\s+)?(?:army|military|police|government|civilian|security\s+force)(?:'s|s')?\s+"
    r"(?:losses|deaths|fatalities|dead)\s+at\s+$",
    re.IGNORECASE,
)
_ELIDED_BEFORE = re.compile(
    r"\b(?:said|reported|reports|confirmed|counted|claimed|gave|recorded|documented|listed|cited|acknowledged|admitted|put\s+it\s+at)"
    r"\s+(?:only\s+|just\s+)?$",
    re.IGNORECASE,
)
_ELIDED_AFTER = re.compile(r"\s*(?:[.;,)]|$|(?:dead|deaths|killed)\b)", re.IGNORECASE)
"""Around a figure whose noun is left out, since the one before has it ("... counted six dead; X reported eight")."""
_INCLUDING_ATTACKERS = re.compile(
    r"[^,;.]{0,20},?\s+(?:including|among\s+them)\s+(?:the\s+)?(?P<count>\d+|both|one|two|three|four|five|six|seven|eight)?\s*"
    r"(?:suicide\s+|alleged\s+|suspected\s+)?(?P<who>bombers?|attackers?|assailants?|gunm[ae]n|terrorists?|militants?|perpetrators?)\b",
    re.IGNORECASE,
)
_SURVIVED = re.compile(
    r"(?:^|[.;,]\s+(?:and\s+)?)(?P<who>both|all(?:\s+of\s+them)?|they|he|she)\s+(?:later\s+)?(?:survived|recovered)(?=\s*(?:[.,;]|$)|\s+(?:and|but|after|with|the\s+attack)\b)",
    re.IGNORECASE,
)
_ALL_OF_THEM = re.compile(r"\b(?:all|both)\b(?:\s+(?:of\s+them|\w+))?$", re.IGNORECASE)
_DEED_BEFORE = re.compile(
    r"\b(?:kill|execut|behead|murder|massacr|stabb|shoot|wound|injur)(?:ed|ing)\s+(?:at\s+least\s+)?$|\bshot\s+(?:at\s+least\s+)?$",
    re.IGNORECASE,
)
_DEED_REACHES = 24
_WHO_ATTACKED = re.compile(
    r"\s+who\s+(?:had\s+)?(?:attacked|stabbed|opened\s+fire|fired\s+(?:on|at)|shot\s+at|rammed|assaulted|(?:tried|attempted)\s+to\s+"
    r"(?:stab|attack|ram|shoot|kill|bomb|blow\s+up|detonate))\b",
    re.IGNORECASE,
)
"""Behind somebody who was killed for what he did."""
_ALL_REACHES = 8
"""How far before its number "all" may stand."""
_OF_THEM = re.compile(r"of\s+them\b")
_THEM_REACHES = 150
"""How many characters before "seven of them" those whom it stands for may be named."""
_RELATIVES = frozenset({"who", "which", "whose", "whom", "where", "in which"})
_MEMBERS = re.compile(
    r"\b(?:members?|fighters?|militants?|gunm[ae]n|rebels?|insurgents?|terrorists?|guerrillas?)\b", re.IGNORECASE
)
_HAVE_LEFT = re.compile(r"\b(?:former|ex|defect\w*|desert\w*|dissident\w*|surrendered|rival)\b", re.IGNORECASE)
_HIS_MEN = re.compile(
    r"(?:of\s+)?(?:his|their|its|her)\b|(?:\w+\s+)?(?:companions?|associates?|bodyguards?|aides?|deputies|comrades|followers)\b",
    re.IGNORECASE,
)
_OF_THE_GROUP = re.compile(
    r"(?:,\s+(?:an?|the|its)\s+(?:[\w'-]+\s+){1,4}?(?:of|in|from|for)|\s+(?:of|from))\s+(?:the\s+)?", re.IGNORECASE
)
"""Between a person and the group that he was of ("a commander of X", "Y Z, the leader of X")."""
_ITS_TITLE = re.compile(
    r"\)?(?:\s+(?:senior|top|local|regional|deputy|military|field|district|provincial|military|veteran)){0,2}\s+"
)
"""Between a group and the person of it who is named ("X commander Y Z")."""
_OF_GROUP = 60
"""How far behind "a commander" the name of his group may end."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A figure and who gave it; `claimant_start` and `claimant_end` are equal where the report gives it as its own."""

    harm: Harm
    claimant_start: int
    claimant_end: int


class FigureReader:
    """Reads the figures for the episodes of one chapter."""

    def __init__(self, notes: Annotations) -> None:
        """Prepare for one chapter's annotations."""
        self._notes = notes
        self._text = notes.text
        self._words = notes.words

    def claims(self, episode: Episode) -> list[Claim]:
        """All figures of an episode with who gave them."""
        found: list[Claim] = []
        for start, end in episode.spans:
            dates = [(d.start, d.end) for d in self._notes.dates(start, end)]
            harm = self._own_harm(episode, start, end)
            for clause in self._notes.clauses(start, end):
                who = self._claimant(clause.start, clause.end)
                inside = [h for h in harm if clause.start <= h.start < clause.end]
                inside = [h for h in inside if not self._tells_of_before(episode, clause, h)]
                if not inside:
                    inside = self._bare_figure(clause.start, clause.end, dates, bool(found or clause.opener))
                    who = self._nearest_name(start, inside[0].start) if inside and who == (0, 0) else who
                found += [Claim(self._by_state(h, clause.start), *who) for h in inside]
        found = [
            replace(c, harm=replace(c.harm, are_perpetrators=True)) if self._all_attackers(episode, c.harm) else c
            for c in found
        ]
        found += [] if any(not c.harm.are_perpetrators for c in found) else self._survivors(episode)
        found += [] if any(c.harm.outcome == "kidnapped" for c in found) else self._missing(episode)
        for weapon, carrier in ((_SUICIDE, _THE_BOMBER), (_CAR_BOMB, _ITS_DRIVER)):
            if any(weapon.search(self._text, start, end) for start, end in episode.spans):
                found = [replace(claim, harm=self._of_the_bomber(claim.harm, carrier)) for claim in found]
        return found

    def _own_harm(self, episode: Episode, start: int, end: int) -> list[Harm]:
        """The harm that a span tells of, without that of other events which it refers to."""
        others = told_of_others(
            self._text,
            (start, end),
            self._notes.clauses(start, end),
            episode.date,
            self._notes.dates(start, end),
            self._notes.relative_dates(start, end),
        )
        return [
            harm
            for harm in self._notes.harm(start, end)
            if not any(a <= harm.start < b for a, b in others)
            and not is_measured_against(self._text, harm.start)
            and not self._is_of_nobody_counted(episode, harm)
        ]

    def _all_attackers(self, episode: Episode, harm: Harm) -> bool:
        """Whether people are the attackers: "a man who attacked X", or "all three" of the gunmen counted before."""
        if harm.outcome == "killed" and _WHO_ATTACKED.match(self._text, harm.end):
            return True
        if harm.minimum is None or harm.are_perpetrators or self._is_object(harm):
            return False
        are_all = not harm.noun and _ALL_OF_THEM.search(
            self._text, max(episode.start, harm.start - _ALL_REACHES), harm.end
        )
        if not are_all and not _OF_THEM.fullmatch(harm.noun.strip()):
            return False
        # Counts are looked for only here: most figures are of nobody counted before.
        before = self._counts_before(episode, harm.start)
        if are_all:
            counted = [one for one in before if one.minimum == one.maximum == harm.minimum]
        else:
            counted = [one for one in before if one.minimum is None or one.minimum >= harm.minimum]
        return bool(counted) and self._are_attackers(counted[-1].end + 1, harm.start)

    def _is_object(self, harm: Harm) -> bool:
        """Whether a count is of those whom somebody harms ("shot 11 of them dead")."""
        return _DEED_BEFORE.search(self._text, max(0, harm.start - _DEED_REACHES), harm.start) is not None

    def _counts_before(self, episode: Episode, position: int) -> list[Quantity]:
        """The counts of an event before a position, in text order."""
        dates = self._notes.dates(episode.start, position)
        return [
            quantity
            for quantity in find_quantities(self._text, episode.start, position)
            if not any(date.start <= quantity.start < date.end for date in dates)
        ]

    def _is_of_nobody_counted(self, episode: Episode, harm: Harm) -> bool:
        """Whether "eleven of them" may be of the attackers, since nobody is counted before it."""
        return (
            _OF_THEM.fullmatch(harm.noun.strip()) is not None
            and not self._is_object(harm)
            and not self._counts_before(episode, harm.start)
            and self._words.perpetrators.search(self._text, episode.start, harm.start) is not None
        )

    def _are_attackers(self, start: int, end: int) -> bool:
        """Whether the noun behind a count names attackers, perhaps behind the name of their group."""
        named = next((m.end + 1 for m in self._notes.mentions(start, end) if m.start == start), start)
        return any(
            pattern.match(self._text, named, end)
            for pattern in (self._words.perpetrators, self._words.generic_attackers)
        )

    def _tells_of_before(self, episode: Episode, clause: Clause, harm: Harm) -> bool:
        """Whether a figure is of an earlier day that is told of somebody or of a place ("on which 11 died in June")."""
        if episode.date is None or episode.date.first is None:
            return False
        first = episode.date.first
        span = next((start, end) for start, end in episode.spans if start <= harm.start < end)
        own = span[0] == episode.start
        if own and clause.opener not in _RELATIVES:
            return False
        within = self._notes.dates(clause.start, clause.end)
        if own and any(date.last is not None and date.last < first for date in within):
            return True
        ahead = [
            d for d in self._notes.dates(*span) if d.end <= harm.start and d.start > (episode.date.end if own else 0)
        ]
        return bool(ahead) and ahead[-1].last is not None and ahead[-1].last < first

    def _missing(self, episode: Episode) -> list[Claim]:
        """Count those who went missing and of whom it is told that somebody held them."""
        gone = VANISHED.search(self._text, episode.start, episode.end)
        if gone is None or self._words.violence.search(self._text, episode.start, episode.end):
            return []
        taken = self._words.casualties.vanished(self._text, episode.start, gone)
        return [Claim(taken, 0, 0)] if taken else []

    def _survivors(self, episode: Episode) -> list[Claim]:
        """Count those who were stabbed or shot and of whom only their survival is told as wounded."""
        struck = self._words.casualties.struck(self._text, episode.start, episode.end)
        if struck is None:
            return []
        for start, end in episode.spans:
            told = _SURVIVED.search(self._text[max(start, struck.end) : end])
            if told and (told["who"].lower() in ("he", "she")) == (struck.maximum == 1):
                return [Claim(struck, 0, 0)]
        return []

    def _of_the_bomber(self, harm: Harm, carrier: re.Pattern[str]) -> Harm:
        """Count the one who drove or carried the bomb among the attackers ("The driver of the vehicle died")."""
        alone = harm.outcome == "killed" and harm.minimum == harm.maximum == 1
        if alone and carrier.match(self._text, harm.start):
            return replace(harm, are_perpetrators=True)
        return harm

    def as_operation(self, claims: Sequence[Claim]) -> list[Claim]:
        """Count those whom a state's operation killed, and who are called members or suspects, as its targets."""
        marked: list[Claim] = []
        for claim in claims:
            follows = bool(marked) and marked[-1].harm.are_perpetrators and self.are_his_men(claim.harm)
            open_words = claim.harm.are_perpetrators or follows or self.is_open(claim.harm)
            marked.append(replace(claim, harm=replace(claim.harm, are_perpetrators=open_words)))
        return marked

    def with_own_dead(self, claims: Sequence[Claim], attackers: Collection[str]) -> list[Claim]:
        """Count members of the group that attacks among the attackers, whoever killed them.

        Args:
            claims: the event's figures.
            attackers: the identifiers of the groups that attack.
        """
        return [
            replace(claim, harm=replace(claim.harm, are_perpetrators=True))
            if self._is_of(claim.harm, attackers)
            else claim
            for claim in claims
        ]

    def _is_of(self, harm: Harm, groups: Collection[str]) -> bool:
        """Whether persons are told of as members of one of these groups, and not as those who left it."""
        named = [m for m in self._notes.mentions(harm.start, harm.end) if m.institution_id in groups]
        return (
            harm.outcome == "killed"
            and bool(named)
            and _MEMBERS.search(harm.noun) is not None
            and _HAVE_LEFT.search(harm.noun) is None
        )

    def _are_bystanders(self, harm: Harm) -> bool:
        """Whether "seven of them" stands for people named last who are neither attackers nor a state's forces."""
        if not _OF_THEM.match(harm.noun):
            return False
        people = self._words.casualties.last_persons(self._text, max(0, harm.start - _THEM_REACHES), harm.start)
        return (
            people is not None
            and not any(
                pattern.search(self._text, *people) for pattern in (self._words.perpetrators, self._words.state_agents)
            )
            and not self._notes.mentions(*people)
            and self._words.perpetrators.search(self._text, people[1], harm.start) is None
        )

    def are_his_men(self, harm: Harm) -> bool:
        """Whether persons are told of as those of somebody named before ("two of his men", "his aide")."""
        return bool(_HIS_MEN.match(harm.noun) or _HIS_MEN.match(self._text, harm.start, harm.end))

    def is_open(self, harm: Harm) -> bool:
        """Whether the words for persons leave open, or deny, that they are bystanders."""
        if self._are_bystanders(harm):
            return False
        if re.match(
            (
                r"(?:of\s+them|of\s+the\s+group|(?:\w+\s+){0,2}members?\b|(?:\w+\s+){0,2}suspects?\b|suspected\b"
                r"|alleged\b|presumed\b)"
            ),
            harm.noun,
        ):
            return True
        if re.match(
            (
                r"\s*,?\s*(?:who\s+(?:was|were)\s+)?(?:said|believed|suspected|alleged|thought|described|accused"
                r"|identified)\b"
            ),
            self._text[harm.end : harm.end + 40],
        ):
            return True
        ahead = self._notes.mentions(max(0, harm.start - _OF_GROUP), harm.start)
        named = bool(ahead) and self._notes.institution(ahead[-1]).institution_type == "armed_group"
        if named and _ITS_TITLE.fullmatch(self._text[ahead[-1].end : harm.start]):
            return True
        return any(
            self._notes.institution(m).institution_type == "armed_group"
            for m in self._notes.mentions(harm.start, harm.end + _OF_GROUP)
            if m.end <= harm.end or _OF_THE_GROUP.fullmatch(self._text[harm.end : m.start])
        )

    def _by_state(self, harm: Harm, clause_start: int) -> Harm:
        """Count those whom a state's forces kill ("the army said that it killed 34 of them") as attackers."""
        if harm.are_perpetrators or harm.outcome != "killed" or harm.rule != "count_after_predicate":
            return harm
        if not self.is_open(harm) or not self._state_acts(clause_start, harm.start):
            return harm
        return replace(harm, are_perpetrators=True)

    def _state_acts(self, start: int, end: int) -> bool:
        deed = self._words.violence.search(self._text, start, end)
        if deed and PASSIVE_BEFORE.search(self._text[start : deed.start()]):
            return False
        stop = deed.start() if deed else end
        kinds = [self._notes.institution(m).institution_type for m in self._notes.mentions(start, stop)]
        if kinds:
            return kinds[0] in STATE_TYPES
        return self._words.state_agents.search(self._text, start, stop) is not None

    def _nearest_name(self, start: int, position: int) -> tuple[int, int]:
        """Who gives a figure where the clause's own words do not tell: the institution named last before it."""
        named = self._notes.mentions(start, position)
        return (named[-1].start, named[-1].end) if named else (0, 0)

    def _claimant(self, start: int, end: int) -> tuple[int, int]:
        according = _ACCORDING.search(self._text, start, end)
        if according:
            return according.span("who")
        match = _CLAIMANT.match(self._text, start, end)
        if match is None:
            opening = re.match(r"[^,;]{0,60},\s+", self._text[start:end])
            match = _CLAIMANT.match(self._text, start + opening.end(), end) if opening else None
        if match is None or self._is_claim_of_responsibility(match.start("verb"), end):
            return (0, 0)
        return match.start("who"), match.start("who") + len(match["who"].rstrip())

    def _is_claim_of_responsibility(self, start: int, end: int) -> bool:
        return self._words.claims.match(self._text, start, end) is not None

    def _bare_figure(self, start: int, end: int, dates: Sequence[tuple[int, int]], contrasts: bool) -> list[Harm]:
        """Read a figure whose noun stands in the clause before ("while others put the number at 11")."""
        for quantity in find_quantities(self._text, start, end):
            if any(quantity.start < b and quantity.end > a for a, b in dates):
                continue
            before = self._text[start : quantity.start]
            elided = _ELIDED_BEFORE.search(before) and _ELIDED_AFTER.match(self._text, quantity.end, end)
            contrast = contrasts and (elided or _FIGURE_AFTER.search(before) or _LOSSES_PUT_AT.search(before))
            if (contrast or _TOLL_AFTER.search(before)) and quantity.qualifier != "vague":
                attackers = self._attackers_included(quantity.end, end)
                if attackers is None:
                    return []
                return [
                    Harm(
                        quantity.start,
                        quantity.end,
                        "killed",
                        None if quantity.minimum is None else max(quantity.minimum - attackers, 0),
                        None if quantity.maximum is None else max(quantity.maximum - attackers, 0),
                        quantity.qualifier,
                        "",
                        "",
                        False,
                        False,
                        "figure_in_contrast",
                    )
                ]
        return []

    def _attackers_included(self, start: int, end: int) -> int | None:
        """How many attackers a toll counts by its own words ("six, including the bomber"); None where that is open."""
        included = _INCLUDING_ATTACKERS.match(self._text, start, end)
        if included is None:
            return 0
        word = (included["count"] or "").lower()
        if not word:
            return None if included["who"].lower().endswith(("s", "men")) else 1
        found = find_quantities(word + " ", 0, len(word))
        return found[0].minimum if found else 2 if word == "both" else None

    def is_disputed(self, episode: Episode, claims: Sequence[Claim]) -> bool:
        """Whether the episode has conflicting figures or accounts."""
        told = [
            c
            for c in claims
            if not c.harm.are_perpetrators
            and c.harm.outcome == "killed"
            and c.harm.qualifier != "vague"
            and not revises(self._text, c.harm.start)
        ]
        figures = {(c.harm.minimum, c.harm.maximum) for c in told}
        claimants = {(c.claimant_start, c.claimant_end) for c in told if c.claimant_end}
        contrast = any(self._words.contrasts.search(self._text, start, end) for start, end in episode.spans)
        if len(figures) > 1 and claimants and (len(claimants) > 1 or contrast or self._conflicts_across(told)):
            return True
        if (
            told
            and any(_ACCOUNT.search(self._text, start, end) for start, end in episode.spans)
            and self._described(episode)
        ):
            return True
        if any(_DENIES_ALL.search(self._text, start, end) for start, end in episode.spans):
            return True
        if sum(1 for start, end in episode.spans for _ in _ACCOUNT.finditer(self._text, start, end)) > 1:
            return True
        silent = any(self._words.no_figures.search(self._text, start, end) for start, end in episode.spans)
        return silent and len(claimants) == 1 and len(told) == 1

    def calls_dead_bystanders(self, episode: Episode) -> bool:
        """Whether somebody says of the dead that they had no part in the fight."""
        return any(
            _BYSTANDERS.match(self._text, account.end(), end)
            for start, end in episode.spans
            for account in _ACCOUNT.finditer(self._text, start, end)
        )

    def _described(self, episode: Episode) -> bool:
        """Whether one side calls the dead something ("whom the army described as militants")."""
        return any(_CALLED.search(self._text, start, end) for start, end in episode.spans)

    def _conflicts_across(self, told: Sequence[Claim]) -> bool:
        """A figure of the report's own and another one on someone's word in a later sentence."""
        own = [c for c in told if not c.claimant_end]
        relayed = [c for c in told if c.claimant_end]
        return (
            bool(own and relayed)
            and not any(c.harm.additive for c in relayed)
            and own[0].harm.end < relayed[0].harm.start
        )

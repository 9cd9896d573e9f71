"""Reads who did it, and on whose word: claimed, asserted, suspected, attributed by others, or nobody named.

An affiliation, an inspiration or a victim's name is never a perpetrator.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipelines.extraction.annotations import Annotations
from pipelines.extraction.casualties import OWN_BOMB
from pipelines.extraction.clause_facts import RETAKES
from pipelines.extraction.clauses import Clause
from pipelines.extraction.dates import DateMention
from pipelines.extraction.episodes import Episode
from pipelines.extraction.list_headers import ListHeader
from pipelines.extraction.model import Mention

STATE_TYPES = frozenset(
    {
        "military",
        "police",
        "gendarmerie",
        "border_force",
        "special_ct_unit",
        "intelligence",
        "private_military_company",
        "multinational_mission",
        "military_operation",
    }
)
_IRREGULAR = (
    r"shot|struck|hit|blew|overran|threw|set|fired|stormed|stabbed|ran|broke|went|drove|held|took|fought|laid"
    r"|slit|lobbed|hurled"
)
_FINITE = re.compile(rf"\b(?:{_IRREGULAR}|[\w-]+ed)\b", re.IGNORECASE)
_PASSIVE = re.compile(r"\b(?:was|were|been|being|is|are)\b", re.IGNORECASE)
_AFFILIATION_AFTER = re.compile(
    (
        r"(?:-(?:affiliated|linked|inspired|aligned|allied|associated|backed|supporting|supported|led|style)|\s+"
        r"(?:sympathi[sz]ers?|supporters?|followers?|splinter|offshoot|affiliates?|faction|propaganda|flag"
        r"|recruit))\b"
    ),
    re.IGNORECASE,
)
_WAS_KILLED = re.compile(r"\b(?:was|were)\s+(?:\w+ly\s+)?(?:killed|shot|gunned)", re.IGNORECASE)
_AMONG_VICTIMS = re.compile(
    r"\s+(?:and\s+(?:his|her|their|an?|\w+)\s+[\w-]+\s+)?(?:was|were)\s+among\s+(?:the\s+)?", re.IGNORECASE
)
_BY_WHOM = re.compile(
    r"\b(?:by|(?:clash|clashes|fighting|battle|battles|firefight|gunfight|skirmish|shootout)\s+(?:with|against)"
    r"|in\s+(?:an?|the)(?=\s+[\w'-]+(?:\s+[\w'-]+){0,3}\s+(?:raid|operation|strike|airstrike|ambush|offensive)))\s+(?:the\s+)?",
    re.IGNORECASE,
)
_BY_OR_IN = re.compile(r"\b(?:by|(?P<in>in))\s+", re.IGNORECASE)
_AGENT_FOLLOWS = 40
"""How many characters behind "by" or "in" the forces of a state may begin."""
_TELLS = re.compile(
    r"\s+(?:(?:officials?|sources?|spokes\w+|officers?|chief|investigators?)\s+)?(?:have\s+|had\s+)?(?:later\s+)?"
    r"(?:said|reported|stated|announced|confirmed|believed?|alleged|claimed|suspect(?:ed)?)\b",
    re.IGNORECASE,
)
"""Who tells of an attack that others made ("military officials reported that militants bombed ...")."""
_DEED_FOLLOWS = 40
"""How far behind the first act of violence the words that make it a state's may end."""
_BY = re.compile(r"\bby\s+(?:[\w'-]+\s+){0,4}$", re.IGNORECASE)
_BELONGING_TO = re.compile(
    r"\b(?:(?:belonging|belonged|belong)\s+to|(?:be|being)\s+(?:\w+\s+)?(?:members?|fighters|militants|followers|part|elements)\s+of)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_BELIEVED_TO_BE = re.compile(
    r"\b(?:believed|thought|presumed|suspected|assumed)\s+to\s+(?:be|have\s+been)\s+(?:the\s+|an?\s+)?$", re.IGNORECASE
)
_IN_PRAISE = re.compile(
    r"\b(?:whose|who|which|that)\s+[^,;.]{0,60}?\bhad\s+(?:previously\s+|earlier\s+)?been\s+\w+\s+by\s+(?:the\s+)?$|"
    r"\b(?:praise|support|slogans?|flags?|banners?|chants?|portraits?|videos?|propaganda)\s+(?:of|for|from)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
"""What an attacker shows or shouts, which does not make him one of them, and what others had done before."""
_ACCUSED_OF = re.compile(
    r"\baccus\w+\s+(?:\w+\s+)?of\s+(?:having\s+)?(?:help|support|aid|assist|collaborat|work|spy|belong|sympathi|inform"
    r"|harbor|shelter|feed|cooperat|sid|ties|links|contact|being)\w*\b[^,;.]{0,40}$",
    re.IGNORECASE,
)
"""What victims are accused of: the group named there is not the one that attacks."""
_OWN_ATTACK = re.compile(
    r"\s+(?:(?:roadside|suicide|car|truck|mortar|rocket|bomb|grenade)\s+)?(?:ambush|attack|bomb|bombing|raid|assault|landmine|mine|IED)\b(?!\s+(?:on|against|at)\b)"
)
_SUSPECTED_IN = re.compile(r"\s+(?:is|was|are|were|has\s+been)\s+(?:\w+\s+)?suspected\b", re.IGNORECASE)
_DIES_BY_OWN_BOMB = re.compile(
    rf"\s*(?:\([^()]*\))?(?:\s+(?:member|militant|courier|operative|fighter|bomber|bombmaker|guerrilla|activist)s?)?{OWN_BOMB}",
    re.IGNORECASE,
)
_A_BOMB_THAT = re.compile(
    r"\b(?:bombs?|devices?|IEDs?|mines?|landmines?|explosives|grenades?)\s+(?:that|which)\s+(?:the\s+)?$", re.IGNORECASE
)
_PLANTED = re.compile(
    r"\s*(?:\([^()]*\)\s*)?(?:members?\s+|militants?\s+)?(?:had\s+|apparently\s+)*(?:left|planted|placed|laid|buried|hidden|hid|set|sent|mailed)\b",
    re.IGNORECASE,
)
_NAMED_AS = re.compile(r"\b(?:named|identified|described)\s+(?:the\s+)?$", re.IGNORECASE)
_AS_THE_CULPRIT = re.compile(
    r"[^.;]{0,70}?\bas\s+(?:(?:the|its|likely|probable)\s+){0,2}(?:culprits?|perpetrators?|attackers?|responsible|those\s+responsible|group\s+responsible)\b",
    re.IGNORECASE,
)
_ACRONYM = re.compile(r"\s*\([^()]{1,30}\)")
_EITHER = re.compile(r"\beither\b", re.IGNORECASE)
_OR = re.compile(r"\bor\b", re.IGNORECASE)
_IN_THE_FIRST = re.compile(
    r"\bin\s+(?:the|its)\s+(?:first|second|third|latest|last|deadliest|worst|bloodiest|largest|only)\s+$", re.IGNORECASE
)
_OWN_FIRST = re.compile(
    r"\s+(?:[\w-]+\s+){0,2}?(?:attack|ambush|bombing|raid|assault|kidnapping|operation)\b", re.IGNORECASE
)
_WHICH_ONE = re.compile(
    r"\s*(?:for\s+)?(?:only\s+)?(?:the\s+)?(?P<which>first|second|third|former|latter)\b(?!\s+time)", re.IGNORECASE
)
_ORDER = {"first": 0, "former": 0, "second": 1, "latter": 1, "third": 2}
_DIES = re.compile(r"(?:died|perished|lost\s+their\s+lives)\b", re.IGNORECASE)
"""What befalls people, and is no deed of theirs."""
_NO_LONGER = re.compile(
    r"\b(?:former|retired|off-duty|dismissed|rogue|renegade|deserted|disgruntled|expelled|ex)[\s-]+(?:[\w-]+\s+)?$",
    re.IGNORECASE,
)
"""Before "a police officer" who acts on his own."""
_AN_ATTACK_BY = re.compile(r"\b(?:into|in|by|from)\s+an?\s+$", re.IGNORECASE)
_SPEAKS = re.compile(
    r"\b(?:denied|claimed|condemned|criticized|rejected|said|announced|declared|threatened|warned|praised|welcomed|called|stated|vowed)\b",
    re.IGNORECASE,
)
_MEMBERS = re.compile(r"(?:members?|operatives?|supporters?|elements|agents?)\b", re.IGNORECASE)
_ARTICLE = re.compile(r"an?\s+", re.IGNORECASE)
_WHICH = re.compile(
    r"\s*(?:\([^()]*\))?(?:\s*,\s*(?:an?|the)\s+[^,;.()]{1,50})?\s*,\s*which\s+(?:\w+ly\s+|has\s+|had\s+)?"
    r"|\s*(?:\([^()]*\))?(?:\s*,\s*(?:an?|the)\s+[^,;.()]{1,50})?\s*,\s*(?:and\s+)?(?:which|who)\s+[^,;.()]{1,80},\s*(?:\w+ly\s+|has\s+|had\s+)?",
    re.IGNORECASE,
)
_FORCES_OF = re.compile(r"\s+(?:troops|forces|units|soldiers|commandos|police)\b", re.IGNORECASE)
_NEAR_CLAIM = 110
_NEAR_NAME = 60
_SENTENCE_ENDS = re.compile(r"[;.]")
_MODIFIES_ACT = re.compile(
    r"\s+(?:attacks?|bombings?|explosions?|incidents?|acts?|operations?|threats?|organi[sz]ations?|groups?|plots?)\b",
    re.IGNORECASE,
)
_FOR_THE = re.compile(r"\s+for\s+(?:the|an?|that)\s+", re.IGNORECASE)
_DATE_LENGTH = 20
"""How many characters behind "for the" a date may take."""
_ON_BEHALF = re.compile(r"\s+(?:\w+\s+)?(?:for|on\s+behalf\s+of)\s+(?:the\s+)?", re.IGNORECASE)
_SHARES_CLAIM = re.compile(r"\s*(?:\([^()]*\)?)?\s*(?:(?:,|and|,\s*and|/|\()\s*(?:the\s+)?)?", re.IGNORECASE)
_IN_APPOSITION = re.compile(r",\s+(?:an?|the)\s+(?:\w+\s+){0,3}$", re.IGNORECASE)
_BOAST = re.compile(
    r"\s+(?:said|claimed|stated|announced|boasted|asserted)\s+(?:on\s+\w+\s+\w+\s+)?(?:that\s+|to\s+have\s+)?(?:(?:it|they|its\s+\w+|the\s+\w+)\s+)?(?:had\s+|have\s+)?killed\b",
    re.IGNORECASE,
)
_DIES = re.compile(r"(?:died|dead)\b", re.IGNORECASE)
_ITS_LEADER = re.compile(r"'s?\s+(?:\w+\s+){0,2}(?:leader|commander|camp|base|stronghold)", re.IGNORECASE)
_FAR_FROM_VERB = 120
_APPOSITION_BEFORE = re.compile(r",\s+(?:an?|the)\s+[^,;]{1,40}\s+(?:of|for)\s+(?:the\s+)?$", re.IGNORECASE)
_ACTS = re.compile(rf"\s+(?:\w+\s+){{0,2}}?(?:{_IRREGULAR}|[\w-]+ed)\b", re.IGNORECASE)
_MEMBER_WORDS = re.compile(
    r"\b(?:belonging\s+to|affiliat\w+|associated|linked|member|members|part\s+of|from|loyal|tied|ties|links)\b",
    re.IGNORECASE,
)
_IDENTIFIED = re.compile(
    r"\bidentified\s+(?:the\s+)?(?:[\w-]+\s+)?(?:bombers?|attackers?|gunm[ae]n|assailants?|perpetrators?|shooters?|him|her|them)\s+as\s+"
    r"(?:an?\s+)?(?:[\w-]+\s+)?(?:(?:members?|fighters?|operatives?|militants?|followers?)\s+of\s+(?:the\s+)?)?$",
    re.IGNORECASE,
)
"""Before the group of which somebody says that the attacker was."""
_CLAIM_BY = re.compile(r"\b(?:by|in\s+the\s+name\s+of)\s+(?:the\s+|an?\s+)?(?:[\w'-]+\s+){0,3}$", re.IGNORECASE)
_AGENT = re.compile(
    r"\bby\s+(?:an?\s+|the\s+|two\s+|several\s+|at\s+least\s+\w+\s+|\d+\s+)?(?:[\w'-]+\s+){0,4}$", re.IGNORECASE
)
_THOUSANDS = re.compile(r"(?:more\s+than\s+|about\s+|some\s+)?\b\d{1,3},$", re.IGNORECASE)
_AT_LEAST = re.compile(r"\bat\s+(?:least|most)", re.IGNORECASE)
_HEDGE_BEFORE = re.compile(r"\b(?:suspected|alleged|presumed|purported)\s+$", re.IGNORECASE)
_RETRACTED = re.compile(r"\b(?:retracted|withdrew|recanted|disavowed)\b", re.IGNORECASE)
_RESPONSIBLE = re.compile(
    r"\s+(?:was|were|is|are|to\s+be)\s+(?:\w+ly\s+)?(?:(?:believed|thought|presumed|assumed|suspected|considered)\s+to\s+"
    r"(?:be|have\s+been)\s+)?(?:responsible|behind)\b(?!\s+for\s+(?:most|many|several|all|some)\b)",
    re.IGNORECASE,
)
_ON_SOMEBODYS_WORD = re.compile(
    r"\b(?:said|says|stated|believed?|concluded|announced|reported|alleged|assessed|claimed)\s+(?:that\s+)?(?:the\s+)?$",
    re.IGNORECASE,
)
_HELD_BY = re.compile(
    r"\b(?:controlled|held|dominated|run|ruled|governed|occupied|inhabited|contested|infiltrated|influenced)\s+(?:\w+ly\s+)?by\s+"
    r"(?:the\s+)?(?:[\w'-]+\s+){0,2}$",
    re.IGNORECASE,
)
"""Whose a place is, which tells nothing of who attacked there."""
_FOUGHT_WITH = re.compile(
    r"\b(?:clash(?:es)?|fighting|battles?|firefights?|gunfights?|skirmish(?:es)?|shootouts?)\s+(?:with|against)\s+"
    r"(?:the\s+)?(?:[\w'-]+\s+){0,2}$",
    re.IGNORECASE,
)
_SUSPECTED_NEAR = 45
_NAME_FOLLOWS = 9
_OF_A_NAMED_GROUP = re.compile(r"(?:the|its)\s", re.IGNORECASE)
_OWNERS = re.compile(r"\bits\s+$", re.IGNORECASE)
_OF_THE_GROUP = re.compile(r"\s+of\s+(?:the|that|this)\s+(?:group|organization|movement|militia)\b")
_LOOK_BACK = 400
"""How many characters back "the rebels" may reach for the name that it stands for."""
_PLURAL_NAME = re.compile(r"[A-Z][a-z]{3,}s")
_ITS_MEANS = (
    r"\s+(?:(?:roadside|suicide|car|truck|mortar|rocket|drone|missile|bomb|grenade|sniper)\s+)?(?:land)?"
    r"(?:mines?|bombs?|IEDs?|rockets?|missiles?|mortars?|shells?|drones?|grenades?|ambush|attack|bombing|raid|assault"
    r"|sniper|gunm[ae]n|rebels?|fighters?|militants?|insurgents?|guerrillas?|commandos?|cadres?)\b"
)
_CONTRASTS = ("although", "though", "but", "while", "whereas", "however")
_NO_CLAIM = re.compile(
    (
        r"\b(?:neither|no\s+(?:group|one|organization|party)|nobody|did\s+not\s+claim|not\s+claimed|unclaimed|denied"
        r"|denying|none\s+of)\b"
    ),
    re.IGNORECASE,
)
_MEETS = re.compile(
    (
        r"\b(?:hit|struck|ran\s+over|drove\s+over|drove\s+onto|stepped\s+on|triggered)\s+(?:an?|the)\s+"
        r"(?:(?:land|roadside|buried|hidden|homemade|anti-\w+|improvised)\s+)?"
    ),
    re.IGNORECASE,
)
_MEETS_ATTACK = re.compile(
    r"\s+(?:[\w-]+\s+){0,8}?(?:(?:drove|ran|walked|fell|rode|strayed|blundered)\s+into\s+an?\s+(?:[\w'/-]+\s+){0,2}?(?:ambush|attack|trap)"
    r"|came\s+under\s+(?:\w+\s+)?(?:fire|attack))\b",
    re.IGNORECASE,
)
_TARGET_COMPOUND = re.compile(
    (
        r"\s+(?!(?:officers?|personnel|commander|patrol)\s+(?:killed|shot|raided|stormed|attacked|opened)\b)"
        r"(?:convoy|base|post|outpost|checkpoint|station|officer|officers|chief|vehicle|vehicles|truck|bus"
        r"|headquarters|barracks|camp|compound|patrol\s+(?:was|were)|position|positions|academy|recruits?|training"
        r"|personnel|lorry|car|commander|building|garrison|depot|unit\s+was)\b"
    ),
    re.IGNORECASE,
)
_LEFT_WORDS = re.compile(
    r"(?<![\w'-])(?:(?:[\w'-]+\s+){0,3}(?:members|elements|fighters|militants|groups?|cells?"
    r"|followers)\s+of\s+(?:the\s+)?|)"
    r"(?:(?!(?:in|at|on|near|when|by|from|after|before|while|who|whom|which|that|and|or|but|of|for|to|with"
    r"|during|as|against|was|were|is|are|had|has|said|included|including|following|over|into|also|then"
    r"|where|between)\b|(?!armed|masked|suspected|unidentified|alleged|hooded|unnamed|radicalized|uniformed"
    r"|unarmed|motorized|disguised|estimated|[\w]+-)\w+ed\b)[\w'-]+[ ]+){0,6}$",
    re.IGNORECASE,
)
_OTHER_ROLE = re.compile(
    (
        r"\b(?:during|following|against|in|after|with|near|at|on|to|despite|under|for|as|than|between|through|since"
        r"|amid|like|into|despite|over)\s+(?:the\s+)?(?:(?!who\b|whom\b|which\b|that\b|where\b|when\b)[\w-]+\s+){0,2}$"
    ),
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Actor:
    """An institution's part in an incident: who, where it is named, in which role, and how sure the text is."""

    institution_id: str
    start: int
    end: int
    role: str
    certainty: str


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who did it as the text says it: actors, the verbatim words for the perpetrator, and the kind of attribution."""

    actors: tuple[Actor, ...]
    text_start: int
    text_end: int
    status: str

    @property
    def perpetrators(self) -> tuple[Actor, ...]:
        """The actors that did it, each institution once, with the certainty of the event where it has that too."""
        seen: dict[str, Actor] = {}
        for actor in self.actors:
            if actor.role == "perpetrator":
                told = seen.setdefault(actor.institution_id, actor)
                if actor.certainty == self.status != told.certainty:
                    seen[actor.institution_id] = actor
        return tuple(seen.values())


class AttributionReader:
    """Reads attribution for the episodes of one chapter."""

    def __init__(self, notes: Annotations) -> None:
        """Prepare for one chapter's annotations."""
        self._notes = notes
        self._text = notes.text
        self._words = notes.words
        self._date: DateMention | None = None
        self._index, self._count = 0, 1
        self._adjectives = self._plural_names()

    def _plural_names(self) -> list[Mention]:
        """The first mention of each armed group that is named by a plain plural ("Maoists")."""
        first: dict[str, Mention] = {}
        for mention in self._groups(0, len(self._text)):
            if _PLURAL_NAME.fullmatch(self._text, mention.start, mention.end):
                first.setdefault(mention.institution_id, mention)
        return list(first.values())

    def subject(self, episode: Episode) -> tuple[str, int]:
        """Return the first actor before the act of violence, and where it ends.

        Args:
            episode: the event.

        Returns:
            Its kind (group, people, weapon, state, state_agent, none), and its end. Attackers who are themselves struck
            down are `state` where a state's forces did it, and `victim` where nobody is named; `state_agent` is told of
            a state's forces behind those whom they harmed.
        """
        clauses = self._notes.clauses(episode.start, episode.end)
        for clause in clauses:
            verb = self._first_verb(clause)
            if verb is None and (taken := RETAKES.search(self._text, clause.start, clause.end)):
                verb = taken.start()
            if verb is None:
                continue
            kind, end = self._subject_in(clause, verb)
            if kind in ("group", "people") and self._is_struck_down(end, verb):
                if self._by_state(verb, clause.end):
                    return "state", end
                plain = not self._has_attackers(clause.start, verb)
                return ("none" if kind == "people" and plain and episode.listed else "victim"), end
            if kind == "none" and (self._done_by_state(verb, clause.end) or self._when_state_acts(clause, clauses)):
                return "state_agent", clause.start
            if kind == "weapon" and self._sent_by_state(end, verb):
                return "state_agent", clause.start
            return kind, end
        return "none", episode.start

    def _is_struck_down(self, subject_end: int, verb: int) -> bool:
        return _WAS_KILLED.search(self._text, subject_end, verb + 7) is not None

    def _has_attackers(self, start: int, end: int) -> bool:
        """Whether a span has a word for attackers that are it still ("rebels", not "a former rebel")."""
        return any(
            not _NO_LONGER.search(self._text[max(start, match.start() - _DATE_LENGTH) : match.start()])
            for match in self._words.perpetrators.finditer(self._text, start, end)
        )

    def _by_state(self, start: int, end: int) -> bool:
        match = _BY_WHOM.search(self._text, start, end)
        if match is None:
            return False
        stop = min(end, match.end() + 40)
        kinds = [self._notes.institution(m).institution_type for m in self._notes.mentions(match.end(), stop)]
        return (
            any(k in STATE_TYPES for k in kinds)
            or self._words.state_agents.search(self._text, match.end(), stop) is not None
        )

    def _sent_by_state(self, start: int, end: int) -> bool:
        """Whether a weapon is a state's ("a missile strike by foreign forces killed ...")."""
        match = _BY_OR_IN.search(self._text, start, end)
        return match is not None and match["in"] is None and self._done_by_state(start, end)

    def _when_state_acts(self, clause: Clause, clauses: Sequence[Clause]) -> bool:
        """Whether people were harmed when a state's forces acted, and nobody fought them ("when jets bombed X")."""
        following = [other for other in clauses if other.start > clause.start and other.opener == "when"]
        if not following:
            return False
        told = following[0]
        verb = self._first_verb(told)
        return (
            verb is not None
            and self._subject_in(told, verb)[0] == "state"
            and self._words.perpetrators.search(self._text, told.start, told.end) is None
            and not self._groups(told.start, told.end)
        )

    def _done_by_state(self, start: int, end: int) -> bool:
        """Whether people were harmed by a state's forces ("were killed by soldiers", "died in an air raid")."""
        match = _BY_OR_IN.search(self._text, start, end)
        if match is None:
            return False
        stop = min(end, match.end() + _AGENT_FOLLOWS)
        state = self._words.state_agents.search(self._text, match.end(), stop)
        at = state.start() if state and not _TARGET_COMPOUND.match(self._text, state.end()) else stop
        for mention in self._notes.mentions(match.end(), stop):
            kind = self._notes.institution(mention).institution_type
            if kind == "armed_group" and mention.start < at:
                return False
        if match["in"] and (state is None or self._words.state_forces.match(self._text, state.start())):
            return False
        other = next(
            (
                found.start()
                for pattern in (self._words.perpetrators, self._words.generic_attackers, self._words.weapons)
                if (found := pattern.search(self._text, match.end(), at))
            ),
            None,
        )
        return at < stop and other is None

    def read(self, episode: Episode, is_state_operation: bool) -> Attribution:
        """Read the attribution of one episode."""
        self._date, self._index, self._count = episode.date, episode.index, episode.count
        if is_state_operation:
            return self._state_attribution(episode)
        actors = (
            self._planners(episode)
            if episode.kind == "plot"
            else [a for span in episode.spans for a in self._actors_in(*span)]
        )
        actors = self._without_blamed_instead(episode, actors) or self._by_adjective(episode)
        perpetrators = [actor for actor in actors if actor.role == "perpetrator"]
        certainties = {actor.certainty for actor in perpetrators}
        status = next(
            (
                code
                for code in ("claimed", "suspected", "attributed_by_third_party", "asserted_by_report")
                if code in certainties
            ),
            "unattributed",
        )
        if "suspected" in certainties and "asserted_by_report" in certainties and status != "claimed":
            status = "asserted_by_report" if perpetrators[0].certainty == "asserted_by_report" else "suspected"
        text_start, text_end = self._words_for(episode, perpetrators)
        if not perpetrators and self._refers_to_a_group(text_start, text_end):
            actors = self._meant_by_definite(episode, text_start)
            status = actors[0].certainty if actors else status
        return Attribution(tuple(actors), text_start, text_end, status)

    def _by_adjective(self, episode: Episode) -> list[Actor]:
        """The group whose name tells whose a weapon was ("a Maoist landmine", where the chapter names the Maoists)."""
        for mention in self._adjectives:
            adjective = self._text[mention.start : mention.end].removesuffix("s")
            means = re.compile(rf"\b{re.escape(adjective)}(?={_ITS_MEANS})")
            told = means.search(self._text, episode.start, episode.end)
            if told and not self._groups(*told.span()):
                before = self._text[max(episode.start, told.start() - _SUSPECTED_NEAR) : told.start()]
                suspected = self._words.suspicions.search(before) is not None
                certainty = "suspected" if suspected else "asserted_by_report"
                return [Actor(mention.institution_id, told.start(), told.end(), "perpetrator", certainty)]
        return []

    def _without_blamed_instead(self, episode: Episode, actors: Sequence[Actor]) -> list[Actor]:
        """Leave out whom others blame in contrast to a group's own claim ("..., although the mayor blamed Y")."""
        claimants = {actor.institution_id for actor in actors if actor.certainty == "claimed"}
        if not claimants:
            return list(actors)
        return [
            actor
            for actor in actors
            if actor.institution_id in claimants
            or actor.certainty != "attributed_by_third_party"
            or not self._is_in_contrast(episode, actor.start)
        ]

    def _is_in_contrast(self, episode: Episode, position: int) -> bool:
        span = next(((start, end) for start, end in episode.spans if start <= position < end), None)
        return span is not None and any(
            clause.start <= position < clause.end and clause.opener in _CONTRASTS
            for clause in self._notes.clauses(*span)
        )

    def with_header(self, episode: Episode, attribution: Attribution, header: ListHeader) -> Attribution:
        """Give an item of a list that names no group the one that the sentence before the list names.

        Args:
            episode: the event that the item tells of.
            attribution: what the item itself says.
            header: what the sentence before the list says.

        Returns:
            The attribution of the item, with the header's words where it has none of its own.
        """
        named = any(self._groups(start, end) for start, end in episode.spans)
        if attribution.perpetrators or named:
            return attribution
        it = header.mention
        actor = Actor(it.institution_id, it.start, it.end, "perpetrator", header.certainty)
        has_words = attribution.text_end > attribution.text_start
        words = (attribution.text_start, attribution.text_end) if has_words else (it.start, it.end)
        return Attribution((actor,), *words, header.certainty)

    def _refers_to_a_group(self, start: int, end: int) -> bool:
        """Whether words for attackers stand for a group that was named before ("the rebels", "its fighters")."""
        before = self._text[max(0, start - len("their ")) : start]
        return start < end and (
            _OF_A_NAMED_GROUP.match(self._text, start, end) is not None
            or _OWNERS.search(before) is not None
            or _OF_THE_GROUP.match(self._text, end) is not None
        )

    def _meant_by_definite(self, episode: Episode, position: int) -> list[Actor]:
        """Whom "the rebels" stands for: the one group that the sentence, or else the text just before, names."""
        before = (max(0, position - _LOOK_BACK), position)
        near = (self._start_of_nearest(*before), position)
        for start, end in ((episode.start, max(b for _, b in episode.spans)), near, before):
            groups = self._groups(start, end)
            if len({m.institution_id for m in groups}) == 1:
                one = groups[-1]
                return [Actor(one.institution_id, one.start, one.end, "perpetrator", "asserted_by_report")]
            if groups:
                return []
        return []

    def _start_of_nearest(self, start: int, end: int) -> int:
        """Where the sentence begins that names a group last before a position; the position where none does."""
        groups = self._groups(start, end)
        return max(start, self._text.rfind(". ", start, groups[-1].start)) if groups else end

    def _groups(self, start: int, end: int) -> list[Mention]:
        """The armed groups named in a span."""
        named = self._notes.mentions(start, end)
        return [m for m in named if self._notes.institution(m).institution_type == "armed_group"]

    def _planners(self, episode: Episode) -> list[Actor]:
        """The groups whose members planned what was foiled."""
        actors = []
        for mention in self._groups(episode.start, episode.end):
            before = self._text[episode.start : mention.start]
            is_affiliation = self._is_affiliation(before, self._text[mention.end : episode.end])
            if is_affiliation or self._repeats_in_parentheses(mention, episode.start):
                continue
            suspected = self._words.suspicions.search(before[-_SUSPECTED_NEAR:]) is not None
            certainty = "suspected" if suspected else "asserted_by_report"
            actors.append(Actor(mention.institution_id, mention.start, mention.end, "perpetrator", certainty))
        return actors

    def _is_affiliation(self, before: str, after: str) -> bool:
        """Whether a name only tells whom the perpetrator is near to, or stands in an apposition to another name."""
        if _AFFILIATION_AFTER.match(after) or (
            _APPOSITION_BEFORE.search(before) and re.match(r"\s*(?:\([^)]*\))?\s*,", after)
        ):
            return True
        return self._affiliation(before) is not None

    def _affiliation(self, before: str) -> re.Match[str] | None:
        found = None
        for match in self._words.affiliations.finditer(before):
            if len(before) - match.end() <= 25 and not re.search(r"[,;]", before[match.end() :]):
                found = match
        return found

    def _actors_in(self, start: int, end: int) -> list[Actor]:
        actors = []
        for clause in self._notes.clauses(start, end):
            for mention in self._groups(clause.start, clause.end):
                if self._repeats_in_parentheses(mention, start):
                    continue
                certainty = self._certainty(clause, mention, start, end)
                if certainty:
                    actors.append(Actor(mention.institution_id, mention.start, mention.end, "perpetrator", certainty))
        return actors

    def _repeats_in_parentheses(self, mention: Mention, start: int) -> bool:
        """Whether this is the acronym in "Long Name (ABC)", which says nothing that the name does not."""
        before = self._notes.mentions(start, mention.start)
        return (
            bool(before)
            and before[-1].institution_id == mention.institution_id
            and self._text[before[-1].end : mention.start].strip() == "("
        )

    def _certainty(self, clause: Clause, mention: Mention, start: int, end: int) -> str | None:
        before = self._text[clause.start : mention.start]
        acronym = _ACRONYM.match(self._text, mention.end, end)
        after = self._text[acronym.end() if acronym else mention.end : end]
        suspected = self._words.suspicions.search(before[-_SUSPECTED_NEAR:]) is not None
        affiliation = self._affiliation(before)
        if affiliation:
            hedged = suspected and _MEMBER_WORDS.search(affiliation.group()) is not None
            return "suspected" if hedged else None
        if self._is_affiliation(before, after) or _ACCUSED_OF.search(before) or _IN_PRAISE.search(before):
            return None
        if suspected and self._belongs_to(clause, mention, before):
            return "suspected"
        if _SUSPECTED_IN.match(after):
            return "suspected"
        if self._claims(clause, mention, start, end):
            return "claimed"
        if self._attributed(clause, mention):
            return "attributed_by_third_party"
        responsible = _RESPONSIBLE.match(after)
        if responsible:
            if suspected or self._words.suspicions.search(responsible.group()):
                return "suspected"
            return "attributed_by_third_party" if _ON_SOMEBODYS_WORD.search(before) else "asserted_by_report"
        if not self._does_it(clause, mention, before, after, end):
            return None
        return "suspected" if suspected or self._is_alternative(clause, mention) else "asserted_by_report"

    def _belongs_to(self, clause: Clause, mention: Mention, before: str) -> bool:
        """Whether those who act are said to be the group's ("gunmen believed to be X members killed ...")."""
        verb = self._first_verb(clause)
        acts = verb is None or mention.start < verb
        return _BELONGING_TO.search(before) is not None or (acts and _BELIEVED_TO_BE.search(before) is not None)

    def _is_alternative(self, clause: Clause, mention: Mention) -> bool:
        """Whether a name is one of two of which only one did it ("either the X or the Y")."""
        either = _EITHER.search(self._text, clause.start, mention.start)
        return either is not None and _OR.search(self._text, either.end(), clause.end) is not None

    def _does_it(self, clause: Clause, mention: Mention, before: str, after: str, end: int) -> bool:
        """Whether the name is the agent or the subject of the violence, and neither its object nor a bystander."""
        verb = self._first_verb(clause)
        first = _IN_THE_FIRST.search(before) and _OWN_FIRST.match(after)
        if _A_BOMB_THAT.search(before) and _PLANTED.match(after):
            return True
        if first or (_AN_ATTACK_BY.search(before) and _OWN_ATTACK.match(after)) or _DIES_BY_OWN_BOMB.match(after):
            return True
        if _HELD_BY.search(before):
            return False
        if _FOUGHT_WITH.search(before):
            return True
        if _AGENT.search(before) and not _PASSIVE.search(self._text[mention.end : min(end, mention.end + 12)]):
            return True
        if self._is_object(clause, mention) or _OTHER_ROLE.search(self._after_date(clause.start, mention.start)):
            return False
        if verb is None:
            acts = _ACTS.match(self._text, mention.end, clause.end)
            return acts is not None and _SPEAKS.search(acts.group()) is None
        if mention.start >= verb:
            return True
        if _SPEAKS.search(self._text, mention.end, verb):
            return False
        between = self._text[mention.end : verb]
        harmed = _PASSIVE.search(between) or _DIES.match(self._text, verb)
        return not harmed and len(between) <= _FAR_FROM_VERB and not _ITS_LEADER.match(after)

    def _after_date(self, start: int, end: int) -> str:
        """The words before a name, without a date and what stands before it."""
        dates = self._notes.dates(start, end)
        return self._text[dates[-1].end if dates else start : end]

    def _claims(self, clause: Clause, mention: Mention, start: int, end: int) -> bool:
        if self._boasts(clause, mention):
            return True
        return any(
            self._claims_with(claim, clause, mention)
            for claim in self._words.claims.finditer(self._text, start, end)
            if not _NO_CLAIM.search(self._text, max(start, claim.start() - 40), claim.end())
            and not _RETRACTED.search(self._text, claim.end(), min(end, claim.end() + _NEAR_NAME))
        )

    def _claims_with(self, claim: re.Match[str], clause: Clause, mention: Mention) -> bool:
        """Whether this claim is this group's: it stands before the verb, or behind "by", "for", "in the name of"."""
        if self._is_of_another_event(claim):
            return False
        if mention.end <= claim.start():
            between = self._text[mention.end : claim.start()]
            same_clause = claim.start() < clause.end or _WHICH.fullmatch(between) is not None
            return same_clause and len(between) < _NEAR_CLAIM and not self._other_group(mention, claim.start())
        between = self._text[claim.end() : mention.start]
        if claim.end() > mention.start or _SENTENCE_ENDS.search(between):
            return False
        verb = claim.group().lower()
        if verb.endswith(" by"):
            return len(between) < _NEAR_NAME
        on_behalf = _ON_BEHALF.fullmatch(between) is not None and not verb.endswith("responsibility")
        return on_behalf or (_CLAIM_BY.search(between) is not None and len(between) < _NEAR_NAME)

    def _is_of_another_event(self, claim: re.Match[str]) -> bool:
        """Whether what is claimed bears another date than the event ("... for the December 27 bombing")."""
        which = _WHICH_ONE.match(self._text, claim.end())
        if which and self._count > 1:
            return _ORDER[which["which"].lower()] != self._index
        what = _FOR_THE.match(self._text, claim.end())
        if what is None or self._date is None:
            return False
        dates = self._notes.dates(what.end(), min(len(self._text), what.end() + _DATE_LENGTH))
        return bool(dates) and dates[0].start == what.end() and dates[0].edtf != self._date.edtf

    def _boasts(self, clause: Clause, mention: Mention) -> bool:
        """Whether a group itself tells how many it killed ("the X said that it killed 100 soldiers")."""
        told = _BOAST.match(self._text, mention.end, clause.end)
        return told is not None and not self._notes.mentions(mention.end, told.end())

    def _other_group(self, mention: Mention, end: int) -> bool:
        """Whether another group stands between a name and a claim, and neither shares it nor explains the name."""
        start = mention.end
        groups = [
            m
            for m in self._groups(start, end)
            if m.institution_id != mention.institution_id and not self._repeats_in_parentheses(m, start)
        ]
        groups = [m for m in groups if not self._is_affiliation(self._text[start : m.start], self._text[m.end : end])]
        if not groups:
            return False
        one = len({m.institution_id for m in groups}) == 1
        between = self._text[start : groups[0 if one else -1].start]
        return _SHARES_CLAIM.fullmatch(between) is None and _IN_APPOSITION.search(between) is None

    def _attributed(self, clause: Clause, mention: Mention) -> bool:
        if _IDENTIFIED.search(self._text, clause.start, mention.start):
            return True
        named = _NAMED_AS.search(self._text[clause.start : mention.start])
        if named and _AS_THE_CULPRIT.match(self._text, mention.end):
            return True
        for match in self._words.attributions.finditer(self._text, clause.start, clause.end):
            between = self._text[match.end() : mention.start]
            if match.end() <= mention.start and len(between) < 70 and not re.search(r"[;.]", between):
                return True
            passive = self._text[mention.end : match.start()]
            if mention.end <= match.start() and re.fullmatch(r"\s+(?:was|were)\s+(?:\w+ly\s+)?", passive):
                return True
        return False

    def _is_object(self, clause: Clause, mention: Mention) -> bool:
        verb = self._first_verb(clause)
        if verb is None or mention.start < verb:
            return False
        in_phrase = _FINITE.match(self._text, verb) is None
        return not (in_phrase and _ACTS.match(self._text, mention.end, clause.end))

    def _first_verb(self, clause: Clause) -> int | None:
        """Where the clause's first act of violence stands, as a verb where there is one, else as a noun."""
        noun = None
        for match in self._words.violence.finditer(self._text, clause.start, clause.end):
            if any(m.start <= match.start() < m.end for m in self._notes.mentions(clause.start, clause.end)):
                continue
            if _FINITE.match(self._text, match.start()):
                return match.start()
            noun = match.start() if noun is None else noun
        if noun is None:
            for pattern in (self._words.perpetrators, self._words.generic_attackers):
                attacker = pattern.search(self._text, clause.start, clause.end)
                if attacker:
                    verb = _FINITE.search(self._text, attacker.end(), clause.end)
                    return verb.start() if verb else None
        return noun

    def _subject_in(self, clause: Clause, verb: int) -> tuple[str, int]:
        candidates: list[tuple[int, int, str]] = []
        for mention in self._notes.mentions(clause.start, verb):
            kind = self._notes.institution(mention).institution_type
            if kind == "armed_group":
                candidates.append((mention.start, mention.end, "group"))
            elif kind in STATE_TYPES:
                candidates.append((mention.start, mention.end, "state"))
        deed = min(clause.end, verb + _DEED_FOLLOWS)
        for pattern, kind, stop in (
            (self._words.perpetrators, "people", verb), (self._words.generic_attackers, "people", verb),
            (self._words.state_agents, "state", deed), (self._words.weapons, "weapon", verb),
        ):  # fmt: skip
            match = pattern.search(self._text, clause.start, stop)
            if match and match.start() < verb and not any(a <= match.start() < b for a, b, *_ in candidates):
                left = kind == "state" and _NO_LONGER.search(
                    self._text[max(clause.start, match.start() - 30) : match.start()]
                )
                candidates.append((match.start(), match.end(), "people" if left else kind))
        if not candidates:
            return "none", clause.start
        ordered = sorted(candidates, key=lambda candidate: (candidate[0], -candidate[1]))
        if len(ordered) > 1 and ordered[0][2] == "state" and _TELLS.match(self._text, ordered[0][1]):
            others = [candidate for candidate in ordered if candidate[2] != "state"]
            ordered = others or ordered
        _, end, kind = ordered[0]
        if kind == "state" and self._meets_a_bomb(end, clause.end):
            return "none", clause.start
        struck = _PASSIVE.search(self._text[end:verb]) or _DIES.match(self._text, verb)
        if kind == "state" and (struck or _TARGET_COMPOUND.match(self._text, end)):
            return "none", clause.start
        return kind, end

    def _meets_a_bomb(self, start: int, end: int) -> bool:
        """Whether what follows a state's forces is what befell them ("a vehicle of the army hit a mine")."""
        if _MEETS_ATTACK.match(self._text, start, end):
            return True
        met = _MEETS.search(self._text, start, end)
        return met is not None and self._words.weapons.match(self._text, met.end(), end) is not None

    def _state_attribution(self, episode: Episode) -> Attribution:
        actors: list[Actor] = []
        first: tuple[int, int] | None = None
        for start, end in episode.spans:
            for clause in self._notes.clauses(start, end):
                verb = self._first_verb(clause)
                for mention in self._notes.mentions(clause.start, clause.end):
                    kind = self._notes.institution(mention).institution_type
                    before = self._text[clause.start : mention.start]
                    is_state = kind in STATE_TYPES or (
                        kind in ("ministry", "government") and _FORCES_OF.match(self._text, mention.end) is not None
                    )
                    named_only = kind == "military_operation" and before.rstrip().endswith("(")
                    if not is_state or named_only or (actors and re.search(r"\bof\s+(?:the\s+)?$", before)):
                        continue
                    acting = (verb is not None and mention.start < verb) or re.search(
                        r"\bby\s+(?:[\w'-]+\s+(?:and\s+)?){0,3}$", before
                    )
                    if acting:
                        actors.append(
                            Actor(
                                mention.institution_id, mention.start, mention.end, "perpetrator", "asserted_by_report"
                            )
                        )
                        first = first or (mention.start, mention.end)
        if first is None:
            match = self._words.state_forces.search(self._text, episode.start, episode.end)
            match = match or self._words.state_owners.search(self._text, episode.start, episode.end)
            first = match.span() if match else (0, 0)
        clauses = self._notes.clauses(episode.start, episode.end)
        verb = next((at for clause in clauses if (at := self._first_verb(clause)) is not None), episode.end)
        relayed = self._words.report_verbs.search(self._text, episode.start, verb) is not None
        status = "attributed_by_third_party" if relayed else "asserted_by_report"
        return Attribution(tuple(replace(actor, certainty=status) for actor in actors), *first, status)

    def _words_for(self, episode: Episode, perpetrators: list[Actor]) -> tuple[int, int]:
        """The span of the words for the perpetrator: the subject's noun phrase, else the name that claims."""
        for clause in self._notes.clauses(episode.start, episode.end):
            verb = self._first_verb(clause)
            if verb is None and clause.opener in ("who", "whom", "whose"):
                continue
            limit = verb if verb is not None else clause.end
            heads = [(actor.start, actor.end) for actor in perpetrators if clause.start <= actor.start < limit]
            attacker = next(
                (
                    match
                    for match in self._words.agents.finditer(self._text, clause.start, limit)
                    if not _MODIFIES_ACT.match(self._text, match.end())
                ),
                None,
            )
            heads += [attacker.span()] if attacker else []
            heads += [
                m.span() for m in self._words.agents.finditer(self._text, limit, clause.end) if self._is_agent(m, limit)
            ]
            if heads:
                start, end = min(heads)
                struck = verb is not None and start < verb and self._is_struck_down(end, verb)
                struck = struck or _AMONG_VICTIMS.match(self._text, end, clause.end) is not None
                if struck or _PASSIVE.match(self._text[end : end + 6].strip()):
                    continue
                return self._noun_phrase(clause, start, end, episode)
        if perpetrators:
            start, end = perpetrators[0].start, perpetrators[0].end
            hedge = _HEDGE_BEFORE.search(self._text[max(episode.start, start - _NAME_FOLLOWS * 2) : start])
            return start - (len(hedge.group()) if hedge else 0), end
        return 0, 0

    def _is_agent(self, head: re.Match[str], floor: int) -> bool:
        return _BY.search(self._text[max(floor, head.start() - 45) : head.start()]) is not None

    def _noun_phrase(self, clause: Clause, start: int, end: int, episode: Episode) -> tuple[int, int]:
        floor, named = clause.start, bool(self._notes.mentions(start, end))
        if episode.date and floor <= episode.date.start and episode.date.end <= start:
            floor = episode.date.end
        left = _LEFT_WORDS.search(self._text[floor:start])
        if left:
            start -= len(left.group())
        thousands = _THOUSANDS.search(self._text, floor, start)
        start = thousands.start() if thousands else start
        least = _AT_LEAST.search(self._text, floor, start + len("least"))
        start = least.start() if least and least.end() == start + len("least") else start
        nearby = next((m for m in self._notes.mentions(end, clause.end) if m.start - end < _NAME_FOLLOWS), None)
        if nearby and "(" in self._text[end : nearby.start]:
            nearby = None
        if nearby and self._notes.institution(nearby).institution_type == "armed_group":
            end = nearby.end
        behind = end + 1 if self._text[end : end + 1] == " " else end
        right = self._words.perpetrators.match(self._text, behind, clause.end)
        right = right or _MEMBERS.match(self._text, behind, clause.end)
        while self._text[start] == " ":
            start += 1
        article = _ARTICLE.match(self._text, start, end) if named and not right else None
        return (article.end() if article else start), (right.end() if right else end)

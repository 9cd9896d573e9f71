"""Reads what was attacked, how, and with which toll, from the clauses of one event.

Figures that conflict are kept apart and never merged; a total over several events is not split.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from pipelines.extraction.annotations import Annotations
from pipelines.extraction.attribution import STATE_TYPES
from pipelines.extraction.clause_facts import BOMB_DEFUSED, FOUND_AND_EXPLODED, VANISHED
from pipelines.extraction.clauses import Clause
from pipelines.extraction.episodes import Episode
from pipelines.extraction.harm import Harm
from pipelines.extraction.later_tolls import later_toll, raises_toll, revises
from pipelines.extraction.other_events import is_measured_against, told_of_others
from pipelines.extraction.quantities import Quantity, find_quantities
from pipelines.reading.folding import folded

_TARGET_OF_TYPE = {
    "military": "military",
    "special_ct_unit": "military",
    "border_force": "military",
    "police": "police",
    "gendarmerie": "police",
    "multinational_mission": "peacekeepers",
    "government": "government",
    "ministry": "government",
    "legislature": "government",
    "court": "government",
    "religious": "religious",
    "ngo": "aid_workers",
    "international_organization": "aid_workers",
}
_HARM_VERB = re.compile(
    (
        r"\b(?:killing|killed|wounding|wounded|injuring|injured|kidnapped|abducted|abducting|kidnapping|died|dead"
        r"|hurt|leaving|left)\b"
    ),
    re.IGNORECASE,
)
_TOTAL = re.compile(
    (
        r"\b(?:in\s+all|in\s+total|altogether|combined|total\s+of|the\s+(?:two|three|four|five)\s+\w+\s+(?:killed"
        r"|left|wounded|injured))\b"
    ),
    re.IGNORECASE,
)
_ORDINAL_PART = re.compile(
    (
        r"(?:\s+(?:was|were|dead|died|killed|wounded|injured)){0,2}\s+in\s+the\s+(?P<which>first|second|third|former"
        r"|latter|other)\b"
    ),
    re.IGNORECASE,
)
_CLAIMANT = re.compile(
    (
        r"(?P<who>(?:[\w'.-]+[ ]+){1,8}?)(?P<verb>said|says|reported|claimed|counted|stated|estimated|announced"
        r"|asserted|acknowledged|confirmed|listed|insisted|maintained|alleged|spoke\s+of|put|cited|gave|documented"
        r"|recorded|described|admitted)\b"
    ),
    re.IGNORECASE,
)
_ACCORDING = re.compile(r"\baccording\s+to\s+(?P<who>[^,;.]+)", re.IGNORECASE)
_ORDINAL_SUBJECT = re.compile(
    r"\b[Tt]he\s+(?P<which>first|second|third|former|latter|other)(?:\s+(?:attack|bomb|blast|bombing|explosion|raid))?\s+"
    r"(?:also\s+)?(?=\w+ed\b|left\b|hurt\b)|\b[Ii]n\s+the\s+(?P<later>second|third|latter|other)(?:\s+(?:attack|blast|bombing|explosion|raid|incident))?,"
)
_ORDINALS = {"first": 0, "former": 0, "second": 1, "latter": 1, "other": 1, "third": 2}
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
_REPORTS = re.compile(
    r"\b(?:[A-Z][\w'-]*\s+(?:of\s+|for\s+)?){1,6}(?:has\s+|had\s+|later\s+)?(?:reported|said|announced|stated|confirmed)\b"
)
"""Who tells of an event, which is never what was attacked."""
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

_CROWD = re.compile(
    r"(?:crowds?|people|pedestrians|shoppers|cyclists|villagers|civilians|residents|passengers|tourists|bystanders|passersby|farmers)\b",
    re.IGNORECASE,
)
_PASSIVE_BEFORE = re.compile(r"\b(?:was|were|been)\s+(?:\w+ly\s+)?$", re.IGNORECASE)
_OF_TRUCKS = re.compile(
    r"\b(?:fuel|truck|commercial|merchant)\s+convoys?\b|\bconvoys?\s+(?:of|carrying|transporting|hauling)\s+(?:[\w-]+\s+){0,3}?(?:fuel|oil|goods|food|cargo|trucks|lorries|tankers|buses|cars|traders|merchants|tractor-trailers)\b",
    re.IGNORECASE,
)
_RECRUITS = re.compile(r"recruits\b", re.IGNORECASE)
_INCLUDING_ATTACKERS = re.compile(
    r"[^,;.]{0,20},?\s+(?:including|among\s+them)\s+(?:the\s+)?(?P<count>\d+|both|one|two|three|four|five|six|seven|eight)?\s*"
    r"(?:suicide\s+|alleged\s+|suspected\s+)?(?P<who>bombers?|attackers?|assailants?|gunm[ae]n|terrorists?|militants?|perpetrators?)\b",
    re.IGNORECASE,
)
_SURVIVED = re.compile(
    r"(?:^|[.;,]\s+(?:and\s+)?)(?P<who>both|all(?:\s+of\s+them)?|they|he|she)\s+(?:later\s+)?(?:survived|recovered)(?=\s*(?:[.,;]|$)|\s+(?:and|but|after|with|the\s+attack)\b)",
    re.IGNORECASE,
)
_ON_IT = re.compile(r"\s+(?:on|against)\b", re.IGNORECASE)
_ALL_OF_THEM = re.compile(r"\b(?:all|both)\b(?:\s+(?:of\s+them|\w+))?$", re.IGNORECASE)
_OF_THEM = re.compile(r"of\s+them", re.IGNORECASE)
_DEED_BEFORE = re.compile(
    r"\b(?:kill|execut|behead|murder|massacr|stabb|shoot|wound|injur)(?:ed|ing)\s+(?:at\s+least\s+)?$|\bshot\s+(?:at\s+least\s+)?$",
    re.IGNORECASE,
)
_DEED_REACHES = 24
_ALL_REACHES = 8
"""How far before its number "all" may stand."""
_PLANTED = re.compile(
    r"\b(?:left|planted|placed|hidden|found|discovered|attached|rigged)\s+(?:an?\s+(?:[\w-]+\s+){0,3}?)?(?:\w+\s+)?(?:in|at|near|under|outside|on|to|beside|inside)\s+",
    re.IGNORECASE,
)
"""Behind these words stands what a bomb that was found was meant for."""
_AIMED = r"[^,;.]{1,60}?\b(?:at|on|into|onto|toward|towards)\b"
_FIRED_FROM = re.compile(rf"\s+(?:\w+ly\s+)?from\b(?!{_AIMED})", re.IGNORECASE)
_FROM_TO = re.compile(rf"\s+(?:\w+ly\s+)?from\b{_AIMED}", re.IGNORECASE)
"""Behind what was fired stands where it came from, which was not attacked."""
_OF_A_BOMB = re.compile(
    r"\b(?:car|truck|vehicle|van|bus|motorcycle|boat)(?=[- ]bombs?\b)"
    r"|(?<=-laden\s)(?:car|truck|vehicle|van|bus|motorcycle|boat)\b",
    re.IGNORECASE,
)
"""What bears a bomb is the means of an attack."""
_A_MINE = re.compile(
    r"\s+(?:an?|the|two)\s+(?:[\w-]+\s+){0,3}?(?:landmines?|mines?|IEDs?|bombs?|explosive\s+devices?)\b", re.IGNORECASE
)
"""What a vehicle hits, so that the vehicle is what was attacked."""
_UNDER_FIRE = re.compile(r"com(?:e|ing)\s+under|came\s+under", re.IGNORECASE)
_AT_A_PLACE = re.compile(
    r"\s+(?:during\s+[^,;.]{1,40}?\s+)?(?:at|inside|in)\s+(?P<place>(?:an?|the|two|three|several)\s+(?:[\w'-]+\s+){0,2}?[\w'-]+)\b"
)
_GUARDS = re.compile(r"guards?\b|warders?\b", re.IGNORECASE)
_PRISON = re.compile(
    r"\b(?:prisons?|jails?|detention\s+(?:center|centre|facility)|penitentiary|inmates|prisoners)\b", re.IGNORECASE
)
_OF_THEM = re.compile(r"of\s+them\b")
_THEM_REACHES = 150
"""How many characters before "seven of them" those whom it stands for may be named."""
_SAILORS = re.compile(r"\bsailors?\b", re.IGNORECASE)
_MERCHANT = re.compile(
    r"\b(?:trawlers?|fishing|cargo|merchant|tugboats?|tankers?|freighters?|container|yachts?|commercial|ferry|ferries)\b",
    re.IGNORECASE,
)
_RELATIVES = frozenset({"who", "which", "whose", "whom", "where", "in which"})
_MEMBERS = re.compile(
    r"\b(?:members?|fighters?|militants?|gunm[ae]n|rebels?|insurgents?|terrorists?|guerrillas?)\b", re.IGNORECASE
)
_HAVE_LEFT = re.compile(r"\b(?:former|ex|defect\w*|desert\w*|dissident\w*|surrendered|rival)\b", re.IGNORECASE)
_SOFT_PLACES = ("religious", "education", "business")
_HIS_MEN = re.compile(
    r"(?:of\s+)?(?:his|their|its|her)\b|(?:\w+\s+)?(?:companions?|associates?|bodyguards?|aides?|deputies|comrades|followers)\b",
    re.IGNORECASE,
)
_AMONG_ITS_OWN = re.compile(r"\s+(?:dead|killed|wounded|injured)?\s*among\s+its\b", re.IGNORECASE)
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


@dataclass(frozen=True, slots=True)
class Toll:
    """The figures of one outcome: bounds with the harm that they rest on, and whether the words left it open."""

    minimum: int | None
    maximum: int | None
    parts: tuple[Harm, ...]
    is_vague: bool


class FieldReader:
    """Reads attack type, target and toll for the episodes of one chapter."""

    def __init__(self, notes: Annotations) -> None:
        """Prepare for one chapter's annotations."""
        self._notes = notes
        self._text = notes.text
        self._words = notes.words

    def attack_type(self, episode: Episode) -> tuple[str, int, int]:
        """The attack type and the span of the word that tells it (empty where none does)."""
        for start, end in episode.spans[:1] if episode.kind == "plot" else episode.spans:
            text = self._masked(start, end)
            for code, pattern in self._words.attack_types.items():
                match = self._outside_names(pattern, text, start)
                if match:
                    return code, *match
            found = [
                (match[0], match[1], code)
                for code, pattern in self._words.attack_types_by_position.items()
                if (match := self._outside_names(pattern, text, start))
            ]
            if found:
                first = min(found)
                return first[2], first[0], first[1]
            generic = self._outside_names(self._words.generic_attacks, text, start)
            if generic and episode.kind != "plot":
                return "armed_assault", *generic
        return "unspecified", episode.start, episode.start

    def target_type(self, episode: Episode, victims: Sequence[Harm], persons_first: bool) -> str | None:
        """What was attacked: the thing or place attacked first, else the persons harmed.

        Args:
            episode: the event.
            victims: the persons harmed.
            persons_first: whether the persons tell more than the place, as for operations of state forces.

        Returns:
            A target code, or None where nothing tells.
        """
        if episode.kind == "plot":
            return self._target_of_plot(episode)
        object_start, object_end = self._object_of_attack(episode, victims)
        of_persons = self._class_of_victims(episode, victims)
        thing = None if persons_first else self._first_target(object_start, object_end)
        thing = None if thing == "military" and self._are_seamen(episode, victims) else thing
        if thing and thing != "civilians":
            return thing
        if of_persons and (of_persons != "civilians" or persons_first):
            return of_persons
        if victims and not persons_first and thing is None and (where := self._where_they_were(victims)):
            return where
        if not persons_first and self._words.ambiguous_targets.search(self._masked(object_start, object_end)):
            return "civilians" if _OF_TRUCKS.search(self._text, object_start, object_end) else "military"
        if of_persons or thing:
            return of_persons or thing
        if victims or persons_first:
            return None
        defused = BOMB_DEFUSED.search(self._text, episode.start, episode.end)
        if defused:
            return self._first_target(defused.end(), episode.end)
        clause = next(
            (
                c
                for c in self._notes.clauses(episode.start, episode.end)
                if c.start <= object_start < c.end or c.start > object_start
            ),
            None,
        )
        return self._first_target(clause.start, clause.end) if clause else None

    def _class_of_victims(self, episode: Episode, victims: Sequence[Harm]) -> str | None:
        """Who the persons harmed are, where the words around tell more of guards and sailors."""
        told = self._class_of_persons(victims)
        if told == "military" and self._are_seamen(episode, victims):
            return "civilians"
        guards = bool(victims) and told in (None, "civilians") and all(_GUARDS.search(harm.noun) for harm in victims)
        return "police" if guards and _PRISON.search(self._text, episode.start, episode.end) else told

    def _are_seamen(self, episode: Episode, victims: Sequence[Harm]) -> bool:
        """Whether sailors are those of a fishing boat or a merchant ship, and not of a navy."""
        military = [harm for harm in victims if self._class_of(harm.start, harm.end) == "military"]
        sailors = all(_SAILORS.search(harm.noun) for harm in military)
        return bool(military) and sailors and _MERCHANT.search(self._text, episode.start, episode.end) is not None

    def _where_they_were(self, victims: Sequence[Harm]) -> str | None:
        """What the place was where plain people were harmed, if it tells more ("killed six people at a church")."""
        first = victims[0]
        at = _AT_A_PLACE.match(self._text, first.end)
        code = self._first_target(at.start("place"), at.end("place")) if at else None
        return code if code in _SOFT_PLACES else None

    def _target_of_plot(self, episode: Episode) -> str | None:
        plans = list(self._words.plots.finditer(self._text, episode.start, episode.end))
        arrest = self._words.arrests.search(self._text, episode.start, episode.end)
        later = [plan for plan in plans if arrest is None or plan.start() >= arrest.start()]
        return self._first_target((later or plans)[0].end(), episode.end) if plans else None

    def _object_of_attack(self, episode: Episode, victims: Sequence[Harm]) -> tuple[int, int]:
        """The span in which the thing attacked stands: behind the verb, or before it where it is passive."""
        start, end = episode.start, episode.end
        found = BOMB_DEFUSED.search(self._text, start, end) or FOUND_AND_EXPLODED.search(self._text, start, end)
        planted = _PLANTED.search(self._text, start, end) if found else None
        if planted:
            return planted.end(), end
        verbs = [
            match
            for match in self._words.violence.finditer(self._text, start, end)
            if not self._outside_masks(match.start(), start, end)
        ]
        if not verbs:
            return start, end
        launched = [number for number, match in enumerate(verbs) if _FIRED_FROM.match(self._text, match.end(), end)]
        verbs = (verbs[launched[-1] + 1 :] or verbs) if launched else verbs
        verb = verbs[0]
        if _HARM_VERB.match(self._text, verb.start()):
            return self._object_behind_harm(verbs, start, end)
        passive = _PASSIVE_BEFORE.search(self._text[max(start, verb.start() - 25) : verb.start()])
        passive = passive or _UNDER_FIRE.match(verb.group()) or _A_MINE.match(self._text, verb.end(), end)
        if passive:
            return (start, start) if any(h.start < verb.start() for h in victims) else (start, verb.start())
        if any(0 <= h.start - verb.end() <= 3 for h in victims):
            return start, start
        clause = next((c for c in self._notes.clauses(start, end) if c.start <= verb.start() < c.end), None)
        stop = clause.end if clause else end
        cut = _HARM_VERB.search(self._text, verb.end(), stop)
        stop = cut.start() if cut else stop
        aimed = _FROM_TO.match(self._text, verb.end(), stop)
        return (aimed.end() if aimed else verb.end()), stop

    def _object_behind_harm(self, verbs: Sequence[re.Match[str]], start: int, end: int) -> tuple[int, int]:
        """Where the toll comes first: "40 died when a bomb exploded outside X", "killed two in an attack on X"."""
        for clause in self._notes.clauses(start, end):
            for verb in verbs[1:]:
                told = clause.opener == "when" and clause.start <= verb.start() < clause.end
                if not _HARM_VERB.match(self._text, verb.start()) and (told or _ON_IT.match(self._text, verb.end())):
                    return verb.end(), clause.end if told else end
        return start, start

    def _outside_masks(self, position: int, start: int, end: int) -> bool:
        return any(m.start() <= position - start < m.end() for m in self._words.masks.finditer(self._text[start:end]))

    def _class_of_persons(self, victims: Sequence[Harm]) -> str | None:
        distinct = sorted({code for harm in victims if (code := self._class_of(harm.start, harm.end))})
        if len(distinct) < 2:
            return distinct[0] if distinct else None
        specific = [code for code in distinct if code != "civilians"]
        soft = ("religious", "education", "aid_workers", "diplomatic", "business")
        return specific[0] if len(specific) == 1 and specific[0] in soft else "mixed"

    def _first_target(self, start: int, end: int) -> str | None:
        """The first thing named in a span that is no plain person or vehicle; those only where nothing else is."""
        text = _REPORTS.sub(lambda match: " " * len(match.group()), self._masked(start, end))
        text = _OF_A_BOMB.sub(lambda match: " " * len(match.group()), text)
        found: list[tuple[int, str]] = []
        for code, pattern in self._words.targets.items():
            match = pattern.search(text)
            if match:
                found.append((match.start(), code))
        for mention in self._notes.mentions(start, end):
            code = _TARGET_OF_TYPE.get(self._notes.institution(mention).institution_type, "")
            at = mention.start - start
            if code and text[at] != " " and all(position != at for position, _ in found):
                found.append((at, code))
        specific = [item for item in found if item[1] != "civilians"]
        if not found or not specific:
            return "civilians" if found else None
        first = min(found)
        if first[1] == "military" and _RECRUITS.match(text, first[0]) and any(c == "police" for _, c in found):
            return "police"
        if first[1] == "civilians" and _CROWD.match(text, first[0]):
            return "civilians"
        return min(specific)[1]

    def _class_of(self, start: int, end: int) -> str | None:
        """Who the persons of a noun phrase are: its last telling word decides."""
        noun = self._masked(start, end)
        found: list[tuple[bool, int, int, str]] = []
        for code, pattern in self._words.targets.items():
            for match in pattern.finditer(noun):
                telling = self._words.generic_persons.fullmatch(match.group()) is None
                found.append((telling, match.end(), len(match.group()), code))
        if found and max(found)[0]:
            return max(found)[3]
        if _AMONG_ITS_OWN.match(self._text, end):
            start = max(0, start - _OF_GROUP)
        for mention in self._notes.mentions(start, end):
            code_of_type = _TARGET_OF_TYPE.get(self._notes.institution(mention).institution_type)
            if code_of_type:
                return code_of_type
        return None

    def _masked(self, start: int, end: int) -> str:
        return self._words.masks.sub(lambda match: " " * len(match.group()), self._text[start:end])

    def _outside_names(self, pattern: re.Pattern[str], text: str, start: int) -> tuple[int, int] | None:
        for match in pattern.finditer(text):
            at = start + match.start()
            if not any(m.start <= at < m.end for m in self._notes.mentions(start, start + len(text))):
                return at, start + match.end()
        return None

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
        """Whether "all three" or "two of them" are of the attackers counted before ("Three gunmen attacked X")."""
        if harm.minimum is None or harm.are_perpetrators or self._is_object(harm):
            return False
        before = self._counts_before(episode, harm.start)
        if _ALL_OF_THEM.search(self._text, max(episode.start, harm.start - _ALL_REACHES), harm.end) and not harm.noun:
            counted = [one for one in before if one.minimum == one.maximum == harm.minimum]
        elif _OF_THEM.fullmatch(harm.noun.strip()):
            counted = [one for one in before if one.minimum is None or one.minimum >= harm.minimum]
        else:
            return False
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
        if deed and _PASSIVE_BEFORE.search(self._text[start : deed.start()]):
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

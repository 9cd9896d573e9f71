"""Reads what was attacked and how from the clauses of one event.

The thing or place that was attacked decides the target; the persons harmed do where no thing is named.
"""

import re
from collections.abc import Sequence

from pipelines.extraction.annotations import Annotations
from pipelines.extraction.clause_facts import BOMB_DEFUSED, FOUND_AND_EXPLODED, PASSIVE_BEFORE
from pipelines.extraction.episodes import Episode
from pipelines.extraction.harm import Harm

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
_REPORTS = re.compile(
    r"\b(?:[A-Z][\w'-]*\s+(?:of\s+|for\s+)?){1,6}(?:has\s+|had\s+|later\s+)?(?:reported|said|announced|stated|confirmed)\b"
)
"""Who tells of an event, which is never what was attacked."""
_CROWD = re.compile(
    r"(?:crowds?|people|pedestrians|shoppers|cyclists|villagers|civilians|residents|passengers|tourists|bystanders|passersby|farmers)\b",
    re.IGNORECASE,
)
_OF_TRUCKS = re.compile(
    r"\b(?:fuel|truck|commercial|merchant)\s+convoys?\b|\bconvoys?\s+(?:of|carrying|transporting|hauling)\s+(?:[\w-]+\s+){0,3}?(?:fuel|oil|goods|food|cargo|trucks|lorries|tankers|buses|cars|traders|merchants|tractor-trailers)\b",
    re.IGNORECASE,
)
_RECRUITS = re.compile(r"recruits\b", re.IGNORECASE)
_ON_IT = re.compile(r"\s+(?:on|against)\b", re.IGNORECASE)
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
_SAILORS = re.compile(r"\bsailors?\b", re.IGNORECASE)
_MERCHANT = re.compile(
    r"\b(?:trawlers?|fishing|cargo|merchant|tugboats?|tankers?|freighters?|container|yachts?|commercial|ferry|ferries)\b",
    re.IGNORECASE,
)
_SOFT_PLACES = ("religious", "education", "business")
_AMONG_ITS_OWN = re.compile(r"\s+(?:dead|killed|wounded|injured)?\s*among\s+its\b", re.IGNORECASE)
_FORCE_REACHES = 60
"""How far before those counted among its own a force may be named."""


class TargetReader:
    """Reads attack type and target for the episodes of one chapter."""

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
        passive = PASSIVE_BEFORE.search(self._text[max(start, verb.start() - 25) : verb.start()])
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
            start = max(0, start - _FORCE_REACHES)
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

"""Reads who did it, and on whose word: claimed, asserted by the report, suspected, attributed by others, or nobody named.

An affiliation, an inspiration or a victim's name is never a perpetrator.
"""

import re
from dataclasses import dataclass

from pipelines.extraction.clauses import Clause, split_clauses
from pipelines.extraction.episodes import Episode
from pipelines.extraction.model import Mention, Names
from pipelines.extraction.words import IncidentWords

STATE_TYPES = frozenset(
    {"military", "police", "gendarmerie", "border_force", "special_ct_unit", "intelligence", "private_military_company", "multinational_mission", "military_operation"}
)
_IRREGULAR = r"shot|struck|hit|blew|overran|threw|set|fired|stormed|stabbed|ran|broke|went|drove|held|took|fought|laid|slit|lobbed|hurled"
_FINITE = re.compile(rf"\b(?:{_IRREGULAR}|[\w-]+ed)\b", re.IGNORECASE)
_PASSIVE = re.compile(r"\b(?:was|were|been|being|is|are)\b", re.IGNORECASE)
_AFFILIATION_AFTER = re.compile(r"(?:-(?:affiliated|linked|inspired|aligned|allied|associated|backed|supporting|supported|led)|\s+(?:sympathi[sz]ers?|supporters?|followers?|splinter|offshoot|affiliates?|faction|propaganda|media|flag|recruit))\b", re.IGNORECASE)
_MEMBER_WORDS = re.compile(r"\b(?:belonging\s+to|affiliat\w+|associated|linked|member|members|part\s+of|from|loyal|tied|ties|links)\b", re.IGNORECASE)
_CLAIM_BY = re.compile(r"\bby\s+(?:the\s+|an?\s+)?(?:[\w'-]+\s+){0,3}$", re.IGNORECASE)
_AGENT = re.compile(r"\bby\s+(?:an?\s+|the\s+|two\s+|several\s+|at\s+least\s+\w+\s+|\d+\s+)?(?:[\w'-]+\s+){0,4}$", re.IGNORECASE)
_SUSPECTED_NEAR = 45
_NO_CLAIM = re.compile(r"\b(?:no\s+(?:group|one|organization|party)|nobody|did\s+not\s+claim|not\s+claimed|unclaimed|denied|denying|none\s+of)\b", re.IGNORECASE)
_TARGET_COMPOUND = re.compile(r"\s+(?:convoy|base|post|outpost|checkpoint|station|officer|officers|chief|vehicle|vehicles|truck|bus|headquarters|barracks|camp|compound|patrol\s+(?:was|were)|position|positions|academy|recruits?|training|personnel|lorry|car|commander|building|garrison|depot|unit\s+was)\b", re.IGNORECASE)
_LEFT_WORDS = re.compile(r"(?:(?!\b(?:in|at|on|near|when|by|from|after|before|while|who|which|that|and|or|but|of|for|to|with|during|as|against|was|were)\b)[\w'-]+[ ]+){0,6}$", re.IGNORECASE)


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
        """The actors that did it, each institution once."""
        seen: dict[str, Actor] = {}
        for actor in self.actors:
            if actor.role == "perpetrator":
                seen.setdefault(actor.institution_id, actor)
        return tuple(seen.values())


class AttributionReader:
    """Reads attribution for the episodes of one chapter."""

    def __init__(self, words: IncidentWords, text: str, names: Names) -> None:
        """Prepare for one chapter's folded text and names."""
        self._words = words
        self._text = text
        self._names = names

    def subject(self, episode: Episode) -> tuple[str, Mention | None, int]:
        """The kind of the first actor before the first act of violence: group, state, weapon, people or none; with its end."""
        clauses = split_clauses(self._text, episode.start, episode.end)
        for clause in clauses:
            verb = self._first_verb(clause)
            if verb is None:
                continue
            return self._subject_in(clause, verb)
        return "none", None, episode.start

    def read(self, episode: Episode, is_state_operation: bool) -> Attribution:
        """Read the attribution of one episode."""
        if is_state_operation:
            return self._state_attribution(episode)
        actors = [actor for span in episode.spans for actor in self._actors_in(*span)]
        perpetrators = [actor for actor in actors if actor.role == "perpetrator"]
        certainties = {actor.certainty for actor in perpetrators}
        status = next(
            (code for code in ("claimed", "suspected", "attributed_by_third_party", "asserted_by_report") if code in certainties),
            "unattributed",
        )
        if "suspected" in certainties and "asserted_by_report" in certainties and status != "claimed":
            status = "asserted_by_report" if perpetrators[0].certainty == "asserted_by_report" else "suspected"
        if status == "unattributed" and self._claimed_by_subject(episode):
            status = "unattributed"
        text_start, text_end = self._words_for(episode, perpetrators)
        return Attribution(tuple(actors), text_start, text_end, status)

    def _claimed_by_subject(self, episode: Episode) -> bool:
        return False

    def _actors_in(self, start: int, end: int) -> list[Actor]:
        actors = []
        for clause in split_clauses(self._text, start, end):
            for mention in self._names.within(clause.start, clause.end):
                institution = self._names.institutions[mention.institution_id]
                if institution.institution_type != "armed_group":
                    continue
                certainty = self._certainty(clause, mention, start, end)
                if certainty:
                    actors.append(Actor(mention.institution_id, mention.start, mention.end, "perpetrator", certainty))
        return actors

    def _certainty(self, clause: Clause, mention: Mention, start: int, end: int) -> str | None:
        before = self._text[clause.start : mention.start]
        after = self._text[mention.end : end]
        near = before[-_SUSPECTED_NEAR:]
        suspected = self._words.suspicions.search(near) is not None
        if _AFFILIATION_AFTER.match(after):
            return None
        affiliation = None
        for match in self._words.affiliations.finditer(before):
            if len(before) - match.end() <= 25 and not re.search(r"[,;]", before[match.end() :]):
                affiliation = match
        if affiliation:
            hedged = suspected and _MEMBER_WORDS.search(affiliation.group()) is not None
            return "suspected" if hedged else None
        if suspected and re.search(r"\bbelonging\s+to\s+(?:the\s+)?$", before):
            return "suspected"
        if self._claims(clause, mention, start, end):
            return "claimed"
        if self._attributed(clause, mention):
            return "attributed_by_third_party"
        verb = self._first_verb(clause)
        if _AGENT.search(before) and not _PASSIVE.search(self._text[mention.end : min(end, mention.end + 12)]):
            return "suspected" if suspected else "asserted_by_report"
        if self._is_object(clause, mention):
            return None
        if verb is not None and mention.start < verb:
            between = self._text[mention.end : verb]
            if _PASSIVE.search(between) or re.search(r"\b(?:died|dead)\b", self._text[verb : verb + 6]) or len(between) > 120:
                return None
            if re.match(r"'s?\s+(?:\w+\s+){0,2}(?:leader|commander|camp|base|stronghold)", after):
                return None
            return "suspected" if suspected else "asserted_by_report"
        return None

    def _claims(self, clause: Clause, mention: Mention, start: int, end: int) -> bool:
        for claim in self._words.claims.finditer(self._text, start, end):
            if _NO_CLAIM.search(self._text, max(start, claim.start() - 40), claim.end()):
                continue
            between_after = self._text[mention.end : claim.start()]
            if mention.end <= claim.start() < clause.end and len(between_after) < 90 and not self._other_group(mention.end, claim.start()):
                return True
            between_before = self._text[claim.end() : mention.start]
            if claim.end() <= mention.start and claim.group().lower().endswith(" by") and len(between_before) < 40 and not re.search(r"[;.]", between_before):
                return True
            if claim.end() <= mention.start and _CLAIM_BY.search(between_before) and len(between_before) < 60:
                return True
        return False

    def _other_group(self, start: int, end: int) -> bool:
        between = self._names.within(start, end)
        if not between:
            return False
        last = between[-1]
        institution = self._names.institutions[last.institution_id]
        if institution.institution_type != "armed_group":
            return False
        joined = re.fullmatch(r"\s*(?:,|and|,\s*and|\(|/)\s*", self._text[start : last.start]) is not None
        in_apposition = re.search(r",\s+(?:an?|the)\s+(?:\w+\s+){0,3}$", self._text[start : last.start]) is not None
        return not joined and not in_apposition

    def _attributed(self, clause: Clause, mention: Mention) -> bool:
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
        return True

    def _first_verb(self, clause: Clause) -> int | None:
        """Where the clause's first act of violence stands, as a verb where there is one, else as a noun."""
        noun = None
        for match in self._words.violence.finditer(self._text, clause.start, clause.end):
            if any(m.start <= match.start() < m.end for m in self._names.within(clause.start, clause.end)):
                continue
            if _FINITE.match(self._text, match.start()):
                return match.start()
            noun = match.start() if noun is None else noun
        if noun is None:
            for pattern in (self._words.perpetrators, self._words.generic_attackers):
                match = pattern.search(self._text, clause.start, clause.end)
                if match:
                    verb = _FINITE.search(self._text, match.end(), clause.end)
                    return verb.start() if verb else None
        return noun

    def _subject_in(self, clause: Clause, verb: int) -> tuple[str, Mention | None, int]:
        candidates: list[tuple[int, int, str, Mention | None]] = []
        for mention in self._names.within(clause.start, verb):
            kind = self._names.institutions[mention.institution_id].institution_type
            if kind == "armed_group":
                candidates.append((mention.start, mention.end, "group", mention))
            elif kind in STATE_TYPES:
                candidates.append((mention.start, mention.end, "state", mention))
        for pattern, kind in (
            (self._words.perpetrators, "people"), (self._words.generic_attackers, "people"),
            (self._words.state_forces, "state"), (self._words.weapons, "weapon"),
        ):  # fmt: skip
            match = pattern.search(self._text, clause.start, verb)
            if match and not any(a <= match.start() < b for a, b, *_ in candidates):
                candidates.append((match.start(), match.end(), kind, None))
        if not candidates:
            return "none", None, clause.start
        _, end, kind, mention = min(candidates, key=lambda candidate: (candidate[0], -candidate[1]))
        if kind == "state" and (_TARGET_COMPOUND.match(self._text, end) or _PASSIVE.search(self._text[end:verb])):
            return "none", None, clause.start
        return kind, mention, end

    def _state_attribution(self, episode: Episode) -> Attribution:
        actors, first = [], None
        for start, end in episode.spans:
            for clause in split_clauses(self._text, start, end):
                verb = self._first_verb(clause)
                for mention in self._names.within(clause.start, clause.end):
                    kind = self._names.institutions[mention.institution_id].institution_type
                    if kind not in STATE_TYPES:
                        continue
                    before = self._text[clause.start : mention.start]
                    acting = (verb is not None and mention.start < verb) or re.search(r"\bby\s+(?:[\w'-]+\s+(?:and\s+)?){0,3}$", before)
                    if acting:
                        actors.append(Actor(mention.institution_id, mention.start, mention.end, "perpetrator", "asserted_by_report"))
                        first = first or (mention.start, mention.end)
        if first is None:
            match = self._words.state_forces.search(self._text, episode.start, episode.end)
            first = match.span() if match else (0, 0)
        relayed = any(self._words.report_verbs.search(self._text, start, end) for start, end in episode.spans)
        status = "attributed_by_third_party" if relayed else "asserted_by_report"
        if not actors:
            status = "attributed_by_third_party" if relayed else "asserted_by_report"
        return Attribution(tuple(actors), *first, status)

    def _words_for(self, episode: Episode, perpetrators: list[Actor]) -> tuple[int, int]:
        """The span of the words for the perpetrator: the subject's noun phrase, else the name that claims."""
        for clause in split_clauses(self._text, episode.start, episode.end):
            verb = self._first_verb(clause)
            limit = verb if verb is not None else clause.end
            heads = [(actor.start, actor.end) for actor in perpetrators if clause.start <= actor.start < limit]
            for pattern in (self._words.perpetrators, self._words.generic_attackers):
                match = pattern.search(self._text, clause.start, limit)
                heads += [match.span()] if match else []
                agent = re.compile(rf"\bby\s+(?:[\w'-]+\s+){{0,4}}?(?P<head>{pattern.pattern})", re.IGNORECASE).search(self._text, limit, clause.end)
                heads += [agent.span("head")] if agent else []
            if heads:
                start, end = min(heads)
                if _PASSIVE.match(self._text[end : end + 6].strip()):
                    continue
                return self._noun_phrase(clause, start, end, episode)
        if perpetrators:
            return perpetrators[0].start, perpetrators[0].end
        return 0, 0

    def _noun_phrase(self, clause: Clause, start: int, end: int, episode: Episode) -> tuple[int, int]:
        floor = clause.start
        if episode.date and floor <= episode.date.start and episode.date.end <= start:
            floor = episode.date.end
        left = _LEFT_WORDS.search(self._text[floor:start])
        if left:
            start -= len(left.group())
        right = re.compile(rf"\s+(?:{self._words.perpetrators.pattern})", re.IGNORECASE).match(self._text, end, clause.end)
        while self._text[start] == " ":
            start += 1
        return start, right.end() if right else end

"""What an unknown body is, as the words beside its name tell it: a group, a party, a financial intelligence unit.

What the text calls a body outweighs what the body's own name says.
"""

import re
from bisect import bisect_left

from pipelines.extraction import names_patterns as patterns
from pipelines.extraction.names_bodies import Bodies, Body
from pipelines.extraction.names_context import apposed_type
from pipelines.extraction.names_cues import Surroundings, surroundings
from pipelines.extraction.names_definitions import is_acronym
from pipelines.extraction.names_setting import Found, Setting

_FIU = "financial_intelligence_unit"
_INTERNATIONAL = ("international_organization", "regional_organization")


class Typing:
    """Corrects the types of the bodies of a chapter."""

    def __init__(self, setting: Setting, bodies: Bodies) -> None:
        self.text = setting.text
        self.home = setting.home
        self.knowledge = setting.knowledge
        self.book = setting.book
        self.bodies = bodies
        self.places: list[tuple[int, int, bool]] | None = None

    def correct(self, sentence: tuple[int, int], found: list[Found], bodies: list[Body], cued: bool) -> None:
        """Give the unknown bodies that a sentence names the types that the words beside their names show.

        Args:
            sentence: where the sentence begins and ends.
            found: its names, in text order.
            bodies: the body of each.
            cued: whether it has words that may show a name to be a group's.
        """
        if all(body.reference is not None and body.institution_type != _FIU for body in bodies):
            return
        beside = [surroundings(self.text, sentence, item.start, item.end) for item in found]
        self._context(sentence[0], found, bodies, beside, cued)
        called = self._called(found, bodies, beside) if cued else frozenset()
        for number, (body, words) in enumerate(zip(bodies, beside, strict=True)):
            if body.reference is not None:
                continue
            if number in called or (cued and self._fights(body, words)):
                _make_group(body)
            elif body.institution_type == "armed_group" and not body.violent:
                self._politics(body, words)

    def shown(self, body: Body, words: Surroundings) -> None:
        """Make a body a group where the words beside its short name show it to be one."""
        if body.reference is not None or body.institution_type not in self.book.called_types:
            return
        cues = self.knowledge.cues
        called = cues.called_before.search(words) or cues.called_after.match(words.after)
        if called or self._fights(body, words):
            _make_group(body)

    def units(self) -> None:
        """Units of a police, a force or a service are of its kind: "the Harbor Directorate of the Alto Police"."""
        units = [
            b
            for b in self.bodies.held.values()
            if b.reference is None and b.institution_type in ("government", "other")
        ]
        if not units:
            return
        for unit in units:
            if unit.owner is None and unit.head and unit.head != "government":
                unit.institution_type = self._international(unit) or unit.institution_type
        units = [unit for unit in units if unit.institution_type == "government"]
        owners = {
            span: body
            for body in self.bodies.held.values()
            for span in body.mentions
            if body.institution_type in self.book.owner_types
        }
        ends = {end: body for (_, end), body in owners.items()}
        starts = {start: body for (start, _), body in owners.items()}
        acronyms = {name: body for body in owners.values() for name in body.names if is_acronym(name)}
        everywhere = sorted((*span, body.key) for body in self.bodies.held.values() for span in body.mentions)
        for unit in units:
            if unit.head not in self.book.heads or not self.book.heads[unit.head].body:
                continue
            for start, end in unit.mentions:
                owner = (
                    self._owner_of(start, end, ends, starts)
                    or acronyms.get(self.text[start:end].partition(" ")[0])
                    or self._whose(start, everywhere, ends)
                )
                if owner is not None and owner is not unit:
                    unit.institution_type = owner.institution_type
                    break

    def _international(self, unit: Body) -> str | None:
        """The type of the international organization whose name a body's begins with or whose possessive it has."""
        for start, end in unit.mentions:
            for body in self.bodies.held.values():
                if body is unit or body.institution_type not in _INTERNATIONAL:
                    continue
                if any(patterns.POSSESSED.fullmatch(self.text, behind, start) for _, behind in body.mentions):
                    return body.institution_type
            words = patterns.OFFICE_OF.sub("", self.text[start:end]).split()
            for size in range(1, min(len(words), 6)):
                kind = self.knowledge.international.get(" ".join(words[:size]))
                if kind:
                    return kind
            joined = self.bodies.of_organization_and_country(words[0])
            if joined:
                return joined
            if patterns.union_possessive(self.book.unions).search(self.text, max(0, start - 30), start):
                return "regional_organization"
            if patterns.WORKING_GROUP.search(self.text, start, end) and self._of_an_organization(start, end):
                return "international_organization"
        return None

    def _of_an_organization(self, start: int, end: int) -> bool:
        """Whether a working group is an international organization's: "X of the Forum", "a member of it and its X"."""
        if patterns.COALITION_BEFORE.search(self.text, max(0, start - 14), start):
            return True
        if self.places is None:
            held = self.bodies.held.values()
            self.places = sorted((*span, _international(body)) for body in held for span in body.mentions)
        at = bisect_left(self.places, (start,))
        after = patterns.OF_OWNER.match(self.text, end)
        behind = bisect_left(self.places, (after.end(),)) if after else len(self.places)
        if after and behind < len(self.places) and self.places[behind][0] == after.end():
            return self.places[behind][2]
        if not at or patterns.ITS_BEFORE.search(self.text, max(0, start - 10), start) is None:
            return False
        _, last, international = self.places[at - 1]
        return international and start - last < LONGEST_CLAUSE and "." not in self.text[last:start]

    def _whose(self, start: int, everywhere: list[tuple[int, int, str]], ends: dict[int, Body]) -> Body | None:
        """The force or service named last before "its" in the sentence: "the Alto Police sent its Pier Branch"."""
        if patterns.ITS_BEFORE.search(self.text, max(0, start - 10), start) is None:
            return None
        at = bisect_left(everywhere, (start,))
        last = everywhere[at - 1][1] if at else start
        near = start - last < LONGEST_SENTENCE and patterns.SENTENCE_END.search(self.text, last, start) is None
        return ends.get(last) if near else None

    def _owner_of(self, start: int, end: int, ends: dict[int, Body], starts: dict[int, Body]) -> Body | None:
        before = patterns.POSSESSED.search(self.text, max(0, start - 4), start)
        if before:
            return ends.get(before.start())
        after = patterns.OF_OWNER.match(self.text, end)
        return starts.get(after.end()) if after else None

    def _context(
        self, start: int, found: list[Found], bodies: list[Body], beside: list[Surroundings], cued: bool
    ) -> None:
        """Types that the words beside a name give: the country's financial intelligence unit, an apposition."""
        after_pattern, before_pattern = patterns.fiu_patterns(self.book.fiu_phrases)
        for number, (body, words) in enumerate(zip(bodies, beside, strict=True)):
            if body.reference is not None and (body.institution_type != _FIU or body.owner is not None):
                continue
            if (
                body.institution_type in ("ministry", "armed_group", "legislature", "court")
                or body.head in self.book.banks
            ):
                continue
            apposed = after_pattern.match(words.after)
            if (
                (apposed and not self._next_of_a_list(number, found, found[number].end + apposed.end()))
                or self._led_by(before_pattern.search(words.before), number, found)
                or self._egmont_subject(number, found, start)
            ):
                body.institution_type = _FIU
                body.owner = body.owner or self.home
            elif cued and body.reference is None:
                self._described_as(body, words)

    def _led_by(self, match: re.Match[str] | None, number: int, found: list[Found]) -> bool:
        """Whether the words before a name say what it is and are none of the name before it: "X Unit, Y, and Z"."""
        if match is None or not number:
            return match is not None
        if match.group()[0].isupper() and patterns.FURTHER_ITEM.match(self.text, found[number].end):
            return False
        last = found[number - 1]
        first = found[number].start - len(match.group())
        longer = last.start < first < last.end
        return not longer or self.text[last.start : last.end].lower() in self.book.generic_when_defined

    def _next_of_a_list(self, number: int, found: list[Found], end: int) -> bool:
        """Whether what ends there is the next name of a list and says nothing of the name: "X, the Y Unit, and Z"."""
        if number + 1 >= len(found) or not found[number + 1].start < end <= found[number + 1].end:
            return False
        following = found[number + 1]
        if self.text[following.start : following.end].lower() in self.book.generic_when_defined:
            return False
        before = self.text[max(0, found[number].start - 6) : found[number].start]
        return bool(patterns.FURTHER_ITEM.match(self.text, following.end) or patterns.AFTER_COMMA.search(before))

    def _described_as(self, body: Body, words: Surroundings) -> None:
        """Give an unknown body the type of its apposition, as far as its own words leave that open."""
        led = self.knowledge.led.search(words)
        kind = self.knowledge.apposition_types[led.group(1)] if led else None
        if body.institution_type in ("military", "special_ct_unit"):
            if kind == "armed_group":
                body.institution_type = kind
        elif body.institution_type == "multinational_mission" and body.owner is None:
            if kind == "ngo":
                body.institution_type = kind
        elif body.institution_type in ("other", "government"):
            body.institution_type = kind or self._apposed(words) or body.institution_type

    def _apposed(self, words: Surroundings) -> str | None:
        apposed = patterns.APPOSED.match(words.after)
        return apposed_type(self.knowledge, apposed.group(1)) if apposed else None

    def _politics(self, body: Body, words: Surroundings) -> None:
        """Whether a group that only its head noun made one is violent, or a party of politics."""
        cues = self.knowledge.cues
        if cues.claims_after.match(words.after) or cues.fighters_after.match(words.after):
            body.violent = True
        elif body.head and (cues.party_before.search(words) or cues.party_after.match(words.after)):
            body.institution_type = "other"

    def _called(self, found: list[Found], bodies: list[Body], beside: list[Surroundings]) -> frozenset[int]:
        """The names that a sentence calls militant groups, with those it lists beside them: "X, Y, and other ..."."""
        cues = self.knowledge.cues
        called: set[int] = set()
        for number, (body, words) in enumerate(zip(bodies, beside, strict=True)):
            listed = body.institution_type == "other" and cues.listed_before.search(words)
            continued = number - 1 in called and self._next(found, number)
            if listed or continued or cues.called_before.search(words):
                called.add(number)
        behind: set[int] = set()
        for number in range(len(found) - 1, -1, -1):
            continued = number + 1 in behind and self._next(found, number + 1)
            if continued or cues.called_after.match(beside[number].after):
                behind.add(number)
        return frozenset(i for i in called | behind if bodies[i].institution_type in self.book.called_types)

    def _next(self, found: list[Found], number: int) -> bool:
        """Whether nothing but a comma or "and" stands between a name and the one before it."""
        between = self.text[found[number - 1].end : found[number].start]
        return patterns.LISTED.fullmatch(between) is not None

    def _fights(self, body: Body, words: Surroundings) -> bool:
        """Whether the words beside a body show it to be a group, whatever its own words say."""
        if body.institution_type not in self.book.claimable_types:
            return False
        cues = self.knowledge.cues
        if cues.claims_after.match(words.after) or cues.claims_before.search(words):
            return True
        led = self.knowledge.led.search(words)
        if led and self.knowledge.apposition_types[led.group(1)] == "armed_group":
            return True
        if self._apposed(words) == "armed_group" and not self._of_a_state(body, words):
            return True
        if (body.institution_type == "other" or body.head == "cell") and cues.suspects_before.search(words):
            return True
        return body.institution_type == "other" and bool(
            cues.blamed_before.search(words) or cues.militants_after.match(words.after)
        )

    def _of_a_state(self, body: Body, words: Surroundings) -> bool:
        """Whether a unit's apposition is one that is said of a state's forces too: "a paramilitary organization"."""
        if body.institution_type not in ("special_ct_unit", "military"):
            return False
        apposed = patterns.APPOSED.match(words.after)
        return apposed is not None and any(phrase in apposed.group(1) for phrase in self.book.of_states_too)

    def _egmont_subject(self, number: int, found: list[Found], start: int) -> bool:
        """Whether the name is the subject of a membership that only financial intelligence units have."""
        item = found[number]
        if number + 1 >= len(found):
            return False
        first = max(start, item.start - LONGEST_LEAD)
        # Where the sentence began before, nothing may be taken for its beginning.
        lead = self.text[first : item.start] if first == start else f".{self.text[first : item.start]}"
        if patterns.SUBJECT.search(lead) is None:
            return False
        for at in range(number + 1, len(found)):
            other = found[at]
            if other.start > item.end + LONGEST_MEMBERSHIP:
                return False
            if other.known and self.knowledge.references[other.known].institution_type == "fiu_network":
                between = self.text[item.end : other.start]
                return patterns.MEMBER.fullmatch(between) is not None
        return False


LONGEST_LEAD = 120
"""How many characters before a name can show it to be a subject."""
LONGEST_MEMBERSHIP = 400
"""How many characters may stand between a name and what it is a member of."""
LONGEST_SENTENCE = 160
"""How many characters may stand between a force and what "its" says to be its unit."""
LONGEST_CLAUSE = 80
"""How many characters may stand between an organization and what "its" says to be its part."""


def _international(body: Body) -> bool:
    kind = body.reference.level if body.reference else None
    return kind == "international" or body.institution_type in _INTERNATIONAL


def _make_group(body: Body) -> None:
    body.institution_type = "armed_group"
    body.violent = True

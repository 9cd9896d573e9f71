"""Which stretches of a sentence are names of organizations: of the reference list, by shape, or by their definition.

What the words beside a name say is read elsewhere, and so is which names are one body.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise, takewhile
from typing import NamedTuple

from pipelines.extraction import names_patterns as patterns
from pipelines.extraction.names_definitions import Definition, find_definitions, is_acronym, long_form_start
from pipelines.extraction.names_knowledge import Codebook
from pipelines.extraction.names_reference import Known, find_known
from pipelines.extraction.names_setting import Found, Setting, squeezed
from pipelines.extraction.names_shape import Run, Shape, Token, coordinated, find_runs, shapes_of


class Recognized(NamedTuple):
    """The names of a sentence, its definitions, and its capitalised runs, names or not."""

    found: list[Found]
    definitions: list[Definition]
    runs: list[Run]


class Recognition:
    """Finds the names of one sentence after the other of a chapter."""

    def __init__(self, setting: Setting) -> None:
        self.text = setting.text
        self.home = setting.home
        self.knowledge = setting.knowledge
        self.words = setting.words
        self.book = setting.book
        self.plurals = any(word in self.text for word in patterns.PLURAL_WORDS)

    def recognize(self, start: int, end: int, matches: list[Known], cued: bool) -> Recognized:
        """The names that a sentence shows by themselves.

        Args:
            start: where the sentence begins.
            end: where it ends.
            matches: the names of the reference list in it.
            cued: whether it has words that may show a name to be a group's.

        Returns:
            Names without overlaps, in no particular order.
        """
        strong = [match for match in matches if not match.weak and not self._of_a_person(match, start, end)]
        weak = [match for match in matches if match.weak]
        definitions = list(find_definitions(self.text, start, end))
        if weak and definitions:
            strong, weak = self._promoted(strong, weak, definitions)
        known = frozenset((match.start, match.end) for match in strong)
        spelled_out = list(self._plurals(start, end)) if self.plurals else []
        strong += [one for one in spelled_out if isinstance(one, Known)]
        plain_sentence = not cued and not definitions
        runs = list(find_runs(self.text, start, end, self.knowledge, self.words, known, plain_sentence))
        shapes = list(self._shapes((start, end), runs, known, definitions, strong))
        shapes += [one for one in spelled_out if isinstance(one, Shape)]
        found = self._choose(strong, [shape for shape in shapes if not self._described(shape, definitions)])
        if definitions:
            found.extend(self._by_definition(definitions, found, weak, runs, start))
        return Recognized([item for item in found if not self._apposed(item, found)], definitions, runs)

    def _apposed(self, item: Found, found: list[Found]) -> bool:
        """Whether it only says what the next name is: "its Financial Intelligence Unit, the Harbor Board, met"."""
        if self.text[item.start : item.end].lower() not in self.book.generic_when_defined:
            return False
        behind = patterns.COMMA_THE.match(self.text, item.end)
        return behind is not None and any(other.start == behind.end() for other in found)

    def _of_a_person(self, match: Known, start: int, end: int) -> bool:
        """Whether a name that persons have too stands in a person's name: "Abdel X", "X Ismail", "Colonel X"."""
        if self.text[match.start : match.end] not in self.book.also_persons:
            return False
        if patterns.MEN_AFTER.match(self.text, match.end, end):
            return False
        before = patterns.NAME_BEFORE.search(self.text, max(start, match.start - 30), match.start)
        if before and self._of_unknown_meaning(before.group(1).lower()):
            return True
        after = patterns.NAMES_AFTER.match(self.text, match.end, end)
        if after is None:
            return False
        lows = after.group(1).lower().split()
        return not any(low in self.knowledge.head_words for low in lows) and lows[0] not in self.book.titles

    def _of_unknown_meaning(self, low: str) -> bool:
        """Whether a capitalised word is none that stands before a group's name without being a person's."""
        known = low in self.book.openers or low in self.book.not_groups or low in self.knowledge.head_words
        return not known and self.words.code(low) is None

    def _shapes(
        self,
        sentence: tuple[int, int],
        runs: list[Run],
        known: frozenset[tuple[int, int]],
        definitions: list[Definition],
        strong: list[Known],
    ) -> Iterator[Shape]:
        """Everything in a sentence that may be a name by its shape."""
        start, end = sentence
        shapes: list[Shape] = []
        for run in runs:
            shapes += shapes_of(run, self.knowledge, self.words, known)
        shapes = [self._listed(shape, known, end) for shape in shapes if not self._a_province(shape)]
        shapes = [self._served(shape) for shape in shapes]
        if shapes and self.text.find("aundering", start, end) >= 0:
            shapes = [self._against_laundering(shape, start) for shape in shapes]
        if strong:
            shapes = [kept for shape in shapes if (kept := self._behind(shape, strong))]
        yield from shapes
        if definitions:
            yield from self._spelled(definitions, shapes, start)
        yield from self._governments(start, end)
        yield from self._offices(start, end)
        yield from self._services(start, end)
        yield from self._funds(start, end)
        if strong:
            yield from self._missions(end, strong)
            yield from self._continued(end, strong)

    def _behind(self, shape: Shape, strong: list[Known]) -> Shape | None:
        """A shape without the known organization that it begins with: "the Organization of X Harbor Mission" names two.

        Only where a small word in the known name shows that its words do not run on to the head noun.
        """
        for match in strong:
            if (
                match.start != shape.start
                or match.end >= shape.end
                or self.text[match.end : shape.end].lstrip()[:1].islower()
            ):
                continue
            if self.knowledge.references[match.institution_ids[0]].level != "international":
                continue
            if " of " not in self.text[match.start : match.end]:
                continue
            rest = self.text[match.end : shape.end].lstrip(" '")
            return replace(shape, start=shape.end - len(rest)) if " " in rest else None
        return shape

    def _promoted(
        self, strong: list[Known], weak: list[Known], definitions: list[Definition]
    ) -> tuple[list[Known], list[Known]]:
        """A weak name that is defined by an acronym which the reference list gives to its owner is a strong one."""
        given = {d.name_end: {alias.name for alias in d.aliases} for d in definitions}
        kept: list[Known] = []
        more: list[Known] = []
        for match in weak:
            owner = next((i for i in match.institution_ids if given.get(match.end, set()) & self._acronyms_of(i)), None)
            if owner:
                more.append(Known(match.start, match.end, (owner,), False))
            else:
                kept.append(match)
        return sorted([*strong, *more], key=lambda m: m.start), kept

    def _acronyms_of(self, identifier: str) -> set[str]:
        return {name for name, kind in self.knowledge.references[identifier].names if kind == "acronym"}

    def _governments(self, start: int, end: int) -> Iterator[Shape]:
        if self.text.find("overnment", start, end) < 0:
            return
        for match in patterns.GOVERNMENT.finditer(self.text, start, end):
            country, behind = self._country_at(match.start(3), match.end(3))
            if country is None:
                continue
            first = match.start(2)
            lead = [(m.group(), m.start()) for m in re.finditer(r"\w+", match.group(1))]
            for word, at in reversed(lead):
                if word not in self.book.government_words:
                    break
                first = match.start(1) + at
            yield Shape(first, behind, "government", "government", country, None, "government_of")

    def _offices(self, start: int, end: int) -> Iterator[Shape]:
        """Offices in small letters of a person of rank: "the Attorney General's office"."""
        if self.text.find("'s office", start, end) < 0:
            return
        for match in patterns.LOWER_OFFICE.finditer(self.text, start, end):
            words = match.group(1).split(" ")
            owner = None
            while words and (words[0].lower() in self.book.openers or words[0].endswith("'s")) and len(words) > 1:
                owner = self.words.code(words.pop(0).lower().removesuffix("'s"))
            rank = " ".join(words[-2:]).lower(), words[-1].lower()
            if len(words) > 1 and words[-1].endswith("'s") and rank[1][:-2] in self.book.lower_offices:
                at = match.end(1) - len(" ".join(words))
                yield Shape(at, match.end(), "office", "government", owner, None, "head_noun")

    def _services(self, start: int, end: int) -> Iterator[Shape]:
        """The services of a country that go by what they watch over: "<nationality> Customs"."""
        services = self.book.country_services
        if all(self.text.find(f" {word}", start, end) < 0 for word in services):
            return
        for match in patterns.service_pattern(services).finditer(self.text, start, end):
            owner, at = self._country_ending(match)
            if owner:
                first = match.start(2) if match.group(1).endswith("'s") else at
                yield Shape(first, match.end(), match.group(2).lower(), "border_force", owner, at, "head_noun")

    def _funds(self, start: int, end: int) -> Iterator[Shape]:
        """The bodies through which a country gives aid: "the <country> Fund for Development"."""
        if self.text.find(" Fund for ", start, end) < 0:
            return
        for match in patterns.FUND.finditer(self.text, start, end):
            owner, at = self._country_ending(match)
            if owner and not match.group(1).endswith("'s"):
                yield Shape(at, match.end(), "fund", "government", owner, at, "head_noun")

    def _country_ending(self, match: re.Match[str]) -> tuple[str | None, int]:
        """The country whose name the first words of a match end in, and where that name begins."""
        words = match.group(1).removesuffix("'s").split()
        for size in range(len(words), 0, -1):
            owner = self.words.code(" ".join(words[-size:]).lower())
            if owner:
                return owner, match.end(1) - len(" ".join(match.group(1).split()[-size:]))
        return None, match.start(1)

    def _country_at(self, start: int, end: int) -> tuple[str | None, int]:
        """The country whose name stands at `start`, and where it ends; the longest that fits."""
        behind = end
        while behind > start:
            phrase = patterns.SPACES.sub(" ", self.text[start:behind]).lower()
            phrase = phrase[:-2] if phrase.endswith("'s") else phrase.rstrip("'")
            code = self.words.nouns.get(phrase) or (self.words.adjectives.get(phrase) if len(phrase) <= 4 else None)
            if code:
                return code, start + len(self.text[start:behind].rstrip("'")) - (
                    2 if self.text[start:behind].endswith("'s") else 0
                )
            cut = self.text.rfind(" ", start, behind)
            if cut < 0:
                break
            behind = cut
            while behind > start and self.text[behind - 1] == " ":
                behind -= 1
        return None, end

    def _described(self, shape: Shape, definitions: list[Definition]) -> bool:
        """Whether it is a kind of body and no name: "a Special Unit", and "Army engineers" without an article."""
        if shape.rule != "head_noun" or any(definition.name_end == shape.end for definition in definitions):
            return False
        before = self.text[max(0, shape.start - 5) : shape.start].rstrip().rpartition(" ")[2]
        if shape.institution_type == "military" and self.text[shape.start : shape.end].lower() == shape.head:
            return before not in ("the", "The") and shape.owner_start is None
        founded = patterns.FOUNDED.search(self.text, max(0, shape.start - 40), shape.start)
        if before not in ("a", "an", "A", "An") or founded:
            return False
        return not self.text.startswith("-", shape.end) and patterns.NOUN_AFTER.match(self.text, shape.end) is None

    def _a_province(self, shape: Shape) -> bool:
        """Whether a department or an agency is one of the country's provinces: "in Alto Department"."""
        provinces = {"department": self.book.department_provinces, "agency": self.book.agency_provinces}
        if self.home not in provinces.get(shape.head, ()):
            return False
        words = self.text[shape.start : shape.end].lower().split()
        if any(word in self.book.topic_words for word in words):
            return False
        return patterns.IN_PROVINCE.search(self.text, max(0, shape.start - 12), shape.start) is not None

    def _spelled(self, definitions: list[Definition], shapes: list[Shape], start: int) -> Iterator[Shape]:
        """Names whose extent their acronym spells: "Search, Rescue, and Diving unit (SRDU)"."""
        for definition in definitions:
            acronym = next((alias.name for alias in definition.aliases if alias.name_type == "acronym"), None)
            if acronym is None or acronym in self.book.not_institution_acronyms:
                continue
            if any(s.end == definition.name_end and self._fits(s, acronym) for s in shapes):
                continue
            first = long_form_start(self.text, start, definition.name_end, acronym)
            if first is None or any(s.end == definition.name_end and s.start <= first for s in shapes):
                continue
            words = self.text[first : definition.name_end].lower().split()
            if words[-1] in self.book.not_organizations or len(words) < 3:
                continue
            head = next((word for word in (words[-1], *words) if word in self.book.heads), "")
            if head:
                kind = self.book.heads[head].type
                yield Shape(first, definition.name_end, head, kind, None, None, "definition")

    def _fits(self, shape: Shape, acronym: str) -> bool:
        """Whether a name is as long as its acronym and begins with its letter."""
        words = self.text[shape.start : shape.end]
        return words[0].lower() == acronym[0].lower() and 2 * (words.count(" ") + 1) > len(acronym)

    def _listed(self, shape: Shape, known: frozenset[tuple[int, int]], end: int) -> Shape:
        """Join "Ministry of A, B, and C" into one name where no item is a body of its own."""
        name = self.text[shape.start : shape.end]
        if not self.text.startswith(",", shape.end):
            return shape
        head = self.book.heads.get(shape.head)
        match = patterns.ITEMS.match(self.text, shape.end, end)
        if match is None or head is None or not head.body:
            return shape
        items = [item.strip() for item in re.split(r",|\band\b", match.group()) if item.strip()]
        defined = self.text.startswith(" (", match.end())
        if not (_HAS_TOPICS.search(name) or name.endswith("Laundering") or (defined and " for " in name)):
            return shape
        for item in items:
            words = item.lower().split()
            if defined and len(words) == 1:
                continue
            if words[-1] in self.book.heads or words[0] in self.book.heads or " ".join(words) in self.book.own_bodies:
                return shape
            if (
                self.words.code(words[0])
                or item.isupper()
                or words[0] in self.book.titles
                or words[-1] in self.book.titles
            ):
                return shape
        if any(first < match.end() and behind > match.start() for first, behind in known):
            return shape
        return replace(shape, end=match.end())

    def _served(self, shape: Shape) -> Shape:
        """A police whose service has a small letter: "the Harbor Police service"."""
        behind = patterns.LOWER_SERVICE.match(self.text, shape.end) if shape.head == "police" else None
        return replace(shape, end=behind.end()) if behind else shape

    def _against_laundering(self, shape: Shape, start: int) -> Shape:
        """A body whose topics begin with money laundering and have commas: "Anti-Money Laundering, X, and Y Unit"."""
        first = max(start, shape.start - LONGEST_TOPICS)
        if shape.head not in self.book.heads or not self.book.heads[shape.head].body:
            return shape
        for opening in patterns.LAUNDERING.finditer(self.text, first, shape.start):
            topics = patterns.TOPICS.match(self.text, opening.end(), shape.start)
            between = self.text[opening.end() : shape.start]
            if topics is None or self.text[topics.end() : shape.start].strip() or _names_another(between, self.book):
                continue
            return replace(shape, start=opening.start(), owner=None, owner_start=None)
        return shape

    def _plurals(self, start: int, end: int) -> Iterator[Shape | Known]:
        """The bodies that a plural names with a list of what each is of, before it or behind it."""
        if patterns.ANY_PLURAL.search(self.text, start, end) is None:
            return
        for match in patterns.PLURAL.finditer(self.text, start, end):
            singular, owner = patterns.SINGULAR[match.group(1)], self._owner_before(start, match.start())
            spelled = [
                self._spelled_out(
                    f"{singular} of {squeezed(self.text[at:behind])}",
                    singular,
                    owner,
                    at if number else match.start(),
                    behind,
                )
                for number, (at, behind) in enumerate(self._fields(match.start(2), match.end(2)))
            ]
            yield from self._of_one_country(spelled)
        for match in patterns.PLURAL_BEHIND.finditer(self.text, start, end):
            singular = patterns.SINGULAR[match.group(2)]
            fields = self._known_fields(match.start(1), match.end(1))
            owner = self._owner_before(start, fields[0][0]) if fields else None
            for at, behind in fields if len(fields) > 1 else ():
                name = f"{squeezed(self.text[at:behind])} {singular}"
                last = match.end() if behind == match.end(1) else behind
                yield self._spelled_out(name, singular, owner, at, last)

    def _of_one_country(self, bodies: list[Shape | Known]) -> Iterator[Shape | Known]:
        """The bodies of a plural, all of the country of one that the reference list has."""
        references = [self.knowledge.references[body.institution_ids[0]] for body in bodies if isinstance(body, Known)]
        home = references[0].home_country_iso3 if references else None
        for body in bodies:
            if home is None or isinstance(body, Known):
                yield body
                continue
            identifier = self.knowledge.departments.get((body.name or "").lower())
            if identifier and self.knowledge.references[identifier].home_country_iso3 == home:
                yield Known(body.start, body.end, (identifier,), False)
            else:
                yield replace(body, owner=home)

    def _spelled_out(
        self, name: str, singular: str, owner: tuple[str, str] | None, start: int, end: int
    ) -> Shape | Known:
        """One body of several that a plural names; of the reference list where that has its name with its country."""
        for words in (f"{owner[1]} {name}", name.replace(" of ", " of the ")) if owner else (name,):
            full = find_known(words, self.knowledge, self.home)
            if full and not full[0].weak and full[0].end == len(words) and full[0].end - full[0].start >= len(name):
                return full[0]._replace(start=start, end=end)
        head = singular.lower()
        code = owner[0] if owner else None
        return Shape(start, end, head, self.book.heads[head].type, code, None, "coordination", name)

    def _owner_before(self, start: int, end: int) -> tuple[str, str] | None:
        """The country right before a plural: its code, and its name as it stands."""
        match = patterns.OWNER_BEFORE.search(self.text, max(start, end - 40), end)
        words = match.group(1).split() if match else []
        for size in range(len(words), 0, -1):
            name = " ".join(words[-size:]).removesuffix("'s")
            code = self.words.code(name.lower())
            if code:
                return code, name
        return None

    def _items(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Where the items of a list stand; "A and B, and C" has two unless A and B are each a field of government."""
        breaks = list(patterns.LIST_BREAK.finditer(self.text, start, end))
        closed = any(found.group(1).startswith(",") and found.group(1).strip(" ,") for found in breaks)
        at = start
        for found in breaks:
            bound = closed and not found.group(1).startswith(",")
            if not bound or self._a_field(at, found.start()):
                yield at, found.start()
                at = found.end()
        yield at, end

    def _fields(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """The items of a list up to one that is a body of its own."""
        return takewhile(lambda item: self._may_be_field(self.text[slice(*item)]), self._items(start, end))

    def _a_field(self, start: int, end: int) -> bool:
        return squeezed(self.text[start:end]).lower() in self.book.fields

    def _may_be_field(self, words: str) -> bool:
        """Whether it can be what a ministry is of, and is no body, country or acronym."""
        lows = words.lower().split()
        if " ".join(lows) in self.book.fields:
            return True
        if lows[-1] in self.book.heads or lows[-1] in self.book.titles or " ".join(lows) in self.book.own_bodies:
            return False
        return self.words.code(lows[0]) is None and not (words.isupper() and len(words) > 1)

    def _known_fields(self, start: int, end: int) -> list[tuple[int, int]]:
        """The last items of a list that are fields of government, without the words before the first of them."""
        found: list[tuple[int, int]] = []
        for first, behind in reversed(list(self._items(start, end))):
            words = [first, *(match.end() for match in patterns.SPACES.finditer(self.text, first, behind))]
            at = next((at for at in words if self._a_field(at, behind)), None)
            if at is None:
                break
            found.insert(0, (at, behind))
            if at != first:
                break
        return found

    def _missions(self, end: int, strong: list[Known]) -> Iterator[Shape]:
        """Lower-case missions of an international organization: "the UN peacekeeping mission in ..."."""
        pattern = patterns.mission_pattern(self.book.lower_missions)
        for match in strong:
            reference = self.knowledge.references[match.institution_ids[0]]
            if reference.level != "international":
                continue
            found = pattern.match(self.text, match.end, end)
            if found:
                second = patterns.AND_WORD.match(self.text, found.end(1), end)
                country, behind = self._country_at(found.start(1), second.end() if second else found.end(1))
                last = behind if country else found.end(1)
                yield Shape(match.start, last, "mission", "multinational_mission", None, None, "lower_case_mission")

    def _continued(self, end: int, strong: list[Known]) -> Iterator[Shape]:
        """Groups whose names begin with the name of another: "Lakuro al-Verde" is not Lakuro."""
        known = {match.start for match in strong}
        for match in strong:
            reference = self.knowledge.references[match.institution_ids[0]]
            if reference.institution_type not in ("armed_group", "other") or reference.level != "non_state":
                continue
            further = patterns.ARABIC_EPITHET.match(self.text, match.end, end)
            if further is None or further.start(1) in known or self.text[match.start : match.end].isupper():
                continue
            yield Shape(match.start, further.end(), "", "armed_group", None, None, "head_first")

    def _choose(self, strong: list[Known], shapes: list[Shape]) -> list[Found]:
        """Reference names and shapes without overlaps: the longer name, the reference list where both are as long."""
        items = [Found(m.start, m.end, m.institution_ids[0], None) for m in strong]
        items += [item for item in (self._resolved(shape, strong) for shape in shapes) if item]
        kept: list[Found] = []
        for item in sorted(items, key=lambda f: (f.start - f.end, f.known is None, f.start)):
            # Those kept do not overlap, so that only the neighbours can.
            place = bisect_left(kept, item.start, key=lambda f: f.start)
            free = place == 0 or kept[place - 1].end <= item.start
            if free and (place == len(kept) or item.end <= kept[place].start):
                kept.insert(place, item)
        return kept

    def _resolved(self, shape: Shape, strong: list[Known]) -> Found | None:
        """A shape that is a reference name behind a nationality is that reference name, with the longer span."""
        for match in strong:
            if match.end == shape.end and match.start > shape.start:
                lead = self.text[shape.start : match.start].strip(" '").lower()
                if self.words.code(lead.removesuffix("'s")):
                    return Found(shape.start, shape.end, match.institution_ids[0], None)
                if any(o.start == shape.start and not self.text[o.end : match.start].strip() for o in strong):
                    return None
            if match.start == shape.start and match.end < shape.end and self._is_mission(match):
                if shape.rule == "head_first":
                    return Found(match.start, match.end, match.institution_ids[0], None)
                place = patterns.IN_PLACE.fullmatch(self.text, match.end, shape.end)
                if place and self.words.nouns.get(place.group(1).lower()):
                    return Found(match.start, match.end, match.institution_ids[0], None)
        return Found(shape.start, shape.end, None, shape)

    def _is_mission(self, match: Known) -> bool:
        kind = self.knowledge.references[match.institution_ids[0]].institution_type
        return kind in ("multinational_mission", "military_operation")

    def _by_definition(
        self, definitions: list[Definition], found: list[Found], weak: list[Known], runs: list[Run], start: int
    ) -> list[Found]:
        """Names that only their parenthesis shows to be names: weak reference names, and unknown capitalised words."""
        ends = {item.end for item in found}
        more: list[Found] = []
        for definition in definitions:
            if definition.name_end in ends:
                continue
            match = next((w for w in weak if w.end == definition.name_end), None)
            if match and any(a.name_type == "acronym" for a in definition.aliases):
                item = Found(match.start, match.end, match.institution_ids[0], None)
            else:
                shape = self._defined_shape(definition, runs, start)
                if shape is None:
                    continue
                item = Found(shape.start, shape.end, None, shape)
            if all(item.end <= other.start or item.start >= other.end for other in [*found, *more]):
                more.append(item)
        return more

    def _defined_shape(self, definition: Definition, runs: list[Run], start: int) -> Shape | None:
        acronyms = [a.name for a in definition.aliases if a.name_type == "acronym"]
        run = next((run for run in runs if run.end == definition.name_end), None)
        if run and acronyms and " ".join(token.low for token in run.tokens) in self.book.generic_when_defined:
            return Shape(run.start, run.end, "unit", "government", run.owner, run.owner_start, "definition")
        if not acronyms or any(acronym in self.book.not_institution_acronyms for acronym in acronyms):
            return None
        if run is None:
            return self._lower_defined(definition, start)
        run = coordinated(run, ())[-1]
        tokens = list(run.tokens)
        lows = [token.low for token in tokens]
        if lows[-1] in self.book.not_organizations or (self.words.code(lows[-1]) and len(lows) == 1):
            return None
        if any(small.separator and token.low in self.book.not_organizations for token, small in pairwise(tokens)):
            return None
        if self.words.code(" ".join(lows)) or (is_acronym(tokens[-1].text) and len(tokens) == 1):
            return None
        first = _initial_start(tokens, acronyms[0])
        if patterns.OF_PLACE.search(self.text, max(start, tokens[first].start - 30), tokens[first].start):
            return None
        kind = "government" if any(low in self.book.defined_officers for low in lows) else "other"
        head = next((low for low in reversed(lows) if low in self.book.heads), "")
        if head:
            kind = self.book.heads[head].type
        elif patterns.PROGRAM_BEHIND.match(self.text, definition.end):
            return None
        return Shape(
            tokens[first].start, run.end, head, kind, run.owner if first == 0 else None, run.owner_start, "definition"
        )

    def _lower_defined(self, definition: Definition, start: int) -> Shape | None:
        """As in "the national intervention unit (ABC)": lower-case words from an article to a head noun."""
        before = self.text[max(start, definition.name_end - 90) : definition.name_end]
        match = patterns.LOWER_LONG.search(before)
        if match is None:
            return None
        words = match.group(2).lower().split()
        head = next((h for h in (" ".join(words[-2:]), words[-1]) if h in self.book.heads), None)
        if head is None:
            return None
        offset = max(start, definition.name_end - 90)
        owner = self.words.code(words[0])
        lead = match.group(1).strip()
        if owner is None and lead.endswith("'s"):
            owner = self.words.code(lead[:-2].lower())
        return Shape(
            offset + match.start(2), definition.name_end, head, self.book.heads[head].type, owner, None, "definition"
        )


_HAS_TOPICS = re.compile(r" (?:of|on) ")
LONGEST_TOPICS = 160
"""How many characters before its last words a name with commas can begin."""


def _names_another(words: str, book: Codebook) -> bool:
    """Whether a list of topics has a body or an instrument of its own."""
    return any(low in book.heads or low in book.instruments for low in re.findall(r"\w+", words.lower()))


def _initial_start(tokens: list[Token], acronym: str) -> int:
    """Where the long form of an acronym begins: the token from which the initials spell it, else the first."""
    letters = [character.lower() for character in acronym if character.isalpha()]
    for first in range(len(tokens)):
        initials = [token.low[0] for token in tokens[first:] if not token.separator]
        if not tokens[first].separator and initials == letters:
            return first
    return 0

"""Find the organizations that a chapter names: of the reference list, and from shape, definition and context.

Names that are one body become one institution; an acronym that the chapter defines stands for its body throughout.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from pipelines.extraction import names_patterns as patterns
from pipelines.extraction.model import Institution, InstitutionName, Mention, Names
from pipelines.extraction.names_definitions import Definition, find_definitions, is_acronym, long_form_start
from pipelines.extraction.names_knowledge import (
    Codebook,
    CountryWords,
    InstitutionKnowledge,
    Reference,
    load_institution_knowledge,
    plain_form,
)
from pipelines.extraction.names_reference import Known, find_known
from pipelines.extraction.names_shape import Run, Shape, Token, find_runs, shapes_of
from pipelines.reading.countries import Countries
from pipelines.reading.folding import folded
from pipelines.reading.model import Chapter

__all__ = ["InstitutionKnowledge", "find_names", "load_institution_knowledge"]


@dataclass(slots=True)
class _Body:
    """One institution while the chapter is read."""

    key: str
    reference: Reference | None
    institution_type: str
    head: str = ""
    owner: str | None = None
    names: dict[str, str] = field(default_factory=dict)
    mentions: dict[tuple[int, int], str] = field(default_factory=dict)
    canonical: str | None = None
    acronym: str | None = None
    violent: bool = False


class _Found(NamedTuple):
    """A name at a place: of the reference list or found by shape."""

    start: int
    end: int
    known: str | None
    shape: Shape | None


def find_names(chapter: Chapter, knowledge: InstitutionKnowledge, countries: Countries) -> Names:
    """Find the institutions of a chapter and every place where it names them.

    Args:
        chapter: the chapter as read; only text inside its sentences counts.
        knowledge: reference list and codebook.
        countries: names and nationalities, to tell whose a body is.

    Returns:
        Institutions by id, and mentions in text order without overlaps.
    """
    return _Reader(chapter, knowledge, _country_words(countries)).read()


def _country_words(countries: Countries) -> CountryWords:
    """The words of these countries, built once for each set of countries."""
    held = _COUNTRY_WORDS.get(id(countries))
    if held is None or held[0] is not countries:
        held = _COUNTRY_WORDS[id(countries)] = (countries, CountryWords(countries))
    return held[1]


_COUNTRY_WORDS: dict[int, tuple[Countries, CountryWords]] = {}


class _Reader:
    """The state of one chapter's reading; each step adds bodies, names or mentions."""

    def __init__(self, chapter: Chapter, knowledge: InstitutionKnowledge, words: CountryWords) -> None:
        self.chapter = chapter
        self.knowledge = knowledge
        self.book: Codebook = knowledge.codebook
        self.words = words
        self.text = folded(chapter.document.text)
        self.home = chapter.document.country_iso3
        self.bodies: dict[str, _Body] = {}
        self.defined: dict[str, str] = {}
        self.merged: dict[str, str] = {}
        self.plurals = patterns.ANY_PLURAL.search(self.text) is not None

    def read(self) -> Names:
        known = find_known(self.text, self.knowledge, self.home)
        spans = [(s.start, s.end) for s in self.chapter.sentences]
        inside = _inside(known, spans)
        cued = self._cued()
        for (start, end), matches in zip(spans, inside, strict=True):
            self._sentence(start, end, matches, bisect_left(cued, start) < bisect_left(cued, end))
        self._acronyms(spans)
        self._lower_case(spans)
        self._units()
        return self._names()

    # One sentence

    def _sentence(self, start: int, end: int, matches: list[Known], cued: bool) -> None:
        strong = [match for match in matches if not match.weak]
        weak = [match for match in matches if match.weak]
        definitions = list(find_definitions(self.text, start, end))
        if weak and definitions:
            strong, weak = self._promoted(strong, weak, definitions)
        known = frozenset((match.start, match.end) for match in strong)
        plain_sentence = not cued and not definitions
        runs = list(find_runs(self.text, start, end, self.knowledge, self.words, known, plain_sentence))
        shapes: list[Shape] = []
        for run in runs:
            shapes += shapes_of(run, self.knowledge, self.words, known)
        shapes = [self._listed(shape, known, end) for shape in shapes if not self._a_province(shape)]
        if definitions:
            shapes.extend(self._spelled(definitions, shapes, start))
        shapes.extend(self._governments(start, end))
        if self.plurals:
            shapes.extend(self._plurals(start, end))
        if strong:
            shapes.extend(self._missions(end, strong))
        shapes = [shape for shape in shapes if not self._described(shape, definitions)]
        found = self._choose(strong, shapes)
        if definitions:
            found.extend(self._by_definition(definitions, found, weak, runs, start))
        if cued:
            found.extend(self._quoted(found, start, end))
        found.extend(self._by_context(runs, found, start, end, cued))
        found.extend(self._apposed_acronyms(found, start, end))
        if not found:
            return
        found.sort(key=lambda f: f.start)
        bodies = [self._place(item) for item in found]
        self._attach(definitions, found, bodies)
        self._context(start, end, found, bodies)
        self._politics(start, end, found, bodies)

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
        return patterns.NOUN_AFTER.match(self.text, shape.end) is None

    def _a_province(self, shape: Shape) -> bool:
        """Whether a department is one of the country's provinces: "in Alto Department"."""
        if shape.head != "department" or self.home not in self.book.department_provinces:
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

    def _listed(self, shape: Shape, known: frozenset[tuple[int, int]], end: int) -> Shape:
        """Join "Ministry of A, B, and C" into one name where no item is a body of its own."""
        if " of " not in self.text[shape.start : shape.end] or not self.text.startswith(",", shape.end):
            return shape
        head = self.book.heads.get(shape.head)
        match = patterns.ITEMS.match(self.text, shape.end, end)
        if match is None or head is None or not head.body:
            return shape
        items = [item.strip() for item in re.split(r",|\band\b", match.group()) if item.strip()]
        defined = self.text.startswith(" (", match.end())
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

    def _plurals(self, start: int, end: int) -> Iterator[Shape]:
        for match in patterns.PLURAL.finditer(self.text, start, end):
            singular = patterns.SINGULAR[match.group(1)]
            head = singular.lower()
            kind = self.book.heads[head].type
            first = f"{singular} of {_squeezed(match.group(2))}"
            second = f"{singular} of {_squeezed(match.group(3))}"
            yield Shape(match.start(1), match.end(2), head, kind, None, None, "coordination", first)
            yield Shape(match.start(3), match.end(3), head, kind, None, None, "coordination", second)

    def _missions(self, end: int, strong: list[Known]) -> Iterator[Shape]:
        """Lower-case missions of an international organization: "the UN peacekeeping mission in ..."."""
        pattern = patterns.mission_pattern(self.book.lower_missions)
        for match in strong:
            reference = self.knowledge.references[match.institution_ids[0]]
            if reference.level != "international":
                continue
            found = pattern.match(self.text, match.end, end)
            if found:
                country, behind = self._country_at(found.start(1), found.end(1))
                last = behind if country else found.end(1)
                yield Shape(match.start, last, "mission", "multinational_mission", None, None, "lower_case_mission")

    def _choose(self, strong: list[Known], shapes: list[Shape]) -> list[_Found]:
        """Reference names and shapes without overlaps: the longer name, the reference list where both are as long."""
        items = [_Found(m.start, m.end, m.institution_ids[0], None) for m in strong]
        items += [item for item in (self._resolved(shape, strong) for shape in shapes) if item]
        kept: list[_Found] = []
        for item in sorted(items, key=lambda f: (f.start - f.end, f.known is None, f.start)):
            if all(item.end <= other.start or item.start >= other.end for other in kept):
                kept.append(item)
        return kept

    def _fits(self, shape: Shape, acronym: str) -> bool:
        """Whether a name is as long as its acronym and begins with its letter."""
        words = self.text[shape.start : shape.end]
        return words[0].lower() == acronym[0].lower() and 2 * (words.count(" ") + 1) > len(acronym)

    def _resolved(self, shape: Shape, strong: list[Known]) -> _Found | None:
        """A shape that is a reference name behind a nationality is that reference name, with the longer span."""
        for match in strong:
            if match.end == shape.end and match.start > shape.start:
                lead = self.text[shape.start : match.start].strip(" '").lower()
                if self.words.code(lead.removesuffix("'s")):
                    return _Found(shape.start, shape.end, match.institution_ids[0], None)
                if any(o.start == shape.start and not self.text[o.end : match.start].strip() for o in strong):
                    return None
            if match.start == shape.start and match.end < shape.end and self._is_mission(match):
                if shape.rule == "head_first":
                    return _Found(match.start, match.end, match.institution_ids[0], None)
                place = patterns.IN_PLACE.fullmatch(self.text, match.end, shape.end)
                if place and self.words.nouns.get(place.group(1).lower()):
                    return _Found(match.start, match.end, match.institution_ids[0], None)
        return _Found(shape.start, shape.end, None, shape)

    def _is_mission(self, match: Known) -> bool:
        kind = self.knowledge.references[match.institution_ids[0]].institution_type
        return kind in ("multinational_mission", "military_operation")

    def _by_definition(
        self, definitions: list[Definition], found: list[_Found], weak: list[Known], runs: list[Run], start: int
    ) -> list[_Found]:
        """Names that only their parenthesis shows to be names: weak reference names, and unknown capitalised words."""
        ends = {item.end for item in found}
        more: list[_Found] = []
        for definition in definitions:
            if definition.name_end in ends:
                continue
            match = next((w for w in weak if w.end == definition.name_end), None)
            if match and any(a.name_type == "acronym" for a in definition.aliases):
                item = _Found(match.start, match.end, match.institution_ids[0], None)
            else:
                shape = self._defined_shape(definition, runs, start)
                if shape is None:
                    continue
                item = _Found(shape.start, shape.end, None, shape)
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
        tokens = list(run.tokens)
        lows = [token.low for token in tokens]
        if lows[-1] in self.book.not_organizations or (self.words.code(lows[-1]) and len(lows) == 1):
            return None
        if self.words.code(" ".join(lows)) or (is_acronym(tokens[-1].text) and len(tokens) == 1):
            return None
        first = _initial_start(tokens, acronyms[0])
        kind = "other"
        head = next((low for low in reversed(lows) if low in self.book.heads), "")
        if head:
            kind = self.book.heads[head].type
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

    def _quoted(self, found: list[_Found], start: int, end: int) -> Iterator[_Found]:
        """A whole name in quotation marks that the words before it announce: 'the group "Sons of X - Y Column"'."""
        for match in patterns.QUOTED.finditer(self.text, start, end):
            led = self.knowledge.led_pattern.search(self.text[max(start, match.start() - 60) : match.start()])
            if led is None:
                continue
            first, behind = match.start(1), match.end(1)
            if any(item.known and item.start < behind and item.end > first for item in found):
                continue
            found[:] = [item for item in found if item.end <= first or item.start >= behind]
            kind = self.knowledge.apposition_types[led.group(1)]
            yield _Found(first, behind, None, Shape(first, behind, "", kind, None, None, "context"))

    def _apposed_acronyms(self, found: list[_Found], start: int, end: int) -> list[_Found]:
        """An acronym that its description names: "the harbor service, ABCDEF, did not"."""
        more: list[_Found] = []
        if self.text.find(", ", start, end) < 0:
            return more
        for match in patterns.DESCRIBED.finditer(self.text, start, end):
            words, acronym = match.group(1), match.group(2)
            head = next((h for h in (" ".join(words.split()[-2:]), words.split()[-1]) if h in self.book.heads), None)
            if head is None or acronym in self.book.not_institution_acronyms:
                continue
            if any(item.start < match.end(2) and item.end > match.start(1) for item in found):
                continue
            kind = self.knowledge.typer.type_of(words, head, self.book.heads[head].type)
            shape = Shape(match.start(2), match.end(2), "", kind, None, None, "context")
            more.append(_Found(shape.start, shape.end, None, shape))
        return more

    def _by_context(self, runs: list[Run], found: list[_Found], start: int, end: int, cued: bool) -> list[_Found]:
        """Unknown groups from the words beside them: "the terrorist group X", "X claimed responsibility"."""
        more: list[_Found] = []
        for run in runs:
            if not cued and "-" not in run.tokens[0].text:
                continue
            if any(item.start < run.end and item.end > run.start for item in found):
                continue
            branch = next((token for token in run.tokens if self._branch(token.text)), None)
            if branch:
                shape = Shape(branch.start, branch.end, "", "armed_group", None, None, "context")
                more.append(_Found(branch.start, branch.end, None, shape))
                continue
            kind = self._context_type(run, start, end) if cued else None
            if kind:
                shape = Shape(run.start, run.end, "", kind, run.owner, run.owner_start, "context")
                more.append(_Found(run.start, run.end, None, shape))
        return more

    def _cued(self) -> list[int]:
        """Where the chapter has words that may show a name to be a group's, in text order."""
        lowered = self.text.lower()
        if len(lowered) != len(self.text):
            lowered = "".join(low if len(low := char.lower()) == 1 else char for char in self.text)
        return sorted(at for at, _ in self.knowledge.cue_words.iter(lowered))

    def _branch(self, word: str) -> bool:
        """Whether a word is the acronym of an armed group with a place: a branch of its own."""
        acronym, _, place = word.partition("-")
        return place[:1].isupper() and acronym in self.knowledge.group_acronyms

    def _context_type(self, run: Run, start: int, end: int) -> str | None:
        lows = [token.low for token in run.tokens]
        if any(low in self.book.not_groups or low in self.book.titles or self.words.code(low) for low in lows):
            return None
        if lows[-1] in self.book.not_organizations or any(
            token.separator and token.text == "in" for token in run.tokens
        ):
            return None
        before = self.text[max(start, run.start - 60) : run.start]
        led = self.knowledge.led_pattern.search(before)
        if led:
            return self.knowledge.apposition_types[led.group(1)]
        if run.tokens[0].text in self.book.not_institution_acronyms:
            return None
        after = self.text[run.end : min(end, run.end + 160)]
        if self._acts(run, before, after):
            return "armed_group" if not self._a_place(run) else None
        apposed = patterns.APPOSED.match(after)
        if apposed:
            kind = self._apposed(apposed.group(1))
            return kind if kind == "armed_group" or kind == "ngo" or kind == "private_military_company" else None
        return None

    def _acts(self, run: Run, before: str, after: str) -> bool:
        """Whether the words beside a run of capitalised words show it to be a group that fights."""
        cues = self.knowledge.cues
        if cues.claims_after.match(after) or cues.claims_before.search(before):
            return True
        single = len(run.tokens) == 1
        if cues.fighters_before.search(before):
            return True
        if cues.fighters_after.match(after) or patterns.follower_pattern(self.book.group_followers).match(after):
            return not (single and run.opens_sentence)
        if patterns.SUSPECTED.search(before) and patterns.MEMBERS.match(after):
            return True
        if not cues.attacks_after.match(after):
            return False
        if single:
            return is_acronym(run.tokens[0].text) and len(run.tokens[0].text) > 2
        return patterns.ARTICLE.search(before) is not None

    def _apposed(self, words: str) -> str | None:
        match = self.knowledge.apposition_pattern.search(words)
        if match and patterns.PERSON_OF.search(words[: match.start()]):
            return None
        return self.knowledge.apposition_types[match.group(1)] if match else None

    def _a_place(self, run: Run) -> bool:
        """Whether the chapter uses the same words as a place elsewhere: "in X", "near X"."""
        name = re.escape(self.text[run.start : run.end])
        return re.search(rf"\b(?:in|near|at|outside|around) {name}\b", self.text) is not None

    # Bodies

    def _place(self, item: _Found) -> _Body:
        """The body that a name stands for, with the mention recorded."""
        surface = _squeezed(self.text[item.start : item.end])
        shape = item.shape
        if item.known or shape is None:
            body = self._known_body(item.known or "")
            body.names.setdefault(surface, "alias")
            body.mentions[item.start, item.end] = "reference_name"
            return body
        name = shape.name or surface
        owner, rest = self._owner(name, shape)
        kind = self._type(name, shape, owner)
        key = self._key(rest, shape, owner, kind)
        if key in self.merged:
            return self._place(_Found(item.start, item.end, self.merged[key], None))
        body = self.bodies.setdefault(key, _Body(key, None, kind, shape.head, owner))
        body.owner = body.owner or owner
        body.canonical = body.canonical or self._canonical(name, shape)
        body.names.setdefault(name, "official" if shape.rule != "context" else "alias")
        if rest != name and len(rest.split()) > 1 and rest.lower() not in self.book.generic:
            body.names.setdefault(rest, "alias")
        first, _, behind = rest.partition(" ")
        if (
            first.isupper()
            and is_acronym(first)
            and len(behind.split()) > 1
            and behind.lower() not in self.book.generic
        ):
            body.names.setdefault(behind, "alias")
        body.mentions[item.start, item.end] = shape.rule
        if shape.rule == "context" and len(name) > 3:
            self.defined.setdefault(name, key)
        return body

    def _known_body(self, identifier: str) -> _Body:
        reference = self.knowledge.references[identifier]
        body = self.bodies.get(identifier)
        if body is None:
            body = self.bodies[identifier] = _Body(identifier, reference, reference.institution_type)
            body.canonical = reference.canonical_name
        return body

    def _canonical(self, name: str, shape: Shape) -> str:
        """The name as the chapter gives it; with its owner where the words alone would fit any country's body."""
        if shape.owner_start is not None and name.lower() in self.book.heads:
            return _squeezed(self.text[shape.owner_start : shape.end])
        return name

    def _owner(self, name: str, shape: Shape) -> tuple[str | None, str]:
        """The country that a name is tied to, and the name without the country's name or nationality in front."""
        words = name.split()
        for size in range(min(5, len(words) - 1), 0, -1):
            code = self.words.code(" ".join(words[:size]).lower())
            if code:
                rest = " ".join(words[size:])
                return code, rest
        if shape.owner:
            return shape.owner, name
        match = patterns.LAST_OF.search(name)
        if match:
            code = self.words.nouns.get(match.group(1).lower().removeprefix("the ")) or (
                self.words.adjectives.get(match.group(1).lower()) if len(match.group(1)) <= 4 else None
            )
            if code:
                return code, name
        return None, name

    def _key(self, rest: str, shape: Shape, owner: str | None, kind: str) -> str:
        country = owner or self.home
        low = rest.lower()
        if kind == "government" and shape.head == "government" and (shape.rule == "government_of" or owner):
            return f"government|{country}"
        if kind == "ministry":
            topic = re.sub(r"\b(?:ministry|of|for|the|and|interior's)\b", " ", low)
            return f"ministry {' '.join(topic.split())}|{country}"
        form = plain_form(low).strip()
        return f"{form}|{country}"

    def _type(self, name: str, shape: Shape, owner: str | None) -> str:
        """The type that the name's words and head noun give it."""
        if (
            shape.rule in ("lower_case_mission", "context", "head_first", "government_of")
            and shape.institution_type != "government"
        ):
            return shape.institution_type
        low = name.lower()
        if shape.rule == "head_first" and shape.institution_type == "armed_group":
            return shape.institution_type
        kind = self.knowledge.typer.type_of(low, shape.head, shape.institution_type)
        if owner and kind in self.book.levels["international"] and kind != "multinational_mission":
            return "government" if shape.head in ("organization", "organisation") else "other"
        return kind

    # Definitions and context

    def _attach(self, definitions: list[Definition], found: list[_Found], bodies: list[_Body]) -> None:
        by_end = self._by_end(found, bodies)
        for definition in definitions:
            held = by_end.get(definition.name_end)
            if held is None:
                continue
            body = self._merged(held, definition)
            for alias in definition.aliases:
                if alias.name_type == "acronym" and alias.name in self.book.not_institution_acronyms:
                    continue
                if self.words.code(alias.name.lower()) or alias.name.lower() in self.book.not_organizations:
                    continue
                self._alias(body, alias.name, alias.name_type, alias.start, alias.end)
        if patterns.ANY_KNOWN_AS.search(self.text, found[0].start, found[-1].end + 160):
            self._also_known(found, bodies)

    def _by_end(self, found: list[_Found], bodies: list[_Body]) -> dict[int, _Body]:
        """The bodies by where their names end; "the Harbor Center of the ABC" is the center's longer name."""
        by_end = {item.end: body for item, body in zip(found, bodies, strict=True)}
        for item, body in zip(found, bodies, strict=True):
            if self.text.find("of ", item.end, item.end + 5) < 0:
                continue
            part = patterns.OF_ACRONYM.match(self.text, item.end)
            if part and body.reference is None and item.shape and item.shape.rule == "head_noun":
                body.names.setdefault(_squeezed(self.text[item.start : part.end()]), "alias")
                by_end[part.end()] = body
        return by_end

    def _also_known(self, found: list[_Found], bodies: list[_Body]) -> None:
        for item, body in zip(found, bodies, strict=True):
            match = patterns.KNOWN_AS.match(self.text, item.end, min(len(self.text), item.end + 160))
            if match and all(f.start >= match.end(1) or f.end <= match.start(1) for f in found):
                self._alias(body, match.group(1), "alias", match.start(1), match.end(1))

    def _merged(self, body: _Body, definition: Definition) -> _Body:
        """The institution of the reference list where the acronym is its and the long name nearly one of its names."""
        if body.reference is not None:
            return body
        for alias in definition.aliases:
            for identifier in self.knowledge.acronyms.get(alias.name, ()):
                reference = self.knowledge.references[identifier]
                if any(_alike(name, other) for name in body.names for other, _ in reference.names):
                    return self._become(body, identifier)
        return body

    def _become(self, body: _Body, identifier: str) -> _Body:
        known = self._known_body(identifier)
        known.mentions.update(body.mentions)
        for name in body.names:
            known.names.setdefault(name, "alias")
        self.bodies.pop(body.key, None)
        self.merged[body.key] = identifier
        for name, key in self.defined.items():
            if key == body.key:
                self.defined[name] = identifier
        return known

    def _alias(self, body: _Body, name: str, name_type: str, start: int, end: int) -> None:
        name = _squeezed(name)
        for other in list(self.bodies.values()):
            if other is not body and (start, end) in other.mentions:
                del other.mentions[start, end]
                if not other.mentions:
                    del self.bodies[other.key]
        body.names[name] = name_type
        body.mentions[start, end] = "definition"
        if is_acronym(name.split()[0]):
            if name_type == "acronym" and body.acronym is None:
                body.acronym = name
            self.defined.setdefault(name, body.key)
        elif name_type == "former" or " " in name:
            self.defined.setdefault(name, body.key)

    def _context(self, start: int, end: int, found: list[_Found], bodies: list[_Body]) -> None:
        """Types that the words beside a name give: the country's financial intelligence unit, an apposition."""
        after_pattern, before_pattern = patterns.fiu_patterns(self.book.fiu_phrases)
        for number, (item, body) in enumerate(zip(found, bodies, strict=True)):
            if body.reference is not None:
                continue
            if body.institution_type in ("ministry", "armed_group", "legislature", "court") or body.head == "bank":
                continue
            before = self.text[max(start, item.start - 70) : item.start]
            after = self.text[item.end : min(end, item.end + 160)]
            if (
                after_pattern.match(after)
                or before_pattern.search(before)
                or self._egmont_subject(item, number, found, start)
            ):
                body.institution_type = "financial_intelligence_unit"
                body.owner = body.owner or self.home
            else:
                self._described_as(body, before, after)

    def _described_as(self, body: _Body, before: str, after: str) -> None:
        """Give an unknown body the type of its apposition, as far as its own words leave that open."""
        led = self.knowledge.led_pattern.search(before)
        kind = self.knowledge.apposition_types[led.group(1)] if led else None
        if body.institution_type in ("military", "special_ct_unit"):
            if kind == "armed_group":
                body.institution_type = kind
        elif body.institution_type == "multinational_mission" and body.owner is None:
            if kind == "ngo":
                body.institution_type = kind
        elif body.institution_type in ("other", "government"):
            apposed = patterns.APPOSED.match(after)
            body.institution_type = kind or (apposed and self._apposed(apposed.group(1))) or body.institution_type

    def _politics(self, start: int, end: int, found: list[_Found], bodies: list[_Body]) -> None:
        """Whether an unknown body claims violence, or is a party of politics that only its head noun made a group."""
        cues = self.knowledge.cues
        for item, body in zip(found, bodies, strict=True):
            if body.reference is not None:
                continue
            before = self.text[max(start, item.start - 90) : item.start]
            after = self.text[item.end : min(end, item.end + 160)]
            if body.institution_type in self.book.claimable_types and self._claims(body, before, after):
                body.institution_type = "armed_group"
                body.violent = True
            elif body.institution_type == "armed_group" and not body.violent:
                if cues.claims_after.match(after) or cues.fighters_after.match(after):
                    body.violent = True
                elif not body.head:
                    continue
                elif cues.party_before.search(before) or cues.party_after.match(after):
                    body.institution_type = "other"

    def _claims(self, body: _Body, before: str, after: str) -> bool:
        cues = self.knowledge.cues
        if cues.claims_after.match(after) or cues.claims_before.search(before):
            return True
        led = self.knowledge.led_pattern.search(before)
        if led and self.knowledge.apposition_types[led.group(1)] == "armed_group":
            return True
        apposed = patterns.APPOSED.match(after)
        if apposed and self._apposed(apposed.group(1)) == "armed_group":
            return True
        return body.institution_type == "other" and cues.blamed_before.search(before) is not None

    def _egmont_subject(self, item: _Found, number: int, found: list[_Found], start: int) -> bool:
        """Whether the name is the subject of a membership that only financial intelligence units have."""
        if number + 1 >= len(found) or patterns.SUBJECT.search(self.text[start : item.start]) is None:
            return False
        for other in found[number + 1 :]:
            if other.known and self.knowledge.references[other.known].institution_type == "fiu_network":
                between = self.text[item.end : other.start]
                return patterns.MEMBER.fullmatch(between) is not None
        return False

    # Whole chapter

    def _acronyms(self, spans: list[tuple[int, int]]) -> None:
        """Every further place of a defined acronym or alias; a definition is stronger than the reference list."""
        if not self.defined:
            return
        choices = sorted(self.defined, key=lambda name: (-len(name), name))
        joined = "|".join(r" +".join(map(re.escape, name.split())) for name in choices)
        pattern = re.compile(rf"(?<![\w/.-])(?:{joined})(?![\w/])(?!-[A-Z0-9])")
        places = self._occupied()
        for start, end in spans:
            for match in pattern.finditer(self.text, start, end):
                name = _squeezed(match.group())
                body = self.bodies.get(self.defined[name])
                if body is None:
                    continue
                holder = _holder(places, match.start(), match.end())
                if holder is None:
                    body.mentions[match.start(), match.end()] = "defined_name"
                    places.append((match.start(), match.end(), body.key))
                elif holder[2] != body.key and holder[:2] == match.span():
                    self._move(holder, body)

    def _move(self, holder: tuple[int, int, str], body: _Body) -> None:
        other = self.bodies[holder[2]]
        if (holder[0], holder[1]) in other.mentions:
            del other.mentions[holder[0], holder[1]]
            if not other.mentions:
                del self.bodies[other.key]
        body.mentions[holder[0], holder[1]] = "defined_name"

    def _occupied(self) -> list[tuple[int, int, str]]:
        return [(start, end, body.key) for body in self.bodies.values() for start, end in body.mentions]

    def _lower_case(self, spans: list[tuple[int, int]]) -> None:
        """Lower-case names: a nation's forces, ministries, and governments that the chapter has named in capitals."""
        forces, ministries = (
            patterns.force_pattern(tuple(self.book.lower_forces)),
            patterns.ministry_pattern(self.book.lower_ministries),
        )
        governments = patterns.government_pattern(self.book.government_words)
        has_ministry = "ministry" in self.text
        own = self.bodies.get(f"government|{self.home}")
        places = self._occupied()
        for start, end in spans:
            for match in forces.finditer(self.text, start, end):
                word = patterns.LAST_WORD.search(self.text, max(start, match.start() - 40), match.start())
                code = self.words.code(word.group(1).lower().removesuffix("'s")) if word else None
                if word and code and _holder(places, word.start(), match.end()) is None:
                    self._force(word.start(), match.end(), match.group(), code)
            for match in ministries.finditer(self.text, start, end) if has_ministry else ():
                if _holder(places, match.start(), match.end()) is None:
                    self._ministry(match)
            for match in governments.finditer(self.text, start, end) if own else ():
                body = self.bodies.get(f"government|{self.home}")
                if body and _holder(places, match.start(), match.end()) is None:
                    body.mentions[match.start(), match.end()] = "lower_case"
                    body.names.setdefault(_squeezed(match.group()), "descriptive")

    def _force(self, start: int, end: int, words: str, code: str) -> None:
        arm = self.book.lower_forces[words]
        body = self._same_force(arm, code)
        if body is None:
            if words in self.book.lower_forces_alone:
                shape = Shape(start, end, arm, self.book.heads[arm].type, code, None, "lower_case")
                self._place(_Found(start, end, None, shape))
            return
        body.mentions[start, end] = "lower_case"
        body.names.setdefault(_squeezed(self.text[start:end]), "descriptive")

    def _same_force(self, arm: str, code: str) -> _Body | None:
        """The body of this arm and country that the chapter names, if there is exactly one."""
        bodies = [
            body
            for body in self.bodies.values()
            if body.institution_type in ("military", "gendarmerie")
            and (body.owner or (body.reference and body.reference.home_country_iso3) or self.home) == code
            and (arm in body.head or any(arm in name.lower() for name in body.names))
        ]
        if not bodies and arm == "armed forces":
            bodies = [
                body
                for body in self.bodies.values()
                if body.institution_type == "military"
                and (body.owner or self.home) == code
                and any(patterns.DEFENSE.search(name) for name in body.names)
            ]
        return bodies[0] if len(bodies) == 1 else None

    def _ministry(self, match: re.Match[str]) -> None:
        shape = Shape(match.start(), match.end(), "ministry", "ministry", None, None, "lower_case")
        self._place(_Found(match.start(), match.end(), None, shape))

    def _units(self) -> None:
        """Units of a police, a force or a service are of its kind: "the Harbor Directorate of the Alto Police"."""
        units = [b for b in self.bodies.values() if b.reference is None and b.institution_type == "government"]
        if not units:
            return
        owners = {
            span: body
            for body in self.bodies.values()
            for span in body.mentions
            if body.institution_type in self.book.owner_types
        }
        ends = {end: body for (_, end), body in owners.items()}
        starts = {start: body for (start, _), body in owners.items()}
        acronyms = {name: body for body in owners.values() for name in body.names if is_acronym(name)}
        for unit in units:
            if unit.head not in self.book.heads or not self.book.heads[unit.head].body:
                continue
            for start, end in unit.mentions:
                owner = self._owner_of(start, end, ends, starts) or acronyms.get(self.text[start:end].partition(" ")[0])
                if owner is not None and owner is not unit:
                    unit.institution_type = owner.institution_type
                    break

    def _owner_of(self, start: int, end: int, ends: dict[int, _Body], starts: dict[int, _Body]) -> _Body | None:
        before = patterns.POSSESSED.search(self.text, max(0, start - 4), start)
        if before:
            return ends.get(before.start())
        after = patterns.OF_OWNER.match(self.text, end)
        return starts.get(after.end()) if after else None

    # Result

    def _names(self) -> Names:
        institutions: dict[str, Institution] = {}
        mentions: list[Mention] = []
        used: dict[str, str] = {}
        ordered = sorted((b for b in self.bodies.values() if b.mentions), key=lambda b: (min(b.mentions), b.key))
        for body in ordered:
            identifier = self._identifier(body, used)
            used[identifier] = body.key
            institutions[identifier] = self._institution(body, identifier)
            mentions += [Mention(s, e, identifier, rule) for (s, e), rule in body.mentions.items()]
        return Names(institutions, tuple(_without_overlaps(mentions, institutions)))

    def _identifier(self, body: _Body, used: dict[str, str]) -> str:
        if body.reference:
            return body.reference.institution_id
        country = (body.owner or self.home).lower()
        if body.key.startswith("government|"):
            return f"government-{country}"
        national = self._level(body) in ("national", "foreign")
        for name in dict.fromkeys(filter(None, (body.acronym, body.canonical))):
            slug = slug_of(name)
            identifier = f"{slug}-{country}" if national else slug
            if identifier not in used and identifier not in self.knowledge.references:
                return identifier
        return f"{slug_of(body.canonical or body.key)}-{country}-{len(used)}"

    def _level(self, body: _Body) -> str:
        if body.reference:
            reference = body.reference
            if reference.level == "national" and reference.home_country_iso3 not in (None, self.home):
                return "foreign"
            if reference.level == "foreign" and reference.home_country_iso3 == self.home:
                return "national"
            return reference.level
        for level, types in self.book.levels.items():
            if body.institution_type in types and (level == "non_state" or body.owner is None):
                return level
        return "national" if body.owner in (None, self.home) else "foreign"

    def _institution(self, body: _Body, identifier: str) -> Institution:
        reference = body.reference
        canonical = body.canonical or next(iter(body.names))
        level = self._level(body)
        return Institution(
            institution_id=identifier,
            canonical_name=canonical,
            acronym=body.acronym or self._used_acronym(body),
            institution_type=body.institution_type,
            level=level,
            home_country_iso3=body.owner if level in ("national", "foreign") else None,
            known=reference is not None,
            names=_names_of(body, canonical),
            wikidata_qid=reference.wikidata_qid if reference else None,
            un_sanctions_ref=reference.un_sanctions_ref if reference else None,
            us_fto_listed_on=reference.us_fto_listed_on if reference else None,
            reference_source=reference.source if reference else None,
        )

    def _used_acronym(self, body: _Body) -> str | None:
        """The acronym of a reference institution where the chapter uses it without defining it."""
        if body.reference is None:
            return None
        acronyms = {name for name, kind in body.reference.names if kind == "acronym"}
        return next((name for name in body.names if name in acronyms), None)


def _names_of(body: _Body, canonical: str) -> tuple[InstitutionName, ...]:
    """All names of a body by type: those in the text, and those that only the reference list has."""
    entries = body.reference.entries if body.reference else ()
    listed = {entry.name for entry in entries}
    names = [InstitutionName(e.name, e.name_type, True) if e.name in body.names else e for e in entries]
    more = [InstitutionName(name, kind, True) for name, kind in body.names.items() if name not in listed]
    if canonical not in listed and canonical not in body.names:
        more.append(InstitutionName(canonical, "official", body.reference is None))
    return tuple(sorted([*names, *more], key=_name_order)) if more else tuple(names)


def _name_order(name: InstitutionName) -> tuple[str, str]:
    return name.name_type, name.name


def slug_of(name: str) -> str:
    """A lower-case identifier of a name: ASCII letters, digits and hyphens."""
    return patterns.NOT_SLUG.sub("-", plain_form(folded(name).replace("'", ""))).strip("-")


def _initial_start(tokens: list[Token], acronym: str) -> int:
    """Where the long form of an acronym begins: the token from which the initials spell it, else the first."""
    letters = [character.lower() for character in acronym if character.isalpha()]
    for first in range(len(tokens)):
        if [token.low[0] for token in tokens[first:] if not token.separator] == letters:
            return first
    return 0


def _alike(one: str, other: str) -> bool:
    """Whether two long names are one but for spelling: most of their words begin alike."""
    first, second = _stems(one), _stems(other)
    return min(len(first), len(second)) > 2 and len(first & second) >= 0.7 * max(len(first), len(second))


def _stems(name: str) -> set[str]:
    return {word[:4] for word in plain_form(name).split() if len(word) > 2 and word not in ("the", "and", "for")}


def _squeezed(text: str) -> str:
    return patterns.SPACES.sub(" ", text).strip()


def _inside(known: list[Known], spans: list[tuple[int, int]]) -> list[list[Known]]:
    """The matches of each sentence; those that cross a sentence's end are dropped."""
    out: list[list[Known]] = []
    at = 0
    for start, end in spans:
        while at < len(known) and known[at].start < start:
            at += 1
        here = at
        matches: list[Known] = []
        while here < len(known) and known[here].start < end:
            if known[here].end <= end:
                matches.append(known[here])
            here += 1
        out.append(matches)
    return out


def _holder(places: list[tuple[int, int, str]], start: int, end: int) -> tuple[int, int, str] | None:
    for place in places:
        if place[0] < end and place[1] > start:
            return place
    return None


def _without_overlaps(mentions: list[Mention], institutions: dict[str, Institution]) -> list[Mention]:
    kept: list[Mention] = []
    for mention in sorted(mentions, key=lambda m: (m.start, -m.end, m.institution_id)):
        if kept and mention.start < kept[-1].end:
            continue
        kept.append(mention)
    seen = {mention.institution_id for mention in kept}
    for identifier in [i for i in institutions if i not in seen]:
        del institutions[identifier]
    return kept

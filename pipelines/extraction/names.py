"""Find the organizations that a chapter names: those of the reference list, and any others from shape, definition and context.

Names that are one body become one institution; an acronym that the chapter defines stands for its body throughout.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path

from pipelines.extraction.model import Institution, InstitutionName, Mention, Names
from pipelines.extraction.names_definitions import Definition, find_definitions, is_acronym
from pipelines.extraction.names_knowledge import (
    Codebook,
    CountryWords,
    InstitutionKnowledge,
    Reference,
    load_institution_knowledge,
    plain,
)
from pipelines.extraction.names_reference import Known, find_known
from pipelines.extraction.names_shape import WORD, Run, Shape, find_runs, shapes_of
from pipelines.reading.countries import Countries
from pipelines.reading.folding import folded
from pipelines.reading.model import Chapter

__all__ = ["InstitutionKnowledge", "find_names", "load_institution_knowledge"]

_SPACES = re.compile(r"\s+")
_SLUG = re.compile(r"[^a-z0-9]+")
_OF_COUNTRY = re.compile(rf"^ +of +(?:the +)?({WORD}(?: +(?:and +(?:the +)?|of +(?:the +)?)?{WORD}){{0,4}})")
_GOVERNMENT = re.compile(rf"\b((?:[a-z]+ +){{0,3}})(government|Government|regime) +of +(?:the +)?({WORD}(?: +(?:and|of|of the|the)? *{WORD}){{0,5}})")
_PLURAL = re.compile(rf"\b(Ministries|Departments|Directorates|Bureaus) +of +(?:the +)?({WORD}(?: +{WORD}){{0,3}})(?: *,? +(?:and|or) +(?:the +|of +)*)({WORD}(?: +{WORD}){{0,3}})")
_SINGULAR = {"Ministries": "Ministry", "Departments": "Department", "Directorates": "Directorate", "Bureaus": "Bureau"}
_FIU_AFTER = r"^(?: *\([^()]*\))?(?: +of +(?:the +)?[\w' ]{{2,50}}?)?(?:,| -| —|,? +(?:which +)?(?:is|serves as|acts as|functions as|served as|also serves as)) +(?:also +)?(?:the|its|a|an|[\w']+'s)? *(?:[\w']+ +){{0,2}}?(?:{0})\b"
_FIU_BEFORE = r"(?:{0})(?:,| is| was| called| known as|, known as|, called|, which is| —| -)? *(?:the|a|an)? *\"?$"


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


@dataclass(frozen=True, slots=True)
class _Found:
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
        self.taken: list[tuple[int, int, str]] = []

    def read(self) -> Names:
        known = find_known(self.text, self.knowledge)
        spans = [(s.start, s.end) for s in self.chapter.sentences]
        inside = _inside(known, spans)
        for (start, end), matches in zip(spans, inside, strict=True):
            self._sentence(start, end, matches)
        self._acronyms(spans)
        self._lower_case(spans)
        return self._names()

    # One sentence

    def _sentence(self, start: int, end: int, matches: list[Known]) -> None:
        strong = [match for match in matches if not match.weak]
        weak = [match for match in matches if match.weak]
        runs = list(find_runs(self.text, start, end, self.book, self.words))
        definitions = list(find_definitions(self.text, start, end))
        strong, weak = self._promoted(strong, weak, definitions)
        known = frozenset((match.start, match.end) for match in strong)
        shapes = [shape for run in runs for shape in shapes_of(run, self.book, self.words, known)]
        shapes = [self._listed(shape, known, start, end) for shape in shapes]
        shapes.extend(self._governments(start, end))
        shapes.extend(self._plurals(start, end))
        shapes.extend(self._missions(start, end, strong))
        found = self._choose(strong, shapes)
        found.extend(self._by_definition(definitions, found, weak, runs, start))
        found.extend(self._by_context(runs, found, start, end))
        found.sort(key=lambda f: f.start)
        bodies = [self._place(item) for item in found]
        self._attach(definitions, found, bodies, weak)
        self._context(start, end, found, bodies)

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
        for match in _GOVERNMENT.finditer(self.text, start, end):
            country, behind = self._country_at(match.start(3), match.end(3))
            if country is None or (match.group(2) == "regime"):
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
            phrase = _SPACES.sub(" ", self.text[start:behind]).lower()
            phrase = phrase[:-2] if phrase.endswith("'s") else phrase.rstrip("'")
            code = self.words.nouns.get(phrase) or (self.words.adjectives.get(phrase) if len(phrase) <= 4 else None)
            if code:
                return code, start + len(self.text[start:behind].rstrip("'")) - (2 if self.text[start:behind].endswith("'s") else 0)
            cut = self.text.rfind(" ", start, behind)
            if cut < 0:
                break
            behind = cut
            while behind > start and self.text[behind - 1] == " ":
                behind -= 1
        return None, end

    def _listed(self, shape: Shape, known: frozenset[tuple[int, int]], start: int, end: int) -> Shape:
        """ "Ministry of A, B, and C" is one name where no item is a body of its own."""
        if " of " not in self.text[shape.start : shape.end] or not self.text.startswith(",", shape.end):
            return shape
        head = self.book.heads.get(shape.head)
        match = _ITEMS.match(self.text, shape.end, end)
        if match is None or head is None or not head.body:
            return shape
        items = [item.strip() for item in re.split(r",|\band\b", match.group()) if item.strip()]
        for item in items:
            words = item.lower().split()
            if words[-1] in self.book.heads or words[0] in self.book.heads or " ".join(words) in self.book.own_bodies:
                return shape
            if self.words.code(words[0]) or item.isupper() or words[0] in self.book.titles or words[-1] in self.book.titles:
                return shape
        if any(first < match.end() and behind > match.start() for first, behind in known):
            return shape
        return replace(shape, end=match.end())

    def _plurals(self, start: int, end: int) -> Iterator[Shape]:
        for match in _PLURAL.finditer(self.text, start, end):
            singular = _SINGULAR[match.group(1)]
            head = singular.lower()
            kind = self.book.heads[head].type
            first = f"{singular} of {_squeezed(match.group(2))}"
            second = f"{singular} of {_squeezed(match.group(3))}"
            yield Shape(match.start(1), match.end(2), head, kind, None, None, "coordination", first)
            yield Shape(match.start(3), match.end(3), head, kind, None, None, "coordination", second)

    def _missions(self, start: int, end: int, strong: list[Known]) -> Iterator[Shape]:
        """Lower-case missions of an international organization: "the UN peacekeeping mission in ..."."""
        pattern = _mission_pattern(self.book.lower_missions)
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
        items += [self._resolved(shape, strong) for shape in shapes]
        kept: list[_Found] = []
        for item in sorted(items, key=lambda f: (f.start - f.end, f.known is None, f.start)):
            if all(item.end <= other.start or item.start >= other.end for other in kept):
                kept.append(item)
        return kept

    def _resolved(self, shape: Shape, strong: list[Known]) -> _Found:
        """A shape that is a reference name behind a nationality is that reference name, with the longer span."""
        for match in strong:
            if match.end == shape.end and match.start > shape.start:
                lead = self.text[shape.start : match.start].strip(" '").lower()
                if self.words.code(lead.removesuffix("'s")):
                    return _Found(shape.start, shape.end, match.institution_ids[0], None)
            if match.start == shape.start and match.end < shape.end and self._is_mission(match):
                place = _IN_PLACE.fullmatch(self.text, match.end, shape.end)
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
        if not acronyms or any(acronym in self.book.not_institution_acronyms for acronym in acronyms):
            return None
        run = next((run for run in runs if run.end == definition.name_end), None)
        if run is None:
            return self._lower_defined(definition, start)
        tokens = list(run.tokens)
        lows = [token.low for token in tokens]
        if lows[-1] in self.book.not_organizations or self.words.code(lows[-1]) and len(lows) == 1:
            return None
        if self.words.code(" ".join(lows)) or is_acronym(tokens[-1].text) and len(tokens) == 1:
            return None
        first = _initial_start(tokens, acronyms[0])
        kind = "other"
        head = next((low for low in reversed(lows) if low in self.book.heads), "")
        if head:
            kind = self.book.heads[head].type
        return Shape(tokens[first].start, run.end, head, kind, run.owner if first == 0 else None, run.owner_start, "definition")

    def _lower_defined(self, definition: Definition, start: int) -> Shape | None:
        """ "the national intervention unit (ABC)": lower-case words up to an article, with an organizational head."""
        before = self.text[max(start, definition.name_end - 90) : definition.name_end]
        match = _LOWER_LONG.search(before)
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
        return Shape(offset + match.start(2), definition.name_end, head, self.book.heads[head].type, owner, None, "definition")

    def _by_context(self, runs: list[Run], found: list[_Found], start: int, end: int) -> list[_Found]:
        """Unknown groups from the words beside them: "the terrorist group X", "X claimed responsibility"."""
        more: list[_Found] = []
        follower = _follower_pattern(self.book.group_followers)
        for run in runs:
            if any(item.start < run.end and item.end > run.start for item in found):
                continue
            branch = next((token for token in run.tokens if self._branch(token.text)), None)
            if branch:
                shape = Shape(branch.start, branch.end, "", "armed_group", None, None, "context")
                more.append(_Found(branch.start, branch.end, None, shape))
                continue
            kind = self._context_type(run, start, end, follower)
            if kind:
                shape = Shape(run.start, run.end, "", kind, run.owner, run.owner_start, "context")
                more.append(_Found(run.start, run.end, None, shape))
        return more

    def _branch(self, word: str) -> bool:
        """Whether a word is the acronym of an armed group with a place: a branch of its own."""
        acronym, _, place = word.partition("-")
        return place[:1].isupper() and acronym in self.knowledge.group_acronyms

    def _context_type(self, run: Run, start: int, end: int, follower: re.Pattern[str]) -> str | None:
        first = run.tokens[0]
        lows = [token.low for token in run.tokens]
        if any(low in self.book.not_groups or low in self.book.titles or self.words.code(low) for low in lows):
            return None
        if lows[-1] in self.book.not_organizations or any(token.separator and token.text == "in" for token in run.tokens):
            return None
        before = self.text[max(start, run.start - 60) : run.start]
        led = _LED.search(before)
        if led:
            kind = self._apposed(led.group(1))
            if kind:
                return kind
        if first.text.isupper() and is_acronym(first.text) and first.text in self.book.not_institution_acronyms:
            return None
        after = self.text[run.end : min(end, run.end + 90)]
        follows = follower.match(after)
        if follows and (len(run.tokens) > 1 or not run.opens_sentence or "claimed" in follows.group()):
            return "armed_group" if not self._a_place(run) else None
        apposed = _APPOSED.match(after)
        if apposed:
            kind = self._apposed(apposed.group(1))
            return kind if kind == "armed_group" or kind == "ngo" or kind == "private_military_company" else None
        return None

    def _apposed(self, words: str) -> str | None:
        match = self.knowledge.apposition_pattern.search(words)
        return self.knowledge.apposition_types[match.group(1)] if match else None

    def _a_place(self, run: Run) -> bool:
        """Whether the chapter uses the same words as a place elsewhere: "in X", "near X"."""
        name = re.escape(self.text[run.start : run.end])
        return re.search(rf"\b(?:in|near|at|from|to|of|outside|around) {name}\b", self.text) is not None

    # Bodies

    def _place(self, item: _Found) -> _Body:
        """The body that a name stands for, with the mention recorded."""
        surface = _squeezed(self.text[item.start : item.end])
        if item.known:
            body = self._known_body(item.known)
            body.names.setdefault(surface, "alias")
            body.mentions[item.start, item.end] = "reference_name"
            return body
        shape = item.shape
        assert shape is not None
        name = shape.name or surface
        owner, rest = self._owner(name, shape)
        kind = self._type(name, shape)
        key = self._key(rest, shape, owner, kind)
        body = self.bodies.get(key)
        if body is None:
            body = self.bodies[key] = _Body(key, None, kind, shape.head, owner)
        body.owner = body.owner or owner
        body.canonical = body.canonical or self._canonical(name, shape)
        body.names.setdefault(name, "official" if shape.rule != "context" else "alias")
        if rest != name and len(rest.split()) > 1 and rest.lower() not in self.book.generic:
            body.names.setdefault(rest, "alias")
        first, _, behind = rest.partition(" ")
        if first.isupper() and is_acronym(first) and len(behind.split()) > 1 and behind.lower() not in self.book.generic:
            body.names.setdefault(behind, "alias")
        body.mentions[item.start, item.end] = shape.rule
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
        match = _LAST_OF.search(name)
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
        form = plain(low)[0].strip()
        return f"{form}|{country}"

    def _type(self, name: str, shape: Shape) -> str:
        """The type that the name's words and head noun give it."""
        if shape.rule in ("lower_case_mission", "context", "head_first", "government_of") and shape.institution_type != "government":
            return shape.institution_type
        low = name.lower()
        if shape.rule == "head_first" and shape.institution_type == "armed_group":
            return shape.institution_type
        return _type_of(low, shape, self.book)

    # Definitions and context

    def _attach(
        self, definitions: list[Definition], found: list[_Found], bodies: list[_Body], weak: list[Known]
    ) -> None:
        by_end = {item.end: body for item, body in zip(found, bodies, strict=True)}
        for definition in definitions:
            body = by_end.get(definition.name_end)
            if body is None:
                continue
            for alias in definition.aliases:
                if alias.name_type == "acronym" and alias.name in self.book.not_institution_acronyms:
                    continue
                if self.words.code(alias.name.lower()) or alias.name.lower() in self.book.not_organizations:
                    continue
                self._alias(body, alias.name, alias.name_type, alias.start, alias.end)

        for item, body in zip(found, bodies, strict=True):
            match = _KNOWN_AS.match(self.text, item.end, min(len(self.text), item.end + 160))
            if match and all(f.start >= match.end(1) or f.end <= match.start(1) for f in found):
                self._alias(body, match.group(1), "alias", match.start(1), match.end(1))

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
        after_pattern, before_pattern = _fiu_patterns(self.book.fiu_phrases)
        for number, (item, body) in enumerate(zip(found, bodies, strict=True)):
            if body.reference is not None:
                continue
            if body.institution_type in ("ministry", "armed_group", "legislature", "court") or body.head == "bank":
                continue
            before = self.text[max(start, item.start - 70) : item.start]
            after = self.text[item.end : min(end, item.end + 160)]
            if after_pattern.match(after) or before_pattern.search(before) or self._egmont_subject(item, number, found, start, end):
                body.institution_type = "financial_intelligence_unit"
                body.owner = body.owner or self.home
            elif body.institution_type in ("other", "government"):
                led, apposed = _LED.search(before), _APPOSED.match(after)
                kind = (self._apposed(led.group(1)) if led else None) or (self._apposed(apposed.group(1)) if apposed else None)
                body.institution_type = kind or body.institution_type

    def _egmont_subject(self, item: _Found, number: int, found: list[_Found], start: int, end: int) -> bool:
        """Whether the name is the subject of a membership that only financial intelligence units have."""
        if self.text[start : item.start].strip() not in ("", "The", "the") or number + 1 >= len(found):
            return False
        for other in found[number + 1 :]:
            if other.known and self.knowledge.references[other.known].institution_type == "fiu_network":
                between = self.text[item.end : other.start]
                return _MEMBER.fullmatch(between) is not None
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
        forces, ministries = _force_pattern(tuple(self.book.lower_forces)), _ministry_pattern(self.book.lower_ministries)
        governments = _government_pattern(self.book.government_words)
        places = self._occupied()
        for start, end in spans:
            for match in forces.finditer(self.text, start, end):
                code = self.words.adjectives.get(match.group(1).lower()) or self.words.nouns.get(match.group(1).lower())
                if code and _holder(places, match.start(), match.end()) is None:
                    self._force(match, code)
            for match in ministries.finditer(self.text, start, end):
                if _holder(places, match.start(), match.end()) is None:
                    self._ministry(match)
            for match in governments.finditer(self.text, start, end):
                body = self.bodies.get(f"government|{self.home}")
                if body and _holder(places, match.start(), match.end()) is None:
                    body.mentions[match.start(), match.end()] = "lower_case"
                    body.names.setdefault(_squeezed(match.group()), "descriptive")

    def _force(self, match: re.Match[str], code: str) -> None:
        arm = self.book.lower_forces[match.group(2)]
        name = _squeezed(match.group())
        body = self._same_force(arm, code)
        if body is None:
            if match.group(2) not in self.book.lower_forces_alone:
                return
            shape = Shape(match.start(), match.end(), arm, self.book.heads[arm].type, code, None, "lower_case")
            self._place(_Found(match.start(), match.end(), None, shape))
            return
        body.mentions[match.start(), match.end()] = "lower_case"
        body.names.setdefault(name, "descriptive")

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
                if body.institution_type == "military" and body.head in ("forces", "defense forces", "military") and (body.owner or self.home) == code
            ]
        return bodies[0] if len(bodies) == 1 else None

    def _ministry(self, match: re.Match[str]) -> None:
        shape = Shape(match.start(), match.end(), "ministry", "ministry", None, None, "lower_case")
        self._place(_Found(match.start(), match.end(), None, shape))

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
        names = {name: InstitutionName(name, kind, True) for name, kind in body.names.items()}
        if reference:
            for name, kind in reference.names:
                seen = next((n for n in (name, *body.names) if n == name and n in body.names), None)
                names[name] = InstitutionName(name, kind, seen is not None)
        canonical = body.canonical or next(iter(body.names))
        if canonical not in names:
            names[canonical] = InstitutionName(canonical, "official", reference is None)
        level = self._level(body)
        return Institution(
            institution_id=identifier,
            canonical_name=canonical,
            acronym=body.acronym or self._used_acronym(body),
            institution_type=body.institution_type,
            level=level,
            home_country_iso3=body.owner if level in ("national", "foreign") else None,
            known=reference is not None,
            names=tuple(sorted(names.values(), key=lambda n: (n.name_type, n.name))),
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


def slug_of(name: str) -> str:
    """A lower-case identifier of a name: ASCII letters, digits and hyphens."""
    return _SLUG.sub("-", plain(folded(name))[0]).strip("-")


_ITEMS = re.compile(rf"(?:, +{WORD}(?: +{WORD}){{0,2}}){{1,4}},? +and +{WORD}(?: +{WORD}){{0,2}}")
_KNOWN_AS = re.compile(rf"(?: *\([^()]*\))?,? +(?:also|otherwise|better|commonly|locally|formerly) +(?:known|called|referred to)(?: +locally)?(?: +as)? +(?:the +)?\"?({WORD}(?: +{WORD}){{0,5}})")
_IN_PLACE = re.compile(r" +(?:in|of|for|to) +(?:the +)?(.+)")
_LAST_OF = re.compile(r"\bof (?:the )?((?:[\w'.-]+ ?){1,6})$")
_LED = re.compile(r"([\w' -]{3,50}?)(?:,? (?:named|called|known as|the))?,? *\"?$")
_APPOSED = re.compile(r"(?: *\([^()]*\))?\"?,\"? +(?:a|an|the|its|another|which is an?)? *([^,.;()]{3,70})")
_MEMBER = re.compile(r"(?: *\([^()]*\))?,? +(?:is|was|became|remained|remains|has been)(?: \w+)? +(?:a|an) +(?:\w+ +)?member +(?:of|in) +(?:the +)?")
_LOWER_LONG = re.compile(r"(^|\b(?:the|its|a|an|their|[\w.]+'s) )((?:[A-Z]?[\w'-]+ ){0,5}[a-z][\w-]+)$")
_POSSESSIVE_END = re.compile(r"'s\b|'")


@lru_cache(maxsize=8)
def _mission_pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?:-\w+)?(?: +[a-z-]+){{0,2}} +(?:{'|'.join(words)}) +(?:in|to) +(?:the +)?({WORD}(?: +{WORD}){{0,3}})")


@lru_cache(maxsize=8)
def _follower_pattern(followers: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"'?s? +(?:{'|'.join(map(re.escape, followers))})\b")


@lru_cache(maxsize=8)
def _fiu_patterns(phrases: tuple[str, ...]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    joined = "|".join(map(re.escape, phrases))
    return re.compile(_FIU_AFTER.format(joined), re.IGNORECASE), re.compile(_FIU_BEFORE.format(joined), re.IGNORECASE)


@lru_cache(maxsize=8)
def _force_pattern(forces: tuple[str, ...]) -> re.Pattern[str]:
    joined = "|".join(sorted(forces, key=lambda f: (-len(f), f)))
    return re.compile(rf"(?<![\w-])({WORD}(?:'s)?)(?: +)({joined})\b")


@lru_cache(maxsize=8)
def _ministry_pattern(topics: tuple[str, ...]) -> re.Pattern[str]:
    joined = "|".join(sorted(topics, key=lambda t: (-len(t), t)))
    return re.compile(rf"\b(?:{joined}) +ministry\b|\bministry +of +(?:the +)?(?:{joined})\b")


@lru_cache(maxsize=8)
def _government_pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(words)}) +(?:federal +|national +)?government\b(?! +of)")


def _type_of(low: str, shape: Shape, book: Codebook) -> str:
    padded = f" {_POSSESSIVE_END.sub('', low)} "
    quoted = f" {low} "
    for rule in book.type_rules:
        if rule.heads and shape.head not in rule.heads:
            continue
        for phrase in rule.any:
            if (low.startswith(f"{phrase} ") if rule.first else f" {phrase} " in padded or f" {phrase} " in quoted):
                return rule.type
    return shape.institution_type


def _initial_start(tokens: Iterable[object], acronym: str) -> int:
    """Where the long form of an acronym begins: the token from which the initials spell it, else the first."""
    listed = list(tokens)
    letters = [c.lower() for c in acronym if c.isalpha()]
    for first in range(len(listed)):
        initials = [str(getattr(t, "text"))[0].lower() for t in listed[first:] if not getattr(t, "separator")]
        if initials == letters:
            return first
    return 0


def _squeezed(text: str) -> str:
    return _SPACES.sub(" ", text).strip()


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

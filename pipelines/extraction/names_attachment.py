"""What else a body is called: acronyms, aliases and former names that a chapter defines, and where they stand.

A definition holds through the whole chapter and is stronger than the reference list.
"""

from collections import Counter

from pipelines.extraction import names_patterns as patterns
from pipelines.extraction.names_bodies import Bodies, Body
from pipelines.extraction.names_definitions import Alias, Definition, is_acronym
from pipelines.extraction.names_knowledge import SHORT_ACRONYM, Reference, plain_form
from pipelines.extraction.names_setting import Found, Setting, squeezed


class Attachment:
    """Gives the names that definitions define to their bodies."""

    def __init__(self, setting: Setting, bodies: Bodies) -> None:
        self.text = setting.text
        self.home = setting.home
        self.knowledge = setting.knowledge
        self.words = setting.words
        self.book = setting.book
        self.bodies = bodies
        self.known_as = any(f" {word} " in self.text for word in ("known", "called", "referred"))

    def attach(
        self, sentence_start: int, definitions: list[Definition], found: list[Found], bodies: list[Body]
    ) -> None:
        """Give the further names that a sentence defines to the bodies before them.

        Args:
            sentence_start: where the sentence begins.
            definitions: the parentheses of the sentence.
            found: its names, in text order.
            bodies: the body of each.
        """
        by_end = self._by_end(found, bodies)
        for definition in definitions:
            held = by_end.get(definition.name_end) or self._before_country(definition, found, bodies)
            if held is None:
                self._explained(definition, found, bodies)
                self._before_name(definition, found, bodies)
                continue
            body = self._merged(self._part(held, definition, found, bodies), definition)
            for alias in definition.aliases:
                if alias.name_type == "acronym" and self._of_no_body(body, alias.name):
                    continue
                if self._of_a_country(alias) or alias.name.lower() in self.book.not_organizations:
                    continue
                if self._of_the_whole(body, alias):
                    continue
                self._alias(body, alias.name, alias.name_type, alias.start, alias.end)
        self._apposed(found, bodies, sentence_start)
        if self.known_as and patterns.ANY_KNOWN_AS.search(self.text, found[0].start, found[-1].end + 160):
            self._also_known(found, bodies)

    def _of_a_country(self, alias: Alias) -> bool:
        """Whether it is a country's name or code; a long acronym may look like a nationality and be none."""
        low = alias.name.lower()
        spelled = alias.name_type == "acronym" and alias.name.isupper() and len(alias.name) > LONGEST_CODE
        return (self.words.nouns.get(low) or (None if spelled else self.words.adjectives.get(low))) is not None

    def _of_no_body(self, body: Body, acronym: str) -> bool:
        """Whether an acronym is none of a body, unless it is a place's too and the body's words spell it."""
        if acronym not in self.book.not_institution_acronyms:
            return False
        initials = [word[0] for word in (body.canonical or "").split() if word[0].isupper()]
        return acronym not in self.book.place_acronyms or "".join(initials) != acronym

    def _of_the_whole(self, body: Body, alias: Alias) -> bool:
        """Whether it is the acronym of the organization that the body is a part of: the first of "(ABC/DEF)"."""
        if alias.name_type != "acronym" or not self.text.startswith("/", alias.end):
            return False
        owners = self.knowledge.acronyms.get(alias.name, ())
        if body.reference is not None:
            return bool(owners) and body.key not in owners
        return any(owner in self.bodies.held for owner in owners)

    def _by_end(self, found: list[Found], bodies: list[Body]) -> dict[int, Body]:
        """The bodies by where their names end; "the Harbor Center of the ABC" is the center's longer name."""
        by_end = {item.end: body for item, body in zip(found, bodies, strict=True)}
        for item, body in zip(found, bodies, strict=True):
            if self.text.find("of ", item.end, item.end + 5) < 0:
                continue
            part = patterns.OF_ACRONYM.match(self.text, item.end)
            if part and body.reference is None and item.shape and item.shape.rule == "head_noun":
                body.names.setdefault(squeezed(self.text[item.start : part.end()]), "alias")
                by_end[part.end()] = body
        return by_end

    def _part(self, body: Body, definition: Definition, found: list[Found], bodies: list[Body]) -> Body:
        """The body itself, or its part where only the part's words begin like the acronym: "the Office of X (OF)"."""
        acronym = next((alias.name for alias in definition.aliases if alias.name_type == "acronym"), None)
        for (item, part), whole in zip(zip(found, bodies, strict=True), found[1:], strict=False):
            link = patterns.OF_THE.match(self.text, item.end)
            if acronym is None or whole.end != definition.name_end or link is None or link.end() != whole.start:
                continue
            if part.key in self.knowledge.acronyms.get(acronym, ()):
                return part
            first, second = (self.text[found_at.start : found_at.end].split() for found_at in (item, whole))
            fits = [any(word[0] == acronym[0] for word in words) for words in (first, second)]
            spelled = fits == [True, False] or _spelled_by_both(acronym, first, second)
            if spelled and part.reference is None and part.acronym is None:
                return part
        return body

    def _before_country(self, definition: Definition, found: list[Found], bodies: list[Body]) -> Body | None:
        """The body whose name a country follows before the parenthesis: "the Verde Front in <country> (VFC)"."""
        for item, body in zip(found, bodies, strict=True):
            if item.end < definition.name_end < item.end + 60:
                place = patterns.IN_COUNTRY.fullmatch(self.text, item.end, definition.name_end)
                if place and self.words.nouns.get(place.group(1).lower()):
                    return body
        return None

    def _before_name(self, definition: Definition, found: list[Found], bodies: list[Body]) -> None:
        """The acronym in a parenthesis before the name that it stands for: "the (HBV) Harbor Board of Verde"."""
        alias = definition.aliases[0]
        behind = patterns.BEHIND_PARENTHESIS.match(self.text, definition.end)
        if behind is None or alias.name_type != "acronym" or alias.name in self.book.not_institution_acronyms:
            return
        for item, body in zip(found, bodies, strict=True):
            if item.start == behind.end() and body.reference is None and body.acronym is None:
                initials = [word[0] for word in self.text[item.start : item.end].split() if word[0].isupper()]
                if initials[:2] == list(alias.name[:2]):
                    self._alias(body, alias.name, "acronym", alias.start, alias.end)

    def _explained(self, definition: Definition, found: list[Found], bodies: list[Body]) -> None:
        """The acronym that the long name in its parenthesis explains: "ABCD (Harbor Board)"."""
        lead = patterns.ACRONYM_OPENING.search(self.text, max(0, definition.name_end - 12), definition.name_end)
        if lead is None or lead.group(1) in self.book.not_institution_acronyms:
            return
        for item, body in zip(found, bodies, strict=True):
            whole = item.end == definition.end and self.text[definition.start : item.start].strip(' "') in ("", "the")
            if whole and body.reference is None and body.acronym is None:
                self._alias(body, lead.group(1), "acronym", *lead.span(1))

    def _apposed(self, found: list[Found], bodies: list[Body], start: int) -> None:
        """The acronym that opens a sentence and that a long name explains: "ABCDE, the Harbor Board, met"."""
        for item, body in zip(found[:2], bodies, strict=False):
            lead = patterns.ACRONYM_BEFORE.fullmatch(self.text, start, item.start)
            if lead is None or body.acronym is not None or lead.group(1) in self.book.not_institution_acronyms:
                continue
            closed = patterns.APPOSITION_CLOSED.match(self.text, item.end)
            if closed and all(other.free_of(*lead.span(1)) for other in found):
                self._alias(body, lead.group(1), "acronym", *lead.span(1))

    def _also_known(self, found: list[Found], bodies: list[Body]) -> None:
        for item, body in zip(found, bodies, strict=True):
            match = patterns.KNOWN_AS.match(self.text, item.end, min(len(self.text), item.end + 160))
            if match and all(f.start >= match.end(1) or f.end <= match.start(1) for f in found):
                self._alias(body, match.group(1), "alias", match.start(1), match.end(1))

    def _merged(self, body: Body, definition: Definition) -> Body:
        """The institution of the reference list where the acronym is its and the long name nearly one of its names."""
        if body.reference is not None:
            return body
        for alias in definition.aliases:
            for identifier in self.knowledge.acronyms.get(alias.name, ()):
                reference = self.knowledge.references[identifier]
                own = reference.home_country_iso3 == (body.owner or self.home)
                if identifier in self.knowledge.at_home and not own:
                    continue
                if own and reference.level == "national" and _same_acronym(alias.name, body, reference):
                    return self._become(body, identifier)
                country = self.bodies.without_country(reference.canonical_name)[0]
                if country not in (None, self.home, body.owner):
                    continue
                if any(_alike(name, other) for name in body.names for other, _ in reference.names):
                    return self._become(body, identifier)
        return body

    def _become(self, body: Body, identifier: str) -> Body:
        known = self.bodies.known_body(identifier)
        self.bodies.merge(body, known)
        return known

    def _alias(self, body: Body, name: str, name_type: str, start: int, end: int) -> None:
        name = squeezed(name)
        for other in list(self.bodies.held.values()):
            if other is not body and (start, end) in other.mentions:
                del other.mentions[start, end]
                if not other.mentions:
                    del self.bodies.held[other.key]
        body.names[name] = name_type
        body.mentions[start, end] = "definition"
        if is_acronym(name.split()[0]):
            if name_type == "acronym" and body.acronym is None:
                body.acronym = name
            self.bodies.defined.setdefault(name, body.key)
        elif name_type == "former" or " " in name:
            self.bodies.defined.setdefault(name, body.key)


LONGEST_CODE = 4
"""How many letters a country's code has at most."""


def _same_acronym(acronym: str, body: Body, reference: Reference) -> bool:
    """Whether a body is the one of its country that has this acronym: a short one may be another's of another kind."""
    open_kind = len(acronym) > SHORT_ACRONYM and body.institution_type in ("government", "other")
    return open_kind or body.institution_type == reference.institution_type


def _alike(one: str, other: str) -> bool:
    """Whether two long names are one but for spelling: most of their words begin alike."""
    first, second = _stems(one), _stems(other)
    return min(len(first), len(second)) > 2 and len(first & second) >= 0.7 * max(len(first), len(second))


def _stems(name: str) -> set[str]:
    return {word[:4] for word in plain_form(name).split() if len(word) > 2 and word not in ("the", "and", "for")}


def _spelled_by_both(acronym: str, part: list[str], whole: list[str]) -> bool:
    """Whether the whole's words have not all letters of the acronym and the part's words have those that lack."""
    letters = Counter(letter for letter in acronym if letter.isupper())
    of_the_whole = Counter(word[0] for word in whole if word[0].isupper())
    of_both = of_the_whole + Counter(word[0] for word in part if word[0].isupper())
    return not letters <= of_the_whole and letters <= of_both

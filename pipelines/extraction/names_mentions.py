"""Further places of a chapter's institutions: defined acronyms and aliases everywhere, and names in lower case.

Run once the whole chapter's definitions are known.
"""

import re

from pipelines.extraction import names_patterns as patterns
from pipelines.extraction.names_bodies import Bodies, Body
from pipelines.extraction.names_cues import surroundings
from pipelines.extraction.names_setting import Found, Setting, squeezed
from pipelines.extraction.names_shape import Shape
from pipelines.extraction.names_typing import Typing


class Mentions:
    """Adds places to the bodies of a chapter."""

    def __init__(self, setting: Setting, bodies: Bodies, typing: Typing) -> None:
        self.text = setting.text
        self.home = setting.home
        self.words = setting.words
        self.book = setting.book
        self.bodies = bodies
        self.typing = typing

    def acronyms(self, spans: list[tuple[int, int]], cued: list[bool]) -> None:
        """Record every further place of a defined acronym or alias.

        Args:
            spans: where each sentence begins and ends.
            cued: whether it has words that may show a name to be a group's.
        """
        if not self.bodies.defined:
            return
        choices = sorted(self.bodies.defined, key=lambda name: (-len(name), name))
        joined = "|".join(r" +".join(map(re.escape, name.split())) for name in choices)
        pattern = re.compile(rf"(?<![\w/.-])(?:{joined})(?![\w/])(?!-[A-Z0-9])")
        places = self.bodies.occupied()
        for sentence, has_cue in zip(spans, cued, strict=True):
            for match in pattern.finditer(self.text, *sentence):
                name = squeezed(match.group())
                body = self.bodies.held.get(self.bodies.defined[name])
                if body is None:
                    continue
                self._record(body, match.span(), places)
                if has_cue:
                    self.typing.shown(body, surroundings(self.text, sentence, *match.span()))

    def _record(self, body: Body, span: tuple[int, int], places: list[tuple[int, int, str]]) -> None:
        """Give a place to a body; a definition is stronger than the reference list and than what context made of it."""
        held = _holder(places, *span)
        if held is None:
            body.mentions[span] = "defined_name"
            places.append((*span, body.key))
        elif held[2] != body.key and held[:2] == span:
            self.bodies.move(held, body)

    def lower_case(self, spans: list[tuple[int, int]]) -> None:
        """Lower-case names: a nation's forces, ministries, and governments that the chapter has named in capitals."""
        forces, ministries = (
            patterns.force_pattern(tuple(self.book.lower_forces)),
            patterns.ministry_pattern(self.book.lower_ministries),
        )
        self._own_government(spans)
        governments = patterns.government_pattern(self.book.government_words)
        has_ministry = "ministry" in self.text
        own = self.bodies.held.get(f"government|{self.home}")
        places = self.bodies.occupied()
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
                body = self.bodies.held.get(f"government|{self.home}")
                if body and _holder(places, match.start(), match.end()) is None:
                    body.mentions[match.start(), match.end()] = "lower_case"
                    body.names.setdefault(squeezed(match.group()), "descriptive")

    def _own_government(self, spans: list[tuple[int, int]]) -> None:
        """The government of the chapter's country behind its nationality: "the <nationality> government"."""
        if " government" not in self.text:
            return
        places = self.bodies.occupied()
        for start, end in spans:
            for match in patterns.LOWER_GOVERNMENT.finditer(self.text, start, end):
                words = match.group(1).split()
                size = next((n for n in range(len(words), 0, -1) if self._of_home(words[-n:])), 0)
                first = match.end(1) - len(" ".join(words[-size:]))
                if size and _holder(places, first, match.end()) is None:
                    shape = Shape(first, match.end(), "government", "government", self.home, None, "lower_case")
                    self.bodies.place(Found(first, match.end(), None, shape))

    def _of_home(self, words: list[str]) -> bool:
        return self.words.code(" ".join(words).lower()) == self.home

    def _force(self, start: int, end: int, words: str, code: str) -> None:
        arm = self.book.lower_forces[words]
        body = self._same_force(arm, code)
        if body is None:
            kind = self.book.heads[arm].type
            possessive = self.text[start:end].split()[0].endswith("'s")
            if words in self.book.lower_forces_alone and not (possessive and kind == "legislature"):
                shape = Shape(start, end, arm, kind, code, None, "lower_case")
                self.bodies.place(Found(start, end, None, shape))
            return
        body.mentions[start, end] = "lower_case"
        body.names.setdefault(squeezed(self.text[start:end]), "descriptive")

    def _same_force(self, arm: str, code: str) -> Body | None:
        """The body of this arm and country that the chapter names, if there is exactly one."""
        bodies = [
            body
            for body in self.bodies.held.values()
            if body.institution_type in ("military", "gendarmerie")
            and (body.owner or (body.reference and body.reference.home_country_iso3) or self.home) == code
            and (arm in body.head or any(arm in name.lower() for name in body.names))
        ]
        if not bodies and arm == "armed forces":
            bodies = [
                body
                for body in self.bodies.held.values()
                if body.institution_type == "military"
                and (body.owner or self.home) == code
                and any(patterns.DEFENSE.search(name) for name in body.names)
            ]
        return bodies[0] if len(bodies) == 1 else None

    def _ministry(self, match: re.Match[str]) -> None:
        shape = Shape(match.start(), match.end(), "ministry", "ministry", None, None, "lower_case")
        self.bodies.place(Found(match.start(), match.end(), None, shape))


def _holder(places: list[tuple[int, int, str]], start: int, end: int) -> tuple[int, int, str] | None:
    for place in places:
        if place[0] < end and place[1] > start:
            return place
    return None

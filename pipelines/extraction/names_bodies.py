"""Which names are one body: the institutions of a chapter while it is read, by owner, words and kind.

A body of the reference list is held by its identifier, every other by the plain form of its name and its country.
"""

import re
from dataclasses import dataclass, field

from pipelines.extraction import names_patterns as patterns
from pipelines.extraction.names_definitions import is_acronym
from pipelines.extraction.names_knowledge import Reference, plain_form
from pipelines.extraction.names_setting import Found, Setting, squeezed
from pipelines.extraction.names_shape import Shape

_OF_A_STATE = frozenset(
    {"legislature", "court", "government", "military", "police", "gendarmerie", "border_force", "intelligence"}
)
"""What a country has one of under a name, whether the country's name stands in front of it, behind it, or nowhere."""


@dataclass(slots=True)
class Body:
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


class Bodies:
    """The institutions found so far, the names that stand for them, and those that turned out to be known ones."""

    def __init__(self, setting: Setting) -> None:
        self.text = setting.text
        self.home = setting.home
        self.knowledge = setting.knowledge
        self.words = setting.words
        self.book = setting.book
        self.held: dict[str, Body] = {}
        self.defined: dict[str, str] = {}
        self.merged: dict[str, str] = {}

    def occupied(self) -> list[tuple[int, int, str]]:
        """Every place of a name, with the key of its body."""
        return [(start, end, body.key) for body in self.held.values() for start, end in body.mentions]

    def move(self, place: tuple[int, int, str], body: Body) -> None:
        """Give a place that another body holds to the body that the chapter's definition names."""
        start, end, key = place
        other = self.held[key]
        if (start, end) in other.mentions:
            del other.mentions[start, end]
            if not other.mentions:
                del self.held[other.key]
        body.mentions[start, end] = "defined_name"

    def place(self, item: Found) -> Body:
        """The body that a name stands for, with the mention recorded."""
        surface = squeezed(self.text[item.start : item.end])
        shape = item.shape
        if item.known or shape is None:
            body = self.known_body(item.known or "")
            body.names.setdefault(surface, "alias")
            body.mentions[item.start, item.end] = "reference_name"
            return body
        name = shape.name or surface
        owner, rest = self._owner(name, shape)
        kind = self._type(name, shape, owner)
        if owner:
            kind = self.book.by_country.get(patterns.LAST_OF.sub("", rest).strip().lower(), kind)
        key = self._key(rest, shape, owner, kind)
        if key in self.merged:
            return self.place(Found(item.start, item.end, self.merged[key], None))
        body = self.held.setdefault(key, Body(key, None, kind, shape.head, owner))
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

    def merge(self, body: Body, other: Body) -> None:
        """Give the places and names of a body to another, which it turned out to be."""
        other.mentions.update(body.mentions)
        for name in body.names:
            other.names.setdefault(name, "alias")
        self.held.pop(body.key, None)
        self.merged[body.key] = other.key
        for name, key in self.defined.items():
            if key == body.key:
                self.defined[name] = other.key

    def known_body(self, identifier: str) -> Body:
        """The body of an institution of the reference list."""
        reference = self.knowledge.references[identifier]
        body = self.held.get(identifier)
        if body is None:
            body = self.held[identifier] = Body(identifier, reference, reference.institution_type)
            body.canonical = reference.canonical_name
        return body

    def _canonical(self, name: str, shape: Shape) -> str:
        """The name as the chapter gives it; with its owner where the words alone would fit any country's body."""
        if shape.owner_start is not None and name.lower() in self.book.heads:
            return squeezed(self.text[shape.owner_start : shape.end])
        return name

    def _owner(self, name: str, shape: Shape) -> tuple[str | None, str]:
        """The country that a name is tied to, and the name without the country's name or nationality in front."""
        code, rest = self.without_country(name)
        if code:
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

    def without_country(self, name: str) -> tuple[str | None, str]:
        """The country whose name or nationality a name begins with, and the name without it."""
        words = name.split()
        for size in range(min(5, len(words) - 1), 0, -1):
            code = self.words.code(" ".join(words[:size]).lower())
            if code:
                return code, " ".join(words[size:])
        return None, name

    def of_two_countries(self, name: str) -> bool:
        """Whether a name begins with two countries joined by a hyphen."""
        first, hyphen, rest = name.lower().partition("-")
        if not hyphen or self.words.code(first) is None:
            return False
        words = rest.split()
        return any(self.words.code(" ".join(words[:size])) for size in range(1, min(len(words), 4)))

    def of_organization_and_country(self, word: str) -> str | None:
        """The type of the international organization that a hyphen joins to a country: "UN-Verde"."""
        first, hyphen, rest = word.partition("-")
        kind = self.knowledge.international.get(first) if hyphen else None
        return kind if kind and self.words.code(rest.lower()) else None

    def _key(self, rest: str, shape: Shape, owner: str | None, kind: str) -> str:
        country = owner or self.home
        low = rest.lower()
        of_a_country = shape.rule == "government_of" or (owner and self._only_government(low))
        if kind == "government" and shape.head == "government" and of_a_country:
            return f"government|{country}"
        if kind == "ministry":
            topic = re.sub(r"\b(?:ministry|of|for|the|and|interior's)\b", " ", low)
            return f"ministry {' '.join(topic.split())}|{country}"
        form = plain_form(self._without_country_behind(low, kind) or low).strip()
        return f"{form}|{country}"

    def _only_government(self, low: str) -> bool:
        """Whether nothing in a government's name tells it from the country's: "Verde Salvation Government" does."""
        before = low.partition("government")[0].split()
        return all(word in self.book.government_words or word in self.book.any_government_words for word in before)

    def _without_country_behind(self, low: str, kind: str) -> str | None:
        """A state's body without the country it is of: "the Supreme Court of Alto" is the Supreme Court there."""
        behind = patterns.LAST_OF.search(low) if kind in _OF_A_STATE else None
        if behind is None or self.words.code(behind.group(1)) is None:
            return None
        rest = low[: behind.start()].strip()
        return rest if " " in rest or rest in self.book.singletons else None

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

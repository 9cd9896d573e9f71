"""Finds where something happened, as the text states it: settlements, facilities, provinces, and distances.

Recognition is by preposition, kind word and shape, never by a list of places, so that it holds for any country.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from pipelines.extraction.words import IncidentWords

_PARTICLE = (
    r"(?:al|el|as|ad|ar|at|az|ash|es|ez|bin|ibn|de|del|la|las|los|le|du|des|di|da|do|dos|das|van|der|of|the|sur"
    r"|upon|e|y|na|ou|abu|umm|um|bani|bab)"
)
_CAPITAL = (
    r"(?:(?:St|Ste|Sta|Sto|Mt|Ft)\.(?=\s+[A-Z])|[A-ZÀ-ÖØ-ÞĀ-Ž][\w'’-]*"
    r"|(?:al|el|as|ad|ar|at|az|ash|es|d|l|n)[-'][A-ZÀ-ÖØ-ÞĀ-Ž][\w'’-]*)"
)
_PROPER = re.compile(
    rf"(?<![\w'’-]){_CAPITAL}(?:\s+(?:{_CAPITAL}|(?:de|del|de\s+la|de\s+los|la|las|los|du|des|di|da|do|dos"
    rf"|al|el|bin|sur|of\s+the)\s+(?={_CAPITAL}){_CAPITAL}|[0-9]{{1,3}}(?=\s+(?:district|village"
    rf"|area)\b)))*"
)
_NOT_OF_PLACE_AFTER = re.compile(
    r"\s+(?:newspapers?|magazine|television|radio|company|party|tribe|clan|family|brand|holiday"
    r"|(?:[a-z]+\s+)?(?:procession|ceremony|festival|celebrations?|feast|prayers|pilgrimage))\b"
)
_CONTAINS_AFTER = re.compile(
    r"\s+(?:suburb|neighborhood|quarter|enclave|town|city|village|port)\s+of\s+(?:the\s+)?(?=[A-Z])"
)
_DIRECTION_FIRST = re.compile(r"(?:North|South|East|West)(?:ern|east|west)?\s|(?:Upper|Lower|Central)\s")
"""How the name of a region begins that no word calls one ("in South Ostavar")."""
_ONLY_ARTICLE = re.compile(r"\b(?i:in|across|throughout|within)\s+the\s+$")
"""Before the name of a region; an article with a capital is part of a town's name."""
_DISTANCE = re.compile(
    r"(?P<number>\d+(?:,\d{3})*(?:\.\d+)?|a|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen"
    r"|twenty|thirty|forty|fifty|sixty)(?:\s+|-)(?P<unit>kilometers?|kilometres?|kms?|km|miles?)\b"
    r"(?:\s+(?:to\s+the\s+|due\s+)?(?:north|south|east|west|northeast|northwest|southeast|southwest"
    r"|north-east|north-west|south-east|south-west|outside|inland|away|northern|southern|eastern"
    r"|western)){0,2}\s+(?:from|of|outside|off|away\s+from)\s+(?:the\s+)?(?:(?:town|city|capital|village"
    r"|border\s+town|port)(?:\s+of)?,?\s+)?$",
    re.IGNORECASE,
)
_PHRASE_ENDS = re.compile(
    r"\s*(?:$|[^\w\s]|(?:and|or|in|near|on|at|of|where|which|that|who|was|were|is|by|with|to|from|for"
    r"|before|after|when|while|during|as|but|along|about|outside|\w+ing|\w+ed|\w+ly)\b)"
)
_TITLE_LAST = re.compile(
    r"\b(?:Governor|Mayor|Minister|President|Police|Army|Commander|Ministry|Forces?|Guards?|Corps|Court|Judge"
    r"|Ambassador|General)$"
)
_SAINT = re.compile(r"(?:Saints?|St\.?|San|Santa|Our\s+Lady|Notre\s+Dame)\b")
_DEDICATED_TO = re.compile(r"\b(?:church|cathedral|basilica|chapel|monastery|convent|shrine)\s+of\s+$", re.IGNORECASE)
"""To whom a church is dedicated, which is rarely where it stands."""
_KILOMETERS_PER_MILE = 1.609344
_NUMBER_WORDS = {
    "a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60,
}  # fmt: skip
_FUNCTION_WORDS = frozenset(
    "in at near on the from outside around during between a an after before while when by and of to".split()
)
_STRONG = frozenset(
    "in at near outside around inside within close next adjacent north south east west northeast northwest "
    "southeast southwest "
    "outskirts vicinity suburb suburbs center heart downtown part parts quarter quarters district districts "
    "neighborhood neighborhoods half across fields gates edge edges streets".split()
)
_DIRECTIONAL = frozenset({"from", "to", "of", "toward", "towards"})
_BORDER_AFTER = re.compile(
    r"\s+(?:border|frontier)\b(?!\s+(?:town|post|guard|police|village|crossing|checkpoint|patrol))", re.IGNORECASE
)
_BORDER_BEFORE = re.compile(r"\b(?:border|frontier)\s+(?:with|between)\s+(?:the\s+)?$", re.IGNORECASE)
_COMPASS = re.compile(r"(?:north|south)?(?:east|west)?\s+of")
_ARTICLE_BEFORE = re.compile(r"\b(?:the|a|an)\s+$")
_JOINED = re.compile(
    r"(?:\s+\w+)?\s*(?:(?:,|and|,\s*and|or)\s+(?:the\s+)?(?:village\s+of\s+)?(?:in\s+|at\s+)?"
    r"|\s+in\s+(?:the\s+)?|\((?:in\s+)?(?:the\s+)?)"
)
_NEARBY = frozenset({"near", "outside", "around", "close to", "outskirts of", "vicinity of", "next to", "adjacent to"})
_RANK = {
    "settlement": 0,
    "vicinity": 0,
    "facility": 1,
    "admin2": 2,
    "admin1": 3,
    "subnational_area": 4,
    "border_area": 5,
    "country": 6,
}


@dataclass(frozen=True, slots=True)
class Place:
    """A stated place: its span, name, precision, and the province that the text puts it in.

    `joined` tells how many further places stand in the same list ("at X and Y"); `index` is this one's number in it.
    """

    start: int
    end: int
    name: str
    precision: str
    admin1: str | None = None
    admin1_start: int = 0
    admin1_end: int = 0
    index: int = 0
    joined: int = 1
    named: bool = True


@dataclass(frozen=True, slots=True)
class ReferencePlace:
    """The place that a distance counts from ("15 kilometers from X"); `kilometers` is the distance in kilometers.

    `start` and `end` span its name; `told_from` is where the words for the distance begin.
    """

    start: int
    end: int
    name: str
    kilometers: float
    told_from: int


@dataclass(frozen=True, slots=True)
class _Surroundings:
    """What stands around a name; `last` is its own last word where that is a kind of place."""

    preposition: str
    code: str
    name_end: int
    span_end: int
    last: re.Match[str] | None
    is_placed: bool
    has_kind: bool


class PlaceReader:
    """Reads places from folded text with the codebook's words for kinds of places."""

    def __init__(self, words: IncidentWords, countries: Collection[str], adjectives: Collection[str]) -> None:
        """Compile the patterns once.

        Args:
            words: the incident codebook.
            countries: all names of countries, folded.
            adjectives: all words for peoples, folded.
        """
        self._words = words
        self._countries = {name.lower() for name in countries}
        self._adjectives = {name.lower() for name in adjectives}
        self._kind_of = {kind: code for code, kinds in words.place_kinds.items() for kind in kinds}
        self._kind_of |= {
            kind: "facility" for kind in words.facilities if kind not in self._kind_of or kind in ("camp", "mine")
        }
        kinds = "|".join(sorted((re.escape(k).replace(r"\ ", r"\s+") for k in self._kind_of), key=len, reverse=True))
        directions = "|".join(sorted(map(re.escape, words.directions), key=len, reverse=True))
        place_kinds = "|".join(
            sorted(
                (
                    re.escape(k).replace(r"\ ", r"\s+")
                    for code in ("settlement", "admin1", "admin2")
                    for k in words.place_kinds[code]
                ),
                key=len,
                reverse=True,
            )
        )
        self._before = re.compile(
            r"(?<![\w-])(?P<prep>\b(?:in|at|near|outside|around|inside|within|into|through|throughout|across|on|off"
            r"|close\s+to|next\s+to|adjacent\s+to|north\s+of|south\s+of|east\s+of|west\s+of|northeast\s+of"
            r"|northwest\s+of|southeast\s+of|southwest\s+of|outskirts\s+of|vicinity\s+of|suburbs?\s+of"
            r"|part\s+of|parts\s+of|quarters?\s+of|districts?\s+of|suburbs\s+of|neighborhoods?\s+of|half\s+of|center\s+of|heart\s+of|fields\s+of|gates\s+of|edges?\s+of|streets\s+of|downtown|between|from|to|toward|towards|along"
            r"|of)\s+)?"
            rf"(?:the\s+|its\s+|their\s+|a\s+)?(?:[A-Z][\w-]*'s\s+)?(?:(?:{directions})\s+)*(?:(?P<kind>"
            rf"(?:[\w-]+\s+)?(?:{place_kinds}))(?:\s*,)?\s+(?:of\s+|called\s+|named\s+)?(?:the\s+)?)?$",
            re.IGNORECASE,
        )
        facilities = "|".join(
            sorted(
                (re.escape(k) for k in (*words.facilities, "post", "office", "offices", "outskirts", "suburb")),
                key=len,
                reverse=True,
            )
        )
        self._object = re.compile(
            (
                rf"\b(?:(?:overran|overrun|raided|stormed|captured|seized|attacked|(?:attacks?|(?:air\s*)?strikes?"
                rf"|raids?|assaults?)\s+on|(?:bombardment|shelling|siege|capture)\s+of|(?:incursions?|raids?)\s+(?:by\s+[^,;.]{{1,40}}?\s+)?into"
                rf"|shelled|bombed|bombarded|occupied|besieged|entered|struck)\s+(?:the\s+)?"
                rf"|(?:{facilities}|bases|(?:town|city|village)\s+halls?)\s+of\s+(?:the\s+)?"
                rf"|(?:abducted|kidnapped|snatched|seized|taken|took)\s+(?:[\w'-]+\s+){{0,4}}?from\s+(?:the\s+)?)$"
            ),
            re.IGNORECASE,
        )
        self._direction = re.compile(rf"\b(?:{directions})\s+$", re.IGNORECASE)
        self._after = re.compile(rf"\s+(?P<kind>(?:{kinds}))(?![\w-])", re.IGNORECASE)
        self._last_word = re.compile(rf"(?P<name>.+?)\s+(?P<kind>{kinds})$", re.IGNORECASE)
        first = "|".join(map(re.escape, words.facilities))
        self._first_word = re.compile(rf"(?P<kind>{first})\s+(?P<name>.+)$", re.IGNORECASE)
        self._office = re.compile(
            (
                r"\s+(?:office|offices|branch|headquarters|airport|suburb|neighborhood|district|market|outskirts"
                r"|port)\b"
            ),
            re.IGNORECASE,
        )
        self._admin_after = re.compile(
            (
                rf"\s*(?:,|\(|,?\s+(?:in|of))\s*(?:the\s+|in\s+|its\s+)*(?:(?:{directions})\s+)*"
                rf"(?P<name>{_PROPER.pattern})(?:\s+(?P<kind>{place_kinds})\b)?"
            ),
            0,
        )

    def read(
        self, text: str, start: int, end: int, skip: Sequence[tuple[int, int]]
    ) -> tuple[list[Place], list[ReferencePlace]]:
        """Read the places of a span.

        Args:
            text: folded text.
            start: first code point.
            end: code point after the last.
            skip: spans that are no places: dates, institutions, perpetrators.

        Returns:
            Places in text order, and reference places.
        """
        places: list[Place] = []
        references: list[ReferencePlace] = []
        for match in _PROPER.finditer(text, start, end):
            for name_start, name_end in self._pieces(text, match, skip):
                reference = self._reference(text, start, name_start, name_end)
                if reference:
                    references.append(reference)
                    continue
                place = self._place(text, start, end, name_start, name_end, places)
                if place:
                    places.append(place)
        return _numbered(text, places), references

    def _pieces(self, text: str, match: re.Match[str], skip: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
        """Cut a capitalised sequence at possessives and at spans of other things; return what may be a place."""
        pieces, position = [], match.start()
        for word in re.finditer(r"\S+", match.group()):
            word_start, word_end = match.start() + word.start(), match.start() + word.end()
            opening = word.group().lower() in _FUNCTION_WORDS and (word.start() == 0 and word_end < match.end())
            blocked = opening or any(word_start < b and word_end > a for a, b in skip)
            possessive = word.group().endswith(("'s", "s'"))
            if blocked or possessive:
                if position < word_start and not possessive:
                    pieces.append((position, match.start() + len(match.group()[: word.start()].rstrip())))
                position = match.start() + word.end() + 1
        if position < match.end():
            pieces.append((position, match.end()))
        cleaned = []
        for piece_start, piece_end in pieces:
            name = text[piece_start:piece_end].rstrip(".'’-,")
            if len(name) >= 2 and name.lower() not in self._words.not_places:
                cleaned.append((piece_start, piece_start + len(name)))
        return cleaned

    def _reference(self, text: str, start: int, name_start: int, name_end: int) -> ReferencePlace | None:
        floor = max(start, name_start - 90)
        distance = _DISTANCE.search(text[floor:name_start])
        if not distance:
            return None
        written = distance["number"].lower().replace(",", "")
        number = float(_NUMBER_WORDS[written]) if written in _NUMBER_WORDS else float(written)
        kilometers = round(number * (_KILOMETERS_PER_MILE if distance["unit"].lower().startswith("mile") else 1), 1)
        return ReferencePlace(name_start, name_end, text[name_start:name_end], kilometers, floor + distance.start())

    def _place(
        self, text: str, start: int, end: int, name_start: int, name_end: int, places: Sequence[Place]
    ) -> Place | None:
        name = text[name_start:name_end]
        border = _border(text, start, name_start, name_end, end)
        if border:
            return border
        near = self._surroundings(text, start, end, name_start, name_end)
        if name.lower() in self._countries:
            return self._country_place(text, near.preposition, name_start, name_end)
        if self._is_something_else(name, near):
            return None
        code, span_end = near.code or "settlement", near.span_end
        if not (near.is_placed or _joins(text, places, name_start)):
            if not self._has_office(text, start, name_start, name_end, end):
                return None
            code, span_end = "settlement", name_end
        if places and _COMPASS.fullmatch(near.preposition):
            return None
        saint = _SAINT.match(name) and _DEDICATED_TO.search(text[max(start, name_start - 20) : name_start])
        if saint or _NOT_OF_PLACE_AFTER.match(text, name_end, end) or _CONTAINS_AFTER.match(text, name_end, end):
            return None
        if not near.code and (
            _DIRECTION_FIRST.match(name) or _ONLY_ARTICLE.search(text[max(start, name_start - 16) : name_start])
        ):
            code = "subnational_area"
        if near.preposition in _NEARBY and code == "settlement":
            code = "vicinity"
        shown = self._shown(text, name_start, span_end, code, near)
        place = Place(name_start, name_start + len(shown), shown, code)
        return self._with_admin(text, end, max(span_end, name_end), place)

    def _surroundings(self, text: str, start: int, end: int, name_start: int, name_end: int) -> "_Surroundings":
        """Read what stands around a name: its preposition, and the word that says what kind of place it is."""
        name = text[name_start:name_end]
        before = self._before.search(text[max(start, name_start - 70) : name_start])
        preposition = " ".join((before["prep"] or "").lower().split()) if before else ""
        kind_before = self._kind_code(before["kind"]) if before and before["kind"] else ""
        last = self._last_word.match(name) or self._first_word.match(name)
        after = self._after.match(text, name_end, end)
        if after and not self._ends_name(text, after, end):
            after = None
        code, span_end = kind_before, name_end
        if last:
            code = self._kind_code(last["kind"])
        elif after and self._kind_code(after["kind"]) in ("settlement", "admin1", "admin2", "facility"):
            code, span_end = self._kind_code(after["kind"]), after.end()
        as_object = self._object.search(text[max(start, name_start - 40) : name_start]) is not None
        has_kind = bool(last or kind_before or after)
        named_prefix = preposition == "on" and name.split()[0] in self._words.place_prefixes
        strong = preposition.split(" ")[0] in _STRONG or as_object or named_prefix
        placed = (strong or has_kind) and not (preposition == "between" and not kind_before)
        if preposition in _DIRECTIONAL and not has_kind and not as_object:
            placed = False
        return _Surroundings(preposition, code, name_end, span_end, last, placed, has_kind)

    def _is_something_else(self, name: str, near: "_Surroundings") -> bool:
        """Whether a name is a people's or an acronym, or ends in a title or a body that has no place of its own."""
        lowered = name.lower()
        of_people = lowered in self._adjectives or (lowered.split()[0] in self._adjectives and not near.has_kind)
        acronym = name.isupper() and name.isalpha() and not near.has_kind
        return (
            acronym
            or lowered in self._kind_of
            or of_people
            or _TITLE_LAST.search(name) is not None
            or (near.preposition == "between" and not near.code)
        )

    def _has_office(self, text: str, start: int, name_start: int, name_end: int, end: int) -> bool:
        """Whether a name stands before a noun that it places ("the X office")."""
        article = _ARTICLE_BEFORE.search(text[max(start, name_start - 5) : name_start])
        return article is not None and self._office.match(text, name_end, end) is not None

    @staticmethod
    def _shown(text: str, start: int, span_end: int, code: str, near: "_Surroundings") -> str:
        """Return the name as it is published: a settlement without its kind word, anything else with it."""
        if near.last and code == "settlement" and near.last["kind"][0].islower():
            return near.last["name"]
        return text[start:span_end] if code in ("admin1", "admin2", "facility") else text[start : near.name_end]

    @staticmethod
    def _ends_name(text: str, kind: re.Match[str], end: int) -> bool:
        """Whether a kind word ends the name's phrase ("X town, ..."), and begins no other noun ("X town councilor")."""
        return _PHRASE_ENDS.match(text, kind.end(), end) is not None

    def _country_place(self, text: str, prep: str, start: int, end: int) -> Place | None:
        if not prep or prep in ("from", "to", "of", "between", "toward", "towards"):
            return None
        direction = self._direction.search(text[max(0, start - 20) : start])
        if direction:
            at = start - len(direction.group())
            return Place(at, end, text[at:end], "subnational_area", named=False)
        return Place(start, end, text[start:end], "country", named=False)

    def _with_admin(self, text: str, end: int, position: int, place: Place) -> Place:
        """Add the province that stands right behind: "X, Y Province", "X in Y district", "X (in Y region)"."""
        if place.precision in ("admin1", "country"):
            return (
                replace(place, admin1=place.name, admin1_start=place.start, admin1_end=place.end)
                if place.precision == "admin1"
                else place
            )
        match = self._admin_after.match(text, position, end)
        while match:
            name = match["name"]
            last = self._last_word.match(name)
            code = self._kind_code(match["kind"] or (last["kind"] if last else ""))
            stop = match.end("kind") if match["kind"] else match.end("name")
            if code == "admin1":
                return replace(
                    place, admin1=text[match.start("name") : stop], admin1_start=match.start("name"), admin1_end=stop
                )
            match = self._admin_after.match(text, stop, end) if code in ("admin2", "settlement") else None
        return place

    def _kind_code(self, kind: str) -> str:
        key = " ".join(kind.lower().split())
        return self._kind_of.get(key) or self._kind_of.get(key.split()[-1] if key else "", "")


def best(places: Sequence[Place]) -> Place | None:
    """Return the place that an incident's place is taken from: the finest precision, then the first.

    Args:
        places: the places of the incident's clauses, in text order.

    Returns:
        The chosen place, or None where there is none.
    """
    return min(places, key=lambda place: (_RANK.get(place.precision, 9), place.start), default=None)


def _border(text: str, start: int, name_start: int, name_end: int, end: int) -> Place | None:
    """Read "the X border", "the X-Y border" and "the border with X", none of which names a settlement."""
    behind = _BORDER_AFTER.match(text, name_end, end)
    if behind:
        return Place(name_start, behind.end(), text[name_start : behind.end()], "border_area", named=False)
    before = _BORDER_BEFORE.search(text[max(start, name_start - 30) : name_start])
    if before:
        at = name_start - len(before.group())
        return Place(at, name_end, text[at:name_end], "border_area", named=False)
    return None


def is_coarse(place: Place | None) -> bool:
    """Whether a place is missing or coarser than a province, so that a later sentence may tell it better."""
    return place is None or _RANK.get(place.precision, 9) > _RANK["admin1"]


def _joins(text: str, places: Sequence[Place], position: int) -> bool:
    """Whether a name goes on with the place before it: in a list ("X and Y") or as its province ("X, Y")."""
    return bool(places) and _JOINED.fullmatch(text[places[-1].end : position]) is not None


def _numbered(text: str, places: Sequence[Place]) -> list[Place]:
    """Number places that stand in one list."""
    runs: list[list[Place]] = []
    for place in places:
        if (
            runs
            and re.fullmatch(
                r"(?:\s+\w+)?\s*(?:,|and|,\s*and)\s+(?:at\s+|in\s+|the\s+)*", text[runs[-1][-1].end : place.start]
            )
            and ("and" in text[runs[-1][-1].end : place.start] or len(runs[-1]) > 1 or not place.admin1)
            and (place.precision == runs[-1][-1].precision or place.name.endswith("s"))
        ):
            runs[-1].append(place)
        else:
            runs.append([place])
    return [replace(place, index=i, joined=len(run)) for run in runs for i, place in enumerate(_same_kind(run))]


def _same_kind(run: Sequence[Place]) -> list[Place]:
    """Spread the kind that ends a list over all of it ("X and Y provinces"); it belongs to no single name."""
    last = run[-1]
    if len(run) == 1 or last.precision not in ("admin1", "admin2") or not last.name.endswith("s"):
        return list(run)
    bare = last.name.rsplit(" ", 1)[0]
    shared = [replace(place, precision=last.precision) for place in run[:-1]]
    return [*shared, replace(last, name=bare, end=last.start + len(bare), admin1=None)]

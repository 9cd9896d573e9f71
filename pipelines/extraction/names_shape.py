"""Names of organizations recognised by their shape: capitalised words around a head noun, joined as English joins them.

Nothing here looks at context beyond the sentence; what a name means and which names are one body is decided elsewhere.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from pipelines.extraction.names_definitions import is_acronym
from pipelines.extraction.names_knowledge import Codebook, CountryWords, InstitutionKnowledge

_UPPER = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĪİĶĻŁŃŅŇŌŐŘŚŞŠŢŤŪŮŰŹŻŽ"
WORD = (
    rf"(?:(?:[Aa]l|[Nn]eo|[Ee]l|[Uu]l|[Ww]al|[Aa]s|[Aa]sh|[Aa]d|[Aa]r|[Aa]n|[Aa]t)-)?(?:[dlDL]')?"
    rf"[{_UPPER}](?:\.[{_UPPER}]\.?)*\w*(?:[-'/&]\w+)*(?:(?<=s)'(?= +[{_UPPER}]))?"
)
_SEPARATORS = "of|the|for|and|on|against|in|to"
_GLUE = (
    "de|del|la|las|los|les|le|du|des|da|do|dos|das|di|y|e|et|al|el|ul|ut|wal|wa|fi|bin|ibn|na|"
    "contre|contra|para|por|sur|pour|ng"
)
_NUMBER = r"\d{1,3}(?:st|nd|rd|th) +"
RUN = re.compile(
    rf"(?<![\w.'-])(?:{_NUMBER}|\d{{1,3}} +(?=(?:Brigade|Battalion|Regiment)\b))?(?:St\. +)?{WORD}"
    rf"(?:(?: +(?:{_SEPARATORS}|{_GLUE})){{0,3}} +(?:& +)?(?:(?<='s ){_NUMBER})?(?:St\. +)?{WORD}|"
    rf"(?: +|-)\d{{1,4}}(?!\w|[,.-]\d))*"
)
_TOKEN = re.compile(r"\S+")
_SEPARATOR_WORDS = frozenset(_SEPARATORS.split("|")) | {"&"}
_GLUE_WORDS = frozenset(_GLUE.split("|"))
_MONTHS = frozenset(
    [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ]
)
_PARTICIPLE = re.compile(r"-(?:[a-z]+ed|[a-z]+ing|led|run|held|born|wide|style|era|level|only|owned)$")


class Token(NamedTuple):
    """One word of a run: its surface, its span, and its lower-case form without the s of a possessive."""

    text: str
    start: int
    end: int
    low: str
    possessive: bool
    separator: bool


class Run(NamedTuple):
    """Capitalised words with the small words between them, up to a possessive; `owner` is the country it belongs to."""

    tokens: tuple[Token, ...]
    owner: str | None
    owner_start: int | None
    opens_sentence: bool

    @property
    def start(self) -> int:
        """Where its first word begins."""
        return self.tokens[0].start

    @property
    def end(self) -> int:
        """Where its last word ends."""
        return self.tokens[-1].end


@dataclass(frozen=True, slots=True)
class Shape:
    """A name found by shape, with the head noun that made it one."""

    start: int
    end: int
    head: str
    institution_type: str
    owner: str | None
    owner_start: int | None
    rule: str
    name: str | None = None
    weak: bool = False


class _Chunk(NamedTuple):
    """Capitalised words with no English connector between them; `head` is its head noun, `cut` where the name ends."""

    tokens: tuple[Token, ...]
    head: str | None
    head_at: int
    cut: int
    banned: bool
    first_type: str | None

    @property
    def bare(self) -> bool:
        return self.head is not None and self.head_at == 0


def find_runs(
    text: str,
    start: int,
    end: int,
    knowledge: InstitutionKnowledge,
    words: CountryWords,
    known: frozenset[tuple[int, int]] = frozenset(),
    shapes_only: bool = False,
) -> Iterator[Run]:
    """Yield the capitalised runs of a sentence, cut at possessives and participles, without opening words.

    Args:
        text: folded text.
        start: where the sentence begins.
        end: where it ends.
        knowledge: codebook, and what is derived from it.
        words: country names and nationalities.
        known: spans of names of the reference list; a run that is one of them is left out.
        shapes_only: leave out the runs that have no word which could make them a name by shape.

    Yields:
        Runs in text order.
    """
    book = knowledge.codebook
    for match in RUN.finditer(text, start, end):
        if match.span() in known:
            continue
        piece = match.group()
        if shapes_only and not _may_be_shape(piece.lower(), knowledge):
            continue
        if " " in piece:
            tokens = _tokens(text, match.start(), match.end(), knowledge, words)
            yield from _cut(tokens, match.start() == start, book, words)
            continue
        low = piece.lower()
        if "'" in piece or "-" in piece:
            token = Token(piece, match.start(), match.end(), _low(piece), _possessive(piece), False)
            yield from _cut([token], match.start() == start, book, words)
        elif low not in book.openers:
            token = Token(piece, match.start(), match.end(), low, False, False)
            yield Run((token,), None, None, match.start() == start)


def _may_be_shape(piece: str, knowledge: InstitutionKnowledge) -> bool:
    """Whether a run has a head noun, or a word that only its hyphen or possessive may hide."""
    return any(
        word in knowledge.head_words or (("-" in word or "'" in word) and _hides_head(word, knowledge))
        for word in piece.split()
    )


def _hides_head(word: str, knowledge: InstitutionKnowledge) -> bool:
    return _low(word) in knowledge.head_words or any(part in knowledge.head_words for part in word.split("-"))


def _tokens(text: str, start: int, end: int, knowledge: InstitutionKnowledge, words: CountryWords) -> list[Token]:
    raw = [(m.group(), m.start(), m.end()) for m in _TOKEN.finditer(text, start, end)]
    lows = [_low(piece) for piece, *_ in raw]
    tokens: list[Token] = []
    at = 0
    while at < len(raw):
        piece, first, _ = raw[at]
        low, size = lows[at], 1
        if low != "the" and (low in words.first_words or low in knowledge.joined):
            size = words.longest(lows, at) or _joined(lows, at, knowledge) or 1
        last = raw[at + size - 1]
        surface = text[first : last[2]] if size > 1 else piece
        separator = size == 1 and (piece in _SEPARATOR_WORDS or _against(low, tokens, knowledge.codebook))
        tokens.append(Token(surface, first, last[2], " ".join(lows[at : at + size]), _possessive(last[0]), separator))
        at += size
    return tokens


def _against(low: str, before: list[Token], book: Codebook) -> bool:
    """Whether a small word is one in spite of its capital: "the Collective Against Piracy"."""
    return low == "against" and bool(before) and before[-1].low in book.heads


def _joined(lows: list[str], at: int, knowledge: InstitutionKnowledge) -> int:
    """How many words from `at` on are one topic in front of a head noun, small words and all."""
    for option in knowledge.joined.get(lows[at], ()):
        behind = at + len(option)
        if behind < len(lows) and lows[behind] not in _SEPARATOR_WORDS and tuple(lows[at:behind]) == option:
            return len(option)
    return 0


def _low(piece: str) -> str:
    low = piece.lower()
    if low.endswith("'s"):
        return low[:-2]
    return low.rstrip("'")


def _possessive(piece: str) -> bool:
    return piece.endswith(("'s", "s'"))


def _cut(tokens: list[Token], opens: bool, book: Codebook, words: CountryWords) -> Iterator[Run]:
    owner: str | None = None
    owner_start: int | None = None
    part: list[Token] = []
    first = True
    for number, token in enumerate(tokens):
        if part and book.heads_first.get(token.low) == "military_operation" and not _ends(tokens, number):
            yield from _run(part, owner, owner_start, opens and first, book)
            part, owner, owner_start, first = [], None, None, False
        participle = _PARTICIPLE.search(token.text)
        if participle:
            part.append(_before_participle(token, participle.start()))
            yield from _run(part, owner, owner_start, opens and first, book)
            part, owner, owner_start, first = [], None, None, False
            continue
        part.append(token)
        if (
            token.possessive
            and token.low not in book.title_possessives
            and not _named_after(tokens, number, part, book)
        ):
            yield from _run(part, owner, owner_start, opens and first, book)
            owner = words.code(token.low) or _embassy(part, book, words)
            owner_start = token.start if owner else _possessor(part, book)
            part, first = [], False
    yield from _run(part, owner, owner_start, opens and first, book)


def _named_after(tokens: list[Token], number: int, part: list[Token], book: Codebook) -> bool:
    """Whether a possessive of two words is all that stands before a force's head noun: "Joaquin Verde's Army"."""
    named = [token for token in part if not token.separator and not _opens(token, book)]
    if len(named) != 2 or any(token.low in book.heads or " " in token.low for token in named):
        return False
    head = book.heads.get(tokens[number + 1].low) if number + 1 < len(tokens) else None
    return head is not None and head.type in ("military", "armed_group") and _ends(tokens, number + 1)


def _possessor(part: list[Token], book: Codebook) -> int:
    """Where the name of whom something belongs to begins."""
    start = part[-1].start
    for token in reversed(part):
        if token.separator or _opens(token, book):
            break
        start = token.start
    return start


def _embassy(part: list[Token], book: Codebook, words: CountryWords) -> str | None:
    """The country whose embassy stands in the possessive: that of its nationality, else the reporting one."""
    if part[-1].low != "embassy":
        return None
    return words.code(part[-2].low) if len(part) > 1 and words.code(part[-2].low) else book.reporting_country


def _before_participle(token: Token, size: int) -> Token:
    """The word that a participle is joined to: "the Harbor Council-led meeting" names the council."""
    text = token.text[:size]
    return Token(text, token.start, token.start + size, _low(text), False, False)


def _ends(tokens: list[Token], number: int) -> bool:
    """Whether no capitalised word follows the token directly."""
    return number + 1 >= len(tokens) or tokens[number + 1].separator


def _opens(token: Token, book: Codebook) -> bool:
    return token.low in book.openers and not token.possessive


def _a_year(kept: list[Token], book: Codebook) -> bool:
    """Whether a name's first word is a number and none that its head noun goes by: "the 444 Brigade"."""
    return kept[0].text.isdigit() and not (len(kept) == 2 and kept[1].low in book.numbered_heads)


def _run(part: list[Token], owner: str | None, owner_start: int | None, opens: bool, book: Codebook) -> Iterator[Run]:
    kept = list(part)
    opened = False
    while kept and (kept[0].separator or _a_year(kept, book) or _opens(kept[0], book)):
        opened = opened or _opens(kept[0], book)
        kept.pop(0)
    while kept and (kept[-1].separator or kept[-1].low in _GLUE_WORDS):
        kept.pop()
    if not kept:
        return
    last = kept[-1]
    if last.possessive and last.text.endswith("'s"):
        kept[-1] = last._replace(text=last.text[:-2], end=last.end - 2)
    elif last.text.endswith("'"):
        kept[-1] = last._replace(text=last.text[:-1], end=last.end - 1)
    whole = len(kept) == len(part)
    yield Run(tuple(kept), owner if whole else None, owner_start if whole else None, opens and whole)


def coordinated(run: Run, taken: Sequence[tuple[int, int]]) -> list[Run]:
    """The parts of a run that "and" joins, where one of them is an acronym or already a name; else the run itself."""
    parts: list[list[Token]] = [[]]
    for token in run.tokens:
        if token.text in ("and", "&"):
            parts.append([])
        elif parts[-1] or not token.separator:
            parts[-1].append(token)
    if len(parts) == 1:
        return [run]
    held = [tuple(part) for part in parts if part]
    names = [
        part
        for part in held
        if (len(part) == 1 and is_acronym(part[0].text))
        or any(start < part[-1].end and end > part[0].start for start, end in taken)
    ]
    if not names:
        return [run]
    return [
        run._replace(
            tokens=part,
            owner=run.owner if part is held[0] else None,
            owner_start=run.owner_start if part is held[0] else None,
            opens_sentence=run.opens_sentence and part is held[0],
        )
        for part in held
    ]


def shapes_of(
    run: Run, knowledge: InstitutionKnowledge, words: CountryWords, known: frozenset[tuple[int, int]]
) -> list[Shape]:
    """Return the organizations that a run of capitalised words names.

    Args:
        run: the run.
        knowledge: the codebook, and what is derived from it.
        words: country names and nationalities.
        known: spans of names of the reference list, which are never joined to their neighbours by "and".

    Returns:
        Names in text order, without overlaps.
    """
    book = knowledge.codebook
    if len(run.tokens) == 1 and run.tokens[0].low not in book.heads:
        return []
    if not any(token.low in knowledge.head_words or "-" in token.low for token in run.tokens):
        return []
    chunks, links = _chunks(run, book)
    shapes: list[Shape] = []
    at = 0
    while at < len(chunks):
        chunk = chunks[at]
        if chunk.head is None and chunk.first_type is None:
            following = at + 1 < len(chunks) and links[at] in (("and",), ("&",))
            if following and _joins_forward(chunk, chunks[at + 1], book, words, known):
                last, banned = _extend(chunks, links, at + 1, book, words, known)
                if not banned:
                    shapes.extend(_shape(run, chunks, at, last, at + 1, book, words))
                at = last + 1
            else:
                at += 1
            continue
        if chunk.banned and chunk.first_type != "military_operation":
            at += 1
            continue
        last, banned = _extend(chunks, links, at, book, words, known)
        if not banned:
            shapes.extend(_shape(run, chunks, at, last, at, book, words))
        at = last + 1
    return shapes


def _chunks(run: Run, book: Codebook) -> tuple[list[_Chunk], list[tuple[str, ...]]]:
    chunks: list[_Chunk] = []
    links: list[tuple[str, ...]] = []
    part: list[Token] = []
    link: list[str] = []
    for token in run.tokens:
        if token.separator:
            if part:
                chunks.append(_chunk(part, book))
                part = []
            link.append(token.low)
            continue
        if link and chunks and not part:
            links.append(tuple(link))
        link = []
        part.append(token)
    chunks.append(_chunk(part, book))
    return _apart(chunks, links, book)


def _apart(
    chunks: list[_Chunk], links: list[tuple[str, ...]], book: Codebook
) -> tuple[list[_Chunk], list[tuple[str, ...]]]:
    """The chunks with what follows a ministry's field as one of its own: "the Ministry of Interior Harbor Unit"."""
    number = 1
    while number < len(chunks):
        size = _field(chunks[number - 1], links[number - 1], chunks[number], book)
        if size:
            tokens = chunks[number].tokens
            chunks[number : number + 1] = [_chunk(list(tokens[:size]), book), _chunk(list(tokens[size:]), book)]
            links.insert(number, _APART)
        number += 1
    return chunks, links


_APART = ("",)
"""The link between two names with nothing between them."""


def _field(before: _Chunk, link: tuple[str, ...], chunk: _Chunk, book: Codebook) -> int:
    """How many words of a chunk are what the ministry before it is of, where the rest begins something else; else 0."""
    if link[0] != "of" or before.head not in ("ministry", "department"):
        return 0
    lows = [token.low for token in chunk.tokens]
    for size in (2, 1):
        if len(lows) > size and " ".join(lows[:size]) in book.fields:
            rest = chunk.tokens[-1]
            other = chunk.head is not None or rest.low in book.titles or _acronym(chunk)
            return size if other and lows[size:] != ["ministry"] else 0
    return 0


def _chunk(part: list[Token], book: Codebook) -> _Chunk:
    """The chunk that these words are; the number of a session or an anniversary in front of them is none of it."""
    chunk = _whole_chunk(part, book)
    if len(part) > 1 and part[0].low[0].isdigit() and chunk.head not in book.numbered_heads:
        return _whole_chunk(part[1:], book)
    return chunk


def _whole_chunk(part: list[Token], book: Codebook) -> _Chunk:
    tokens = tuple(part)
    lows = [token.low for token in tokens]
    banned = lows[-1] in book.not_organizations
    first_type = _first_type(lows, book)
    for at in range(len(lows) - 1, -1, -1):
        if at and " ".join(lows[at - 1 : at + 1]) in book.heads:
            head, head_at = " ".join(lows[at - 1 : at + 1]), at - 1
        elif lows[at] in book.heads:
            head, head_at = lows[at], at
        else:
            continue
        rest = lows[at + 1 :]
        cut = len(tokens)
        if rest and rest[0] in book.titles:
            cut = at + 1
        elif rest and not all(word.isdigit() for word in rest):
            break
        none = banned and cut == len(tokens) and " " not in head
        return _Chunk(tokens, head, head_at, cut, none, first_type)
    hidden, _, rest_of_word = lows[-1].partition("-")
    if rest_of_word and len(tokens) > 1 and hidden in book.heads and tokens[-1].text.partition("-")[2][0].isupper():
        return _Chunk(tokens, hidden, len(tokens) - 1, len(tokens), banned, first_type)
    cut = len(tokens)
    while cut > 1 and lows[cut - 1] in book.premises:
        cut -= 1
    return _Chunk(tokens, None, 0, cut, banned, first_type)


def _first_type(lows: list[str], book: Codebook) -> str | None:
    if len(lows) < 2:
        return None
    for size in (3, 2):
        words = " ".join(lows[:size])
        if words in book.heads_first and len(lows) > size:
            return book.heads_first[words]
    return book.heads_first.get(lows[0])


def _joins_forward(
    left: _Chunk, right: _Chunk, book: Codebook, words: CountryWords, known: frozenset[tuple[int, int]]
) -> bool:
    """Whether "Immigration and Citizenship Agency" is one name: the left part is no name and no country of its own."""
    if right.head is None or right.bare or right.banned or left.tokens[-1].low in book.instruments:
        return False
    if words.code(left.tokens[-1].low) or words.code(right.tokens[0].low) or _acronym(left):
        return False
    if right.tokens[0].low in _NEW_NAME or left.tokens[-1].low in _MONTHS:
        return False
    if _ends_in_title(left, book) and not _a_value(left, right, book):
        return False
    return not any(start < left.tokens[-1].end and end > left.tokens[0].start for start, end in known)


def _a_value(left: _Chunk, right: _Chunk, book: Codebook) -> bool:
    """Whether a title alone is what a party or a movement stands for: "the Justice and Alto Party"."""
    field = len(left.tokens) == 1 and left.tokens[0].low in book.topic_words
    return field and not book.heads[right.head or ""].body and book.heads[right.head or ""].type in _MOVEMENTS


_MOVEMENTS = frozenset({"other", "armed_group", "ngo"})


def _ends_in_title(chunk: _Chunk, book: Codebook) -> bool:
    """Whether it ends in a person's title; "Harbor Justice" ends in a field of government."""
    last = chunk.tokens[-1].low
    field = last in book.topic_words and len(chunk.tokens) > 1 and chunk.tokens[-2].low not in book.titles
    return last in book.titles and not field


_NEW_NAME = frozenset({"national", "federal", "supreme", "royal", "joint", "special", "central", "united", "permanent"})


def _acronym(chunk: _Chunk) -> bool:
    text = chunk.tokens[-1].text
    return len(text) > 1 and text.isupper() and "." not in text


def _extend(
    chunks: list[_Chunk],
    links: list[tuple[str, ...]],
    at: int,
    book: Codebook,
    words: CountryWords,
    known: frozenset[tuple[int, int]],
) -> tuple[int, bool]:
    """The last chunk of the name that starts at `at`, and whether what follows shows it to be no organization."""
    first = chunks[at]
    last = at
    if first.cut < len(first.tokens):
        return last, False
    head = book.heads.get(first.head or "")
    allowed: tuple[str, ...] = head.links if head else ("of",)
    complement = False
    while last + 1 < len(chunks):
        link, following = links[last], chunks[last + 1]
        if link[0] in ("and", "&"):
            body = head is not None and head.body
            if link[1:] and not (complement and following.tokens[0].low.endswith("ing")):
                break
            alone = last + 2 >= len(chunks) or links[last + 1][0] in ("and", "&")
            if not _coordinates(first, following, complement, body, alone, book, words, known):
                break
        elif (
            _leads_away(link, first, following, words)
            or (
                not _carries_on(link[0], chunks[last], first, following, complement, allowed, book)
                and not _object_of_a_verb(link[0], links[last - 1] if last > at else (), following)
            )
            or (
                link[0] == "of"
                and (
                    _of_another_body(first, following, book, words)
                    or _begins_a_body(chunks, links, last + 1, first, complement, book, words, known)
                )
            )
        ):
            break
        else:
            complement = True
        if following.tokens[-1].low in book.instruments and not _of_law(first, following):
            return last + 1, True
        last += 1
        if following.cut < len(following.tokens):
            break
    return last, False


def _of_law(first: _Chunk, following: _Chunk) -> bool:
    """Whether an instrument is what a ministry is of: "the Ministry of Law"."""
    return first.bare and first.head == "ministry" and len(following.tokens) == 1


def _leads_away(link: tuple[str, ...], first: _Chunk, following: _Chunk, words: CountryWords) -> bool:
    """Whether "to" says where something went, as it does not in "Mission to ..." and "Committee to Protect ..."."""
    if link[0] != "to" or first.head == "mission":
        return False
    return len(link) > 1 or _acronym(following) or words.code(following.tokens[0].low) is not None


def _of_another_body(first: _Chunk, following: _Chunk, book: Codebook, words: CountryWords) -> bool:
    """Whether it is a part of a body that has an acronym or a foreign name: "the Harbor Center of the ABC"."""
    if first.bare and book.heads[first.head or ""].type == "armed_group" and _acronym(following):
        return True
    if first.bare or _vague(first, book):
        return False
    if following.head is None and following.first_type not in (None, "armed_group", "military_operation"):
        return _first_is_name(following, book, words)
    if len(following.tokens) > 1 or not _acronym(following):
        return False
    return len(following.tokens[0].text) > 2 and following.tokens[0].text not in book.not_institution_acronyms


def _begins_a_body(
    chunks: list[_Chunk],
    links: list[tuple[str, ...]],
    at: int,
    first: _Chunk,
    complement: bool,
    book: Codebook,
    words: CountryWords,
    known: frozenset[tuple[int, int]],
) -> bool:
    """Whether what follows is another body with a small word in its name: "the Bank of X", "the A and B Agency"."""
    if at + 1 >= len(chunks) or (not complement and (first.bare or _vague(first, book))):
        return False
    following, further = chunks[at], chunks[at + 1]
    if following.head is None:
        return links[at] in (("and",), ("&",)) and _joins_forward(following, further, book, words, known)
    of_country = words.code(further.tokens[0].low) is not None or further.tokens[0].low in ("republic", "kingdom")
    return following.bare and links[at][0] == "of" and of_country


def _carries_on(
    word: str,
    previous: _Chunk,
    first: _Chunk,
    following: _Chunk,
    complement: bool,
    allowed: tuple[str, ...],
    book: Codebook,
) -> bool:
    """Whether a small word and what follows it belong to the name before it."""
    if word == "the":
        return complement and previous.tokens[-1].low.endswith("ing") and following.head is None
    if word not in allowed and not (complement and word in ("of", "on", "for", "against")):
        return False
    return not _separate(first, following, complement, book) and following.tokens[0].low not in _MONTHS


def _object_of_a_verb(word: str, before: tuple[str, ...], following: _Chunk) -> bool:
    """Whether it is what a body is to do something with: "the Mission to Support the Harbor Talks"."""
    return word == "the" and before == ("to",) and following.head is None


def _separate(first: _Chunk, following: _Chunk, complement: bool, book: Codebook) -> bool:
    """Whether what follows a preposition is another organization: "the Unit of the National Bank" names two."""
    if following.head is None:
        return False
    if first.bare and first.head in book.singletons:
        return True
    if following.bare:
        return complement or following.head in ("ministry", "department", "directorate", "office", "committee")
    if following.head == "ministry":
        return True
    return complement or not (first.bare or _vague(first, book))


def _vague(chunk: _Chunk, book: Codebook) -> bool:
    """Whether nothing but modifiers that say little stands before the head noun."""
    return all(token.low in book.vague_modifiers for token in chunk.tokens[: chunk.head_at])


def _coordinates(
    first: _Chunk,
    following: _Chunk,
    complement: bool,
    body: bool,
    alone: bool,
    book: Codebook,
    words: CountryWords,
    known: frozenset[tuple[int, int]],
) -> bool:
    """Whether what "and" joins to a name belongs to it; `alone` says that no complement follows it."""
    if not complement:
        head = book.heads.get(following.head or "")
        return (
            first.bare
            and not body
            and head is not None
            and head.body
            and not following.bare
            and following.tokens[0].low not in _NEW_NAME
            and words.code(following.tokens[0].low) is None
        )
    low = " ".join(token.low for token in following.tokens)
    nameless = alone and low == following.head and low not in book.singletons and low not in book.own_bodies
    second = alone and low in book.second_topics and not first.bare and _vague(first, book)
    topic = following.head is None or low in book.generic or nameless or second
    if not topic or words.code(following.tokens[0].low) or _acronym(following):
        return False
    if low in book.fields:
        return not any(start == following.tokens[0].start for start, _ in known)
    if following.tokens[0].low in book.titles or following.tokens[-1].low in book.titles:
        return False
    return not any(start == following.tokens[0].start for start, _ in known)


_NUMBER_OF_RESOLUTION = re.compile(r"[12]\d{3}")
"""A number of four digits behind a body's name is a resolution's or a year, and no part of the name."""


def _shape(
    run: Run, chunks: list[_Chunk], first: int, last: int, headed: int, book: Codebook, words: CountryWords
) -> Iterator[Shape]:
    chunk = chunks[headed]
    tokens = [*chunks[first].tokens[: chunks[first].cut]] if first == headed else list(chunks[first].tokens)
    end_chunk = chunks[last]
    end_tokens = end_chunk.tokens[: end_chunk.cut]
    if len(end_tokens) > 1 and _NUMBER_OF_RESOLUTION.fullmatch(end_tokens[-1].text):
        end_tokens = end_tokens[:-1]
    end = end_tokens[-1].end
    complement = last > headed
    if chunk.head is None or (chunk.first_type and not chunk.head_at and not complement and len(chunk.tokens) > 1):
        if chunk.first_type and _first_is_name(chunk, book, words):
            yield Shape(tokens[0].start, end, tokens[0].low, chunk.first_type, run.owner, run.owner_start, "head_first")
        return
    low = " ".join(token.low for token in tokens)
    alone = first == headed and len(tokens) == len((chunk.head or "").split())
    if complement and all(token.low in book.titles for token in chunks[first].tokens):
        return
    if not complement:
        part = low in book.generic_when_defined and last + 1 < len(chunks) and chunks[last + 1].head is not None
        if (low in book.generic and not part) or _a_place(tokens, chunk.head, book):
            return
        if alone and not _stands_alone(run, chunk, low, book):
            return
        if _only_openers(tokens, chunk.head, book):
            return
    if chunk.head in ("government", "junta") and not _a_government(tokens, complement, words):
        return
    kind = book.singletons[low] if alone and not complement else book.heads[chunk.head].type
    start = tokens[0].start
    yield Shape(start, end, chunk.head, kind, run.owner, run.owner_start, "head_noun")


def _a_place(tokens: list[Token], head: str, book: Codebook) -> bool:
    """Whether it is premises and no body: "Shopping Center"."""
    return head in book.place_heads and len(tokens) > 1 and tokens[-2].low in book.place_modifiers


def _stands_alone(run: Run, chunk: _Chunk, low: str, book: Codebook) -> bool:
    """Whether a head noun without any modifier is a name here; "Army" at the start of a sentence is none."""
    if chunk.cut < len(chunk.tokens) or low not in book.singletons:
        return False
    return not (run.opens_sentence and book.singletons[low] == "military")


def _first_is_name(chunk: _Chunk, book: Codebook, words: CountryWords) -> bool:
    if chunk.banned and (chunk.first_type != "military_operation" or chunk.tokens[-1].low in book.instruments):
        return False
    if chunk.tokens[0].low not in book.heads_first_weak:
        return True
    second = chunk.tokens[1]
    return not second.text.isalpha() or second.low in _GLUE_WORDS or words.code(chunk.tokens[-1].low) is not None


def _only_openers(tokens: list[Token], head: str, book: Codebook) -> bool:
    modifiers = tokens[: len(tokens) - len(head.split())]
    if any(token.possessive for token in modifiers):
        return False
    return bool(modifiers) and all(
        (token.low in book.titles and token.low not in book.topic_words) or token.low in book.openers
        for token in modifiers
    )


def _a_government(tokens: list[Token], complement: bool, words: CountryWords) -> bool:
    if complement:
        return True
    return len(tokens) > 2 or words.code(tokens[0].low) is not None

"""What a chapter says a name stands for: `Long Name (ABC)`, former names, aliases, and the acronyms they define.

A definition holds through the chapter; whether the long name is an organization is decided by the caller.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

PARENTHESIS = re.compile(r"(?<! ) *\(([^()]{2,90})\)")
_PART = re.compile(r"\s*(?:,|;|\bor\b|/(?=[A-Z]{3})|(?<= )- (?=[A-Z]{3,10}$))\s*")
_LEAD = re.compile(
    r"^(?:also known as|also called|a\.k\.a\.|aka|AKA|known as|known locally as|known by its \w+ acronym(?:,| as)?|"
    r"known by the acronym|referred to as|"
    r"often called|sometimes called|locally called|called|hereafter|hereinafter|locally known as|in \w+|"
    r"abbreviated as|also|alternatively)\s+"
)
_FORMER = re.compile(r"^(?:formerly|previously|then|once|ex)(?: known as| called)?\s+(?:the\s+)?")
_ACRONYM = re.compile(r"[A-ZÀ-ÖØ-Þ][A-Za-zÀ-ÖØ-öø-ÿ0-9]*(?:[-/.&][A-Za-zÀ-ÖØ-öø-ÿ0-9]+)*")
_PUNCTUATION = re.compile(r"[-/.&]")
_NAME_PART = re.compile(r"[A-ZÀ-ÖØ-Þ]|(?:al|el)-[A-Z]")
LONGEST_ACRONYM = 14


class Alias(NamedTuple):
    """One further name that a parenthesis gives, its span, and its type."""

    name: str
    start: int
    end: int
    name_type: str


class Definition(NamedTuple):
    """A parenthesis after a name: where the name ends, and the further names given."""

    name_end: int
    start: int
    end: int
    aliases: tuple[Alias, ...]


def find_definitions(text: str, start: int, end: int) -> Iterator[Definition]:
    """Yield the parentheses in a span of folded text that give acronyms, aliases or former names."""
    for match in PARENTHESIS.finditer(text, start, end):
        aliases = tuple(_aliases(text, match.start(1), match.end(1)))
        if aliases:
            name_end = match.start() - 2 if text.endswith("'s", start, match.start()) else match.start()
            yield Definition(name_end, match.start(1), match.end(1), aliases)


def is_acronym(text: str) -> bool:
    """Whether a word looks like an acronym: short, with two capitals in one part of it, or a capital and a number."""
    if not _ACRONYM.fullmatch(text) or len(text) > LONGEST_ACRONYM:
        return False
    if any(character.isdigit() for character in text):
        return True
    words = _PUNCTUATION.split(text)
    return any(sum(map(str.isupper, word)) >= 2 for word in words) or max(map(len, words)) == 1 < len(words)


def long_form_start(text: str, start: int, end: int, acronym: str) -> int | None:
    """Find where the name that an acronym spells begins.

    Args:
        text: folded text.
        start: where the sentence begins.
        end: where the name ends.
        acronym: the acronym that the parenthesis behind the name gives.

    Returns:
        The offset of the word that gives the first letter, such that the words' initials spell the acronym in order and
        few capitalised words give none; None where no words do.
    """
    letters = [character.lower() for character in acronym if character.isalpha()]
    if not LEAST_LETTERS <= len(letters) <= LONGEST_ACRONYM:
        return None
    stop = max(
        (match.end() for match in _STOP.finditer(text, max(start, end - 200), end)), default=max(start, end - 200)
    )
    words = list(_WORD.finditer(text, stop, end))
    left, skipped = len(letters), 0
    for match in reversed(words):
        word = match.group()
        given = _initials(word, letters[:left])
        left -= given
        if not given and (word[0].isupper() or len(word) > LONGEST_SMALL_WORD):
            skipped += 1
        if skipped > len(letters) // 2:
            return None
        if left == 0:
            return match.start() if word[0].isupper() else None
    return None


LEAST_LETTERS = 3
_STOP = re.compile(r"[;:()\"—]|\. | - |\b(?:such as|including|its|their|his|her)\b")
_WORD = re.compile(r"[^\W_][\w'.&/-]*")


def _initials(word: str, letters: list[str]) -> int:
    """How many of the last letters a word gives: those of its hyphenated parts, its capitals, or its initial."""
    parts = [part[0].lower() for part in word.split("-") if part]
    capitals = [character.lower() for character in word if character.isupper()]
    for given in (parts, capitals, [word[0].lower()]):
        if given and len(given) <= len(letters) and letters[-len(given) :] == given:
            return len(given) if word[0].isupper() or len(word) > LONGEST_SMALL_WORD or len(given) > 1 else 0
    return 0


LONGEST_SMALL_WORD = 3


def _aliases(text: str, start: int, end: int) -> Iterator[Alias]:
    at = start
    inside = text[start:end]
    for cut in [*_PART.finditer(inside), None]:
        behind = start + cut.start() if cut else end
        yield from _alias(text, at, behind)
        if cut is None:
            return
        at = start + cut.end()


def _alias(text: str, start: int, end: int) -> Iterator[Alias]:
    name_type = "alias"
    while start < end and text[start] in ' "':
        start += 1
    piece = text[start:end]
    former = _FORMER.match(piece)
    if former:
        name_type = "former"
        start += former.end()
    else:
        while lead := _LEAD.match(text[start:end]):
            start += lead.end()
    while start < end and text[start] in " \"'":
        start += 1
    while end > start and text[end - 1] in " \"'.":
        end -= 1
    name = text[start:end]
    if name.startswith("the "):
        start, name = start + 4, name[4:]
    if is_acronym(name) or _spaced_acronym(name):
        yield Alias(name, start, end, name_type if name_type == "former" else "acronym")
    elif name[:1].isalpha() and len(name.split()) <= 9 and _NAME_PART.match(name):
        yield Alias(name, start, end, name_type)


def _spaced_acronym(name: str) -> bool:
    """Whether it is an acronym with a place behind it: "ABCD Verde"."""
    words = name.split()
    if len(words) < 2 or 2 * sum(map(str.isupper, words[0])) < sum(map(str.isalpha, words[0])):
        return False
    return is_acronym(words[0]) and all(word[:1].isupper() for word in words[1:])

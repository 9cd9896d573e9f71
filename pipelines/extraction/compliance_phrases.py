"""Finds the codebook's phrases in a sentence, word by word, in time that grows with the sentence and not with the codebook.

A phrase is written as plain words; `a(b|c)` writes several at once, and `...` stands for up to six words.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

GAP = "..."
MAXIMUM_GAP = 6
MAXIMUM_VARIANTS = 2_000
_WORD = re.compile(r"[^\W_]+(?:[.'&/-]+[^\W_]+)*|\$")
_GROUP = re.compile(r"\(([^()]*)\)")


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one sentence: as written, in lower case without a possessive ending, and their offsets into the text."""

    written: tuple[str, ...]
    plain: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase found: the number of the entry it belongs to and its span in the text."""

    entry: int
    start: int
    end: int


def words_of(folded_text: str, start: int, end: int) -> Words:
    """Split a span of folded text into words.

    Args:
        folded_text: the folded text of the chapter.
        start: first code point of the span.
        end: end of the span, exclusive.

    Returns:
        The words with offsets into `folded_text`.
    """
    written, plain, starts, ends = [], [], [], []
    for match in _WORD.finditer(folded_text, start, end):
        word = match.group()
        if word.endswith("'s"):
            word = word[:-2]
        written.append(word)
        plain.append(word.lower())
        starts.append(match.start())
        ends.append(match.end())
    return Words(tuple(written), tuple(plain), tuple(starts), tuple(ends))


def variants(phrase: str) -> tuple[str, ...]:
    """Write out every variant of a phrase with groups.

    Args:
        phrase: a phrase of the codebook, such as `appl(y|ies) to join`.

    Returns:
        The phrases without groups, in the order written.

    Raises:
        ValueError: there are more variants than any hand-written phrase has.
    """
    pending, done = [phrase], []
    while pending:
        current = pending.pop(0)
        group = _GROUP.search(current)
        if group is None:
            done.append(" ".join(current.split()))
            continue
        pending.extend(current[: group.start()] + option + current[group.end() :] for option in group.group(1).split("|"))
        if len(pending) + len(done) > MAXIMUM_VARIANTS:
            raise ValueError(f"too many variants: {phrase}")
    return tuple(dict.fromkeys(done))


class PhraseIndex:
    """All phrases of a part of the codebook, by their first word."""

    def __init__(self, phrases: Iterable[tuple[int, str]]) -> None:
        """Build the index.

        Args:
            phrases: pairs of an entry's number and one of its phrases; several phrases may share a number.
        """
        self._by_first: dict[str, list[tuple[int, tuple[str, ...]]]] = {}
        for entry, phrase in phrases:
            for variant in variants(phrase):
                words = tuple(self._words(variant))
                item = (entry, words)
                if item not in self._by_first.setdefault(words[0].lower(), []):
                    self._by_first[words[0].lower()].append(item)

    @staticmethod
    def _words(variant: str) -> list[str]:
        found = [GAP if part == GAP else word for part in variant.split() for word in ([part] if part == GAP else _WORD.findall(part))]
        if not found or found[0] == GAP:
            raise ValueError(f"a phrase begins with a word: {variant!r}")
        while found[-1] == GAP:
            found.pop()
        return found

    def find(self, words: Words) -> list[Hit]:
        """Find every phrase that stands in `words`, in text order.

        Args:
            words: the words of a sentence.

        Returns:
            One hit a phrase and place.
        """
        hits = []
        for at, first in enumerate(words.plain):
            for entry, phrase in self._by_first.get(first, ()):
                last = _match(words, at, phrase)
                if last is not None:
                    hits.append(Hit(entry, words.starts[at], words.ends[last]))
        return hits


def _match(words: Words, at: int, phrase: tuple[str, ...]) -> int | None:
    """The index of the last word of `phrase` where it stands at `at`; the shortest gaps are taken."""
    count = len(words.plain)
    position = at
    index = 0
    while index < len(phrase):
        if phrase[index] == GAP:
            index += 1
            limit = min(count, position + MAXIMUM_GAP + 1)
            found = next((place for place in range(position, limit) if _same(words, place, phrase[index])), None)
            if found is None:
                return None
            position = found
        elif position >= count or not _same(words, position, phrase[index]):
            return None
        position += 1
        index += 1
    return position - 1


def _same(words: Words, at: int, wanted: str) -> bool:
    """A word with capitals is wanted as written, any other in any writing."""
    return words.plain[at] == wanted or words.written[at] == wanted

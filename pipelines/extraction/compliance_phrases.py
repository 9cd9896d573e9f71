"""Finds the codebook's phrases in a sentence, in time that grows with the sentence and not with the codebook.

A phrase is written as plain words; `a(b|c)` writes several at once, and `...` stands for up to eight words.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

GAP = "..."
MAXIMUM_GAP = 8
MAXIMUM_VARIANTS = 2_000
_WORD = re.compile(r"[^\W_]+(?:[.'&/-]+[^\W_]+)*|\$")
_GROUP = re.compile(r"\(([^()]*)\)")


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one sentence: as written, in lower case, and their offsets; possessive endings are left out."""

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
    found = list(_WORD.finditer(folded_text, start, end))
    written = tuple(match.group().removesuffix("'s") for match in found)
    return Words(
        written,
        tuple(word.lower() for word in written),
        tuple(match.start() for match in found),
        tuple(match.end() for match in found),
    )


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
        pending.extend(
            current[: group.start()] + option + current[group.end() :] for option in group.group(1).split("|")
        )
        if len(pending) + len(done) > MAXIMUM_VARIANTS:
            raise ValueError(f"too many variants: {phrase}")
    return tuple(dict.fromkeys(done))


class _Node:
    """A place in the tree of phrases: what may follow next, what may follow after a gap, and which phrases end here."""

    __slots__ = ("after_gap", "entries", "following")

    def __init__(self) -> None:
        self.following: dict[str, _Node] = {}
        self.after_gap: dict[str, _Node] = {}
        self.entries: list[int] = []


class PhraseIndex:
    """All phrases of a part of the codebook, as a tree of words."""

    def __init__(self, phrases: Iterable[tuple[int, str]]) -> None:
        """Build the index.

        Args:
            phrases: pairs of an entry's number and one of its phrases; several phrases may share a number.

        Raises:
            ValueError: a phrase has no word, begins with a gap, or has too many variants.
        """
        self._root = _Node()
        for entry, phrase in phrases:
            for variant in variants(phrase):
                self._add(entry, variant)

    def _add(self, entry: int, variant: str) -> None:
        node, gap = self._root, False
        for part in variant.split():
            if part == GAP:
                if node is self._root:
                    raise ValueError(f"a phrase begins with a word: {variant!r}")
                gap = True
                continue
            for word in _WORD.findall(part):
                edges = node.after_gap if gap else node.following
                node, gap = edges.setdefault(word, _Node()), False
        if node is self._root:
            raise ValueError(f"a phrase without a word: {variant!r}")
        if entry not in node.entries:
            node.entries.append(entry)

    def find(self, words: Words) -> list[Hit]:
        """Find every phrase that stands in `words`, in text order.

        A word with capitals is looked for as written, any other in any writing.

        Args:
            words: the words of a sentence.

        Returns:
            One hit a phrase and span.
        """
        hits: list[Hit] = []
        following = self._root.following
        if following.keys().isdisjoint(words.plain) and following.keys().isdisjoint(words.written):
            return hits
        for at, word in enumerate(words.plain):
            written = words.written[at]
            if word in following or written in following:
                ends: set[tuple[int, int]] = set()
                _walk(self._root, words, at, ends)
                hits.extend(Hit(entry, words.starts[at], words.ends[last]) for entry, last in sorted(ends))
        return hits


def _walk(node: _Node, words: Words, at: int, ends: set[tuple[int, int]]) -> None:
    """Follow the tree from the word at `at`, and note every entry that ends and its last word."""
    for entry in node.entries:
        ends.add((entry, at - 1))
    if at >= len(words.plain):
        return
    for following in _steps(node.following, words, at):
        _walk(following, words, at + 1, ends)
    if not node.after_gap:
        return
    for place in range(at, min(len(words.plain), at + MAXIMUM_GAP + 1)):
        for following in _steps(node.after_gap, words, place):
            _walk(following, words, place + 1, ends)


def _steps(edges: dict[str, _Node], words: Words, at: int) -> Iterable[_Node]:
    plain, written = words.plain[at], words.written[at]
    if plain in edges:
        yield edges[plain]
    if written != plain and written in edges:
        yield edges[written]

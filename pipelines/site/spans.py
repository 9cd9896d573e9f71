"""Spans over a text: numbered once a report, and the text cut where any of them begins or ends.

Spans overlap freely, so a piece of text says by number which of them it lies in; joined again, the pieces are the text.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from pipelines.publishing.explain_sentences import Span, whole
from pipelines.site.model import AROUND, SENTENCE, Anchor, Cite, Piece, Segment

__all__ = ["Span", "in_whole_sentences", "marked", "numbered", "paragraphs", "segments"]

_WHITE_SPACE = re.compile(r"\s+")


def numbered(spans: Iterable[Span]) -> dict[Span, int]:
    """Return a number for each span, in the order of the text; of two that begin together the longer comes first."""
    return {span: number for number, span in enumerate(sorted(set(spans), key=lambda span: (span[0], -span[1])))}


def segments(
    text: str,
    parts: Sequence[Span],
    numbers: Mapping[Span, int],
    kinds: Mapping[Span, str],
    anchors: Mapping[int, Sequence[Anchor]],
) -> tuple[tuple[Segment, ...], ...]:
    """Cut a text where spans begin or end.

    Args:
        text: the whole text.
        parts: where its parts begin and end; together they are the whole text.
        numbers: all spans with their numbers.
        kinds: the letters of the kinds of row that rest on a span.
        anchors: marks to set, by the place before which they stand.

    Returns:
        For each part its pieces, in order; their texts joined are the text.
    """
    opening: dict[int, list[Span]] = defaultdict(list)
    for span in numbers:
        opening[span[0]].append(span)
    cuts = {place for edges in (*parts, *numbers) for place in edges} | set(anchors)
    found: list[list[Segment]] = [[] for _ in parts]
    ends = iter([end for _, end in parts])
    part, last, over = 0, next(ends, 0), list[Span]()
    for start, end in pairwise(sorted(cuts)):
        if start >= last:
            part, last = part + 1, next(ends)
        over = [span for span in over if span[1] > start] + opening[start]
        letters = "".join(sorted({letter for span in over for letter in kinds[span]}))
        spans = tuple(sorted(numbers[span] for span in over))
        found[part].append(Segment(text[start:end], spans, letters, tuple(anchors.get(start, ()))))
    return tuple(map(tuple, found))


def paragraphs(text: str) -> tuple[Span, ...]:
    """Return the paragraphs of a text and the white space between them, which together are the whole text.

    Blank lines divide paragraphs; in a text without any, each line is a paragraph.
    """
    runs = [(found.start(), found.end(), found.group().count("\n")) for found in _WHITE_SPACE.finditer(text)]
    needed = 2 if any(lines >= 2 for start, end, lines in runs if start > 0 and end < len(text)) else 1
    between = [run for run in runs if run[2] >= needed or run[0] == 0 or run[1] == len(text)]
    return tuple(pairwise(sorted({0, len(text), *(place for run in between for place in run[:2])})))


def marked(text: str, sentences: Sequence[Cite], cites: Iterable[Cite]) -> tuple[Piece, ...]:
    """Return a row's sentences as pieces; each piece takes the label of the shortest span that it lies in.

    Args:
        text: the whole text.
        sentences: the spans of the row's sentences.
        cites: the spans of the row's values.
    """
    inner = [cite for cite in cites if cite.aspect != SENTENCE]
    pieces: list[Piece] = []
    for sentence in sorted(sentences, key=lambda cite: cite.start):
        if pieces:
            pieces.append(Piece(" … ", "", ""))
        pieces += _marked_sentence(text, sentence, inner)
    return tuple(pieces)


def _marked_sentence(text: str, sentence: Cite, cites: Sequence[Cite]) -> list[Piece]:
    inside = [cite for cite in cites if sentence.start <= cite.start and cite.end <= sentence.end]
    cuts = sorted({sentence.start, sentence.end, *(place for cite in inside for place in (cite.start, cite.end))})
    pieces: list[Piece] = []
    said: set[int] = set()
    before = ""
    for start, end in pairwise(cuts):
        over = [cite for cite in inside if cite.start <= start and end <= cite.end]
        if not over:
            pieces.append(Piece(text[start:end], "", ""))
            before = ""
            continue
        shortest = min(over, key=lambda cite: (cite.end - cite.start, cite.start, cite.label))
        # A label stands once a span, and a span inside another of the same label needs none of its own.
        label = "" if shortest.span in said or shortest.label == before else shortest.label
        pieces.append(Piece(text[start:end], shortest.aspect, label))
        said.add(shortest.span)
        before = shortest.label
    return pieces


def in_whole_sentences(
    text: str, sentences: Sequence[Span], clauses: Sequence[Cite], pieces: Sequence[Piece]
) -> tuple[Piece, ...]:
    """Return the pieces of a row's clause with what stands around it in its sentence.

    Args:
        text: the whole text.
        sentences: where the text's sentences begin and end.
        clauses: the spans of the row's statement; one, or there is no one sentence around it.
        pieces: the pieces of these.

    Returns:
        The pieces in their sentence; as they are where it is not known, or says no more than they do.
    """
    if len(clauses) != 1:
        return tuple(pieces)
    (clause,) = clauses
    clause_span = (clause.start, clause.end)
    first, last = whole(sentences, clause.start, clause.end) or clause_span
    around = (text[first : clause.start], text[clause.end : last])
    if not any(map(str.isalnum, "".join(around))):
        return tuple(pieces)
    before, after = (Piece(it, AROUND, "") for it in around)
    return (before, *pieces, after)

"""Spans over a text: numbered once a report, and the text cut where any of them begins or ends.

Spans overlap freely, so a piece of text says by number which of them it lies in; joined again, the pieces are the text.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from pipelines.site.model import SENTENCE, Anchor, Cite, Piece, Segment

Span = tuple[int, int]

_AFTER_BLANK_LINE = re.compile(r"\n[ \t\r]*\n\s*")
_AFTER_LINE = re.compile(r"\n\s*")


def numbered(spans: Iterable[Span]) -> dict[Span, int]:
    """Return a number for each span, in the order of the text; of two that begin together the longer comes first."""
    return {span: number for number, span in enumerate(sorted(set(spans), key=lambda span: (span[0], -span[1])))}


def segments(
    text: str,
    numbers: Mapping[Span, int],
    kinds: Mapping[Span, str],
    anchors: Mapping[int, Sequence[Anchor]],
    first: int,
    last: int,
) -> tuple[Segment, ...]:
    """Cut a part of a text where spans begin or end.

    Args:
        text: the whole text.
        numbers: all spans with their numbers.
        kinds: the letters of the kinds of row that rest on a span.
        anchors: marks to set, by the place before which they stand.
        first: where the part begins.
        last: where it ends, exclusive.

    Returns:
        The pieces, in order; their texts joined are the part.
    """
    inside = [span for span in numbers if span[0] < last and span[1] > first]
    cuts = {first, last, *(place for place in anchors if first <= place < last)}
    cuts |= {place for span in inside for place in span if first < place < last}
    opening: dict[int, list[Span]] = defaultdict(list)
    for span in inside:
        opening[max(span[0], first)].append(span)
    found: list[Segment] = []
    over: list[Span] = []
    places = sorted(cuts)
    for start, end in zip(places, places[1:], strict=False):
        over = [span for span in over if span[1] > start] + opening[start]
        letters = "".join(sorted({letter for span in over for letter in kinds[span]}))
        found.append(
            Segment(text[start:end], tuple(sorted(numbers[span] for span in over)), letters, tuple(anchors.get(start, ())))
        )
    return tuple(found)


def paragraphs(text: str) -> tuple[Span, ...]:
    """Return the paragraphs of a text, which together are the whole text: divided by blank lines, else by lines."""
    divider = _AFTER_BLANK_LINE if _AFTER_BLANK_LINE.search(text) else _AFTER_LINE
    ends = [found.end() for found in divider.finditer(text)]
    edges = sorted({0, len(text), *ends})
    return tuple(zip(edges, edges[1:], strict=False))


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
        inside = [cite for cite in inner if sentence.start <= cite.start and cite.end <= sentence.end]
        cuts = sorted({sentence.start, sentence.end, *(place for cite in inside for place in (cite.start, cite.end))})
        for start, end in zip(cuts, cuts[1:], strict=False):
            over = [cite for cite in inside if cite.start <= start and end <= cite.end]
            narrowest = min(over, key=lambda cite: (cite.end - cite.start, cite.start, cite.label), default=None)
            said = narrowest is not None and (narrowest.start == start or not _continues(pieces, narrowest))
            pieces.append(
                Piece(text[start:end], narrowest.aspect if narrowest else "", narrowest.label if narrowest and said else "")
            )
    return tuple(pieces)


def _continues(pieces: Sequence[Piece], cite: Cite) -> bool:
    """True where a span's label has been said already, before a shorter span inside it."""
    return any(piece.label == cite.label and piece.aspect == cite.aspect for piece in pieces)

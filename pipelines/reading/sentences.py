"""Paragraphs, bullet items and sentences of a section, as spans of the unaltered text.

A sentence ends where a period, exclamation or question mark does end one; abbreviations come from the codebook.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipelines.reading.vocabulary import Vocabulary

LINE_BREAK = re.compile(r"\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
TERMINAL = frozenset(".:;!?\"')]")
WRAP_WIDTH = 140
"""Lines of wrapped text are no longer than this."""

_BULLET = re.compile(
    r"(?P<sure>[•·‣▪●■◦○∙⁃➢►\uf0b7\uf0a7])\s*|(?P<dash>[-*—])(?=\s|$)\s*|(?P<word>o)\s+(?=[A-Z\"'])|(?P<number>\(?\d{1,2}[.)])\s+(?=[A-Z\"'])"
)
_GLUED = re.compile(r"[•▪●■‣]|(?<=[.:;!?] )[-*](?= {1,4}[A-Z])|(?<=[.:;!?]  )[-*](?= {1,4}[A-Z])")
_ALWAYS_BULLETS = frozenset("•▪●■‣")
_END = re.compile(
    r"(?P<mark>[.!?](?<![.!?]{2})[.!?]*+)(?P<close>[\"')\]]*+(?:\[\d{1,3}\])*+)"
    r"(?: ++(?=[\"'(\[]{0,2}(?:[A-Z0-9À-ÖØ-Þ$]|(?:al|an|ad|ar|as|ash|el)-[A-Z]))"
    r"|(?:(?<=[a-z0-9)\]\"'][.!?])|(?<=[.!?][\"')\]]))(?=[A-Z][a-z])"
    r"|(?<=[A-Z][A-Z]\.)(?=[A-Z][a-z]++ ))"
)
_LAST_WORD_SEPARATOR = re.compile(r"[(\"'\[/,;:—-]")
_INITIALS = re.compile(r"(?:[A-Za-z]\.)*[A-Za-z]")
_NEXT_WORD = re.compile(r"[^\w$]*([\w$'-]+)")
_PARENTHESIS = re.compile(r"\([^()]{0,400}\)")
_LOOK_BACK = 40


@dataclass(frozen=True, slots=True)
class Line:
    """A line without its surrounding space. A blank line has start == end."""

    start: int
    end: int

    @property
    def blank(self) -> bool:
        """Whether nothing but space is on the line."""
        return self.start == self.end


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph or bullet item, without its mark."""

    start: int
    end: int
    in_list: bool


def lines_of(text: str, folded_text: str) -> list[Line]:
    """Return the lines of a text, without surrounding space.

    Args:
        text: the decoded text, whose line breaks count.
        folded_text: the same text folded, whose spaces count.

    Returns:
        All lines, blank ones too, in order.
    """
    lines: list[Line] = []
    position = 0
    for match in LINE_BREAK.finditer(text):
        lines.append(_line(folded_text, position, match.start()))
        position = match.end()
    lines.append(_line(folded_text, position, len(text)))
    return lines


def _line(folded_text: str, start: int, end: int) -> Line:
    content = folded_text[start:end]
    stripped = content.strip(" ")
    if not stripped:
        return Line(start, start)
    lead = len(content) - len(content.lstrip(" "))
    return Line(start + lead, start + lead + len(stripped))


def bullet_end(folded_text: str, line: Line, previous: str, in_item: str) -> int | None:
    """Return where the text after a line's bullet mark starts; None where the line has no bullet mark.

    Args:
        folded_text: the document's folded text.
        line: the line, not blank.
        previous: the last character before the line; empty where a blank line, heading or nothing precedes it.
        in_item: the mark of the bullet item that the line would otherwise continue; empty where there is none.
    """
    match = _BULLET.match(folded_text, line.start, line.end)
    if not match:
        return None
    if match["sure"] or not previous or previous in TERMINAL:
        return match.end()
    # A dash at the start of a wrapped line may belong to the sentence; in a list of dashes it is the next item.
    return match.end() if match["dash"] and match["dash"] == in_item else None


def blocks_of(folded_text: str, lines: list[Line], wrapped: bool) -> Iterator[Block]:
    """Divide consecutive lines of one section into paragraphs and bullet items.

    Args:
        folded_text: the document's folded text.
        lines: the section's lines, blank ones included.
        wrapped: whether a line break inside a paragraph is a mere wrap.
    """
    start = end = -1
    mark = ""
    waiting = False
    for line in lines:
        if line.blank:
            if start >= 0:
                yield from _split_glued(folded_text, start, end, bool(mark))
                start, mark = -1, ""
            continue
        previous = folded_text[end - 1] if start >= 0 else ""
        content = bullet_end(folded_text, line, previous, mark)
        if content is not None:
            if start >= 0:
                yield from _split_glued(folded_text, start, end, bool(mark))
            mark = folded_text[line.start]
            waiting = content >= line.end
            start, end = (-1, -1) if waiting else (content, line.end)
        elif start >= 0 and (wrapped or previous not in TERMINAL):
            end = line.end
        else:
            if start >= 0:
                yield from _split_glued(folded_text, start, end, bool(mark))
            start, end = line.start, line.end
            mark = mark if waiting else ""
            waiting = False
            continue
    if start >= 0:
        yield from _split_glued(folded_text, start, end, bool(mark))


def _split_glued(folded_text: str, start: int, end: int, in_list: bool) -> Iterator[Block]:
    content = folded_text[start:end]
    if not any(mark in content for mark in _ALWAYS_BULLETS) and not (
        in_list and (" - " in content or " * " in content)
    ):
        yield Block(start, end, in_list)
        return
    position, listed = start, in_list
    for match in _GLUED.finditer(folded_text, start, end):
        if match[0] not in _ALWAYS_BULLETS and not listed:
            continue
        yield Block(position, match.start(), listed)
        position, listed = match.end(), True
    yield Block(position, end, listed)


def sentence_spans(folded_text: str, block: Block, vocabulary: Vocabulary) -> Iterator[tuple[int, int]]:
    """Return the spans of a block's sentences, without surrounding space, in order.

    Args:
        folded_text: the document's folded text.
        block: a paragraph or bullet item.
        vocabulary: abbreviations and the words that open a sentence.
    """
    start = block.start
    parentheses = [match.span() for match in _PARENTHESIS.finditer(folded_text, block.start, block.end)]
    inside = 0
    for match in _END.finditer(folded_text, block.start, block.end):
        stop = match.end("close")
        while inside < len(parentheses) and parentheses[inside][1] < stop + 1:
            inside += 1
        if inside < len(parentheses) and parentheses[inside][0] < stop:
            continue
        if _ends_sentence(folded_text, start, match, block.end, vocabulary):
            yield from _trimmed(folded_text, start, stop)
            start = stop
    yield from _trimmed(folded_text, start, block.end)


def _trimmed(folded_text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and folded_text[start] == " ":
        start += 1
    while end > start and folded_text[end - 1] == " ":
        end -= 1
    if start < end and (folded_text[start].isalnum() or any(map(str.isalnum, folded_text[start:end]))):
        yield start, end


def _ends_sentence(folded_text: str, start: int, match: re.Match[str], end: int, vocabulary: Vocabulary) -> bool:
    mark = match["mark"]
    if mark[0] != "." or match["close"]:
        return True
    position = match.start()
    if len(mark) > 1:
        # An ellipsis with a space before it stands for words left out.
        return len(mark) > 3 or position == start or folded_text[position - 1] != " "
    tail = folded_text[max(start, position - _LOOK_BACK) : position]
    word = _LAST_WORD_SEPARATOR.split(tail[tail.rfind(" ") + 1 :])[-1]
    if not word:
        return tail[-1:] not in ("", " ")
    following = _NEXT_WORD.match(folded_text, match.end(), min(end, match.end() + _LOOK_BACK))
    next_word = following[1] if following else ""
    if _INITIALS.fullmatch(word):
        return _initials_end_sentence(folded_text, start, position - len(word), word, next_word, vocabulary)
    rule = vocabulary.abbreviations.get(word.casefold())
    if rule is None:
        return True
    if rule == "never":
        return False
    if rule == "number":
        return not next_word[:1].isdigit()
    return next_word in vocabulary.openers


def _initials_end_sentence(
    folded_text: str, start: int, position: int, word: str, next_word: str, vocabulary: Vocabulary
) -> bool:
    if vocabulary.abbreviations.get(word.casefold()) == "never":
        return False
    if len(word) > 1:
        return next_word in vocabulary.openers
    if word.islower() or not word.isalpha():
        return True
    before = folded_text[max(start, position - _LOOK_BACK) : position].rstrip(" ")
    return before[before.rfind(" ") + 1 :] in vocabulary.labels

"""The parts of a chapter: title and page furniture, headings, and the sections between them.

Headings are recognised by the words of the codebook at the start of a line, whatever the edition's layout.
"""

import re
from dataclasses import dataclass

from pipelines.reading.model import Furniture, Section
from pipelines.reading.sentences import TERMINAL, WRAP_WIDTH, Line, bullet_end, lines_of
from pipelines.reading.vocabulary import HEADING_WORD, IGNORED_HEADING_WORDS, Vocabulary

_YEAR_BEFORE = re.compile(r"(?:CY ?)?(?P<year>\d{4}) *")
_YEAR_AFTER = re.compile(r"(?:,? *(?:in|during|for))? *\(?(?P<year>\d{4})\)?(?= *(?:[:.\u2014-]|$))")
_SEPARATOR = re.compile(
    r" *(?:[*_]{1,2})? *(?::(?: *[*_]{1,2})?|[.;] *$|[.\u2014] *(?=[A-Z0-9\"'])| -+ *(?=[A-Z0-9\"'])|-+ *$)"
)
_GAP = re.compile(r"[ ,/&-]*")
_DECORATION = re.compile(r"[#*_]+ *|\(?(?:[0-9]{1,2}|[IVX]{1,4}|[A-Ha-h])[.)] +")
_UNKNOWN_INLINE = re.compile(r"[A-Z][\w'-]*(?:,? +(?:[A-Z][\w'-]*|and|of|the|on|in|to|for|with|&)){1,8}:(?= +[A-Z])")
_SMALL_WORDS = frozenset(
    {"a", "an", "and", "as", "at", "by", "for", "from", "in", "into", "of", "on", "or", "the", "to", "with", "vs", "&"}
)
_NOTHING = re.compile(r"(?!)")
_PROSE_WORDS = 8
_LONGEST_HEADING = 120
_LONGEST_LABEL = 60


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading that the codebook knows, or one of unknown words (code `other`, known false)."""

    start: int
    end: int
    code: str
    year: int | None
    known: bool
    own_line: bool


@dataclass(frozen=True, slots=True)
class Title:
    """A title line that names the report, with the year and country as written (None where not named)."""

    start: int
    end: int
    year: int | None
    country: str | None


@dataclass(frozen=True, slots=True)
class Text:
    """A line, or the rest of one, that belongs to the chapter."""

    line: Line


@dataclass(frozen=True, slots=True)
class Chrome:
    """A line that belongs to the page."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class Layout:
    """What a text is made of. `texts` holds, for each section, its lines."""

    sections: tuple[Section, ...]
    texts: tuple[tuple[Line, ...], ...]
    furniture: tuple[Furniture, ...]
    headings: tuple[Heading, ...]
    titles: tuple[Title, ...]
    wrapped: bool
    warnings: tuple[str, ...]


Item = Heading | Text | Chrome


def lay_out(
    text: str, folded_text: str, vocabulary: Vocabulary, mention: re.Pattern[str], wrapped: bool | None = None
) -> Layout:
    """Take a text apart into sections, headings and furniture that cover each character once.

    Args:
        text: the decoded text.
        folded_text: the same text folded.
        vocabulary: headings and furniture in words.
        mention: the pattern of the country's names and adjectives.
        wrapped: whether a line break inside a paragraph is a mere wrap; None to judge by the lengths of the lines.

    Returns:
        The layout; its sections are empty where the text has no prose.
    """
    lines = lines_of(text, folded_text)
    if wrapped is None:
        wrapped = _is_wrapped(lines)
    reader = _Reader(folded_text, vocabulary, mention, wrapped)
    items, titles = reader.items(lines)
    items = _without_contents(items, folded_text)
    items = _without_end_matter(items, folded_text, vocabulary)
    items = _without_front_matter(items, folded_text, wrapped)
    items = _without_empty_unknown_headings(items)
    sections, texts, furniture = _cover(items, len(text))
    headings = tuple(item for item in items if isinstance(item, Heading))
    return Layout(sections, texts, furniture, headings, titles, wrapped, _warnings(headings, folded_text))


def _is_wrapped(lines: list[Line]) -> bool:
    """Whether most of the text stands in lines that are no longer than a page or screen is wide."""
    lengths = [line.end - line.start for line in lines]
    return sum(length for length in lengths if length > WRAP_WIDTH) * 3 < sum(lengths)


class _Reader:
    """Reads lines one after another and says what each is."""

    def __init__(self, folded_text: str, vocabulary: Vocabulary, mention: re.Pattern[str], wrapped: bool) -> None:
        self._text = folded_text
        self._vocabulary = vocabulary
        self._mention = mention
        self._wrapped = wrapped

    def items(self, lines: list[Line]) -> tuple[list[Item], tuple[Title, ...]]:
        """Return every line that is not blank as heading, text or chrome, and the titles among them."""
        items: list[Item] = []
        titles: list[Title] = []
        position = 0
        for number, line in enumerate(lines):
            if line.blank:
                # A blank line ends a paragraph; it stays among the text so that paragraphs can be told apart.
                items.append(Text(line))
                continue
            if line.end <= position:
                continue
            if line.start < position:
                # The heading began on an earlier line, and its first sentence follows it here.
                items.extend(self._rest(line, position))
                continue
            free = self._is_free(lines, number) or (bool(items) and isinstance(items[-1], Chrome))
            heading = self._known_heading(lines, number, free)
            if heading is None and (title := self._title(line)):
                titles.append(title)
                items.append(Chrome(line.start, line.end, "title"))
            elif heading is None and (kind := self._chrome(line, free)):
                items.append(Chrome(line.start, line.end, kind))
            elif heading := heading or self._unknown_heading(lines, number, free):
                items.append(heading)
                position = heading.end
                items.extend(self._rest(line, position))
            else:
                items.append(Text(line))
        return items, tuple(titles)

    def _is_free(self, lines: list[Line], number: int) -> bool:
        """Whether a line does not continue the sentence of the line before it."""
        if number == 0 or lines[number - 1].blank:
            return True
        before = self._text[lines[number - 1].start : lines[number - 1].end]
        return before[-1] in TERMINAL or len(before) == 1 or (len(before) < _LONGEST_LABEL and _is_title_case(before))

    def _rest(self, line: Line, position: int) -> list[Item]:
        """What stands on a line behind a heading."""
        stripped = self._text[position : line.end].lstrip(" ")
        return [Text(Line(line.end - len(stripped), line.end))] if stripped else []

    def _title(self, line: Line) -> Title | None:
        content = self._text[line.start : line.end]
        if len(content) > 200:
            return None
        for pattern in self._vocabulary.titles:
            match = pattern.fullmatch(content)
            if match:
                groups = match.groupdict()
                year = int(groups["year"]) if groups.get("year") else None
                country = (groups.get("country") or "").strip(" .") or None
                return Title(line.start, line.end, year, country)
        return None

    def _chrome(self, line: Line, free: bool) -> str | None:
        if not free or line.end - line.start > 600:
            return None
        start = bullet_end(self._text, line, "", "") or line.start
        match = self._vocabulary.furniture.fullmatch(self._text, start, line.end)
        if match is None or match.lastgroup is None:
            return None
        return self._vocabulary.furniture_kinds[next(name for name, value in match.groupdict().items() if value)]

    def _known_heading(self, lines: list[Line], number: int, free: bool) -> Heading | None:
        line = lines[number]
        start = line.start
        decoration = _DECORATION.match(self._text, start, line.end)
        if decoration:
            start = decoration.end()
        year_match = _YEAR_BEFORE.match(self._text, start, line.end)
        year = int(year_match["year"]) if year_match else None
        words_start = year_match.end() if year_match else start
        first = HEADING_WORD.match(self._text, words_start, line.end)
        if first is None or first[0].casefold() not in self._vocabulary.headings:
            return None
        paragraph = number
        while (
            paragraph + 1 < len(lines)
            and not lines[paragraph + 1].blank
            and lines[paragraph].end - start < _LONGEST_HEADING
        ):
            paragraph += 1
        found = self._phrase(words_start, min(lines[paragraph].end, start + _LONGEST_HEADING))
        if found is None:
            return None
        code, stop = found
        last = number
        while lines[last].end < stop:
            last += 1
        limit = lines[last].end
        after = _YEAR_AFTER.match(self._text, stop, limit)
        if after and year is None:
            year, stop = int(after["year"]), after.end()
        return self._closed(line.start, start, stop, limit, code, year, free)

    def _phrase(self, start: int, end: int) -> tuple[str, int] | None:
        """The longest heading of the codebook that starts here, as its code and its end."""
        node = self._vocabulary.headings
        found: tuple[str, int] | None = None
        position = start
        while position < end:
            word = HEADING_WORD.match(self._text, position, end)
            if word is None:
                break
            key = word[0].casefold()
            if key not in IGNORED_HEADING_WORDS or position == start:
                child = node.get(key)
                if not isinstance(child, dict):
                    break
                node = child
                code = node.get("")
                if isinstance(code, str):
                    found = code, word.end()
            gap = _GAP.match(self._text, word.end(), end)
            position = gap.end() if gap else word.end()
        return found

    def _closed(
        self, line_start: int, start: int, stop: int, limit: int, code: str, year: int | None, free: bool
    ) -> Heading | None:
        """A heading is closed by a colon, a dash, the end of its line, or a capital that starts its first sentence."""
        separator = _SEPARATOR.match(self._text, stop, limit)
        phrase = self._text[start:stop]
        if separator and ":" in separator[0]:
            return Heading(line_start, separator.end(), code, year, True, separator.end() >= limit)
        if not free or not _is_title_case(phrase):
            return None
        if separator:
            return Heading(line_start, separator.end(), code, year, True, separator.end() >= limit)
        rest = self._text[stop:limit].strip(" *_")
        if not rest:
            return Heading(line_start, limit, code, year, True, True)
        if self._text[stop].isupper() or self._runs_into_sentence(phrase, stop, limit, year):
            return Heading(line_start, stop, code, year, True, False)
        return None

    def _runs_into_sentence(self, phrase: str, stop: int, limit: int, year: int | None) -> bool:
        if year is None and len(phrase.split()) < 3:
            return False
        rest = self._text[stop : min(limit, stop + 80)].lstrip(" ")
        first = rest.split(" ", 1)[0].strip(",.'\"")
        return first in self._vocabulary.openers or bool(self._mention.match(rest))

    def _unknown_heading(self, lines: list[Line], number: int, free: bool) -> Heading | None:
        line = lines[number]
        before_blank = number == 0 or lines[number - 1].blank
        if not free:
            return None
        inline = _UNKNOWN_INLINE.match(self._text, line.start, min(line.end, line.start + _LONGEST_HEADING))
        if inline and (before_blank or not self._wrapped):
            return self._by_keyword(line.start, inline.end(), False)
        content = self._text[line.start : line.end]
        after_blank = number + 1 >= len(lines) or lines[number + 1].blank or content.endswith(":")
        if not before_blank or not (after_blank or not self._wrapped) or len(content) > 80:
            return None
        words = content.rstrip(":").split()
        if not 1 <= len(words) <= 9 or content[-1] in ".!?;,\"')" or not content[0].isalpha():
            return None
        if not _is_title_case(content) or not any(len(word) > 3 for word in words):
            return None
        return self._by_keyword(line.start, line.end, True)

    def _by_keyword(self, start: int, end: int, own_line: bool) -> Heading:
        """A heading of unknown words has the code that its keywords point to, or `other`."""
        content = self._text[start:end].casefold()
        codes = {code for keyword, code in self._vocabulary.keywords.items() if keyword in content}
        return Heading(start, end, codes.pop() if len(codes) == 1 else "other", None, False, own_line)


def _is_title_case(phrase: str) -> bool:
    words = [word for word in re.split(r"[\s/&:-]+", phrase.strip(" ,")) if word]
    if not words or not (words[0][0].isupper() or words[0][0].isdigit()):
        return False
    return all(not word[0].islower() or word.strip(",") in _SMALL_WORDS for word in words)


def is_prose(content: str) -> bool:
    """Whether a line or paragraph reads like a sentence of the chapter and not like a label of the page."""
    words = content.split()
    if len(words) < _PROSE_WORDS or not content.rstrip(" \"')]").endswith((".", "!", "?", ":", ";")):
        return False
    return sum(word[0].islower() for word in words) * 5 >= len(words) * 2


def is_known_heading(content: str, vocabulary: Vocabulary) -> bool:
    """Whether a folded paragraph is a heading of the codebook, alone or with its first sentence."""
    reader = _Reader(content, vocabulary, _NOTHING, False)
    items, _ = reader.items([Line(0, len(content))])
    return any(isinstance(item, Heading) and item.known for item in items)


def _filled(items: list[Item]) -> list[bool]:
    """For each item, whether text follows it before the next heading."""
    result = [False] * len(items)
    text_follows = False
    for number in range(len(items) - 1, -1, -1):
        result[number] = text_follows
        item = items[number]
        if isinstance(item, Heading):
            text_follows = False
        elif isinstance(item, Text) and not item.line.blank:
            text_follows = True
    return result


def _without_contents(items: list[Item], folded_text: str) -> list[Item]:
    """Turn headings of a table of contents into furniture: empty ones whose section comes again with its text."""
    filled = _filled(items)
    full = {item.code: number for number, item in enumerate(items) if isinstance(item, Heading) and filled[number]}
    result = list(items)
    for number, item in enumerate(items):
        if isinstance(item, Text) and is_prose(folded_text[item.line.start : item.line.end]):
            break
        if (
            isinstance(item, Heading)
            and item.known
            and item.own_line
            and not filled[number]
            and full.get(item.code, -1) > number
        ):
            result[number] = Chrome(item.start, item.end, "contents")
    return result


def _without_end_matter(items: list[Item], folded_text: str, vocabulary: Vocabulary) -> list[Item]:
    """Turn what follows the chapter ("Tags" and the like) into furniture."""
    filled = _filled(items)
    last_heading = max(
        (n for n, item in enumerate(items) if isinstance(item, Heading) and item.known and filled[n]), default=-1
    )
    begun = ended = False
    previous = ""
    result: list[Item] = []
    for number, item in enumerate(items):
        if isinstance(item, Chrome) or (isinstance(item, Text) and item.line.blank):
            previous = ""
            result.append(item)
            continue
        start, end = (item.line.start, item.line.end) if isinstance(item, Text) else (item.start, item.end)
        content = folded_text[start : min(end, start + _LONGEST_HEADING)]
        marker = (previous == "" or previous in TERMINAL) and _is_end_marker(content, vocabulary)
        ended = ended or (marker and begun and number > last_heading)
        if marker or ended:
            result.append(Chrome(start, end, "end_matter"))
            previous = ""
            continue
        result.append(item)
        begun = begun or last_heading >= 0 or is_prose(folded_text[start:end])
        previous = folded_text[end - 1] if isinstance(item, Text) else ""
    return result


def _is_end_marker(content: str, vocabulary: Vocabulary) -> bool:
    return (
        len(content) < _LONGEST_HEADING
        and vocabulary.end_marker.fullmatch(content) is not None
        and not is_prose(content)
    )


def _without_front_matter(items: list[Item], folded_text: str, wrapped: bool) -> list[Item]:
    """Turn what precedes the chapter's first heading or prose into furniture, and keep prose among it."""
    first_known = next(
        (number for number, item in enumerate(items) if isinstance(item, Heading) and item.known), len(items)
    )
    result: list[Item] = []
    number = 0
    begun = False
    while number < first_known:
        item = items[number]
        if isinstance(item, Heading):
            if begun:
                result.append(item)
            else:
                result.append(Chrome(item.start, item.end, "front_matter"))
            number += 1
            continue
        if not isinstance(item, Text) or item.line.blank:
            result.append(item)
            number += 1
            continue
        group = [item]
        while wrapped and number + len(group) < first_known:
            following = items[number + len(group)]
            if not isinstance(following, Text) or following.line.blank:
                break
            group.append(following)
        content = folded_text[group[0].line.start : group[-1].line.end]
        keep = is_prose(content) or (begun and first_known == len(items))
        begun = begun or keep
        result.extend(
            member if keep else Chrome(member.line.start, member.line.end, "front_matter") for member in group
        )
        number += len(group)
    return result + items[first_known:]


def _without_empty_unknown_headings(items: list[Item]) -> list[Item]:
    """A line that looks like a heading and heads nothing is furniture."""
    filled = _filled(items)
    return [
        Chrome(item.start, item.end, "end_matter")
        if isinstance(item, Heading) and not item.known and not filled[number]
        else item
        for number, item in enumerate(items)
    ]


def _cover(
    items: list[Item], length: int
) -> tuple[tuple[Section, ...], tuple[tuple[Line, ...], ...], tuple[Furniture, ...]]:
    """Stretch the parts so that they meet: space belongs to the part before it."""
    sections: list[Section] = []
    texts: list[tuple[Line, ...]] = []
    furniture: list[Furniture] = []
    code = "body"
    heading: Heading | None = None
    lines: list[Line] = []
    runs: list[tuple[Item, list[Line]]] = []
    for item in items:
        if isinstance(item, Text):
            if runs and not isinstance(runs[-1][0], Chrome):
                runs[-1][1].append(item.line)
            elif not item.line.blank:
                runs.append((item, [item.line]))
        else:
            runs.append((item, []))
    # Where nothing but space is there, no part starts and all of it is blank.
    starts = [*(_start_of(item) for item, _ in runs), length]
    if starts[0] > 0:
        furniture.append(Furniture(0, starts[0], "blank"))
    for (item, lines), start, end in zip(runs, starts[:-1], starts[1:], strict=True):
        if isinstance(item, Chrome):
            furniture.append(Furniture(start, end, item.kind))
            continue
        heading = item if isinstance(item, Heading) else None
        if heading:
            code = heading.code
        content_start = heading.end if heading else start
        sections.append(Section(code, start, content_start, content_start, end))
        texts.append(tuple(lines))
    return tuple(sections), tuple(texts), tuple(furniture)


def _start_of(item: Item) -> int:
    return item.line.start if isinstance(item, Text) else item.start


def _warnings(headings: tuple[Heading, ...], folded_text: str) -> tuple[str, ...]:
    return tuple(
        f"unknown heading {folded_text[heading.start : heading.end].rstrip(': ')!r} at character {heading.start}: "
        f"its text is kept in section {heading.code}; add the heading to codebook/headings.yaml"
        for heading in headings
        if not heading.known
    )

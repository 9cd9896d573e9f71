"""The text of a chapter in a PDF file: lines in reading order, without running heads, page numbers and hyphenation.

Paragraphs are told apart by short last lines, since a PDF file does not say where a paragraph ends.
"""

import io
import logging
import re
from collections import Counter

import pypdf
from pypdf.errors import LimitReachedError

from pipelines.reading.folding import folded
from pipelines.reading.model import DocumentError
from pipelines.reading.sentences import LINE_BREAK

MAXIMUM_PAGES = 200
MAXIMUM_CHARACTERS = 5_000_000
MAXIMUM_OPERATIONS = 1_000_000
"""Drawing steps of all pages together: a page of text takes hundreds, and a crafted file of 5 KB takes millions."""

_DRAWING_COST = 2_000
"""What showing a picture or form counts for: one that draws nothing may still take time to unpack."""
_LIMITS = pypdf.Configuration(
    zlib_maximum_output_length=10_000_000,
    lzw_maximum_output_length=10_000_000,
    run_length_maximum_output_length=10_000_000,
    array_based_stream_maximum_output_length=10_000_000,
    stream_parsing_work_maximum_count=300_000,
)
"""Bytes that a stream may unpack to, and parts that it may have."""

_AS_TEXT = "supply the chapter as text"
_EDGE_LINES = 2
"""Running heads and feet stand in this many lines at the top and the bottom of a page."""
_SHORT_LINE = 0.8
_LONGEST_LINE = 10_000
"""In characters: nothing more is joined to such a line, or joining piece by piece would take time without end."""
_PAGE_NUMBER = re.compile(r"(?:page|p\.)? ?(?:-|\|)? ?\d{1,4} ?(?:-|\||of \d{1,4})?", re.IGNORECASE)
_WORD_BROKEN = re.compile(r"(?<!\w)(\w+)[-\u2010\u00ad]$")
_COMPOUND = re.compile(r"\w+(?:-\w+)*")
_INITIALS_AT_END = re.compile(r"\b[A-Z]\.$")
_FIRST_WORD = re.compile(r"\w+")


def extract_pages_text(content: bytes, name: str) -> str:
    """Return the text of a PDF file's pages.

    Args:
        content: the file's bytes.
        name: what to call it in errors.

    Returns:
        Lines as printed, words broken at a line's end joined, and an empty line after each paragraph.

    Raises:
        DocumentError: the file is damaged, encrypted, longer than MAXIMUM_PAGES, or holds no text.
    """
    pages = [_lines(page) for page in _page_texts(content, name)]
    heads = _running_lines(pages)
    lines = [line for page in pages for line in _without_edges(page, heads)]
    text = _paragraphs(_joined(lines))
    if not any(character.isalpha() for character in text):
        raise DocumentError(
            f"{name}: the PDF file holds no text, perhaps only pictures of pages; supply the chapter as text"
        )
    return text


def _page_texts(content: bytes, name: str) -> list[str]:
    start = content.find(b"%PDF-", 0, 1024)
    if start < 0:
        raise DocumentError(f"{name}: byte 0: is not a PDF file; name the file by its format, or obtain it again")
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = pypdf.PdfReader(io.BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            raise DocumentError(f"{name}: the PDF file is locked with a password; supply a copy without one")
        count = len(reader.pages)
        if count > MAXIMUM_PAGES:
            raise DocumentError(
                f"{name}: has {count} pages, and a chapter has at most {MAXIMUM_PAGES}; "
                "cut the chapter out of the report"
            )
        texts: list[str] = []
        length = 0
        counter = _OperationCounter(name)
        for page in reader.pages:
            with pypdf.apply_configuration(_LIMITS):
                texts.append(page.extract_text(visitor_operand_before=counter.count))
            counter.check()  # again, since pypdf leaves out a form in which anything was raised, and goes on
            length += len(texts[-1])
            if length > MAXIMUM_CHARACTERS:
                raise DocumentError(
                    f"{name}: holds more than {MAXIMUM_CHARACTERS} characters; cut the chapter out of the report"
                )
    except DocumentError:
        raise
    except LimitReachedError as error:
        raise DocumentError(f"{name}: a page unpacks to more than a page holds ({error}); {_AS_TEXT}") from error
    except (Exception, RecursionError) as error:  # a damaged file can make the parser raise anything
        detail = " ".join(str(error).split())[:120]
        raise DocumentError(
            f"{name}: the PDF file is damaged ({type(error).__name__}: {detail}); obtain it again"
        ) from error
    return texts


class _OperationCounter:
    """Counts the drawing steps of a file, and ends its reading where there are too many."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._done = 0

    def count(self, operator: object, *_: object) -> None:
        self._done += _DRAWING_COST if operator == b"Do" else 1
        self.check()

    def check(self) -> None:
        if self._done > MAXIMUM_OPERATIONS:
            raise DocumentError(f"{self._name}: takes more than {MAXIMUM_OPERATIONS} drawing steps; {_AS_TEXT}")


def _lines(page: str) -> list[str]:
    # A font's own table can name halves of characters; a half alone is no text and could not be stored.
    whole = page.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    printable = whole.replace("\x00", "")
    return [line.strip(" \t\u00a0") for line in LINE_BREAK.split(printable)]


def _key(line: str) -> str:
    """A line without its figures and spacing, so that "Page 3" and "Page 4" are the same running line."""
    return re.sub(r"\d+", "#", " ".join(folded(line).casefold().split()))


def _edges(page: list[str]) -> list[int]:
    filled = [number for number, line in enumerate(page) if line]
    return sorted({*filled[:_EDGE_LINES], *filled[-_EDGE_LINES:]})


def _running_lines(pages: list[list[str]]) -> frozenset[str]:
    """The lines that stand at the edge of at least half of the pages, and of two at least."""
    counts: Counter[str] = Counter()
    for page in pages:
        counts.update({_key(page[number]) for number in _edges(page)})
    return frozenset(key for key, count in counts.items() if count >= max(2, (len(pages) + 1) // 2))


def _without_edges(page: list[str], heads: frozenset[str]) -> list[str]:
    edges = {
        number for number in _edges(page) if _key(page[number]) in heads or _PAGE_NUMBER.fullmatch(folded(page[number]))
    }
    kept = [line for number, line in enumerate(page) if number not in edges]
    while kept and not kept[0]:
        kept.pop(0)
    while kept and not kept[-1]:
        kept.pop()
    return kept


def _joined(lines: list[str]) -> list[str]:
    """Join words that a line's end breaks.

    A hyphen stays before a capital or figure, and where the text has the compound, or both of its parts, elsewhere.
    """
    words = _whole_words(lines)
    result: list[str] = []
    for line in lines:
        broken = _WORD_BROKEN.search(result[-1]) if result and len(result[-1]) < _LONGEST_LINE else None
        following = _FIRST_WORD.match(line)
        if broken is None or following is None:
            result.append(line)
            continue
        first, second = broken[1].casefold(), following[0].casefold()
        soft = result[-1].endswith("\u00ad")
        keeps = not soft and (
            not following[0][0].islower()
            or f"{first}-{second}" in words
            or (
                f"{first}{second}" not in words
                and first in words
                and second in words
                and min(len(first), len(second)) > 2
            )
        )
        head, _, rest = line.partition(" ")
        result[-1] = (result[-1] if keeps else result[-1][:-1]) + head
        if rest:
            result.append(rest)
    return result


def _whole_words(lines: list[str]) -> frozenset[str]:
    """The words and compounds of the text, without the pieces that a line's end has broken."""
    whole: set[str] = set()
    broken = False
    for line in lines:
        words = _COMPOUND.findall(folded(line).casefold())
        ends_broken = _WORD_BROKEN.search(line) is not None
        for word in words[int(broken) : len(words) - int(ends_broken)]:
            whole.add(word)
            whole.update(word.split("-"))
        broken = ends_broken
    return frozenset(whole)


def _paragraphs(lines: list[str]) -> str:
    """Put an empty line after each line that ends a sentence well before the right margin."""
    lengths = sorted(len(line) for line in lines if line)
    width = lengths[len(lengths) * 9 // 10] if lengths else 0
    result: list[str] = []
    for line in lines:
        if not line and (not result or not result[-1]):
            continue
        result.append(line)
        if line and line[-1] in ".!?:" and len(line) < _SHORT_LINE * width and not _INITIALS_AT_END.search(line):
            result.append("")
    return "\n".join(result).strip("\n") + "\n"

"""Inputs that resemble the real ones and go wrong in ways that files go wrong: hypothesis strategies of bytes.

Sentences come from the fictional chapters of the tests and are recombined; layout, characters and bytes are altered.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from pipelines.reading.documents import SOURCES_COLUMNS

PROJECT = Path(__file__).resolve().parents[1]
CHAPTERS = PROJECT / "tests" / "data" / "chapters"
SEEDS = PROJECT / "seeds"

HEADINGS = (
    "Overview: ",
    "2015 Terrorist Incidents: ",
    "Terrorist Incidents in 2015\n",
    "Legislation, Law Enforcement, and Border Security: ",
    "Countering the Financing of Terrorism: ",
    "Countering Violent Extremism: ",
    "Regional and International Cooperation: ",
    "OVERVIEW\n\n",
    "**Overview:** ",
    "Matters of Unknown Kind: ",
    "Tags\n",
    "Country Reports on Terrorism 2015: Kiribati\n",
    "KIRIBATI\n\n",
)
OPENINGS = (
    "Overview: Kiribati remained calm.\n\n2015 Terrorist Incidents: Incidents included:\n\n• ",
    "Overview: Kiribati remained calm.  ",
    "2015 Terrorist Incidents: ",
    "Legislation, Law Enforcement, and Border Security: ",
    "Overview: Kiribati remained calm.\r\nCountering the Financing of Terrorism: ",
)
"""How most cases begin, so that most are chapters."""
FRAGMENTS = (
    "On March 3, ",
    "On June 3 and 6, ",
    "In late March 2015, ",
    "The same day, ",
    "Between May 1 and 4, ",
    "On February 30, ",
    "at least 13 people",
    "between 20 and 30 soldiers",
    "up to 99999999999999999999 civilians",
    "1,2,3,4 and 5.5 people",
    "a dozen or so",
    "the Green Dawn Front (GDF)",
    'the so-called "Karsa\'s" Army (KA) and (KB)',
    "killing three and wounding ",
    "15 kilometers from Ostavar",
    "Ostavar Province, Belmira District",
    " claimed responsibility",
    "is a member of APG, the Egmont Group, and ",
    "suspended from ECOWAS and the AU",
    "Kiribati",
    "U.S.",
    "((((",
    "A.A.A.A.",
    "$1.5 million",
    "<script>alert(1)</script>",
    "=cmd|' /C calc'!A0",
    "{{ 7 * 7 }}",
)
JOINTS = (
    "",
    " ",
    "  ",
    "\n",
    "\n\n",
    "\r\n",
    "\r\n\r\n",
    "\n• ",
    "\n- ",
    "\n\n• ",
    "\n1. ",
    "\t",
    ", ",
    " and ",
    "; ",
    "-\n",
)
ODD = (
    "\u00a0\u200b\u200d\u202e\u2028\u2029\u0085\ufeff\ufffd\u0301\u00ad\u2011\u2013\u2014’‘“”•▪\uf0b7éİıßǅﬁ①٣४Ⅷ½²😀\U0010ffff"
    "\t\r\n\x0b\x0c\x1f.,;:!?()[]{}\"'`*_#<>&=%$@|\\/~^-–— 0123456789AZaz"
)
_NAMES_A_REPORT = re.compile(r"(?i)country reports|[0-9]{4} terrorist incident|terrorist incidents in [0-9]{4}")
_SENTENCE = re.compile(r"(?<=[.:!?])\s+")


@lru_cache(maxsize=1)
def sentences() -> tuple[str, ...]:
    """The sentences of the fictional chapters, each once, in order; those that name a year's report are left out."""
    found: dict[str, None] = {}
    for path in sorted(CHAPTERS.glob("*.txt")):
        for sentence in _SENTENCE.split(path.read_text("utf-8")):
            if sentence.strip() and not _NAMES_A_REPORT.search(sentence):
                found[sentence.strip()] = None
    return tuple(found)


def prose() -> SearchStrategy[str]:
    """A short text in some layout: headings, sentences of chapters, pieces of sentences, and odd characters."""
    known = st.sampled_from(sentences())
    part = st.one_of(
        known,
        known,
        st.sampled_from(HEADINGS),
        st.lists(st.sampled_from(FRAGMENTS), min_size=1, max_size=4).map("".join),
        st.text(st.sampled_from(ODD), max_size=6),
        st.text(st.characters(exclude_categories=("Cc", "Cs")), max_size=8),
    )
    joined = st.lists(st.tuples(st.sampled_from(JOINTS), part), max_size=6).map(
        lambda parts: "".join(joint + text for joint, text in parts)
    )
    return st.builds(_altered, st.sampled_from(OPENINGS * 2 + HEADINGS), known, joined, alterations())


def alterations() -> SearchStrategy[list[tuple[int, int, str]]]:
    """A few changes of a text: from where, how much goes, and what comes there instead."""
    return st.lists(
        st.tuples(st.integers(0, 2000), st.integers(0, 4), st.text(st.sampled_from(ODD), max_size=3)), max_size=4
    )


def _altered(heading: str, sentence: str, rest: str, changes: list[tuple[int, int, str]]) -> str:
    text = heading + sentence + rest
    for place, length, instead in changes:
        at = place % (len(text) + 1)
        text = text[:at] + instead + text[at + length :]
    return text


def damaged(whole: SearchStrategy[bytes]) -> SearchStrategy[bytes]:
    """The same bytes, or some of them changed, doubled or missing."""
    change = st.tuples(st.integers(0, 100_000), st.integers(0, 8), st.binary(max_size=6), st.integers(0, 9))
    return st.builds(_damaged, whole, st.lists(change, max_size=3))


def _damaged(content: bytes, changes: list[tuple[int, int, bytes, int]]) -> bytes:
    for place, length, instead, kind in changes:
        at = place % (len(content) + 1)
        if kind == 0:
            content = content[:at]
        elif kind == 1:
            content = content[:at] + content[at : at + 200] + content[at:]
        else:
            content = content[:at] + instead + content[at + length :]
    return content


def texts() -> SearchStrategy[bytes]:
    """Plain texts: most are UTF-8, some are not."""
    encoded = st.builds(
        lambda text, encoding: text.encode(encoding, "replace"),
        prose(),
        st.sampled_from(("utf-8",) * 12 + ("utf-8-sig", "cp1252", "utf-16")),
    )
    return st.one_of(*[encoded] * 6, damaged(encoded), st.binary(max_size=60))


TAGS = (
    "p div ul li ol table tr td th h1 h2 h3 b span a br article main header footer script style title nav section pre"
).split()
ATTRIBUTES = ("", ' role="main"', " hidden", ' style="display: none"', ' class="x"', " href=#", " onclick='x", ' id="')
ENTITIES = (
    "&nbsp;",
    "&amp;",
    "&lt;b&gt;",
    "&#8226;",
    "&#0;",
    "&#xD800;",
    "&#x110000;",
    "&bogus;",
    "&",
    "<",
    "<!--",
    "]]>",
    "<![CDATA[",
)
HEADS = (
    "",
    "<!DOCTYPE html>",
    '<html><head><meta charset="utf-8"></head><body>',
    '<?xml version="1.0" encoding="utf-16"?>',
    '<!DOCTYPE html [<!ENTITY e SYSTEM "file:///etc/passwd"><!ENTITY a "&e;&e;">]>&e;&a;',
    '<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1">',
    "<frameset><frame>",
    "<plaintext>",
)


def pages() -> SearchStrategy[bytes]:
    """Web pages: nested and badly nested elements around sentences, entities, and other encodings than declared."""
    leaf = st.one_of(prose(), prose(), st.sampled_from(sentences()), st.sampled_from(ENTITIES))
    element = st.builds(
        lambda tag, attribute, inner, closing: f"<{tag}{attribute}>{inner}{closing.format(tag=tag)}",
        st.sampled_from(TAGS),
        st.sampled_from(ATTRIBUTES),
        leaf,
        st.sampled_from(("</{tag}>",) * 5 + ("", "</div>", "</p></p>", "</", "<{tag}>")),
    )
    nested = st.builds(
        lambda tag, inner, times: f"<{tag}>" * times + "".join(inner) + f"</{tag}>" * times,
        st.sampled_from(TAGS),
        st.lists(st.one_of(element, leaf), max_size=4),
        st.sampled_from((0, 1, 1, 2, 3, 40)),
    )
    whole = st.builds(
        lambda head, parts, encoding: (head + "".join(parts)).encode(encoding, "replace"),
        st.sampled_from(HEADS),
        st.lists(nested, min_size=1, max_size=3),
        st.sampled_from(("utf-8",) * 10 + ("cp1252", "utf-16")),
    )
    return st.one_of(whole, whole, whole, damaged(whole))


OPERATORS = (
    b"T*",
    b"0 -14 Td",
    b"/F2 11 Tf",
    b"1 0 0 1 50 700 Tm",
    b"[(Over) -250 (view)] TJ",
    b"q",
    b"Q",
    b"BT",
    b"ET",
    b"/X1 Do",
    b"<D800DC00D800> Tj",
    b"<FFFE0041> Tj",
    b"BI /W 1 /H 1 ID x EI",
    b"99999999999999999999 0 Td",
    b"(\\777\\(unclosed Tj",
    b"/Span << /ActualText <FEFFD800> >> BDC",
)
ENCODINGS = (
    b"/WinAnsiEncoding",
    b"/Identity-H",
    b"/MacRomanEncoding",
    b"<< /Differences [65 /uniD800 /foo /bullet] >>",
)
CHARACTER_MAP = (
    b"/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <00> <FF> endcodespacerange\n"
    b"3 beginbfchar <41> <D800> <42> <0000> <43> <DC00D800> endbfchar\n"
    b"1 beginbfrange <61> <7A> <0061> endbfrange endcmap end"
)


def pdfs() -> SearchStrategy[bytes]:
    """PDF files: lines of prose and other operators on pages, with damage in places that a reader jumps to."""
    shown = prose().map(
        lambda text: b"\n".join(
            b"(" + re.sub(rb"([\\()])", rb"\\\1", line.encode("cp1252", "replace")) + b") Tj T*"
            for line in text.splitlines()
        )
    )
    stream = st.lists(st.one_of(shown, shown, shown, st.sampled_from(OPERATORS)), min_size=1, max_size=5).map(
        b"\n".join
    )
    whole = st.builds(pdf_file, st.lists(stream, min_size=1, max_size=3), st.sampled_from(ENCODINGS), st.booleans())
    return st.one_of(whole, whole, damaged(whole))


def pdf_file(streams: list[bytes], encoding: bytes = ENCODINGS[0], mapped: bool = False) -> bytes:
    """Return a PDF file whose pages have these content streams.

    Args:
        streams: the operators of each page, between BT and ET, uncompressed so that a changed byte changes a page.
        encoding: the font's encoding as it stands in the file.
        mapped: whether the font has a character map of its own.
    """
    use = b" /ToUnicode 4 0 R" if mapped else b""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding " + encoding + use + b" >>",
        b"<< /Length %d >>\nstream\n" % len(CHARACTER_MAP) + CHARACTER_MAP + b"\nendstream",
    ]
    kids = []
    for operators in streams:
        content = b"BT /F1 11 Tf 14 TL 50 760 Td\n" + operators + b"\nET"
        objects.append(b"<< /Length %d >>\nstream\n" % len(content) + content + b"\nendstream")
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents %d 0 R " % len(objects)
            + b"/Resources << /Font << /F1 3 0 R >> >> >>"
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<< /Type /Pages /Count %d /Kids [" % len(kids) + b" ".join(kids) + b"] >>"
    result, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(result))
        result += b"%d 0 obj\n" % number + content + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return (
        result
        + b"xref\n0 %d\n0000000000 65535 f \n" % size
        + table
        + b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, len(result))
    )


YAML_LINES = (
    "- ",
    "  - [",
    "x: &a [1]",
    "y: *a",
    "? {a: b}",
    "!!python/object/apply:os.getcwd []",
    "<<: {sections: {}}",
    "'",
    "|",
    "%YAML 9.9",
    "---",
    "...",
    "2001-01-01: .nan",
    "~: null",
    "sections: 1",
    "  overview: [1, 2]",
    '  - "(unclosed"',
    "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[",
    '"\\ud800"',
    "{: }",
    "\t",
)
_BOOK_SHARE = (
    ("headings.yaml",) * 10 + ("furniture.yaml",) * 8 + ("incidents.yaml", "institutions.yaml", "compliance.yaml")
)


@lru_cache(maxsize=8)
def book(name: str) -> tuple[str, ...]:
    """The lines of one of the project's own codebook files."""
    return tuple((SEEDS / "codebook" / name).read_text("utf-8").splitlines())


def codebooks() -> SearchStrategy[bytes]:
    """Files of the codebook with lines changed, moved, doubled or gone; the first line says which file it is."""
    change = st.tuples(
        st.integers(0, 5000), st.integers(0, 3), st.lists(st.sampled_from(YAML_LINES), max_size=2), st.integers(0, 30)
    )
    return st.builds(_codebook, st.sampled_from(_BOOK_SHARE), st.lists(change, max_size=3), st.binary(max_size=4))


def _codebook(name: str, changes: list[tuple[int, int, list[str], int]], noise: bytes) -> bytes:
    lines = list(book(name))
    for place, length, instead, indent in changes:
        at = place % (len(lines) + 1)
        if indent > 12 and at < len(lines):
            lines[at] = lines[at][: indent % 12] + lines[at][indent:] + (instead[0] if instead else "")
        else:
            lines[at : at + length] = [" " * indent + line for line in instead]
    content = name.encode() + b"\n" + "\n".join(lines).encode()
    return content + noise if len(noise) > 2 else content


def source_lists() -> SearchStrategy[bytes]:
    """Lists of sources, and of countries, with cells, quotes and line ends in the wrong places."""
    header = st.sampled_from(
        (",".join(SOURCES_COLUMNS),) * 4 + ("iso3,slug,name,adjectives,aliases,source", "path,sha256", "")
    )
    cell = st.one_of(
        st.sampled_from(
            ("reports/2015/kiribati.txt", "0" * 64, "https://example.org/a", "2015-01-01", "Public domain", "")
        ),
        st.text(max_size=6),
        st.sampled_from(('"', '""', '"a,b"', '"a\nb"', "\x00", "=1+1", "../../etc/passwd", "a" * 200_000)),
    )
    row = st.lists(cell, max_size=7).map(",".join)
    rows = st.lists(st.one_of(row, st.lists(cell, min_size=5, max_size=5).map(",".join)), max_size=5)
    whole = st.builds(
        lambda first, lines, end: end.join([first, *lines]).encode("utf-8", "replace"),
        header,
        rows,
        st.sampled_from(("\n", "\n", "\r\n", "\r", "\u2028")),
    )
    return st.one_of(whole, whole, damaged(whole))


CASES: Mapping[str, SearchStrategy[bytes]] = {
    "text": texts(),
    "page": pages(),
    "pdf": pdfs(),
    "codebook": codebooks(),
    "sources": source_lists(),
}

"""One chapter read: from a file to a document, its sections and its sentences.

This is the only way in for everything behind it; every check of a document is made here or called from here.
"""

import re
from pathlib import Path

from pipelines.reading.countries import Countries
from pipelines.reading.documents import (
    MEDIA_TYPES,
    decode_text,
    find_duplicate,
    read_bytes,
    report_identity,
    sha256_of,
    source_of,
)
from pipelines.reading.folding import folded
from pipelines.reading.layout import Layout, lay_out
from pipelines.reading.model import Chapter, Document, DocumentError, Sentence
from pipelines.reading.sentences import blocks_of, sentence_spans
from pipelines.reading.vocabulary import Vocabulary, load_vocabulary

_FEWEST_MENTIONS = 2
"""A text without any heading or title is a chapter only if this many of its sentences name the country."""

_WEB_ADDRESS = re.compile(r"https?://\S+")
_WRAPPED = {"text/html": False, "application/pdf": True}
"""Whether a line break inside a paragraph is a mere wrap; for plain text the layout itself tells."""


def read_chapter(path: Path, seeds: Path, countries: Countries) -> Chapter:
    """Read one report.

    Args:
        path: `<seeds>/reports/<year>/<country-slug>.<txt|html|pdf>`.
        seeds: the folder that holds `reports/`, `codebook/` and `reference/`.
        countries: the countries, from `load_countries`.

    Returns:
        The chapter. Its text is the decoded file (`.txt`), or the text extracted from it (`.html`, `.pdf`).

    Raises:
        DocumentError: the file cannot be used; the message names it, what is wrong and what to do.
        CodebookError: a file of words in `seeds` is wrong.
    """
    identity = report_identity(path, seeds, countries)
    name = identity.source_path
    content = read_bytes(path, name)
    duplicate = find_duplicate(path, identity, countries)
    if duplicate:
        raise DocumentError(
            f"{name}: is the same report as {duplicate} ({identity.report_id}); keep one of the two files"
        )
    vocabulary = load_vocabulary(seeds)
    text = text_of(content, path.suffix, name, vocabulary)
    source = source_of(seeds, name)
    if source and source.url and not _WEB_ADDRESS.fullmatch(source.url):
        raise DocumentError(
            f"{name}: its url in reports/SOURCES.csv, {source.url!r}, is no http or https address; correct it there"
        )
    digest = sha256_of(content)
    document = Document(
        report_id=identity.report_id,
        country_iso3=identity.country.iso3,
        country_name=identity.country.name,
        report_year=identity.year,
        source_path=name,
        source_sha256=digest,
        source_bytes=len(content),
        media_type=MEDIA_TYPES[path.suffix],
        text=text,
        licence=source.licence if source else None,
        source_url=source.url if source else None,
    )
    warnings: list[str] = []
    if source and source.sha256 and source.sha256 != digest:
        warnings.append(
            f"{name}: has changed since reports/SOURCES.csv was written "
            f"(SHA-256 there {source.sha256[:12]}, now {digest[:12]})"
        )
    return chapter_of(document, vocabulary, countries, tuple(warnings))


def chapter_of(
    document: Document, vocabulary: Vocabulary, countries: Countries, warnings: tuple[str, ...] = ()
) -> Chapter:
    """Take a document's text apart and check that it is the chapter that its path says.

    Args:
        document: the document with its text.
        vocabulary: headings, furniture and abbreviations.
        countries: the countries.
        warnings: what was noticed before.

    Raises:
        DocumentError: the text names another year or country, or nothing in it is recognised as a chapter.
    """
    folded_text = folded(document.text)
    mention = countries.mention(document.country_iso3)
    layout = lay_out(document.text, folded_text, vocabulary, mention, _WRAPPED.get(document.media_type))
    sentences = _sentences(folded_text, layout, vocabulary)
    noted = [*warnings, *_check_titles(document, layout, countries), *layout.warnings]
    _check_headings(document, layout)
    if not sentences:
        raise DocumentError(f"{document.source_path}: has no sentence of a chapter; obtain the chapter's text again")
    if not _is_chapter(document, folded_text, layout, sentences, vocabulary, countries):
        raise DocumentError(
            f"{document.source_path}: no section heading or title is recognised, and the text hardly speaks of "
            f"terrorism in {document.country_name}; check that it is this country's chapter, or add its headings to "
            "codebook/headings.yaml"
        )
    if "\ufffd" in document.text:
        noted.append(
            f"{document.source_path}: character {document.text.index(chr(0xFFFD))} was lost before the file was "
            "obtained (U+FFFD)"
        )
    return Chapter(document, layout.sections, sentences, layout.furniture, tuple(noted))


def _is_chapter(
    document: Document,
    folded_text: str,
    layout: Layout,
    sentences: tuple[Sentence, ...],
    vocabulary: Vocabulary,
    countries: Countries,
) -> bool:
    """Whether the text has a known heading or a title, or else speaks of the country and the reports' subject."""
    if any(heading.known for heading in layout.headings) or layout.titles:
        return True
    if not vocabulary.subject.search(folded_text):
        return False
    for part in layout.furniture:
        country = countries.by_name(document.text[part.start : part.end])
        if country and country.iso3 == document.country_iso3:
            return True
    mention = countries.mention(document.country_iso3)
    naming = sum(mention.search(folded_text, sentence.start, sentence.end) is not None for sentence in sentences)
    return naming >= _FEWEST_MENTIONS


def text_of(content: bytes, suffix: str, name: str, vocabulary: Vocabulary) -> str:
    """Return the text of a document, read as its kind of file asks.

    Args:
        content: the file's bytes.
        suffix: the ending of its name: .txt, .html or .pdf.
        name: what errors call the file.
        vocabulary: the codebook's words for the layout of pages.

    Raises:
        DocumentError: the bytes are no such file, or go beyond a limit.
    """
    # The libraries for pages and PDF files are loaded only where there is such a file.
    if suffix == ".html":
        from pipelines.reading.web_page import extract_text

        return extract_text(content, name, vocabulary)
    if suffix == ".pdf":
        from pipelines.reading.pdf_file import extract_pages_text

        return extract_pages_text(content, name)
    return decode_text(content, name)


def _sentences(folded_text: str, layout: Layout, vocabulary: Vocabulary) -> tuple[Sentence, ...]:
    sentences: list[Sentence] = []
    paragraph = -1
    for section, lines in zip(layout.sections, layout.texts, strict=True):
        for block in blocks_of(folded_text, list(lines), layout.wrapped):
            paragraph += 1
            sentences.extend(
                Sentence(start, end, section.code, paragraph, block.in_list)
                for start, end in sentence_spans(folded_text, block, vocabulary)
            )
    return tuple(sentences)


def _check_titles(document: Document, layout: Layout, countries: Countries) -> list[str]:
    """Compare the title lines with the path; returns warnings about countries that are not known."""
    warnings: list[str] = []
    for title in layout.titles:
        quote = " ".join(document.text[title.start : title.end].split())
        if title.year is not None and title.year != document.report_year:
            raise DocumentError(_disagreement(document, quote, f"the year {title.year}", str(document.report_year)))
        if title.country is None:
            continue
        code = _country_code(title.country, countries)
        if code is None:
            warnings.append(f"{document.source_path}: the title {quote!r} names no known country")
        elif code != document.country_iso3:
            raise DocumentError(_disagreement(document, quote, title.country, document.country_name))
    return warnings


def _country_code(written: str, countries: Countries) -> str | None:
    """The code of a country as a title gives it, with or without a date or address behind it."""
    while written:
        country = countries.by_name(written)
        if country:
            return country.iso3
        written = written.rpartition(",")[0]
    return None


def _check_headings(document: Document, layout: Layout) -> None:
    for heading in layout.headings:
        if heading.code == "incidents" and heading.year not in (None, document.report_year):
            quote = " ".join(document.text[heading.start : heading.end].split())
            raise DocumentError(_disagreement(document, quote, f"the year {heading.year}", str(document.report_year)))


def _disagreement(document: Document, quote: str, said: str, path_says: str) -> str:
    return (
        f"{document.source_path}: the document says {quote!r} ({said}), but its path says {path_says}; "
        "move it to reports/YEAR/COUNTRY of the chapter that it is"
    )

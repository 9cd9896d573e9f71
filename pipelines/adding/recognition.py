"""The dry run: what reading and extraction make of a document that is not yet among the reports.

Everything is done in memory, by the same functions that read a report.
"""

from pathlib import Path

from pipelines.adding.model import AddError, Recognised, RecognisedSection
from pipelines.reading import Chapter, Countries, Document, DocumentError
from pipelines.reading.chapter import chapter_of, text_of
from pipelines.reading.documents import MEDIA_TYPES, ReportIdentity, sha256_of
from pipelines.reading.folding import folded
from pipelines.reading.vocabulary import Vocabulary, load_vocabulary

_FIRST_LINES = 3
_OF_ANOTHER = 3
"""A text that names another country at least this many times, and this many times as often as its own, is not its own's
chapter. Chapters name their own country far more often than any other."""
_DISAGREES = ", but its path says "
"""What reading says where a document names another country or year than the place it was found in."""


def recognise(source: str, content: bytes, identity: ReportIdentity, seeds: Path, countries: Countries) -> Recognised:
    """Read a document and extract its rows, without writing anything.

    Args:
        source: the file or address that it came from, as the user gave it.
        content: its bytes.
        identity: what it is to be.
        seeds: the folder with the codebook and the reference lists.
        countries: the countries.

    Raises:
        AddError: reading refuses the document.
        CodebookError: a file of words in `seeds` is wrong.
    """
    try:
        chapter = _read(content, identity, load_vocabulary(seeds), countries)
    except DocumentError as error:
        raise AddError(_retold(str(error), source, identity)) from error
    text = chapter.document.text
    doubts = _check_named(source, text, identity, countries)
    from pipelines.extraction.extract import extract, load_knowledge

    tables = extract(chapter, load_knowledge(seeds))
    return Recognised(
        report_id=identity.report_id,
        country_name=identity.country.name,
        media_type=chapter.document.media_type,
        size=len(content),
        sections=_sections(chapter),
        sentences=len(chapter.sentences),
        incidents=len(tables["incidents"]),
        institutions=len(tables["institutions"]),
        compliance=len(tables["compliance_status"]),
        warnings=(*doubts, *(warning.removeprefix(f"{identity.source_path}: ") for warning in chapter.warnings)),
        first_lines=tuple([line for line in text.splitlines() if line.strip()][:_FIRST_LINES]),
    )


def _read(content: bytes, identity: ReportIdentity, vocabulary: Vocabulary, countries: Countries) -> Chapter:
    name = identity.source_path
    suffix = Path(name).suffix
    document = Document(
        report_id=identity.report_id,
        country_iso3=identity.country.iso3,
        country_name=identity.country.name,
        report_year=identity.year,
        source_path=name,
        source_sha256=sha256_of(content),
        source_bytes=len(content),
        media_type=MEDIA_TYPES[suffix],
        text=text_of(content, suffix, name, vocabulary),
    )
    return chapter_of(document, vocabulary, countries)


def _check_named(source: str, text: str, identity: ReportIdentity, countries: Countries) -> tuple[str, ...]:
    """Compare how often the text names its own country and the one that it names most; returns a warning.

    Most chapters have no title, so that nothing else tells one country's from another's.
    """
    folded_text = folded(text)
    counts = {
        code: len(countries.mention(code).findall(folded_text))
        for code in sorted({country.iso3 for country in countries.all})
    }
    own = counts[identity.country.iso3]
    most = max(counts, key=lambda code: counts[code])
    if counts[most] <= own:
        return ()
    other = countries.by_iso3(most)
    told = f"names {other.name} {counts[most]} times and {identity.country.name} {own} times"
    if counts[most] >= max(_OF_ANOTHER, _OF_ANOTHER * own):
        raise AddError(
            f"{source}: the document {told}; name the document's own country, perhaps --country {other.slug}"
        )
    return (f"the document {told}; check that it is this country's chapter",)


def _sections(chapter: Chapter) -> tuple[RecognisedSection, ...]:
    text = chapter.document.text
    return tuple(
        RecognisedSection(
            section.code,
            text[section.heading_start : section.heading_end].strip(),
            sum(section.start <= sentence.start < section.end for sentence in chapter.sentences),
        )
        for section in chapter.sections
    )


def _retold(message: str, source: str, identity: ReportIdentity) -> str:
    """Say an error of reading of the source, since the document has no place among the reports yet."""
    told = f"{source}: {message.removeprefix(f'{identity.source_path}: ')}"
    said, disagrees, rest = told.rpartition(_DISAGREES)
    if not disagrees:
        return told
    asked = rest.partition(";")[0]
    return f"{said}, but it was to be added as {asked}; name the document's own --country and --year"

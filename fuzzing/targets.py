"""What has to hold for any input: it is read, or refused by a named error, and no span, section or row is ever wrong.

Each target takes bytes, as a file would hold them, and returns what was read of them; everything else is a fault.
"""

import shutil
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import schemas
from pipelines.extraction.compliance import load_compliance_knowledge
from pipelines.extraction.extract import Knowledge, Tables, extract, load_knowledge
from pipelines.extraction.names import load_institution_knowledge
from pipelines.extraction.words import load_incident_words
from pipelines.reading import Chapter, Document, DocumentError, vocabulary
from pipelines.reading.chapter import chapter_of, text_of
from pipelines.reading.codebook import CodebookError, read_reference
from pipelines.reading.countries import COLUMNS as COUNTRY_COLUMNS
from pipelines.reading.documents import MAXIMUM_BYTES, MEDIA_TYPES, SOURCES_COLUMNS, source_of
from pipelines.reading.vocabulary import Vocabulary, load_vocabulary

SEEDS = Path(__file__).resolve().parents[1] / "seeds"
SLUG, ISO3, COUNTRY, YEAR = "kiribati", "KIR", "Kiribati", 2015
"""The country and year that every case claims to be; the cases themselves are fictional."""

_KEYS = {"incidents": "incident_id", "institutions": "institution_id", "compliance_status": "compliance_id"}
_BOOKS: Mapping[str, Callable[[Path], object]] = {
    "headings.yaml": load_vocabulary,
    "furniture.yaml": load_vocabulary,
    "incidents.yaml": load_incident_words,
    "institutions.yaml": load_institution_knowledge,
    "compliance.yaml": load_compliance_knowledge,
}
"""The files of the codebook, with what loads each."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """Whether a case was read, or refused by a named error; and the rows extracted from it, where it is a document."""

    read: bool
    tables: Tables | None = None


REFUSED = Outcome(False)


class FaultError(Exception):
    """Something that must hold for every input does not hold for this one."""


@lru_cache(maxsize=1)
def _known() -> tuple[Knowledge, Vocabulary]:
    return load_knowledge(SEEDS), load_vocabulary(SEEDS)


def text(content: bytes) -> Outcome:
    """Read and extract a plain text.

    Args:
        content: the file's bytes.

    Returns:
        What became of it.

    Raises:
        FaultError: a rule is broken. Any other exception is a fault as well.
    """
    return _document(content, ".txt")


def page(content: bytes) -> Outcome:
    """Read and extract a web page; as `text`."""
    return _document(content, ".html")


def pdf(content: bytes) -> Outcome:
    """Read and extract a PDF file; as `text`."""
    return _document(content, ".pdf")


def codebook(content: bytes) -> Outcome:
    """Load a file of the codebook: the first line names it, and the rest replaces it; as `text`."""
    name, _, rest = content.partition(b"\n")
    known = name.decode("ascii", "replace").strip()
    file_name = known if known in _BOOKS else "headings.yaml"
    path = _scratch() / "codebook" / file_name
    whole = path.read_bytes()
    path.write_bytes(rest)
    _forget_vocabulary()
    try:
        _BOOKS[file_name](_scratch())
    except CodebookError as error:
        _require(file_name in str(error), f"the error does not name {file_name}: {error}")
        return REFUSED
    finally:
        path.write_bytes(whole)
        _forget_vocabulary()
    return Outcome(True)


def sources(content: bytes) -> Outcome:
    """Read SOURCES.csv, and the same bytes as a list of countries; as `text`, for the first of the two."""
    seeds = _scratch()
    path = seeds / "reports" / "SOURCES.csv"
    path.write_bytes(content)
    (seeds / "countries.csv").write_bytes(content)
    try:
        read_reference(seeds / "countries.csv", COUNTRY_COLUMNS)
    except CodebookError as error:
        _require("countries.csv" in str(error), f"the error does not name the file: {error}")
    try:
        rows = read_reference(path, SOURCES_COLUMNS)
        for row in rows[:3]:
            source_of(seeds, row["path"])
    except CodebookError as error:
        _require("SOURCES.csv" in str(error), f"the error does not name the file: {error}")
        return REFUSED
    _require(all(tuple(row) == SOURCES_COLUMNS for row in rows), "a row has other columns than the header")
    return Outcome(True)


TARGETS: Mapping[str, Callable[[bytes], Outcome]] = {
    "text": text,
    "page": page,
    "pdf": pdf,
    "codebook": codebook,
    "sources": sources,
}


def _forget_vocabulary() -> None:
    # Two cases can be written within one tick of the file system's clock, by which the vocabulary tells a change.
    vocabulary._load.cache_clear()  # noqa: SLF001


@lru_cache(maxsize=1)
def _scratch_folder() -> tempfile.TemporaryDirectory[str]:
    folder = tempfile.TemporaryDirectory(prefix="fuzzing-")
    for part in ("codebook", "reference"):
        shutil.copytree(SEEDS / part, Path(folder.name) / part)
    (Path(folder.name) / "reports").mkdir()
    return folder


def _scratch() -> Path:
    return Path(_scratch_folder().name)


def _document(content: bytes, suffix: str) -> Outcome:
    knowledge, words = _known()
    name = f"reports/{YEAR}/{SLUG}{suffix}"
    _require(len(content) <= MAXIMUM_BYTES, "the case is larger than any file that is read")
    try:
        decoded = text_of(content, suffix, name, words)
        document = Document(
            f"{ISO3}-{YEAR}", ISO3, COUNTRY, YEAR, name, "0" * 64, len(content), MEDIA_TYPES[suffix], decoded
        )
        chapter = chapter_of(document, words, knowledge.countries)
    except DocumentError as error:
        _require(str(error).startswith(f"{name}: "), f"the error does not name the file: {error}")
        return REFUSED
    check_chapter(chapter)
    tables = extract(chapter, knowledge)
    check_spans(decoded, tables)
    return Outcome(True, tables)


def check_chapter(chapter: Chapter) -> None:
    """Raise FaultError unless sections and furniture cover the text once and each sentence lies in its section."""
    whole = chapter.document.text
    whole.encode()
    parts = sorted(
        [(section.heading_start, section.end) for section in chapter.sections]
        + [(part.start, part.end) for part in chapter.furniture]
    )
    position = 0
    for start, end in parts:
        _require(start == position and end > start, f"the parts leave a gap or overlap at {position}: {start}-{end}")
        position = end
    _require(position == len(whole), f"the parts end at {position}, and the text at {len(whole)}")
    position = 0
    for sentence in chapter.sentences:
        _require(position <= sentence.start < sentence.end, f"a sentence starts at {sentence.start} before {position}")
        position = sentence.end
    spans = iter(chapter.sections)
    section = next(spans, None)
    for sentence in chapter.sentences:
        while section is not None and section.end <= sentence.start:
            section = next(spans, None)
        inside = section is not None and section.start <= sentence.start and sentence.end <= section.end
        _require(inside, f"the sentence at {sentence.start} lies outside its section")


def check_spans(whole: str, tables: Tables) -> None:
    """Raise FaultError unless each quote is the text at its offsets and each extracted value has evidence."""
    for name in ("evidence", "institution_mentions", "rejections"):
        for row in tables[name]:
            start, end = _offset(row["start"]), _offset(row["end"])
            _require(0 <= start < end <= len(whole), f"{name}: {start}-{end} is no span of the text")
            _require(whole[start:end] == row["quote"], f"{name}: {start}-{end} is not {row['quote']!r}")
    proven = {(row["table_name"], row["row_id"], row["field"]) for row in tables["evidence"]}
    for name, key in _KEYS.items():
        seen: set[object] = set()
        for row in tables[name]:
            _require(row[key] not in seen, f"{name}: two rows have the id {row[key]}")
            seen.add(row[key])
            for field in schemas.evidence_fields(name):
                if row.get(field) is not None:
                    _require((name, row[key], field) in proven, f"{name}.{field}: {row[field]!r} has no evidence")


def check_tables(tables: Tables) -> None:
    """Check rows against the schemas, which takes a hundred times as long as extracting them.

    Raises:
        FaultError: the tables do not fit each other.
        pandera.errors.SchemaErrors: a table does not fit its schema.
    """
    problems = schemas.check_relations({name: schemas.to_arrow(name, rows) for name, rows in tables.items()})
    _require(not problems, "; ".join(problems[:3]))


def _offset(value: Any) -> int:
    _require(type(value) is int, f"{value!r} is no offset")
    return int(value)


def _require(condition: bool, problem: str) -> None:
    if not condition:
        raise FaultError(problem)

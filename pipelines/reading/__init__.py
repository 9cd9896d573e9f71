"""Reading: from the bytes of a chapter to its document, sections and sentences.

Pure Python: nothing here knows of the extraction behind it or of the engine that runs it.
"""

from pipelines.reading.chapter import read_chapter
from pipelines.reading.countries import Countries, Country, load_countries
from pipelines.reading.documents import find_misplaced, find_reports, report_identity
from pipelines.reading.model import Chapter, Document, DocumentError, Furniture, Section, Sentence

__all__ = [
    "Chapter",
    "Countries",
    "Country",
    "Document",
    "DocumentError",
    "Furniture",
    "Section",
    "Sentence",
    "find_misplaced",
    "find_reports",
    "load_countries",
    "read_chapter",
    "report_identity",
]

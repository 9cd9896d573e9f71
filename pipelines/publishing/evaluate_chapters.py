"""Extraction of the chapters that lie beside gold files, each read as if it lay at the place that its gold names.

Nothing is copied and no build is needed: what is measured is the code and the words as they are now.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

from pipelines.extraction.extract import Tables, extract, load_knowledge
from pipelines.publishing.evaluate_gold import EvaluationError, Gold, GoldError
from pipelines.reading import Chapter, Countries, Document, DocumentError, load_countries, report_identity
from pipelines.reading.chapter import chapter_of
from pipelines.reading.codebook import CodebookError
from pipelines.reading.documents import MEDIA_TYPES, decode_text, read_bytes, sha256_of
from pipelines.reading.vocabulary import Vocabulary, load_vocabulary


def extract_chapters(golds: Sequence[Gold], seeds: Path) -> Iterator[tuple[Gold, Tables]]:
    """Read and extract the chapter beside each gold file.

    Args:
        golds: the gold, from `read_gold`.
        seeds: the folder of the words and reference lists to extract with.

    Yields:
        Each gold with the tables of its chapter.

    Raises:
        EvaluationError: a chapter or a file of words cannot be used; the message names it.
    """
    try:
        countries, vocabulary = load_countries(seeds), load_vocabulary(seeds)
        # All chapters are read before the rest of the words is loaded, which takes longest: a mistake shows at once.
        chapters = [_chapter(gold, seeds, countries, vocabulary) for gold in golds]
        knowledge = load_knowledge(seeds)
        for gold, chapter in zip(golds, chapters, strict=True):
            yield gold, extract(chapter, knowledge)
    except (CodebookError, DocumentError) as error:
        raise EvaluationError(str(error)) from error


def _chapter(gold: Gold, seeds: Path, countries: Countries, vocabulary: Vocabulary) -> Chapter:
    identity = report_identity(seeds / gold.seed_path, seeds, countries)
    if identity.report_id != gold.report_id:
        message = f"{gold.path}: report_id: is {gold.report_id}, and seed_path is that of {identity.report_id}"
        raise GoldError(message)
    content = read_bytes(gold.text_path, f"{gold.text_path}")
    document = Document(
        report_id=identity.report_id,
        country_iso3=identity.country.iso3,
        country_name=identity.country.name,
        report_year=identity.year,
        source_path=identity.source_path,
        source_sha256=sha256_of(content),
        source_bytes=len(content),
        media_type=MEDIA_TYPES[gold.text_path.suffix],
        text=decode_text(content, f"{gold.text_path}"),
    )
    return chapter_of(document, vocabulary, countries)

"""Whole sentences of a published chapter: a statement may be a clause that leaves its subject to the rest of them.

A release holds the text and no sentences, so these are read again from the text, with the words of the seeds at hand.
"""

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from pipelines.reading import load_countries
from pipelines.reading.chapter import chapter_of
from pipelines.reading.codebook import CodebookError
from pipelines.reading.model import Document, DocumentError
from pipelines.reading.vocabulary import load_vocabulary

Span = tuple[int, int]

_VARIABLE = "CRT_SEEDS"
_BESIDE_THE_PACKAGE = Path(__file__).resolve().parents[2] / "seeds"


def seeds_at_hand() -> Path:
    """Return the seeds that CRT_SEEDS names, or those of the folder one is in, or else the project's own."""
    named = os.environ.get(_VARIABLE)
    if named:
        return Path(named)
    here = Path("seeds")
    return here if (here / "codebook").is_dir() else _BESIDE_THE_PACKAGE


def sentences_of(report: Mapping[str, Any], seeds: Path) -> tuple[Span, ...]:
    """Return where the sentences of a published chapter begin and end, in the order of the text.

    Args:
        report: its row of the table `reports`.
        seeds: the folder that holds `codebook/` and `reference/`.

    Returns:
        The spans; none where the seeds are not there, are wrong, or do not know the chapter's country or form, since
        a release can be looked at without the seeds that it was made from.
    """
    try:
        document = Document(
            report_id=report["report_id"],
            country_iso3=report["country_iso3"],
            country_name=report["country_name"],
            report_year=report["report_year"],
            source_path=report["source_path"],
            source_sha256=report["source_sha256"],
            source_bytes=report["source_bytes"],
            media_type=report["media_type"],
            text=report["text"],
        )
        chapter = chapter_of(document, load_vocabulary(seeds), load_countries(seeds))
    except (CodebookError, DocumentError, KeyError):
        return ()
    return tuple((sentence.start, sentence.end) for sentence in chapter.sentences)


def whole(sentences: Sequence[Span], start: int, end: int) -> Span | None:
    """Return the span of the sentences that a span lies in, or None where they do not hold all of it.

    Args:
        sentences: where the text's sentences begin and end, in its order.
        start: where the span begins.
        end: the place behind its last character.
    """
    over = [it for it in sentences if it[0] < end and start < it[1]]
    if not over or start < over[0][0] or over[-1][1] < end:
        return None
    return over[0][0], over[-1][1]

"""The words by which chapters are taken apart: headings, page furniture and abbreviations, compiled from the codebook.

An analyst edits `seeds/codebook/headings.yaml` and `furniture.yaml`; nothing of it is repeated in code.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal, cast

from pipelines.reading.codebook import CodebookError, CodebookModel, read_codebook
from pipelines.reading.model import SECTION_CODES

HEADING_WORD = re.compile(r"[A-Z]{2,}(?![a-z])|[A-Z]?[a-z]+|[A-Z]")
"""A word of a heading. A capital inside a word starts another, since spaces get lost in copied text ("OverviewThe")."""

IGNORED_HEADING_WORDS = frozenset({"and", "the"})

Trie = dict[str, "Trie | str"]
"""Words to the next words; the empty key holds the section code of a phrase that ends here."""


class HeadingsFile(CodebookModel):
    """`headings.yaml`."""

    sections: dict[str, tuple[str, ...]]
    keywords: dict[str, tuple[str, ...]]
    sentence_openers: tuple[str, ...]


class Abbreviations(CodebookModel):
    """Abbreviations with a period, by what may follow them."""

    never: tuple[str, ...]
    number: tuple[str, ...]
    last: tuple[str, ...]


class FurnitureFile(CodebookModel):
    """`furniture.yaml`."""

    anywhere: dict[str, tuple[str, ...]]
    end_markers: tuple[str, ...]
    titles: tuple[str, ...]
    abbreviations: Abbreviations
    labels: tuple[str, ...]
    subject: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Everything that reading knows in words. Patterns are for folded text."""

    headings: Trie
    keywords: Mapping[str, str]
    openers: frozenset[str]
    furniture: re.Pattern[str]
    furniture_kinds: Mapping[str, str]
    end_marker: re.Pattern[str]
    titles: tuple[re.Pattern[str], ...]
    abbreviations: Mapping[str, Literal["never", "number", "last"]]
    labels: frozenset[str]
    subject: re.Pattern[str]


def load_vocabulary(seeds: Path) -> Vocabulary:
    """Read and compile the two codebook files.

    Args:
        seeds: the folder that holds `codebook/`.

    Returns:
        The vocabulary; the same object as long as neither file changes.

    Raises:
        CodebookError: a file is missing or wrong, a section code is unknown, or a pattern does not compile.
    """
    folder = seeds / "codebook"
    return _load(folder, _state(folder / "headings.yaml"), _state(folder / "furniture.yaml"))


def _state(path: Path) -> tuple[int, int]:
    try:
        status = path.stat()
    except OSError as error:
        raise CodebookError(path, None, "is missing; restore it from the repository") from error
    return status.st_mtime_ns, status.st_size


@lru_cache(maxsize=4)
def _load(folder: Path, _headings_state: tuple[int, int], _furniture_state: tuple[int, int]) -> Vocabulary:
    headings_path, furniture_path = folder / "headings.yaml", folder / "furniture.yaml"
    headings = read_codebook(headings_path, HeadingsFile)
    furniture = read_codebook(furniture_path, FurnitureFile)
    kinds = {f"k{number}": kind for number, kind in enumerate(furniture.anywhere)}
    groups = [f"(?P<k{number}>{_any_of(patterns)})" for number, patterns in enumerate(furniture.anywhere.values())]
    abbreviations: dict[str, Literal["never", "number", "last"]] = {}
    abbreviations.update({word.casefold(): "last" for word in furniture.abbreviations.last})
    abbreviations.update({word.casefold(): "number" for word in furniture.abbreviations.number})
    abbreviations.update({word.casefold(): "never" for word in furniture.abbreviations.never})
    return Vocabulary(
        headings=_trie(headings_path, headings.sections),
        keywords={word.casefold(): code for code, words in headings.keywords.items() for word in words},
        openers=frozenset(headings.sentence_openers),
        furniture=_compiled(furniture_path, "|".join(groups)),
        furniture_kinds=kinds,
        end_marker=_compiled(furniture_path, _any_of(furniture.end_markers)),
        titles=tuple(_compiled(furniture_path, pattern) for pattern in furniture.titles),
        abbreviations=abbreviations,
        labels=frozenset(furniture.labels),
        subject=_compiled(furniture_path, _any_of(map(re.escape, furniture.subject))),
    )


def _any_of(patterns: Iterable[str]) -> str:
    return "|".join(f"(?:{pattern})" for pattern in patterns)


def _compiled(path: Path, pattern: str) -> re.Pattern[str]:
    try:
        return re.compile(pattern, re.IGNORECASE)
    except re.error as error:
        raise CodebookError(path, None, f"not a regular expression: {error}") from error


def _trie(path: Path, sections: Mapping[str, tuple[str, ...]]) -> Trie:
    root: Trie = {}
    for code, phrases in sections.items():
        if code not in SECTION_CODES:
            raise CodebookError(path, None, f"unknown section code {code!r}; use one of {', '.join(SECTION_CODES)}")
        for phrase in phrases:
            node = root
            for word in HEADING_WORD.findall(phrase):
                if word.casefold() in IGNORED_HEADING_WORDS:
                    continue
                node = cast("Trie", node.setdefault(word.casefold(), {}))
            if node.setdefault("", code) != code:
                raise CodebookError(path, None, f"the heading {phrase!r} is listed under two section codes")
    return root

"""Names of the reference list in a text: one pass of the automaton, then word boundaries, capitals, longest first.

A match says which institutions carry the name; a weak one counts only where the chapter itself defines it.
"""

from bisect import bisect_left
from typing import NamedTuple

from pipelines.extraction.names_knowledge import InstitutionKnowledge, plain


class Known(NamedTuple):
    """A name of the reference list at a place in the text."""

    start: int
    end: int
    institution_ids: tuple[str, ...]
    weak: bool


def find_known(text: str, knowledge: InstitutionKnowledge, home: str) -> list[Known]:
    """Find the names of the reference list.

    Args:
        text: folded text of a whole chapter.
        knowledge: reference list and codebook.
        home: the chapter's country, whose own groups some names mean there alone.

    Returns:
        Strong matches without overlaps and, between them, weak ones; in text order, the longest at a place first.
    """
    compared = plain(text)
    form, offset = compared.form, compared.offset
    matches: list[Known] = []
    last = len(form)
    for end, (length, numbers) in knowledge.automaton.iter(form):
        start = end - length + 1
        if (start and form[start - 1].isalnum()) or (end + 1 < last and form[end + 1].isalnum()):
            continue
        first, behind = offset(start), offset(end) + 1
        for number in numbers:
            pattern = knowledge.patterns[number]
            owner = pattern.homes.get(home)
            if owner is None and not pattern.institution_ids:
                continue
            if all(text[offset(start + place)].isupper() for place in pattern.capitals) and _free(
                text, first, behind, knowledge
            ):
                ids, weak = ((owner,), False) if owner else (pattern.institution_ids, pattern.weak)
                matches.append(Known(first, behind, ids, weak))
                break
    return _longest(matches)


def _free(text: str, start: int, end: int, knowledge: InstitutionKnowledge) -> bool:
    """Whether the name is not a part of a longer hyphenated or slashed word."""
    book = knowledge.codebook
    if start and text[start - 1] in "-/":
        at = start - 1
        while at and (text[at - 1].isalnum() or text[at - 1] == "."):
            at -= 1
        prefix = text[at : start - 1]
        if text[start - 1] == "-" and prefix.lower() not in book.adjective_prefixes:
            return False
    if end < len(text) and text[end] == "-":
        at = end + 1
        while at < len(text) and text[at].isalnum():
            at += 1
        suffix = text[end + 1 : at]
        return suffix.lower() in book.adjective_suffixes or suffix.endswith("ed")
    return True


def _longest(matches: list[Known]) -> list[Known]:
    """The longest matches where they overlap; a strong one before a weak one of the same length."""
    kept: list[Known] = []
    for match in sorted(matches, key=lambda m: (m.start - m.end, m.weak, m.start, m.institution_ids)):
        # Those kept do not overlap, so that only the neighbours can.
        place = bisect_left(kept, match.start, key=lambda m: m.start)
        free = place == 0 or kept[place - 1].end <= match.start
        if free and (place == len(kept) or match.end <= kept[place].start):
            kept.insert(place, match)
    return kept

"""Reads the sentence before a list that says whose doing all of its items are ("X is suspected of the following:").

An item that names another group keeps that one; where the sentence speaks of most items only, it says nothing of each.
"""

import re
from dataclasses import dataclass

from pipelines.extraction.annotations import Annotations
from pipelines.extraction.model import Mention
from pipelines.reading.model import Chapter, Sentence

_ITEMS = (
    r"(?:the\s+following|these)\s+(?:[\w-]+\s+){0,3}?(?:incidents|attacks|acts|operations|kidnappings|killings|bombings"
    r"|events|actions)\b"
)
_DEED = (
    r"(?:responsible\s+for|behind|carried\s+out|conducted|committed|perpetrated|launched|having\s+carried\s+out"
    r"|having\s+committed|credit\s+for|claimed(?:\s+responsibility\s+for)?)"
)
_ITS_DEEDS = re.compile(
    rf"\)?\s*(?:\([^()]*\)\s*)?(?P<words>(?:[\w-]+\s+){{0,6}}?(?P<deed>{_DEED}|suspected\s+of|suspected\s+in))\s+{_ITEMS}",
    re.IGNORECASE,
)
_LAID_TO = re.compile(
    rf"\b(?P<verb>attributed|ascribed|blamed)\s+{_ITEMS}\s+(?:to|on)\s+(?:the\s+)?(?:[\w-]+\s+){{0,3}}$", re.IGNORECASE
)
_SUSPECTED = re.compile(
    r"\b(?:suspected|believed|thought|presumed|assumed|likely|probably|allegedly|reportedly)\b", re.IGNORECASE
)
_NOT = re.compile(r"\b(?:not|never|denied|denies)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ListHeader:
    """The group that the sentence before a list names, and how sure that sentence is (a code of attribution)."""

    mention: Mention
    certainty: str


def read_list_headers(chapter: Chapter, notes: Annotations) -> dict[int, ListHeader]:
    """Find which items of the incidents section's lists have their perpetrator in the sentence before the list.

    Args:
        chapter: the chapter read.
        notes: its annotations.

    Returns:
        The header by the number of the item's paragraph.
    """
    headers: dict[int, ListHeader] = {}
    current: ListHeader | None = None
    for sentence in chapter.sentences:
        if sentence.section != "incidents":
            current = None
        elif not sentence.in_list:
            current = _header(sentence, notes)
        elif current is not None:
            headers[sentence.paragraph] = current
    return headers


def _header(sentence: Sentence, notes: Annotations) -> ListHeader | None:
    """What a sentence says of the items that follow it, where it names one group and ends with a colon."""
    if not notes.text[sentence.start : sentence.end].endswith(":"):
        return None
    groups = [
        mention
        for mention in notes.mentions(sentence.start, sentence.end)
        if notes.institution(mention).institution_type == "armed_group"
    ]
    if len({mention.institution_id for mention in groups}) != 1:
        return None
    deeds = _ITS_DEEDS.match(notes.text, groups[-1].end, sentence.end)
    if deeds and not _NOT.search(deeds["words"]):
        return ListHeader(groups[-1], _certainty(deeds["words"]))
    laid = _LAID_TO.search(notes.text[sentence.start : groups[0].start])
    return ListHeader(groups[0], "attributed_by_third_party") if laid else None


def _certainty(words: str) -> str:
    if _SUSPECTED.search(words):
        return "suspected"
    return "claimed" if re.search(r"claimed|credit", words, re.IGNORECASE) else "asserted_by_report"

"""Builds compliance_status: laws, capacities, memberships, lists, ratings and cooperation, as a chapter tells them.

A sentence is split into clauses; each is tried against the codebook's rules, and the first that holds makes its rows.
"""

from collections.abc import Iterable, Sequence

from pipelines.extraction.compliance_details import Detail, SentenceDetails
from pipelines.extraction.compliance_frameworks import abbreviations_of
from pipelines.extraction.compliance_knowledge import NO_FRAMEWORK, ComplianceKnowledge, load_compliance_knowledge
from pipelines.extraction.compliance_phrases import words_of
from pipelines.extraction.compliance_reader import Earlier, SentenceReader
from pipelines.extraction.compliance_rows import TABLE, RowMaker
from pipelines.extraction.model import Built, Names, Rejection, Row
from pipelines.reading.folding import folded
from pipelines.reading.model import Chapter

__all__ = ["ComplianceKnowledge", "build_compliance", "load_compliance_knowledge"]

DRAWN_ON = frozenset(("legislation", "finance", "countering_violent_extremism", "cooperation", "body"))
"""The sections of which every sentence ends as a row or as a rejection."""
_READ = DRAWN_ON | {"overview", "other"}


def build_compliance(chapter: Chapter, names: Names, knowledge: ComplianceKnowledge) -> Built:
    """Read the compliance statements of a chapter.

    Args:
        chapter: the chapter with its sections and sentences.
        names: the institutions that the chapter names.
        knowledge: the compiled codebook.

    Returns:
        The rows of compliance_status in text order, and a rejection for every other sentence of the sections drawn on.
    """
    document = chapter.document
    text = folded(document.text)
    rows: list[Row] = []
    rejections: list[Rejection] = []
    earlier, section = Earlier(), ""
    body: Detail | None = None
    abbreviations = abbreviations_of(text, knowledge)
    for sentence in chapter.sentences:
        if sentence.section not in _READ:
            continue
        if sentence.section != section:
            section, body = sentence.section, None
        words = words_of(text, sentence.start, sentence.end)
        found, reason = SentenceReader(text, sentence, words, names, knowledge, earlier, abbreviations).findings()
        details = SentenceDetails(text, words, names, knowledge, document.report_year)
        rows.extend(RowMaker(document, sentence, details, body, knowledge).rows(found))
        body = details.body(sentence.start, sentence.end) or body
        earlier = Earlier(sentence.paragraph, found[-1].framework if found else None)
        if not found and section in DRAWN_ON:
            rejections.append(Rejection(sentence.start, sentence.end, TABLE, reason))
    return Built(tuple(_without_repetitions(rows, chapter, knowledge)), tuple(rejections))


def _without_repetitions(rows: Sequence[Row], chapter: Chapter, knowledge: ComplianceKnowledge) -> Iterable[Row]:
    """Leave out what the overview says first and a section says again, and rows that are the same in everything."""
    overview = [(section.start, section.end) for section in chapter.sections if section.code == "overview"]

    def in_overview(row: Row) -> bool:
        return any(start <= row.evidence[0].start < end for start, end in overview)

    later = {(row.values["framework_id"], row.values["status"]) for row in rows if not in_overview(row)}
    repeatable = knowledge.several | {NO_FRAMEWORK}
    seen: set[object] = set()
    for row in rows:
        framework, status = row.values["framework_id"], row.values["status"]
        if framework not in repeatable and (framework, status) in later and in_overview(row):
            continue
        if row.values["compliance_id"] not in seen:
            seen.add(row.values["compliance_id"])
            yield row
